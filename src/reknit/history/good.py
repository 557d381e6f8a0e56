"""Say what stayed good: a report that only counts losses would not be honest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from reknit.history.findings import Finding
    from reknit.history.measures import Measure, Tally

PAIR = 2
# The first and the last part of the time, compared with each other: a third each. Product choice.
PART = 3
# What is at most so much worse at the end than at the start has stayed. Product choice.
STAYED = 0.8
# A measure that is seen in fewer messages than one in a hundred is nothing to call good. Product choice.
LEAST_SHARE = 0.01
# These say the same thing in three ways: where one of them changed, none of them held. Product choice.
HOW_MUCH_AT_A_TIME = frozenset({"effort", "length", "short_answers"})
# The best season is looked for in spans of a quarter of a year, from the warm measures. Product choices.
SEASON_WEEKS = 13
WARM = ("affection", "laughter", "thanks", "plans")
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Good:
    """Name a measure that stayed as it was or grew, for one person or for both, with its value at the end."""

    measure: str
    person: int | None  # none where it holds for both
    first: tuple[float, ...]  # values of the first third, one for each person it holds for
    last: tuple[float, ...]

    def mirrored(self) -> Good:
        """Tell it from the other person's side."""
        person = None if self.person is None else 1 - self.person
        return replace(self, person=person, first=self.first[::-1], last=self.last[::-1])


@dataclass(frozen=True, kw_only=True)
class Season:
    """Name the quarter of a year in which these two were warmest with each other in writing."""

    first: date
    last: date


def stayed_good(
    tallies: Sequence[Tally],
    *,
    measures: Mapping[str, Measure],
    findings: Sequence[Finding],
    watched: Collection[tuple[str, int]],
) -> tuple[Good, ...]:
    """List what did not get worse, both people together where it holds for both."""
    changed = {(each.measure, each.person) for each in findings}
    changed |= {
        (measure, person)
        for found, person in changed
        if found in HOW_MUCH_AT_A_TIME
        for measure in HOW_MUCH_AT_A_TIME
    }
    held: dict[str, list[Good]] = {}
    for tally in tallies:
        place = (tally.measure, tally.person)
        good = _held(tally, measures[tally.measure]) if place in watched and place not in changed else None
        if good is not None:
            held.setdefault(tally.measure, []).append(good)
    return tuple(_together(found) for found in held.values())


def _held(tally: Tally, measure: Measure) -> Good | None:
    third = len(tally.amount) // PART
    first, last = tally.value(0, third), tally.value(len(tally.amount) - third - 1)
    if measure.better == "neither" or first is None or last is None or first <= 0 or last <= 0:
        return None
    is_share = measure.unit in {"share", "per_100"}
    if is_share and measure.better == "more" and last < LEAST_SHARE:
        return None
    change = last / first if measure.better == "more" else first / last
    if change < STAYED:
        return None
    return Good(measure=measure.code, person=tally.person, first=(first,), last=(last,))


def _together(found: Sequence[Good]) -> Good:
    if len(found) < PAIR:
        return found[0]
    return Good(
        measure=found[0].measure,
        person=None,
        first=(found[0].first[0], found[1].first[0]),
        last=(found[0].last[0], found[1].last[0]),
    )


def best_season(tallies: Sequence[Tally], *, first_monday: date) -> Season | None:
    """Find the quarter of a year with the most warmth, all warm measures of both weighing alike."""
    warm = [each for each in tallies if each.measure in WARM and each.amount.sum() > 0]
    if not warm or len(warm[0].amount) < PAIR * SEASON_WEEKS:
        return None
    warmth = sum(_over_seasons(each.amount) / each.amount.sum() for each in warm)
    start = int(np.argmax(warmth))
    first = first_monday + WEEK * start
    return Season(first=first, last=first + WEEK * SEASON_WEEKS - timedelta(days=1))


def _over_seasons(amount: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.convolve(amount, np.ones(SEASON_WEEKS), mode="valid")
