"""Look for changes that are large, lasting and surer than chance allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.measures.interface import Tally


@dataclass(frozen=True, kw_only=True)
class Change:
    """Placeholder until the method is wired: see the contract."""

    measure: str
    person: int
    first_week: int
    last_week: int | None
    before: float
    after: float
    ratio: float
    low: float
    high: float
    p: float


def find_changes(tallies: Sequence[Tally], *, seed: int = 7) -> tuple[Change, ...]:
    """Placeholder until the method is wired."""
    del tallies, seed
    return ()


def is_watched(tally: Tally) -> bool:
    """Placeholder until the method is wired."""
    return bool(tally.of.sum() > 100)
