"""What a person keeps along the whole way: the start, the daily pulse, and how they want to be kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

import msgspec

from reknit.moment import Moment

EndedBy = Literal["them", "me", "both", "unclear"]
Asked = Literal["nothing", "space", "no_contact", "order"]
Tie = Literal["children", "home", "work", "lease"]


@dataclass(frozen=True, kw_only=True)
class Start:
    """What someone told us on the first evening; empty until they have."""

    KIND: ClassVar[str] = "journey.start/1"

    at: Moment
    name: str
    ex: str = ""
    ended_on: dt.date | None = None
    ended_by: EndedBy = "unclear"
    ties: tuple[Tie, ...] = ()
    asked: Asked = "nothing"
    country: str = "ZZ"

    @property
    def is_told(self) -> bool:
        """Say whether the questions about the end were answered."""
        return self.ended_on is not None

    def day(self, *, today: dt.date) -> int:
        """Return the number of days since the end; 0 on the day itself and before it is told."""
        return max(0, (today - self.ended_on).days) if self.ended_on else 0


Rating = Annotated[int, msgspec.Meta(ge=0, le=10)]

PULSE_LINES = ("hurt", "pull", "anger", "loneliness", "acceptance", "identity", "rested")
"""The seven lines of the pulse, in the order in which they are asked. Own items, not validated."""


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """How it is right now, on seven lines from 0 to 10."""

    KIND: ClassVar[str] = "journey.pulse/1"

    at: Moment
    hurt: Rating
    pull: Rating
    anger: Rating
    loneliness: Rating
    acceptance: Rating
    identity: Rating
    rested: Rating


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """How someone wants the place to behave."""

    KIND: ClassVar[str] = "journey.wishes/1"

    at: Moment
    idle_minutes: Annotated[int, msgspec.Meta(ge=5, le=60)] = 15


@dataclass(frozen=True, kw_only=True)
class UnconfirmedCode:
    """The recovery code, kept sealed only until someone has shown that they wrote it down."""

    KIND: ClassVar[str] = "journey.unconfirmed_code/1"

    at: Moment
    code: str
