"""What a person keeps about safety: direct answers, what was noticed in their words, and what they state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Literal
from uuid import UUID

import msgspec

from reknit.moment import Moment

Reply = Literal["yes", "once", "no", "rather_not"]

DONE_TO_ME = ("afraid", "hurt", "watched", "kept_from", "threatened")
DONE_BY_ME = ("i_hurt", "i_threatened", "i_looked", "i_contacted", "order")
QUESTIONS = DONE_TO_ME + DONE_BY_ME
"""The ten questions by key, in the order in which they are asked. Own items, not validated."""

Kind = Literal["self_harm", "threat", "stalking", "manipulation", "abused", "minor", "order"]
Level = Literal["amber", "red"]
ReadRight = Literal["", "right", "not_like_that", "rather_not"]
"""What someone says to "Did I read that right?"; empty while they have said nothing."""

Statement = Literal[
    "safe", "not_safe", "rather_not", "saw_someone", "safe_from_them", "of_age", "order", "order_over"
]
"""What someone states by pressing a plain button."""

Often = Annotated[int, msgspec.Meta(ge=0, le=3)]
"""How often in two weeks: not at all, several days, more than half the days, nearly every day."""


@dataclass(frozen=True, kw_only=True)
class SafetyTen:
    """One round of the safety ten; a question left open is not among the replies."""

    KIND: ClassVar[str] = "safety.ten/1"

    at: Moment
    replies: dict[str, Reply]

    def said_yes(self, *questions: str) -> bool:
        """Say whether any of these was answered with yes or once."""
        return any(self.replies.get(question) in {"yes", "once"} for question in questions)

    def said_no(self, *questions: str) -> bool:
        """Say whether every one of these was answered with no."""
        return all(self.replies.get(question) == "no" for question in questions)


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """One sign of danger in one's own words: what and where, never the words themselves.

    `mark` is a digest of the words, so that the same words are not noticed twice. Whoever removes this
    keeps the closing it brought: `where`, `source` and `mark` are emptied, and the rest goes when it is over.
    """

    KIND: ClassVar[str] = "safety.noticed/1"

    at: Moment
    where: str
    sign: Kind
    level: Level
    source: UUID | None = None
    mark: str = ""
    shown_at: Moment | None = None
    answer: ReadRight = ""
    answered_at: Moment | None = None

    @property
    def is_removed(self) -> bool:
        """Say whether the person has removed it, and only the closing is left."""
        return not self.where

    def removed(self) -> Noticed:
        """Return what is left when it is removed while something rests on it."""
        return replace(self, where="", source=None, mark="")


@dataclass(frozen=True, kw_only=True)
class Phq:
    """One round of the PHQ-2 or PHQ-9; without replies it was put off."""

    KIND: ClassVar[str] = "safety.phq/1"

    at: Moment
    replies: dict[str, Often]


@dataclass(frozen=True, kw_only=True)
class Told:
    """Something a person states about themself."""

    KIND: ClassVar[str] = "safety.told/1"

    at: Moment
    what: Statement


Event = SafetyTen | Noticed | Phq | Told
"""Everything from which the states follow."""
