"""Work out what a file leaves open, and ask for all of it at once."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reknit.history import (
    DATE_ORDERS,
    ME,
    GroupChat,
    NoSuchChat,
    SeveralChats,
    UndecidedDateOrder,
    read,
)
from reknit.web.history.naming import known_as

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from reknit.history import Candidate, ChatChoice, Conversation, DateOrder, Source
    from reknit.journey.model import Start

PAIR = 2
# A chat with more names than this is taken for a group; with fewer, one person may have two names.
# Product choice.
MOST_NAMES = 4
NAME_FIELD = "name:"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What someone has answered so far about the files they chose; `of` tells these files from others."""

    of: str = ""
    chats: tuple[str, ...] = ()
    order: DateOrder | None = None
    names: Mapping[str, str] = field(default_factory=dict)  # a name → me, them, or other
    me: str = ""

    @property
    def same(self) -> dict[str, str]:
        """Give every further name of the two, and the first one, which is used."""
        first: dict[str, str] = {}
        for name, who in self.names.items():
            first.setdefault(who, name)
        return {
            name: first[who]
            for name, who in self.names.items()
            if who in {"me", "them"} and name != first[who]
        }

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Return the answers as form fields, to be sent again with the files."""
        fields = [("chats", key) for key in self.chats]
        fields += [(f"{NAME_FIELD}{name}", who) for name, who in self.names.items()]
        fields += [("order", self.order)] if self.order else []
        return fields + ([("me", self.me)] if self.me else [])


@dataclass(frozen=True, kw_only=True)
class Questions:
    """What only the person can say: which chat, which dates, whose names, and who they are."""

    chats: tuple[ChatChoice, ...] = ()
    dates: tuple[Candidate, ...] = ()
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Read:
    """A conversation in which nothing is open any more, and which of its names is the person's own."""

    conversation: Conversation
    me: str


def fingerprint(sources: Sequence[Source]) -> str:
    """Tell files from other files, so that answers about one are never used for another."""
    sums = sorted(f"{zlib.crc32(source.content):08x}{len(source.content):x}" for source in sources)
    return "-".join(sums)


def told_by(posted: QueryDict, *, of: str) -> Told:
    """Read the answers out of a form; those about other files count for nothing."""
    if posted.get("of") != of:
        return Told(of=of)
    order = posted.get("order")
    return Told(
        of=of,
        chats=tuple(str(key) for key in posted.getlist("chats")),
        order=next((one for one in DATE_ORDERS if one == order), None),
        names={
            name.removeprefix(NAME_FIELD): str(posted.get(name))
            for name in posted
            if name.startswith(NAME_FIELD)
        },
        me=posted.get("me", ""),
    )


def look(sources: Sequence[Source], *, told: Told, start: Start) -> Read | Questions:
    """Read the files, or return what has to be asked first; raise a HistoryError that says what is wrong."""
    dates: tuple[Candidate, ...] = ()
    try:
        found = _read(sources, told, told.order)
    except UndecidedDateOrder as undecided:
        dates = tuple(undecided.candidates)
        found = _read(sources, told, dates[0].order)
    if isinstance(found, Questions):
        return Questions(chats=found.chats, names=found.names, dates=dates)
    people = tuple(each.name for each in found.reading.participants)
    me = _who_asks(people, told, start)
    if dates or me is None:
        return Questions(dates=dates, people=() if me is not None else people)
    return Read(conversation=found, me=me)


def _read(sources: Sequence[Source], told: Told, order: DateOrder | None) -> Conversation | Questions:
    try:
        return read(sources, chat=told.chats, same=told.same, date_order=order)
    except (SeveralChats, NoSuchChat) as several:
        return Questions(chats=tuple(several.choices))
    except GroupChat as group:
        if told.names or not PAIR < len(group.names) <= MOST_NAMES:
            raise
        return Questions(names=group.names)


def _who_asks(people: Sequence[str], told: Told, start: Start) -> str | None:
    """Give the person's own name, none where it has to be asked; with one person there is nothing to ask."""
    own = [name for name in people if told.names.get(name) == "me"]
    if own:
        return own[0]
    if len(people) != PAIR:
        return people[0]
    return next((name for name in people if name in {ME, told.me}), known_as(names=people, start=start))
