"""Say what stayed good, from tallies made by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from reknit.history.good import Good, Season, best_season, stayed_good
from reknit.history.measures import MEASURES, Tally
from tests.unit.history.test_questions import finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.findings import Finding

KNOWN = {measure.code: measure for measure in MEASURES}
MONDAY = date(2024, 1, 1)


def tally(measure: str, amount: Sequence[float], of: float = 100, person: int = 0) -> Tally:
    values = np.array(amount, dtype=np.float64)
    return Tally(measure=measure, person=person, amount=values, of=np.full(len(values), float(of)))


def good(*tallies: Tally, watched: bool = True, found: Sequence[Finding] = ()) -> tuple[Good, ...]:
    seen = [(each.measure, each.person) for each in tallies] if watched else []
    return stayed_good(tallies, measures=KNOWN, findings=found, watched=seen)


def test_what_held_is_named_for_one_or_for_both() -> None:
    one = tally("laughter", [10] * 30)
    other = tally("laughter", [20] * 30, person=1)
    assert good(one) == (Good(measure="laughter", person=0, first=(0.1,), last=(0.1,)),)
    assert good(one, other) == (Good(measure="laughter", person=None, first=(0.1, 0.2), last=(0.1, 0.2)),)
    assert good(one)[0].mirrored().person == 1
    assert good(one, other)[0].mirrored() == Good(
        measure="laughter", person=None, first=(0.2, 0.1), last=(0.2, 0.1)
    )


def test_what_fell_or_changed_or_was_too_little_is_not_named() -> None:
    steady = tally("laughter", [10] * 30)
    assert good(tally("laughter", [10] * 15 + [5] * 15)) == ()
    assert good(steady, found=[finding("laughter", 0.5)]) == ()
    assert good(steady, watched=False) == ()
    assert good(tally("laughter", [0.5] * 30)) == ()
    assert good(tally("laughter", [0] * 30)) == ()
    assert good(tally("laughter", [10] * 30, of=0)) == ()


def test_how_much_is_said_at_a_time_is_one_thing_in_three_measures() -> None:
    both = tally("length", [500] * 30), tally("length", [500] * 30, person=1)
    effort, thanks = tally("effort", [3000] * 30), tally("thanks", [10] * 30)
    held = good(*both, effort, thanks, found=[finding("short_answers", 3)])
    assert [(each.measure, each.person) for each in held] == [("length", 1), ("thanks", 0)]
    held = good(*both, found=[finding("volume", 0.5)])
    assert [(each.measure, each.person) for each in held] == [("length", None)]


def test_less_is_good_where_less_is_better_and_neither_is_no_praise() -> None:
    assert [each.measure for each in good(tally("heat", [4] * 15 + [2] * 15))] == ["heat"]
    assert good(tally("heat", [2] * 15 + [4] * 15)) == ()
    assert good(tally("logistics", [10] * 30)) == ()


def test_the_warmest_quarter() -> None:
    warm = tally("affection", [1] * 20 + [9] * 13 + [1] * 20)
    funny = tally("laughter", [5] * 53, person=1)
    assert best_season([warm, funny], first_monday=MONDAY) == Season(
        first=date(2024, 5, 20), last=date(2024, 8, 18)
    )
    assert best_season([tally("heat", [9] * 53)], first_monday=MONDAY) is None
    assert best_season([tally("affection", [9] * 20)], first_monday=MONDAY) is None
    assert best_season([tally("affection", [0] * 53)], first_monday=MONDAY) is None
