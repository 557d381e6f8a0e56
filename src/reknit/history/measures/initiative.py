"""Tell who starts conversations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reknit.history.measures.interface import Exchange

# A share of fewer conversations would swing too far with a single one. Product choice.
FEWEST_CONVERSATIONS = 5


@dataclass(frozen=True, kw_only=True)
class Initiative:
    """Give each person's share of the conversations started in a month; none when they are too few."""

    month: date
    started: tuple[int, int]
    shares: tuple[float, float] | None

    def mirrored(self) -> Initiative:
        """Swap the two people."""
        return replace(self, started=self.started[::-1], shares=self.shares and self.shares[::-1])


def measure_initiative(exchange: Exchange) -> tuple[Initiative, ...]:
    """Count who sends the first message after a silence; before the first of all nothing is known."""
    counted = exchange.messages.filter("starts").group_by("month", "person").len()
    counts = {(month, person): count for month, person, count in counted.iter_rows()}
    return tuple(
        _initiative(month, (counts.get((month, 0), 0), counts.get((month, 1), 0)))
        for month in exchange.months
    )


def _initiative(month: date, started: tuple[int, int]) -> Initiative:
    total = sum(started)
    shares = (started[0] / total, started[1] / total) if total >= FEWEST_CONVERSATIONS else None
    return Initiative(month=month, started=started, shares=shares)
