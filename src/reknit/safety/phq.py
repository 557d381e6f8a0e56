"""Read the PHQ-2 and PHQ-9 without ever turning a person into a number with a label.

What a result says is built from one's own answers and one's own trend (a bare score helped nobody:
Kohlmann 2024). Item 9 opens a door; a zero there cancels nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reknit.safety.signs import ITEM_NINE
from reknit.safety.states import ITEM_NINE_OPENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.safety.model import Phq

FIRST_TWO = ("interest", "down")
SEVEN_MORE = ("sleep", "tired", "appetite", "failure", "concentration", "slow", ITEM_NINE)
ITEMS = FIRST_TWO + SEVEN_MORE
"""The nine items by key, in the order of the questionnaire."""

GO_ON_FROM = 3
"""Of 6 on the first two: from here on the other seven are asked (Kroenke 2003)."""

DAYS = (0, 14, 28, 60)
"""Days after the end on which the two are offered. Product choice (programme 3)."""

CHANGED_BY = 5
"""Points of 27 that count as a change; less is within the ups and downs. Product choice."""

CHANGED_BY_OF_TWO = 2
"""The same for the first two alone, of 6. Product choice."""

Door = Literal["none", "small", "open"]
Trend = Literal["first", "heavier", "lighter", "same"]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a round says: what bothered how often, how that compares with one's own last round, what next."""

    bothered: tuple[tuple[str, int], ...]
    trend: Trend
    is_heavy: bool
    door: Door


def asks_more(*, round_: Phq) -> bool:
    """Say whether the first two weigh enough to ask the other seven, and they were not asked yet."""
    is_whole = any(item in round_.replies for item in SEVEN_MORE)
    return not is_whole and _sum(round_, FIRST_TWO) >= GO_ON_FROM


def result(*, round_: Phq, before: Sequence[Phq]) -> Result:
    """Return what a round says; `before` are the earlier rounds, newest first."""
    bothered = sorted(
        ((item, often) for item, often in round_.replies.items() if often and item != ITEM_NINE),
        key=lambda one: (-one[1], ITEMS.index(one[0])),
    )
    nine = round_.replies.get(ITEM_NINE, 0)
    return Result(
        bothered=tuple(bothered),
        trend=_trend(round_, before),
        is_heavy=_sum(round_, FIRST_TWO) >= GO_ON_FROM,
        door="open" if nine >= ITEM_NINE_OPENS else "small" if nine else "none",
    )


def _trend(round_: Phq, before: Sequence[Phq]) -> Trend:
    last = next((one for one in before if one.replies.keys() & round_.replies.keys()), None)
    if last is None:
        return "first"
    shared = tuple(last.replies.keys() & round_.replies.keys())
    change = _sum(round_, shared) - _sum(last, shared)
    needed = CHANGED_BY if len(shared) > len(FIRST_TWO) else CHANGED_BY_OF_TWO
    if abs(change) < needed:
        return "same"
    return "heavier" if change > 0 else "lighter"


def _sum(round_: Phq, items: Sequence[str]) -> int:
    return sum(round_.replies.get(item, 0) for item in items)


def is_due(*, newest: Phq | None, ended_on: dt.date | None, today: dt.date) -> bool:
    """Say whether the two are to be offered: one of their days has come since they were last answered."""
    if ended_on is None:
        return False
    day = (today - ended_on).days
    planned = max((one for one in DAYS if one <= day), default=None)
    if planned is None:
        return False
    return newest is None or newest.at.date() < ended_on + dt.timedelta(days=planned)
