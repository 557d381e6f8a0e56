"""Read what Telegram Desktop exported, as JSON or as web pages."""

from __future__ import annotations

from reknit.history.readers.telegram.html_reader import TelegramHtml
from reknit.history.readers.telegram.json_reader import TelegramJson

__all__ = ["TelegramHtml", "TelegramJson"]
