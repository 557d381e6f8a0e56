"""Choose the reader of an export among those known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.history.readers.whatsapp import WhatsApp
from reknit.history.readers.whatsapp.layout import NotAnExport

if TYPE_CHECKING:
    from reknit.history.readers.interface import Reader
    from reknit.history.sources import ChatText

READERS: tuple[Reader, ...] = (WhatsApp(),)


def reader_for(text: ChatText) -> Reader:
    """Give the first reader that recognises a text."""
    for reader in READERS:
        if reader.recognises(text):
            return reader
    raise NotAnExport
