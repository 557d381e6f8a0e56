"""Read synthetic chats in one line; every text was written for these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.history import Source, read

if TYPE_CHECKING:
    from reknit.history import Conversation, DateOrder

Row = tuple[str | None, str, str]


def read_text(text: str | bytes, *, date_order: DateOrder | None = None) -> Conversation:
    """Read one export."""
    content = text.encode() if isinstance(text, str) else text
    return read([Source("chat.txt", content)], date_order=date_order)


def rows(conversation: Conversation) -> list[Row]:
    """Give who, what kind, what text."""
    return list(conversation.messages.select("sender", "kind", "text").iter_rows())


def android(*lines: str, day: str = "31/01/2024") -> str:
    """Put lines into an Android export, one a minute."""
    return "".join(f"{day}, 21:{minute:02} - {line}\n" for minute, line in enumerate(lines))


def iphone(*lines: str, day: str = "31.01.24") -> str:
    """Put lines into an export of an iPhone, one a minute."""
    return "".join(f"[{day}, 21:{minute:02}:33] {line}\r\n" for minute, line in enumerate(lines))
