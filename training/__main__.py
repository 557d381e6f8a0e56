"""Teach the words engine: `python -m training` writes the model files that ship with it.

Every figure that decides something (which level of doubt is worth showing) comes from writers left out of the
teaching; the part under `training/test` is never opened here.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reknit.words import fast as shipped_fast
from reknit.words import second as shipped_second
from training import fast, levels
from training.examples import OUTPUTS, load

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from training.examples import Example

HELD_OUT = ("elm", "iris", "maple")
"""Writers the second reader is not taught with until its levels are known; then it is taught on with all."""


def main() -> None:
    """Teach, learn the levels, and write the files."""
    asked = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument(
        "--scores",
        type=Path,
        default=Path("build/training"),
        help="where scores of held-out writers are kept",
    )
    asked.add_argument(
        "--public", type=Path, help="folder of public texts, whose words the second reader should know"
    )
    asked.add_argument("--levels-only", action="store_true", help="leave the second reader as it is")
    asked.add_argument(
        "--only", choices=("first", "second"), help="teach only the first or the second half of the way"
    )
    given = asked.parse_args()
    given.scores.mkdir(parents=True, exist_ok=True)
    examples = load("examples")
    told = {"alone": levels.learn([quick := _held_out_fast(examples)], examples)}
    if not given.levels_only:
        _teach_second(examples, seed=given.seed, scores=given.scores, public=given.public, only=given.only)
    unseen = [number for number, example in enumerate(examples) if example.writer in HELD_OUT]
    if (slow := _kept_scores(given.scores, [examples[number] for number in unseen])) is not None:
        told["both"] = levels.learn([quick[unseen], slow], [examples[number] for number in unseen])
    _write_fast(fast.teach(examples), examples)
    _write_levels(told)


def _held_out_fast(examples: list[Example]) -> NDArray[np.float64]:
    scores = np.zeros((len(examples), len(OUTPUTS)))
    for writer in sorted({example.writer for example in examples}):
        rest = [example for example in examples if example.writer != writer]
        own = [number for number, example in enumerate(examples) if example.writer == writer]
        scores[own] = fast.score(fast.teach(rest), [examples[number] for number in own])
    return scores


def _teach_second(
    examples: list[Example], *, seed: int, scores: Path, public: Path | None, only: str | None
) -> None:
    """Teach with all writers but some, score those, and teach on with all."""
    from training import second  # noqa: PLC0415 - the heavy part is entered only when asked for

    vocabulary = second.vocabulary(
        [*(example.text for example in examples), *_public(public)], kept=scores / "vocabulary.txt"
    )
    if only != "second":
        reader = second.begin(vocabulary)
        second.teach(reader, [one for one in examples if one.writer not in HELD_OUT], vocabulary, seed=seed)
        second.save(reader, scores / "first.pt")
    reader = second.load(scores / "first.pt", vocabulary)
    unseen = [example for example in examples if example.writer in HELD_OUT]
    np.savez(
        scores / "second.npz",
        scores=second.score(reader, unseen, vocabulary),
        texts=[one.text for one in unseen],
    )
    if only != "first":
        second.teach(reader, examples, vocabulary, seed=seed, epochs=second.EPOCHS_ON, rate=second.RATE_ON)
        second.write(reader, vocabulary, shipped_second.MODEL, about=_about(examples))


def _kept_scores(folder: Path, unseen: list[Example]) -> NDArray[np.float64] | None:
    """Return the scores of the held-out texts, in their order; None where some text was never scored."""
    if not (folder / "second.npz").exists():
        return None
    with np.load(folder / "second.npz") as kept:
        rows = dict(zip(kept["texts"].tolist(), kept["scores"], strict=True))
    return np.stack([rows[example.text] for example in unseen])


def _public(folder: Path | None) -> list[str]:
    """Return the lines of public texts; only which words there are is taken from them."""
    files = sorted(folder.glob("goemotions_*.tsv")) if folder else []
    return [line.split("\t")[0] for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def _write_fast(taught: fast.Taught, examples: list[Example]) -> None:
    scales = np.maximum(np.abs(taught.weights).max(axis=0) / 127, 1e-9)
    np.savez_compressed(
        shipped_fast.MODEL,
        about=_bytes(_about(examples)),
        outputs=_bytes("\n".join(OUTPUTS)),
        terms=_bytes("\n".join(taught.terms)),
        weights=np.round(taught.weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        biases=taught.biases.astype(np.float32),
    )


def _write_levels(told: dict[str, levels.Levels]) -> None:
    lines = ["# When a label is worth showing; written by `python -m training`, never by hand."]
    for name, learned in told.items():
        for column, output in enumerate(OUTPUTS):
            weights = dict(zip(("fast", "second"), learned.weights[:, column], strict=False))
            numbers = {
                **weights,
                "shift": learned.shift[column],
                "show": learned.show[column],
                "ask": learned.ask[column],
            }
            row = ", ".join(f"{key} = {value:.4f}" for key, value in numbers.items())
            lines.append(f'{name}."{output}" = {{ {row} }}')
    (shipped_fast.MODEL.parent / "levels.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _about(examples: list[Example]) -> str:
    """Say what a model file was taught with."""
    writers = {example.writer: sum(one.writer == example.writer for one in examples) for example in examples}
    return json.dumps({"texts": "written for this project, none collected from people", "writers": writers})


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


if __name__ == "__main__":
    main()
