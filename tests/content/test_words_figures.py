"""The figures on the words page are what the shipped engine reaches on the part it has not seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.report import report

PAGE = Path(__file__).parent.parent.parent / "docs" / "words.md"
WITHIN = 0.03
"""Another machine's arithmetic may turn a text that stands on the edge."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "quick"), [("Both readers", False), ("The fast layer alone", True)])
def test_the_page_says_what_is_measured(name: str, *, quick: bool) -> None:
    said = _figures(PAGE.read_text(encoding="utf-8").split(f"### {name}\n")[1].split("\n#")[0])
    measured = _figures(report(quick=quick))
    assert said.keys() == measured.keys()
    for key, figures in measured.items():
        assert said[key] == pytest.approx(figures, abs=WITHIN), key


def _figures(text: str) -> dict[str, list[float]]:
    """Return the shares of each row and sentence, by the words before them."""
    lines = [line for line in text.splitlines() if re.search(r"\d\.\d", line)]
    return {re.split(r"\d", line)[0]: [float(one) for one in re.findall(r"\d\.\d+", line)] for line in lines}


def test_no_text_is_both_taught_with_and_judged_by() -> None:
    folder = PAGE.parent.parent / "training"
    taught, held, judging = (
        {line for path in (folder / part).glob("*/*.jsonl") for line in path.read_text("utf-8").splitlines()}
        for part in ("examples", "held_out", "test")
    )
    assert taught
    assert judging
    assert not judging & (taught | held)
    assert not held & taught


def test_no_writer_of_the_test_part_was_taught_with() -> None:
    folder = PAGE.parent.parent / "training"
    taught = {path.stem for part in ("examples", "held_out") for path in (folder / part).glob("*/*.jsonl")}
    judging = {path.stem for path in (folder / "test").glob("*/*.jsonl")}
    assert judging
    assert not judging & taught
