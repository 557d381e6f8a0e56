"""Read the database of Messages on a Mac or an iPhone."""

from __future__ import annotations

from reknit.history.readers.imessage.reader import IMessage

__all__ = ["IMessage"]
