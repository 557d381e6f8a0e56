"""Say what a message of Google Chat is, and what of it a person wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reknit.history.readers.google_chat.records import Message

# What an annotation says by the name of its fields.
_CALLS = (b'"video_call_metadata"', b'"call_data"', b'"meet_metadata"')
_NOTICES = (
    b'"membership_changed_metadata"',
    b'"room_updated_metadata"',
    b'"room_renamed_metadata"',
    b'"group_retention_settings_updated_metadata"',
)
_LINKS_OF_CALLS = re.compile(r"https?://meet\.google\.com/\S*")
_HUMAN = "human"
_DELETED = "deleted"


def kind_and_text(message: Message) -> tuple[str, str]:
    """Tell the kind of a message, and its words."""
    text = (message.text or "").replace("\r\n", "\n")
    if is_deleted(message):
        return "deleted", ""
    says = b"".join(bytes(each) for each in message.annotations or ())
    if any(mark in says for mark in _NOTICES) or is_by_program(message):
        return "system", text.strip()
    if any(mark in says for mark in _CALLS) and not _LINKS_OF_CALLS.sub("", text).strip():
        return "call", ""
    if message.attached_files or not text.strip():
        return "media", text
    return "text", text


def is_deleted(message: Message) -> bool:
    """Say whether a message was taken back."""
    state = (message.message_state or "").lower()
    return state == _DELETED or (message.deleted_date is not None and message.created_date is None)


def is_by_program(message: Message) -> bool:
    """Say whether a program wrote this, and not a person."""
    kind = message.creator.user_type if message.creator else None
    return kind is not None and kind.lower() != _HUMAN


def is_edited(message: Message) -> bool:
    """Say whether Google kept an earlier version, or when it was changed."""
    return bool(message.previous_message_versions) or message.updated_date is not None
