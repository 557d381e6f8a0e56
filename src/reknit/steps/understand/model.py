"""What a person keeps while trying to understand why it ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

import msgspec

from reknit.moment import Moment

# Three sentences fit many times over; a pasted chat does not. Product choice.
TAKEN_MOST = 1_000


@dataclass(frozen=True, kw_only=True)
class Pinned:
    """One own message that someone pinned beside a question of their message report."""

    KIND: ClassVar[str] = "understand.pinned/1"

    at: Moment
    question: str
    measure: str
    when: Literal["before", "after"]  # of the change it shows
    sent_at: dt.datetime  # by the clock of the file, which has no zone
    text: str


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What someone takes from their message report, in their own words; the clarity work reads it."""

    KIND: ClassVar[str] = "understand.taken/1"

    at: Moment
    text: Annotated[str, msgspec.Meta(max_length=TAKEN_MOST)]
