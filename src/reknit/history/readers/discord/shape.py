"""Name the parts of an export that are read, and tell what kind of message each is."""

from __future__ import annotations

from typing import Any

import msgspec

# What people write; numbers are types that the exporter has no word for: commands, and the answers to them.
WRITTEN = frozenset(("", "Default", "Reply", "0", "19", "20", "23"))
CALLS = frozenset(("Call", "3"))


class Author(msgspec.Struct, gc=False):
    """Hold one person."""

    id: str | int | None = None
    name: str | None = None
    nickname: str | None = None


class Emoji(msgspec.Struct, gc=False):
    """Hold the sign of a reaction; one that somebody made has an id."""

    id: str | int | None = None
    name: str | None = None


class Reaction(msgspec.Struct, gc=False):
    """Hold one sign and who put it there."""

    emoji: Emoji
    count: int = 1
    users: list[Author] | None = None


class Forwarded(msgspec.Struct, gc=False):
    """Hold what was sent on."""

    content: str | None = None


class Message(msgspec.Struct, gc=False, rename="camel"):
    """Hold one message."""

    timestamp: str
    id: str | int | None = None
    type: str | int | None = ""
    timestamp_edited: str | None = None
    content: str | None = ""
    author: Author | None = None
    attachments: list[Any] | None = None
    stickers: list[Any] | None = None
    reactions: list[Reaction] | None = None
    forwarded_message: Forwarded | None = None
    poll: Any = None


class Channel(msgspec.Struct):
    """Hold what is known of the chat."""

    id: str | int | None = None
    type: str | None = None
    name: str | None = None


class Export(msgspec.Struct):
    """Hold what stands around the messages."""

    channel: Channel


def kind_of(message: Message) -> str:
    """Name the kind of a message."""
    type_ = str(message.type or "")
    if type_ in CALLS:
        return "call"
    if type_ not in WRITTEN:
        return "system"
    if message.poll:
        return "poll"
    return "text" if text_of(message) and not (message.attachments or message.stickers) else "media"


def text_of(message: Message) -> str:
    """Give what was written, or what was sent on."""
    if message.content or message.forwarded_message is None:
        return message.content or ""
    return message.forwarded_message.content or ""
