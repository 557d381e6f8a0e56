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

HELD_OUT = (("ash", "fir", "juniper"), ("birch", "elm", "gorse"), ("cedar", "hazel", "iris"))
"""Writers left out together while the second reader is taught for its levels."""


def main() -> None:
    """Teach, learn the levels, and write the files."""
    asked = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--scores", type=Path, default=Path("build/training"), help="where scores of held-out writers are kept")
    asked.add_argument("--public", type=Path, help="folder of public texts, whose words the second reader should know")
    asked.add_argument("--fast-only", action="store_true", help="leave the second reader as it is")
    given = asked.parse_args()
    given.scores.mkdir(parents=True, exist_ok=True)
    examples = load("examples")
    told: dict[str, levels.Levels] = {}
    quick = _held_out_fast(examples)
    told["alone"] = levels.learn([quick], examples)
    if given.fast_only:
        slow = np.load(given.scores / "second.npy") if (given.scores / "second.npy").exists() else None
    else:
        slow = _teach_second(examples, seed=given.seed, scores=given.scores, public=given.public)
    if slow is not None:
        told["both"] = levels.learn([quick, slow], examples)
    _write_fast(fast.teach(examples), examples)
    _write_levels(told)


def _held_out_fast(examples: list[Example]) -> NDArray[np.float64]:
    scores = np.zeros((len(examples), len(OUTPUTS)))
    for writer in sorted({example.writer for example in examples}):
        rest = [example for example in examples if example.writer != writer]
        own = [number for number, example in enumerate(examples) if example.writer == writer]
        scores[own] = fast.score(fast.teach(rest), [examples[number] for number in own])
    return scores


def _teach_second(examples: list[Example], *, seed: int, scores: Path, public: Path | None) -> NDArray[np.float64]:
    from reknit.words.wordpiece import WordPiece  # noqa: PLC0415 - the heavy part is entered only when asked for
    from training import second  # noqa: PLC0415

    kept_pieces, numbers = second.vocabulary([*(example.text for example in examples), *_public(public)])
    pieces = WordPiece(vocabulary=kept_pieces)
    slow = np.zeros((len(examples), len(OUTPUTS)))
    for out in HELD_OUT:
        rest = [example for example in examples if example.writer not in out]
        own = [number for number, example in enumerate(examples) if example.writer in out]
        reader = second.teach(rest, pieces, numbers, seed=seed)
        slow[own] = second.score(reader, [examples[number] for number in own], pieces)
    np.save(scores / "second.npy", slow)
    reader = second.teach(examples, pieces, numbers, seed=seed)
    second.write(reader, kept_pieces, shipped_second.MODEL, about=_about(examples))
    return slow


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
            numbers = {**weights, "shift": learned.shift[column], "show": learned.show[column], "ask": learned.ask[column]}
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
