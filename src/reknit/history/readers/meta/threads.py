"""Find the threads in the files of an account, and whom each is with, without reading the messages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from reknit.history.readers.interface import Chat
from reknit.history.readers.meta.mojibake import repaired
from reknit.history.readers.meta.notices import is_gone
from reknit.history.readers.meta.records import Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reknit.history.sources import File

_PLACE = re.compile(
    r"(?:^|/)(?:inbox|archived_threads|filtered_threads|message_requests|e2ee_cutover)/([^/]+)/[^/]+$"
)
_NUMBER = re.compile(r"_(\d+)\.json$", re.IGNORECASE)
_STRING = rb'"(?:[^"\\]|\\.)*+"'
_PARTICIPANTS = re.compile(rb'"participants"\s*:\s*(\[(?:[^\]"]|' + _STRING + rb")*+\])")
_GROUP = re.compile(rb'"joinable_mode"\s*:|"thread_type"\s*:\s*"\w*Group"')
# What Meta writes behind the messages is short.
_END = 16 * 1024
# Product choice: messages are counted for the list of chats as long as that takes about a second.
MOST_COUNTED = 256 * 1024 * 1024
PAIR = 2


def _field(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb'"' + name + rb'"\s*:\s*(' + _STRING + rb")")


class Marks(NamedTuple):
    """Say by what names a kind of file calls its thread, and what is in every message."""

    key: re.Pattern[bytes]
    title: re.Pattern[bytes]
    message: bytes


THREADS = Marks(_field(b"thread_path"), _field(b"title"), b'"timestamp_ms"')
ENCRYPTED = Marks(_field(b"threadName"), _field(b"threadName"), b'"senderName"')


class _Glance(NamedTuple):
    file: File
    key: str
    people: tuple[str, ...]
    title: str
    is_group: bool
    messages: int | None


def list_threads(files: Sequence[File], format_: str, marks: Marks) -> list[Chat]:
    """List each thread once, with all of its files, the oldest first."""
    is_small = sum(file.size for file in files) <= MOST_COUNTED
    threads: dict[str, list[_Glance]] = {}
    for file in files:
        glance = _glance(file, marks, is_counted=is_small)
        threads.setdefault(glance.key, []).append(glance)
    owner = owner_of(pieces[0].people for pieces in threads.values())
    return [_chat(key, pieces, owner, format_) for key, pieces in threads.items()]


def owner_of(threads: Iterable[Sequence[str]]) -> str | None:
    """Tell whose account it is: the one who is in more threads than anybody else."""
    counts = Counter(name for people in threads for name in set(people)).most_common(2)
    is_clear = len(counts) == PAIR and counts[0][1] > counts[1][1]
    return counts[0][0] if is_clear else None


def known_people(people: Sequence[str]) -> tuple[str, ...]:
    """Give the people by whom a thread may be joined with another; nobody where a name says nothing."""
    return () if any(is_gone(name) for name in people) else tuple(people)


def _chat(key: str, pieces: Sequence[_Glance], owner: str | None, format_: str) -> Chat:
    people = max((piece.people for piece in pieces), key=len)
    others = [name for name in people if name != owner]
    title = next((piece.title for piece in pieces if piece.title), "")
    if owner is not None and others:
        title = ", ".join(others)
    counts = [piece.messages for piece in pieces if piece.messages is not None]
    return Chat(
        format=format_,
        key=key,
        title=title or (people[0] if people else key),
        people=known_people(people),
        messages=sum(counts) if counts else None,
        is_group=len(people) > PAIR or any(piece.is_group for piece in pieces),
        files=tuple(piece.file for piece in sorted(pieces, key=lambda piece: -_number(piece.file))),
    )


def _number(file: File) -> int:
    match = _NUMBER.search(file.name)
    return int(match[1]) if match else 0


def _glance(file: File, marks: Marks, *, is_counted: bool) -> _Glance:
    place = _PLACE.search(file.path)
    end, messages = _end(file, marks.message) if is_counted or place is None else (b"", None)
    path = _string(marks.key, file.head, end).rsplit("/", 1)[-1]
    key = place[1] if place else path or file.path
    return _Glance(
        file=file,
        key=key,
        people=_people(file.head),
        title=_string(marks.title, file.head[:_END], end),
        is_group=_GROUP.search(file.head) is not None or _GROUP.search(end) is not None,
        messages=messages if is_counted else None,
    )


def _end(file: File, mark: bytes) -> tuple[bytes, int]:
    """Read to the end of a file, counting messages on the way."""
    end, messages = b"", 0
    for piece in file.pieces():
        messages += (end[1 - len(mark) :] + piece).count(mark)
        end = (end + piece)[-_END:]
    return end, messages


def _people(head: bytes) -> tuple[str, ...]:
    match = _PARTICIPANTS.search(head)
    if match is None:
        return ()
    try:
        found = msgspec.json.decode(_valid(match[1]), type=list[Named | str])
    except msgspec.DecodeError:
        return ()
    return tuple(repaired(each if isinstance(each, str) else each.name or "") for each in found)


def _string(pattern: re.Pattern[bytes], *places: bytes) -> str:
    """Give the last such string that can be read, for messages may hold others of the name."""
    for place in reversed(places):
        for match in reversed(list(pattern.finditer(place))):
            try:
                return repaired(msgspec.json.decode(_valid(match[1]), type=str))
            except msgspec.DecodeError:
                continue
    return ""


def _valid(content: bytes) -> bytes:
    return content.decode(errors="replace").encode()
