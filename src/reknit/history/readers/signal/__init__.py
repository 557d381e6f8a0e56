"""Read the chats that Signal itself exports."""

from __future__ import annotations

from reknit.history.readers.signal.reader import Signal

__all__ = ["Signal"]
