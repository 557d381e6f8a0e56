"""Judge what someone kept while trying to understand why it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reknit.programme.answer import Answer

HARD_SIDES = frozenset({"lost_gained"})
"""Columns whose left side holds what hurts; in the others the right side does."""


@dataclass(frozen=True, kw_only=True)
class Balance:
    """How many lines stand on the hard side (left) and on the good side (right) of the two columns."""

    left: int
    right: int

    @property
    def share(self) -> float:
        """Return the smaller count divided by the larger, from 0 (one side only) to 1 (even)."""
        return min(self.left, self.right) / max(self.left, self.right)


def balance(*, answer: Answer) -> Balance | None:
    """Count the hard and the good lines over all columns of an answer; None when there are none.

    Naming losses and gains together gave more balanced texts than writing freely
    (Primeau et al. 2013); the count itself is a product choice.
    """
    columns = [given for given in answer.given if given.type == "columns"]
    hard = sum(len(one.lines if one.key in HARD_SIDES else one.more_lines) for one in columns)
    good = sum(len(one.more_lines if one.key in HARD_SIDES else one.lines) for one in columns)
    return Balance(left=hard, right=good) if hard or good else None
