"""The safety ten: what is done to someone and what someone does, asked plainly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from reknit.moment import Moment

Reply = Literal["yes", "once", "no", "rather_not"]

DONE_TO_ME = ("afraid", "hurt", "watched", "kept_from", "threatened")
DONE_BY_ME = ("i_hurt", "i_threatened", "i_looked", "i_contacted", "order")
QUESTIONS = DONE_TO_ME + DONE_BY_ME
"""The ten questions by key, in the order in which they are asked. Own items, not validated."""


@dataclass(frozen=True, kw_only=True)
class SafetyTen:
    """One round of the safety ten; a question left open is not among the replies."""

    KIND: ClassVar[str] = "safety.ten/1"

    at: Moment
    replies: dict[str, Reply]

    def said_yes(self, *questions: str) -> bool:
        """Say whether any of these was answered with yes or once."""
        return any(self.replies.get(question) in {"yes", "once"} for question in questions)
