"""Read the chats of Google Chat, as Google Takeout gives them to their owner."""

from __future__ import annotations

from reknit.history.readers.google_chat.reader import GoogleChat

__all__ = ["GoogleChat"]
