"""Read the encrypted chats of Messenger, which it exports apart from all others, one file for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar, cast

import msgspec

from reknit.history.readers.mended_json import open_json
from reknit.history.readers.meta.records import Attached, Message, Named, Reaction
from reknit.history.readers.meta.rows import Piece, joined, names, timed
from reknit.history.readers.meta.threads import ENCRYPTED, list_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.interface import Chat, Choices, Part
    from reknit.history.sources import File

Item = TypeVar("Item")

# What stands where a message was.
_PLACEHOLDER = "placeholder"
_CALL = "call"


class EncryptedMessage(msgspec.Struct, rename="camel"):
    """One message of an encrypted chat."""

    sender_name: str | None = None
    timestamp: int | float | None = None  # milliseconds
    text: str | None = None
    type: str | None = None
    is_unsent: bool | None = None
    media: list[Attached] | None = None
    reactions: list[Reaction] | None = None


class EncryptedThread(msgspec.Struct, Generic[Item]):
    """The file of an encrypted chat."""

    messages: list[Item] = []
    participants: list[Named | str] = []


class MessengerE2ee:
    """Read the flat JSON files of Messenger's secure storage."""

    format = "messenger_e2ee"

    def recognises(self, file: File) -> bool:
        """Tell by the names of the fields, which no other app uses together."""
        head = file.head
        if not head.lstrip().startswith(b"{") or b'"messages"' not in head:
            return False
        return b'"threadName"' in head or (b'"senderName"' in head and b'"isUnsent"' in head)

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List the chats, each by the name without the number that Messenger adds."""
        return [
            replace(chat, title=_without_number(chat.title))
            for chat in list_threads(files, self.format, ENCRYPTED)
        ]

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:
        """Turn a chat into messages, oldest first."""
        del choices  # nothing is left open in this format
        pieces = [_piece(file) for file in chat.files]
        progress(0.7)
        return joined(pieces, chat, layout="Messenger, encrypted", is_editing=False)


def _without_number(name: str) -> str:
    start, _, number = name.rpartition("_")
    return start if start and number.isdecimal() else name


def _piece(file: File) -> Piece:
    text = file.text()
    opened = open_json(
        text.content,
        exact=EncryptedThread[EncryptedMessage],
        loose=EncryptedThread[msgspec.Raw],
        item=EncryptedMessage,
    )
    people = names(cast("EncryptedThread[EncryptedMessage]", opened.whole).participants)
    rows, untimed = timed([_as_of_old(message) for message in opened.messages])
    return Piece(rows, people, (*opened.unplaced, *untimed), text.damaged + opened.damaged)


def _as_of_old(message: EncryptedMessage) -> Message:
    """Give a message the shape it had before chats were encrypted."""
    kind = (message.type or "").lower()
    return Message(
        sender_name=message.sender_name,
        timestamp_ms=message.timestamp,
        content=message.text,
        type=_CALL.title() if kind == _CALL else None,
        files=message.media,
        reactions=message.reactions,
        is_unsent=message.is_unsent or kind == _PLACEHOLDER,
    )
