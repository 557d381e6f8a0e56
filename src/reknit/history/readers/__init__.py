"""Choose the reader for each file by what is in it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from reknit.history.readers.attached import without_attached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.interface import Chat, Reader
    from reknit.history.sources import File

# The module and the class of every reader, brought in when a file is there to be read. Plain text comes last:
# a line that looks like a header may stand in any file.
READERS = (
    ("signal", "Signal"),
    ("meta", "Meta"),
    ("messenger_e2ee", "MessengerE2ee"),
    ("imessage", "IMessage"),
    ("sms", "Sms"),
    ("telegram", "TelegramJson"),
    ("telegram", "TelegramHtml"),
    ("discord", "Discord"),
    ("sigexport", "Sigexport"),
    ("google_chat", "GoogleChat"),
    ("sigtop", "Sigtop"),
    ("mbox", "Mbox"),
    ("imessage_text", "IMessageText"),
    ("whatsapp", "WhatsApp"),
)


@cache
def readers() -> tuple[Reader, ...]:
    """Bring in every reader, in the order in which they are asked."""
    return tuple(getattr(import_module(f"{__name__}.{module}"), name)() for module, name in READERS)


def reader_of(format_: str) -> Reader:
    """Give the reader of a format by its name."""
    return next(reader for reader in readers() if reader.format == format_)


def find_chats(files: Sequence[File]) -> list[Chat]:
    """List the chats in all files; each file belongs to the first reader that recognises it.

    A file that was sent inside one of the chats is no chat of its own.
    """
    belongs: dict[str, list[File]] = {}
    for file in files:
        reader = next((each for each in readers() if each.recognises(file)), None)
        if reader is not None:
            belongs.setdefault(reader.format, []).append(file)
    return [
        chat for format_, kept in without_attached(belongs).items() for chat in reader_of(format_).chats(kept)
    ]
