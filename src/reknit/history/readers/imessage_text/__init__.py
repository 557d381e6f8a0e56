"""Read the text files of imessage-exporter."""

from __future__ import annotations

from reknit.history.readers.imessage_text.reader import IMessageText

__all__ = ["IMessageText"]
