"""Load the labelled examples: texts written for this project, one file a writer."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reknit.words.labels import FAULTS, PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

HERE = Path(__file__).parent

TONES = ("distance:avoiding", "distance:over_the_top", "heat:hostile", "footing:needy")
RISKS = (
    *(
        f"{kind}:{level}"
        for kind in ("self_harm", "threat", "stalking", "manipulation", "abused", "order")
        for level in ("red", "amber")
    ),
    "minor:red",
)
OUTPUTS = (*PARTS, *FAULTS, *TONES, *RISKS)
"""Everything the model tells apart, in the order of its columns."""

TONE_LETTERS = {"a": TONES[0], "o": TONES[1], "h": TONES[2], "n": TONES[3]}


@dataclass(frozen=True, kw_only=True)
class Example:
    """One text with its labels; `is_draft` says whether parts, faults and tone were judged too."""

    text: str
    writer: str
    is_draft: bool
    labels: frozenset[str]
    near: frozenset[str]

    def targets(self) -> NDArray[np.float32]:
        """Return 1 for each output that holds, 0 for each that does not, NaN where nobody judged."""
        row = np.array([output in self.labels for output in OUTPUTS], dtype=np.float32)
        if not self.is_draft:
            row[: len(OUTPUTS) - len(RISKS)] = np.nan
        return row


def load(part: str) -> list[Example]:
    """Return the examples of a part (`examples` or `test`), writer by writer."""
    files = sorted((HERE / part).glob("*/*.jsonl"))
    return [
        _example(json.loads(line), path)
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if line
    ]


def _example(row: dict[str, object], path: Path) -> Example:
    tone = [TONE_LETTERS[letter] for letter in str(row.get("tone", "")) if letter in TONE_LETTERS]
    labels = [*_list(row, "labels"), *_list(row, "risk"), *tone]
    return Example(
        text=str(row["text"]),
        writer=path.stem,
        is_draft=path.parent.name == "drafts",
        labels=frozenset(labels),
        near=frozenset(_list(row, "near")),
    )


def _list(row: dict[str, object], name: str) -> list[str]:
    found = row.get(name, [])
    return [str(one) for one in found] if isinstance(found, list) else []


EVERYDAY = 1_500
"""Public comments shown as harmless, evenly drawn from those without any word that could speak of danger."""

DANGER_WORDS = re.compile(
    r"kill|die|dead|dying|suicid|hurt|harm|hit|punch|beat|slap|chok|stab|shoot|gun|knife|rape|abus|threat|stalk|"
    r"follow|police|court|order|jail|school|grade|class|teen|year|parent|mom|dad|old|burn|smash|blood|cut|pill|jump|afraid|"
    r"scared|track|watch|spy|password|jealous|lie|revenge|force|control|fight|fuck|hate|end|life|live|alive|alone|wake|sleep",
    re.IGNORECASE,
)


def everyday_texts(folder: Path | None) -> list[Example]:
    """Return public everyday comments (GoEmotions, Apache 2.0) as texts without danger."""
    files = sorted(folder.glob("goemotions_train.tsv")) if folder else []
    lines = [line.split("\t")[0] for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    harmless = [line for line in lines if not DANGER_WORDS.search(line)]
    none: frozenset[str] = frozenset()
    step = max(1, len(harmless) // EVERYDAY)
    return [
        Example(text=text, writer="public", is_draft=False, labels=none, near=none)
        for text in harmless[::step][:EVERYDAY]
    ]


def matrix(examples: Sequence[Example]) -> NDArray[np.float32]:
    """Return the targets of all examples, one row each."""
    return np.stack([example.targets() for example in examples])
