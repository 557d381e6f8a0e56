"""Name the fields of Meta's files that are read; everything else in them is passed over."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

Item = TypeVar("Item")


class Named(msgspec.Struct):
    """Somebody in a thread."""

    name: str | None = None


class Attached(msgspec.Struct, gc=False):
    """Something that was sent."""

    uri: str | None = None


class Share(msgspec.Struct, gc=False):
    """A link or a post that was sent, or the preview of a link in the text."""

    link: str | None = None


class Reaction(msgspec.Struct, gc=False):
    """A sign under a message."""

    reaction: str | None = None
    actor: str | None = None


class Message(msgspec.Struct):
    """One message of a thread."""

    sender_name: str | None = None
    timestamp_ms: int | float | None = None
    timestamp: int | float | None = None  # seconds, in files of 2018
    content: str | None = None
    type: str | None = None  # until 2022
    photos: list[Attached] | None = None
    videos: list[Attached] | None = None
    audio_files: list[Attached] | None = None
    gifs: list[Attached] | None = None
    files: list[Attached] | None = None
    sticker: Attached | None = None
    share: Share | list[Share] | None = None
    reactions: list[Reaction] | None = None
    call_duration: int | float | None = None
    missed: bool | None = None
    is_unsent: bool | None = None
    is_taken_down: bool | None = None


class Thread(msgspec.Struct, Generic[Item]):
    """One file of a thread."""

    messages: list[Item] = []
    participants: list[Named | str] = []
    title: str | None = None
    thread_path: str | None = None
