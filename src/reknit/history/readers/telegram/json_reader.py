"""Read the JSON that Telegram Desktop exports: one chat, or an account with all its chats."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from reknit.history.readers.arrays import MALFORMED, MessageArray, pieces_of, slices_of
from reknit.history.readers.columns import names_of
from reknit.history.readers.interface import Chat, NotAnExport, Part
from reknit.history.readers.mending import damage_in, either_way, mend
from reknit.history.readers.telegram.people import DELETED
from reknit.history.readers.telegram.rows import Rows
from reknit.history.readers.telegram.shape import Counted, Entry, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.sources import File

T = TypeVar("T")

_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_CHAT_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verification_codes'
    rb'|(?:private|public)_(?:group|supergroup|channel))"',
)
# All three have to be there where a chat does not say what type it is.
_MESSAGE_MARKS = (
    re.compile(rb'"date"\s*:\s*"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"'),
    re.compile(rb'"type"\s*:\s*"(?:message|service)"'),
    re.compile(rb'"(?:from|from_id|actor|actor_id)"\s*:'),
)
_ACCOUNT = re.compile(
    rb'"(?:personal_information|frequent_contacts)"\s*:\s*\{|"(?:left_)?chats"\s*:\s*\{\s*"(?:about|list)"\s*:'
    rb'|^\s*\{\s*"about"\s*:[^\n]*\n\s*"(?:profile_pictures|stories|contacts)"\s*:',
)
_GROUPS = ("group", "channel")
# Chats of an account that are with nobody: notes to oneself, bots, what Telegram itself sends.
_WITH_NOBODY = frozenset(("saved_messages", "replies", "bot_chat", "verification_codes"))


class _List(msgspec.Struct, Generic[T]):
    entries: list[T] = msgspec.field(name="list", default_factory=list)


class _Account(msgspec.Struct, Generic[T]):
    chats: _List[T] | None = None
    left_chats: _List[T] | None = None


class TelegramJson:
    """Read result.json, whatever it is called now."""

    format = "telegram_json"

    def recognises(self, file: File) -> bool:
        """Tell by the type of the chat, the shape of its messages or the parts of an account."""
        head = file.head
        if not head.lstrip().startswith(b"{"):
            return False
        if _ACCOUNT.search(head):
            return True
        marks = (_CHAT_TYPE.search(head), all(mark.search(head) for mark in _MESSAGE_MARKS))
        return bool(_MESSAGES.search(head)) and any(marks)

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List the chat of each file, or all chats with one person where it is an account."""
        return [chat for file in files for chat in self._chats(file)]

    def _chats(self, file: File) -> Iterator[Chat]:
        if not _ACCOUNT.search(file.head):
            entry = _heading(file)
            yield self._chat(file, entry, None)
            return
        for counted in _entries(file, Counted):
            if counted.type not in _WITH_NOBODY:
                yield self._chat(file, counted, len(counted.messages))

    def _chat(self, file: File, entry: Entry | Counted, messages: int | None) -> Chat:
        return Chat(
            format=self.format,
            key=_key(entry),
            title=entry.name or DELETED,
            messages=messages,
            is_group=(entry.type or "").endswith(_GROUPS),
            files=(file,),
        )

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:  # noqa: ARG002
        """Turn a chat into messages; Telegram leaves nothing to choose."""
        file = chat.files[0]
        is_account = bool(_ACCOUNT.search(file.head))
        pieces = _pieces_in_account(file, chat.key) if is_account else pieces_of(file, progress)
        array, rows = MessageArray(Message), Rows()
        for messages in array.read(pieces):
            rows.add(messages)
        frame, timeless = rows.frame(title=chat.title, partner=chat.key)
        return Part(
            messages=frame,
            names=names_of(frame),
            format=self.format,
            layout="account" if is_account else "chat",
            unplaced_lines=tuple(sorted((*array.unplaced, *timeless))),
            damaged_characters=damage_in(frame["text"], array.damaged),
        )


def _key(entry: Entry | Counted) -> str:
    return str(entry.id) if entry.id is not None else entry.name or DELETED


def _heading(file: File) -> Entry:
    """Read what stands before the messages, or all of the file where that says too little."""
    entry = Entry(name=PurePosixPath(file.path).stem)
    for content in _headings(file):
        try:
            entry = msgspec.json.decode(mend(content).content, type=Entry)
        except MALFORMED:
            continue
        if entry.type is not None:
            break
    return entry


def _headings(file: File) -> Iterator[bytes]:
    yield _MESSAGES.split(file.head, maxsplit=1)[0] + b'"messages":[]}'
    yield file.read()


def _entries(file: File, shape: type[T]) -> list[T]:
    """List the chats of an account."""
    content = file.read()
    decoder = msgspec.json.Decoder(_Account[shape])  # type: ignore[valid-type]  # a type at run time
    for each in either_way(content):
        try:
            account = decoder.decode(each)
        except MALFORMED:
            continue
        parts = (account.chats, account.left_chats)
        return [chat for part in parts if part is not None for chat in part.entries]
    raise NotAnExport("This file from Telegram is not complete.")


def _pieces_in_account(file: File, key: str) -> Iterable[bytes]:
    """Cut one chat out of an account."""
    entry = next(each for each in _entries(file, Entry) if _key(each) == key)
    yield b'{"messages":'
    yield from slices_of(memoryview(entry.messages))
    yield b"}"
