"""Judge what someone kept while accepting where it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reknit.safety.states import Lock, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reknit.programme.answer import Answer
    from reknit.safety.standing import Standing
    from reknit.steps.accept.model import Held

Lying = Literal["closed", "open", "changed", "copied"]
"""How a message lies in the drawer."""

HELD_FOR = dt.timedelta(hours=24)
"""A message stays closed for a day and a night. Product choice (programme 6.7)."""

HEATED_FROM = 6
"""From this much anger on, cooling down is offered before writing. Product choice (programme X17)."""

NO_DRAWER = frozenset(
    {State.SELF_HARM, State.OWN_VIOLENCE, State.MINOR, State.ORDER, State.PURSUIT, State.PRESSURE}
)
"""Where no draft of any kind is helped with (programme 4.2). The other's wish and violence suffered are not
among them: a letter that is never sent hurts nobody."""


@dataclass(frozen=True, kw_only=True)
class Waves:
    """How urges to get in touch went: let pass, acted on, or not told."""

    met: int
    acted: int
    open: int


def waves(*, answers: Iterable[Answer]) -> Waves:
    """Count urges by what became of them.

    An urge still there twenty minutes later and not acted on counts as met: waiting is the practice.
    In the trial behind it urges did not shrink, acting did (Bowen & Marlatt 2009).
    """
    ends = [_end(answer) for answer in answers]
    return Waves(met=ends.count("met"), acted=ends.count("acted"), open=ends.count("open"))


def _end(answer: Answer) -> str:
    given = answer.find("outcome")
    said = given.chosen[0] if given and given.chosen else "open"
    return "met" if said == "waiting" else said


def has_written(*, answer: Answer) -> bool:
    """Say whether someone got in touch, before the wave or after it."""
    what_now = answer.find("what_now")
    return _end(answer) == "acted" or (what_now is not None and "already" in what_now.chosen)


def opens_at(*, held: Held) -> dt.datetime:
    """Return when a message in the drawer opens."""
    return held.at + HELD_FOR


def lies(*, held: Held, now: dt.datetime) -> Lying:
    """Return how a message lies in the drawer; before its day is over it is closed, whatever else is said."""
    if now < opens_at(held=held):
        return "closed"
    if held.copied_at:
        return "copied"
    return "changed" if held.changed_at else "open"


def may_keep(*, standing: Standing) -> bool:
    """Say whether something may be laid in the drawer by someone who stands so."""
    return not any(one.state in NO_DRAWER and Lock.CONTACT in one.locks for one in standing.open)


def reads_as_them(*, standing: Standing) -> bool:
    """Say whether someone is asked to read as the other: nobody they have hurt, and nobody under 18."""
    return State.VIOLENCE not in standing.states and Lock.RELATIONSHIP not in standing.locks


def may_copy(*, held: Held, is_red: bool, standing: Standing, now: dt.datetime) -> bool:
    """Say whether a message may be copied: it is open, was read as the other, and is allowed."""
    is_ready = lies(held=held, now=now) == "open" and held.reread_at is not None
    return is_ready and not is_red and standing.ten is not None and Lock.CONTACT not in standing.locks


def is_heated(*, anger: int | None) -> bool:
    """Say whether there is so much anger today that cooling down comes first."""
    return anger is not None and anger >= HEATED_FROM
