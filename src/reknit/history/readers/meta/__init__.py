"""Read the chats of Instagram and Messenger, as Meta gives them to their owner."""

from __future__ import annotations

from reknit.history.readers.meta.reader import Meta

__all__ = ["Meta"]
