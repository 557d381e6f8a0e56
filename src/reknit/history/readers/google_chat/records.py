"""Name the fields of Google Chat's files that are read; everything else in them is passed over."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

Item = TypeVar("Item")


class Person(msgspec.Struct):
    """Somebody who writes or is in a chat."""

    name: str | None = None
    email: str | None = None
    user_type: str | None = None


class Emoji(msgspec.Struct):
    """A sign, or the name of a picture that serves as one."""

    unicode: str | None = None
    name: str | None = None


class Reaction(msgspec.Struct):
    """A sign under a message and who put it there."""

    emoji: Emoji | str | None = None
    reactor_emails: list[str] = []


class Message(msgspec.Struct):
    """One message of a chat."""

    creator: Person | None = None
    created_date: str | None = None
    deleted_date: str | None = None
    updated_date: str | None = None
    message_state: str | None = None
    message_id: str | None = None
    text: str | None = None
    attached_files: list[msgspec.Raw] | None = None
    annotations: list[msgspec.Raw] | None = None
    reactions: list[Reaction] | None = None
    previous_message_versions: list[msgspec.Raw] | None = None


class Messages(msgspec.Struct, Generic[Item]):
    """The file messages.json of a chat."""

    messages: list[Item] = []


class Group(msgspec.Struct):
    """The file group_info.json of a chat."""

    name: str | None = None
    members: list[Person] = []


class Owner(msgspec.Struct):
    """The file user_info.json of an account."""

    user: Person | None = None
