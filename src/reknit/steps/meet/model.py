"""What a person keeps while getting ready to meet the other: the message they are looking at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reknit.moment import Moment


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """The message that stands on the check page, saved while it is typed; there is one at most.

    It names the message in the drawer it is a new version of, if it is one.
    """

    KIND: ClassVar[str] = "meet.drafted/1"

    at: Moment
    text: str
    version_of: UUID | None = None
