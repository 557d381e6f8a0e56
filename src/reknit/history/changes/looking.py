"""Look at every tally once, and weigh what stands out by how this couple's weeks usually wander."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from reknit.history.changes.chance import EVENLY, Draws, probability, usual_shares
from reknit.history.changes.change import value
from reknit.history.changes.scan import STILL, Ruler, Standing, lasting, ruler
from reknit.history.changes.series import stand
from reknit.history.changes.spans import spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reknit.history.measures import Tally

# Scores below this are never surer than one in twenty.
PLAINLY_CHANCE = 2.4
# How much one writes has a rhythm of its own: the other habits tell this much less of it. Product choice.
OWN = 0.2
# A second change is looked for where the first is less sure than this, and has to score as much as this.
PLAIN_ENOUGH, HIDING = 1e-4, 3.5


@dataclass(frozen=True, kw_only=True, eq=False)
class Look:
    """Hold what one tally showed, and the chance of as much if nothing had changed."""

    tally: Tally
    rule: Ruler
    found: Standing
    p: float
    shares: NDArray[np.float64]  # what was known of how slowly weeks wander


def stand_out(tally: Tally) -> tuple[Ruler, Standing]:
    """Find the span in which a tally stands out most from its ordinary level."""
    series = stand(tally)
    rule = ruler(series, spans(len(tally.amount)))
    return rule, lasting(rule, series.excess)


def look_at(tally: Tally, draws: Draws, shares: NDArray[np.float64]) -> Look:
    """Look at one tally by itself."""
    return _weigh(tally, *stand_out(tally), draws, shares)


def look(tallies: Sequence[Tally], draws: Draws) -> list[Look]:
    """Look at every tally, with what all of them tell of this couple's weeks."""
    own = [stand_out(each) for each in tallies]
    shares = _shares(tallies, own, draws)
    looks = []
    for tally, (rule, found) in zip(tallies, own, strict=True):
        use = (1 - OWN) * shares + OWN * EVENLY if tally.is_volume else shares
        seen = _weigh(tally, rule, found, draws, use)
        beside = _beside(tally, tallies) if tally.is_volume else None
        if beside is not None:
            against = _weigh(tally, *beside, draws, shares)
            surest = min(seen, against, key=lambda each: each.p)
            seen = replace(surest, p=min(1.0, 2 * surest.p))
        looks.append(seen if seen.p <= PLAIN_ENOUGH else _unhidden(seen, draws, use))
    return looks


def mask(tally: Tally, first: int, end: int) -> Tally:
    """Leave out a span of weeks."""
    amount, of = tally.amount.copy(), tally.of.copy()
    amount[first:end], of[first:end] = 0, 0
    return replace(tally, amount=amount, of=of)


def _weigh(tally: Tally, rule: Ruler, found: Standing, draws: Draws, shares: NDArray[np.float64]) -> Look:
    p = probability(rule, found, draws, shares) if found.score[0] >= PLAINLY_CHANCE else 1.0
    return Look(tally=tally, rule=rule, found=found, p=p, shares=shares)


def _unhidden(one: Look, draws: Draws, shares: NDArray[np.float64]) -> Look:
    """See whether a second change hides the first: each is looked at without the weeks of the other."""
    rule, found = stand_out(_without(one.tally, one))
    if found.score[0] < HIDING:
        return one
    other = _weigh(one.tally, rule, found, draws, shares)
    first = look_at(_without(one.tally, other), draws, shares)
    p = max(first.p, other.p)
    return replace(first, p=p) if p < one.p else one


def _without(tally: Tally, one: Look) -> Tally:
    span = one.found.span[0]
    return mask(tally, int(one.rule.spans.first[span]), int(one.rule.spans.end[span]))


def _shares(tallies: Sequence[Tally], own: list[tuple[Ruler, Standing]], draws: Draws) -> NDArray[np.float64]:
    """Learn how slowly weeks wander, from everything but how much is written."""
    habits = [each for tally, each in zip(tallies, own, strict=True) if not tally.is_volume]
    if not habits:
        return EVENLY
    habits.sort(key=lambda each: each[0].series.grain / each[0].series.expected.mean())
    return usual_shares(habits[len(habits) // 2][0], draws, np.array([found.share[0] for _, found in habits]))


def _beside(tally: Tally, tallies: Sequence[Tally]) -> tuple[Ruler, Standing] | None:
    """Hold how much one person writes against the other: what makes both write less is then no noise."""
    for other in tallies:
        if other.measure == tally.measure and other.person != tally.person:
            rule, found = stand_out(replace(tally, of=other.amount, is_volume=False))
            week, span = np.arange(len(tally.amount)), found.span[0]
            within = (week >= rule.spans.first[span]) & (week < rule.spans.end[span])
            own = np.log(value(tally, within) / value(tally, ~within))
            # It has to be this person who wrote less or more, not the other.
            if own * np.sign(found.log_ratio[0]) >= STILL:
                return rule, found
    return None
