"""Say what stands in a line of Signal's own export, as far as it matters here.

The names are those of Signal's backup format (backup.proto in libsignal), written as JSON.
"""

from __future__ import annotations

import re

import msgspec

Number = int | str | float | None

_SNAKE = re.compile(rb'(?<=[{,\s])"([a-z]+(?:_[a-z]+)+)"(?=\s*:)')


class _Shape(msgspec.Struct, gc=False, rename="camel"):
    """Ignore whatever is not asked for."""


class Present(_Shape):
    """Tell only that something is there."""


class Name(_Shape):
    """Hold a name in two parts."""

    given: str | None = None
    family: str | None = None


class Account(_Shape):
    """Hold the name of the owner."""

    given_name: str | None = None
    family_name: str | None = None


class Contact(_Shape):
    """Hold what one person is called, by whom, and how they can be reached."""

    aci: str | None = None
    username: str | None = None
    e164: Number = None
    nickname: Name | None = None
    system_given_name: str | None = None
    system_family_name: str | None = None
    profile_given_name: str | None = None
    profile_family_name: str | None = None


class Title(_Shape):
    """Hold the name of a group, in its wrapping."""

    title: str | None = None


class Snapshot(_Shape):
    """Hold a group as it was last."""

    title: Title | None = None


class Group(_Shape):
    """Hold a group."""

    snapshot: Snapshot | None = None


class Recipient(_Shape):
    """Hold whom a chat can be with."""

    id: Number = None
    contact: Contact | None = None
    group: Group | None = None
    self: Present | None = None


class Thread(_Shape):
    """Hold one chat."""

    id: Number = None
    recipient_id: Number = None


class Text(_Shape):
    """Hold what was typed."""

    body: str | None = None


class Reaction(_Shape):
    """Hold a sign and who put it there."""

    emoji: str | None = None
    author_id: Number = None


class Pointer(_Shape):
    """Hold what an attached file is."""

    content_type: str | None = None


class Attachment(_Shape):
    """Hold an attached file."""

    pointer: Pointer | None = None


class Words(_Shape):
    """Hold a message that may have words."""

    text: Text | None = None
    attachments: list[Attachment] | None = None
    reactions: list[Reaction] | None = None


class Story(_Shape):
    """Hold an answer to a story."""

    text_reply: Words | None = None
    emoji: str | None = None
    reactions: list[Reaction] | None = None


class Option(_Shape):
    """Hold one answer of a poll."""

    option: str | None = None


class Poll(_Shape):
    """Hold a poll."""

    question: str | None = None
    options: list[Option] | None = None
    reactions: list[Reaction] | None = None


class Payment(_Shape):
    """Hold the note to a payment."""

    note: str | None = None


class Call(_Shape):
    """Hold which way a call went."""

    direction: Number = None
    started_call_recipient_id: Number = None


class Update(_Shape):
    """Hold what the app says itself; a call among it."""

    individual_call: Call | None = None
    group_call: Call | None = None


class Item(_Shape):
    """Hold one message."""

    chat_id: Number = None
    author_id: Number = None
    date_sent: Number = None
    incoming: Present | None = None
    outgoing: Present | None = None
    revisions: object = None
    standard_message: Words | None = None
    contact_message: Words | None = None
    sticker_message: Words | None = None
    view_once_message: Words | None = None
    remote_deleted_message: Present | None = None
    admin_deleted_message: Present | None = None
    update_message: Update | None = None
    payment_notification: Payment | None = None
    direct_story_reply_message: Story | None = None
    poll: Poll | None = None


class Frame(_Shape):
    """Hold one line."""

    account: Account | None = None
    recipient: Recipient | None = None
    chat: Thread | None = None
    chat_item: Item | None = None


class Which(_Shape):
    """Hold of a message only in which chat it is."""

    chat_id: Number = None


class Outline(_Shape):
    """Hold of one line only what tells chats apart."""

    account: Account | None = None
    recipient: Recipient | None = None
    chat: Thread | None = None
    chat_item: Which | None = None


def in_camel_case(content: bytes) -> bytes:
    """Write the names of fields as the app does, where another program wrote them with underscores."""
    if b'"chatItem"' in content or b'"chat_item"' not in content:
        return content
    return _SNAKE.sub(lambda match: b'"' + _camel(match[1]) + b'"', content)


def _camel(name: bytes) -> bytes:
    first, *more = name.split(b"_")
    return first + b"".join(part.capitalize() for part in more)
