"""Choose the reader for each file by what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.history.readers.discord import Discord
from reknit.history.readers.google_chat import GoogleChat
from reknit.history.readers.imessage import IMessage
from reknit.history.readers.imessage_text import IMessageText
from reknit.history.readers.mbox import Mbox
from reknit.history.readers.messenger_e2ee import MessengerE2ee
from reknit.history.readers.meta import Meta
from reknit.history.readers.sigexport import Sigexport
from reknit.history.readers.signal import Signal
from reknit.history.readers.sigtop import Sigtop
from reknit.history.readers.sms import Sms
from reknit.history.readers.telegram import TelegramHtml, TelegramJson
from reknit.history.readers.whatsapp import WhatsApp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.interface import Chat, Reader
    from reknit.history.sources import File

# Plain text comes last: a line that looks like a header may stand in any file.
READERS: tuple[Reader, ...] = (
    Signal(),
    Meta(),
    MessengerE2ee(),
    IMessage(),
    Sms(),
    TelegramJson(),
    TelegramHtml(),
    Discord(),
    Sigexport(),
    GoogleChat(),
    Sigtop(),
    Mbox(),
    IMessageText(),
    WhatsApp(),
)


def reader_of(format_: str) -> Reader:
    """Give the reader of a format by its name."""
    return next(reader for reader in READERS if reader.format == format_)


def find_chats(files: Sequence[File]) -> list[Chat]:
    """List the chats in all files; each file belongs to the first reader that recognises it."""
    belongs: dict[str, list[File]] = {}
    for file in files:
        reader = next((each for each in READERS if each.recognises(file)), None)
        if reader is not None:
            belongs.setdefault(reader.format, []).append(file)
    return [chat for format_, found in belongs.items() for chat in reader_of(format_).chats(found)]
