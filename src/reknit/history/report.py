"""Put all measures of a conversation into one report that can be kept; it holds no message."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from reknit.history.errors import HistoryError
from reknit.history.measures.exchange import prepare
from reknit.history.measures.initiative import Initiative, measure_initiative
from reknit.history.measures.interface import Silence
from reknit.history.measures.length import Length, measure_length
from reknit.history.measures.reply_time import ReplyTime, measure_reply_time
from reknit.history.measures.weeks import Week, measure_weeks
from reknit.history.reading import Reading

if TYPE_CHECKING:
    from reknit.history.conversation import Conversation

PAIR = 2


class OnePersonOnly(HistoryError):
    """Say that only one person wrote, so that there is nothing to compare."""

    code = "one_person"

    def __init__(self) -> None:
        super().__init__(
            "Only one person wrote in this chat, so there is nothing to compare. "
            "If there should be more, export the chat once more.",
        )


class NotInChat(HistoryError):
    """Say that a name is not one of the two."""

    code = "not_in_chat"

    def __init__(self, me: str, names: tuple[str, str]) -> None:
        self.names = names
        super().__init__(
            f"Nobody in this chat is called “{me}”. The two names are “{names[0]}” and “{names[1]}”."
        )


@dataclass(frozen=True, kw_only=True)
class Person:
    """Name one of the two and count what they sent."""

    name: str
    messages: int


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Hold every measure of one conversation, the same for both people."""

    people: tuple[Person, Person]
    silence: Silence
    weeks: tuple[Week, ...]
    initiative: tuple[Initiative, ...]
    reply_time: tuple[ReplyTime, ...]
    length: tuple[Length, ...]

    def seen_by(self, me: str) -> Self:
        """Tell it from one person's side, who then comes first everywhere."""
        names = (self.people[0].name, self.people[1].name)
        if me not in names:
            raise NotInChat(me, names)
        return self if me == names[0] else self._mirrored()

    def _mirrored(self) -> Self:
        return replace(
            self,
            people=self.people[::-1],
            weeks=tuple(each.mirrored() for each in self.weeks),
            initiative=tuple(each.mirrored() for each in self.initiative),
            reply_time=tuple(each.mirrored() for each in self.reply_time),
            length=tuple(each.mirrored() for each in self.length),
        )


@dataclass(frozen=True, kw_only=True)
class Report(Measures):
    """Hold the measures, how the export was read, and when."""

    KIND: ClassVar[str] = "history.report/1"

    at: datetime
    reading: Reading


def measure(conversation: Conversation) -> Measures:
    """Measure a conversation between two people."""
    participants = conversation.reading.participants
    if len(participants) != PAIR:
        raise OnePersonOnly
    first, second = (Person(name=each.name, messages=each.messages) for each in participants)
    exchange = prepare(conversation, (first.name, second.name))
    return Measures(
        people=(first, second),
        silence=exchange.silence,
        weeks=measure_weeks(exchange),
        initiative=measure_initiative(exchange),
        reply_time=measure_reply_time(exchange),
        length=measure_length(exchange),
    )


def report(conversation: Conversation, *, now: datetime) -> Report:
    """Measure a conversation and keep with it how it was read, and when."""
    measures = measure(conversation)
    measured = {field.name: getattr(measures, field.name) for field in fields(measures)}
    return Report(at=now, reading=conversation.reading, **measured)
