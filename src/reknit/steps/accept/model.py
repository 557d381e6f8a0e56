"""What a person keeps while accepting where it stands: letters in the drawer, which are never sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from reknit.moment import Moment


@dataclass(frozen=True, kw_only=True)
class Held:
    """One message in the drawer: its words, what was read in them, and what became of it.

    `felt` and `would_do` are what someone answered when they read it as the one who would get it.
    A new version names the one it came from, which then says when it was changed.
    """

    KIND: ClassVar[str] = "accept.held/1"

    at: Moment
    text: str
    level: str = ""
    faults: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    version_of: UUID | None = None
    reread_at: Moment | None = None
    felt: str = ""
    would_do: str = ""
    changed_at: Moment | None = None
    copied_at: Moment | None = None
