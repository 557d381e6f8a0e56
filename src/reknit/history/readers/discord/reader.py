"""Read one file for each chat, or all partitions of it together."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from reknit.history.readers.arrays import MALFORMED, MessageArray, pieces_of
from reknit.history.readers.columns import names_of
from reknit.history.readers.discord.foreign import why_not
from reknit.history.readers.discord.rows import Rows
from reknit.history.readers.discord.shape import Channel, Export, Message
from reknit.history.readers.interface import Chat, Part
from reknit.history.readers.mending import damage_in, mend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.sources import File

_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_EXPORTER = (re.compile(rb'"guild"\s*:\s*\{'), re.compile(rb'"channel"\s*:\s*\{'))
GROUP = "DirectGroupTextChat"


class Discord:
    """Read one file for each chat, or its partitions."""

    format = "discord"

    def recognises(self, file: File) -> bool:
        """Tell an export by what stands before the messages, and the others by their first line."""
        return _is_export(file) or why_not(file) is not None

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """Take the parts of a channel together; where there is none, one chat that says why."""
        channels: dict[str, list[File]] = {}
        known: dict[str, Channel] = {}
        for file in files:
            if _is_export(file):
                channel = _channel(file)
                key = str(channel.id) if channel.id is not None else channel.name or ""
                known[key] = channel
                channels.setdefault(key, []).append(file)
        if not channels:
            return [Chat(format=self.format, key="", title="Discord", files=tuple(files[:1]))]
        return [
            Chat(
                format=self.format,
                key=key,
                title=known[key].name or PurePosixPath(parts[0].path).stem,
                is_group=known[key].type == GROUP,
                files=tuple(parts),
            )
            for key, parts in channels.items()
        ]

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:  # noqa: ARG002
        """Turn all parts into messages in the order of their ids; Discord leaves nothing to choose."""
        if reason := why_not(chat.files[0]):
            raise reason
        rows, unplaced, damaged = Rows(), list[int](), 0
        for file in chat.files:
            array = MessageArray(Message)
            for messages in array.read(pieces_of(file, progress)):
                rows.add(messages)
            unplaced += array.unplaced
            damaged += array.damaged
        frame, timeless = rows.frame()
        return Part(
            messages=frame,
            names=names_of(frame),
            format=self.format,
            unplaced_lines=tuple(sorted((*unplaced, *timeless))),
            damaged_characters=damage_in(frame["text"], damaged),
        )


def _is_export(file: File) -> bool:
    head = file.head
    return head.lstrip().startswith(b"{") and all(mark.search(head) for mark in (*_EXPORTER, _MESSAGES))


def _channel(file: File) -> Channel:
    """Read what stands before the messages, or all of the file where the channel comes after them."""
    for content in _headings(file):
        try:
            return msgspec.json.decode(mend(content).content, type=Export, strict=False).channel
        except MALFORMED:
            continue
    return Channel()


def _headings(file: File) -> Iterator[bytes]:
    yield _MESSAGES.split(file.head, maxsplit=1)[0] + b'"messages":[]}'
    yield file.read()
