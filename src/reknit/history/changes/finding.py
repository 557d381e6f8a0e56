"""Keep, of everything looked at, what is large, lasting and surer than chance allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reknit.history.changes.chance import draw
from reknit.history.changes.change import describe
from reknit.history.changes.looking import look, look_at, mask, stand_out
from reknit.history.changes.noise import widening
from reknit.history.changes.scan import ASSUMED_SHARE
from reknit.history.changes.spans import LEAST_ORDINARY, LEAST_WEEKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.changes.chance import Draws
    from reknit.history.changes.change import Change
    from reknit.history.changes.looking import Look
    from reknit.history.measures import Tally

# The share of findings that may be chance, over everything looked at (Benjamini & Hochberg 1995). What is
# promised is 0.05; the rest is room for what made-up histories do not know of real ones. Product choice.
FALSE_SHARE = 0.03
# A measure that counted less than this says nothing about weeks. Product choice.
LEAST_COUNTED = 20.0
# Changes told of one measure of one person. Product choice.
MOST_CHANGES = 3
# A halving this far out of the ordinary is found nine times in ten; see docs/calibration.md.
WATCHED_SCORE = 5.5
TEN_WEEKS = 10
SEED = 20041


def find_changes(tallies: Sequence[Tally], *, seed: int = SEED) -> tuple[Change, ...]:
    """Find the spans of weeks in which a measure was different, beyond what chance makes of so many looks."""
    if not tallies or not _is_long_enough(tallies[0]):
        return ()
    draws = draw(len(tallies[0].amount), seed=seed)
    enough = [each for each in tallies if _is_enough(each)]
    looks = look(enough, draws)
    largest = largest_surviving([each.p for each in looks])
    found: list[Change] = []
    for tally, each in zip(enough, looks, strict=True):
        if each.p <= largest:
            found.extend(_told(tally, each, draws, largest))
    return tuple(found)


def is_watched(tally: Tally, *, kept_up: int = TEN_WEEKS, times: float = 2.0) -> bool:
    """Tell whether so many times less, kept up for so many weeks, would most likely have been seen."""
    if not _is_long_enough(tally) or not _is_enough(tally):
        return False
    rule, found = stand_out(tally)
    weeks = len(tally.amount)
    wide, share = widening(weeks), max(float(found.share[0]), ASSUMED_SHARE)
    kept_up = min(kept_up, weeks // 2)
    rest = weeks - kept_up
    weekly = found.power[0] / max(rule.series.weight.mean(), 1e-9)
    variance = weekly * ((1 + share * wide[kept_up]) / kept_up + (1 + share * wide[rest]) / rest)
    return bool(np.log(times) >= WATCHED_SCORE * np.sqrt(variance))


def largest_surviving(chances: Sequence[float]) -> float:
    """Give the largest chance that is allowed when so much is looked at; below zero if none survives."""
    if not chances:
        return -1.0
    allowed = FALSE_SHARE * np.arange(1, len(chances) + 1) / len(chances)
    survives = np.flatnonzero(np.sort(chances) <= allowed)
    return float(allowed[survives[-1]]) if survives.size else -1.0


def _is_long_enough(tally: Tally) -> bool:
    return len(tally.amount) >= LEAST_WEEKS + LEAST_ORDINARY


def _is_enough(tally: Tally) -> bool:
    counted = tally.of if tally.is_logarithmic else tally.amount
    return bool(counted.sum() >= LEAST_COUNTED)


def _told(tally: Tally, first: Look, draws: Draws, largest: float) -> list[Change]:
    """Describe a change, then look again at the weeks outside it for another one apart from it."""
    found = [describe(first)]
    while len(found) < MOST_CHANGES:
        last = found[-1]
        end = len(tally.amount) if last.last_week is None else last.last_week + 1
        tally = mask(tally, last.first_week, end)
        again = look_at(tally, draws, first.shares)
        if again.p > largest:
            break
        another = describe(again)
        if not _is_apart(another, found, len(tally.amount)):
            break
        found.append(another)
    return found


def _is_apart(change: Change, others: Sequence[Change], weeks: int) -> bool:
    end = weeks if change.last_week is None else change.last_week + 1
    return all(
        end <= other.first_week or (other.last_week is not None and other.last_week < change.first_week)
        for other in others
    )
