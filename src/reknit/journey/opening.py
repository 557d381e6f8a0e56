"""Say whether an exercise is open to someone now, and if not, why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reknit.programme.exercise import Head
    from reknit.safety.rules import Danger

HEAVY_HURT = 8
"""Hurt at or above this sends someone to the body basics first (product default)."""


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Why an exercise is not open yet: a code for its sentence, and what the sentence names."""

    code: Literal["hidden", "day", "hurt", "after"]
    number: int = 0
    exercise: str = ""


def why_closed(
    *, head: Head, day: int, hurt: int | None, done: Mapping[str, int], dangers: frozenset[Danger]
) -> Closed | None:
    """Return why an exercise is closed, or None when it is open.

    Hurt that nobody has told us does not close anything.
    """
    needs = head.opens_when
    if any(danger.value in head.hidden_in for danger in dangers):
        return Closed(code="hidden")
    if day < needs.day:
        return Closed(code="day", number=needs.day)
    if hurt is not None and hurt > needs.hurt_at_most:
        return Closed(code="hurt", number=needs.hurt_at_most)
    missing = [other for other in needs.after if not done.get(other)]
    return Closed(code="after", exercise=missing[0]) if missing else None
