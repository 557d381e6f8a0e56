"""Say what a message of Instagram or Messenger is, and what of it a person wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.history.readers.meta.notices import EDITED

if TYPE_CHECKING:
    from reknit.history.readers.meta.records import Message

# Members of a group coming and going, in files until 2022.
_MEMBERSHIP = frozenset(("Subscribe", "Unsubscribe"))
_CALL = "Call"


def kind_and_text(message: Message, text: str, sender: str, notice: str | None) -> tuple[str, str]:
    """Tell the kind of a message, and its words; `notice` is the kind of thing the app itself says in it."""
    if message.is_unsent or message.is_taken_down or notice == "deleted":
        return "deleted", ""
    if message.call_duration is not None or message.missed or message.type == _CALL or notice == "call":
        return "call", ""
    if notice == "system" or message.type in _MEMBERSHIP:
        return "system", text.strip()
    if notice == "location":
        return "location", ""
    if notice == "poll":
        return "poll", text.strip()
    return _sent(message, text, sender, is_said_by_app=notice is not None)


def _sent(message: Message, text: str, sender: str, *, is_said_by_app: bool) -> tuple[str, str]:
    """Tell words from what was sent with them or without; the app says of something gone that it was sent."""
    if _has_attachment(message):
        return "media", "" if is_said_by_app else text
    if message.share is not None and (is_said_by_app or _is_announced(sender, text)):
        return "media", ""
    if is_said_by_app:
        return "system", text.strip()
    return ("text", text) if text.strip() else ("media", "")


def _has_attachment(message: Message) -> bool:
    return bool(
        message.photos
        or message.videos
        or message.audio_files
        or message.gifs
        or message.files
        or message.sticker
    )


def _is_announced(sender: str, text: str) -> bool:
    """Tell that the app announces a post in a language that is not known: "Anna …" by Anna herself."""
    return bool(sender) and text.startswith(f"{sender} ") and "://" not in text


def without_edited(text: str) -> tuple[str, bool]:
    """Take off what Instagram puts behind an edited message."""
    if not text.endswith(EDITED):
        return text, False
    return text.removesuffix(next(ending for ending in EDITED if text.endswith(ending))), True
