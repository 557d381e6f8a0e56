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
from reknit.words.text import cut
from training import fast, levels
from training.examples import OUTPUTS, load

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from training.examples import Example

HELD_OUT = ("elm", "iris", "maple")
"""Writers the second reader does not see in its first stage: levels for drafts are learned on them."""
LATE = ("juniper",)
"""Writers seen in the last stage only; half of their texts, under `held_out`, give the levels for danger."""


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
    asked.add_argument("--only", choices=("first", "on", "last"), help="walk one stage only")
    given = asked.parse_args()
    given.scores.mkdir(parents=True, exist_ok=True)
    examples = load("examples")
    told = {"alone": levels.learn([quick := _held_out_fast(examples)], examples)}
    if not given.levels_only:
        _teach_second(examples, seed=given.seed, scores=given.scores, public=given.public, only=given.only)
    unseen = [number for number, example in enumerate(examples) if example.writer in HELD_OUT]
    if (slow := _kept_scores(given.scores, [examples[number] for number in unseen])) is not None:
        told["both"] = levels.learn([quick[unseen], slow], [examples[number] for number in unseen])
    _write_fast(fast.teach([one for one in examples if one.writer not in LATE]), examples)
    if "both" in told and shipped_second.second_reader():
        apart = load("held_out")
        told["both"] = levels.joined(told["both"], levels.learn(_shipped_scores(apart), apart))
    _write_levels(told)


def _shipped_scores(examples: list[Example]) -> list[NDArray[np.float64]]:
    """Return the scores of both readers as they ship, for texts neither was taught with."""
    reader = shipped_second.second_reader()
    assert reader  # noqa: S101 - the caller has looked
    quick, slow = [], []
    for example in examples:
        text = cut(example.text)
        weighed = shipped_fast.weigh(text=text, hits=shipped_fast.find(text))
        quick.append(weighed.scores.max(axis=0))
        slow.append(reader.hear(text=text, telling=np.zeros(len(text.words), dtype=np.float32)).scores)
    return [np.array(quick, dtype=np.float64), np.array(slow, dtype=np.float64)]


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
    """Teach in three stages: without some writers, whose scores are kept; with them; with all there are."""
    from training import second  # noqa: PLC0415 - the heavy part is entered only when asked for

    texts = [*(example.text for example in examples), *_public(public)]
    vocabulary = second.vocabulary(texts, kept=scores / "vocabulary.txt")
    early = [example for example in examples if example.writer not in LATE]
    if only in {None, "first"}:
        reader = second.begin(vocabulary)
        second.teach(reader, [one for one in early if one.writer not in HELD_OUT], vocabulary, seed=seed)
        second.save(reader, scores / "first.pt")
        unseen = [example for example in early if example.writer in HELD_OUT]
        rows = second.score(reader, unseen, vocabulary)
        np.savez(scores / "second.npz", scores=rows, texts=[one.text for one in unseen])
    if only in {None, "on"}:
        reader = second.load(scores / "first.pt", vocabulary)
        second.teach(reader, early, vocabulary, seed=seed, epochs=second.EPOCHS_ON, rate=second.RATE_ON)
        second.save(reader, scores / "on.pt")
    if only in {None, "last"}:
        reader = second.load(scores / "on.pt", vocabulary)
        second.teach(
            reader, examples, vocabulary, seed=seed, epochs=second.EPOCHS_LAST, rate=second.RATE_LAST
        )
        second.write(reader, vocabulary, shipped_second.MODEL, about=about(examples))


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
        about=_bytes(about(examples)),
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


def about(examples: list[Example]) -> str:
    """Say what a model file was taught with."""
    writers = {example.writer: sum(one.writer == example.writer for one in examples) for example in examples}
    return json.dumps(
        {
            "texts": "written for this project, none collected from people",
            "writers": writers,
            "second reader begins from": "all-MiniLM-L6-v2 (Apache 2.0)",
            "second reader is also shown": "1,500 harmless comments of GoEmotions (Apache 2.0)",
        }
    )


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


if __name__ == "__main__":
    main()
