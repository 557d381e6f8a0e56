"""Say whether an exercise is open to someone now, and if not, why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from reknit.safety.states import Lock

if TYPE_CHECKING:
    from reknit.programme.exercise import Head
    from reknit.safety.standing import Standing

WORK_OF_STEP: Mapping[str, frozenset[Lock]] = MappingProxyType(
    {
        "understand": frozenset({Lock.RELATIONSHIP}),
        "meet": frozenset({Lock.REHEARSAL, Lock.RELATIONSHIP}),
        "rebuild": frozenset({Lock.REBUILD, Lock.RELATIONSHIP}),
        "let_go": frozenset({Lock.RELATIONSHIP}),
    }
)
"""What the exercises of a step lead to; a new one is closed with its step and needs no word of its own."""

WORK_OF: Mapping[str, frozenset[Lock]] = MappingProxyType(
    {
        "X06": frozenset({Lock.SHARES}),
        "X20": frozenset({Lock.APOLOGY}),
        "R1": frozenset({Lock.CONTACT, Lock.GATE}),
    }
)
"""And what single exercises lead to beyond that: shares of blame, an apology, a first message."""

HEAVY_HURT = 8
"""Hurt at or above this sends someone to the body basics first (product default)."""


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Why an exercise is not open yet: a code for its sentence, and what the sentence names."""

    code: Literal["hidden", "day", "hurt", "after"]
    number: int = 0
    exercise: str = ""


def why_closed(
    *, head: Head, day: int, hurt: int | None, done: Mapping[str, int], standing: Standing
) -> Closed | None:
    """Return why an exercise is closed, or None when it is open.

    Hurt that nobody has told us does not close anything.
    """
    needs = head.opens_when
    if is_hidden(head=head, standing=standing):
        return Closed(code="hidden")
    if day < needs.day:
        return Closed(code="day", number=needs.day)
    if hurt is not None and hurt > needs.hurt_at_most:
        return Closed(code="hurt", number=needs.hurt_at_most)
    missing = [other for other in needs.after if not done.get(other)]
    return Closed(code="after", exercise=missing[0]) if missing else None


def work_of(*, head: Head) -> frozenset[Lock]:
    """Return what an exercise leads to, as far as safety has a say in it."""
    nothing: frozenset[Lock] = frozenset()
    return WORK_OF_STEP.get(head.step, nothing) | WORK_OF.get(head.id, nothing)


def is_hidden(*, head: Head, standing: Standing) -> bool:
    """Say whether safety or the other's wish takes an exercise out of someone's path."""
    return bool(work_of(head=head) & standing.locks) or not standing.names.isdisjoint(head.hidden_in)


def is_step_open(*, step: str, standing: Standing) -> bool:
    """Say whether a step is shown at all; a step nobody has a say in always is."""
    return not WORK_OF_STEP.get(step, frozenset()) & standing.locks
