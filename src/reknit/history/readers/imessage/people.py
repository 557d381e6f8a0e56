"""Find out which of the many handles and chats of a database are one person."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.imessage.database import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reknit.history.readers.imessage.database import Database

# How the database marks a chat between two people, and one between more.
STYLE_PAIR = 45
STYLE_GROUP = 43
# What the database itself calls a chat that is not named after one person.
_GROUP_NAME = re.compile(r"chat\d+")
_PHONE = re.compile(r"\+?[\d\s().\-/\u00a0\u2011]{5,}")
_NOT_DIALLED = re.compile(r"[^\d+]")
_PREFIXES = ("tel:", "mailto:", "p:", "e:")

_COUNTS = "SELECT chat_id, COUNT(*) FROM chat_message_join GROUP BY chat_id"
_INCOMING = (
    "SELECT chat_id, handle_id, COUNT(*) FROM chat_message_join JOIN message ON message.ROWID = message_id"
    " WHERE is_from_me = 0 AND handle_id > 0 GROUP BY chat_id, handle_id"
)


class Thread(NamedTuple):
    """Hold all chats with one person, or one group."""

    key: str
    title: str
    chats: tuple[int, ...]
    messages: int
    is_group: bool = False


class _Chat(NamedTuple):
    number: int
    name: str
    style: object
    shown: str
    handles: frozenset[str]

    @property
    def is_group(self) -> bool:
        if self.style == STYLE_PAIR:
            return False
        return self.style == STYLE_GROUP or len(self.handles) > 1 or bool(_GROUP_NAME.fullmatch(self.name))


def threads_of(database: Database) -> list[Thread]:
    """List every person once, with all the chats there are with them, and every group."""
    handles, links = _handles(database)
    written = Counter({number: count for number, count in database.ask(_COUNTS) if isinstance(count, int)})
    chats = _chats(database, handles, written)
    groups = [
        Thread(
            f"chat {chat.number}",
            chat.shown or chat.name,
            (chat.number,),
            written[chat.number],
            is_group=True,
        )
        for chat in chats
        if chat.is_group
    ]
    pairs = [chat for chat in chats if not chat.is_group]
    return [*_people(pairs, _spoken(database, handles), links, written), *groups]


def _chats(database: Database, handles: dict[object, str], written: Counter[object]) -> list[_Chat]:
    """List the chats in which anything was written."""
    taking_part: dict[object, set[str]] = {}
    for number, handle in database.select("chat_handle_join", ["chat_id", "handle_id"]):
        if handle in handles:
            taking_part.setdefault(number, set()).add(handles[handle])
    return [
        _Chat(number, _word(name), style, _word(shown), frozenset(taking_part.get(number, ())))
        for number, name, style, shown in database.select(
            "chat", ["ROWID", "chat_identifier", "style", "display_name"]
        )
        if isinstance(number, int) and written[number]
    ]


def _handles(database: Database) -> tuple[dict[object, str], list[set[str]]]:
    """Give each handle as it is written, and those that the database itself knows to be one person."""
    handles: dict[object, str] = {}
    same: dict[object, set[str]] = {}
    for number, name, person in database.select("handle", ["ROWID", "id", "person_centric_id"]):
        if isinstance(name, str) and name.strip():
            handles[number] = name
            if person:
                same.setdefault(person, set()).add(one_spelling(name))
    return handles, list(same.values())


def _spoken(database: Database, handles: dict[object, str]) -> dict[object, Counter[str]]:
    """Count in each chat under which handles somebody else wrote."""
    spoken: dict[object, Counter[str]] = {}
    # Where the table of messages is torn, the names of the chats have to do.
    with suppress(*BROKEN):
        for number, handle, count in database.ask(_INCOMING):
            if handle in handles and isinstance(count, int):
                spoken.setdefault(number, Counter())[handles[handle]] += count
    return spoken


def _people(
    pairs: list[_Chat], spoken: dict[object, Counter[str]], links: list[set[str]], written: Counter[object]
) -> list[Thread]:
    """Put the chats together that have a handle in common."""
    names = {chat.number: {chat.name, *chat.handles, *spoken.get(chat.number, ())} - {""} for chat in pairs}
    spelled = {number: {one_spelling(name) for name in found} for number, found in names.items()}
    groups = _joined([*links, *spelled.values()])
    chats: dict[str, list[_Chat]] = {}
    for chat in pairs:
        found = spelled[chat.number]
        key = min(groups[min(found)]) if found else f"chat {chat.number}"
        chats.setdefault(key, []).append(chat)
    threads = []
    for key, own in chats.items():
        votes: Counter[str] = Counter()
        for chat in own:
            votes.update(dict.fromkeys(sorted(names[chat.number]), 0))
            votes.update(spoken.get(chat.number, ()))
        title = votes.most_common(1)[0][0] if votes else key
        numbers = tuple(chat.number for chat in own)
        threads.append(Thread(key, title, numbers, sum(written[number] for number in numbers)))
    return threads


def _joined(sets: Iterable[set[str]]) -> dict[str, set[str]]:
    """Join sets that share a member; give for each member all that belong to it."""
    groups: dict[str, set[str]] = {}
    for one in sets:
        whole = set(one).union(*(groups[name] for name in one if name in groups))
        groups.update(dict.fromkeys(whole, whole))
    return groups


def one_spelling(handle: str) -> str:
    """Write a number or an address in one way."""
    name = handle.strip().lower()
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return _NOT_DIALLED.sub("", name) if _PHONE.fullmatch(name) else name


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
