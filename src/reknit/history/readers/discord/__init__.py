"""Read what DiscordChatExporter saves as JSON, and refuse what else Discord gives by name."""

from __future__ import annotations

from reknit.history.readers.discord.foreign import NotSavedAsJson, OnlyOwnMessages
from reknit.history.readers.discord.reader import Discord

__all__ = ["Discord", "NotSavedAsJson", "OnlyOwnMessages"]
