"""Hold one conversation between two people as columns, checked once at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from reknit.history.reading import Reading

# What a message can be. `media` is anything attached or left out (pictures, voice notes, stickers, documents,
# contact cards, things to view once), `waiting` a message that had not arrived.
KINDS = ("text", "media", "call", "deleted", "location", "poll", "waiting", "system")

# Who put which sign under a message; `by` is null where the export does not say.
REACTIONS = pl.List(pl.Struct({"emoji": pl.String(), "by": pl.String()}))

_COLUMNS: dict[str, pl.DataType] = {
    "position": pl.UInt32(),  # place in the export: the only order to trust
    "sent_at": pl.Datetime("us"),  # the wall clock of the file, without a zone
    "offset": pl.Int32(),  # seconds by which that clock is ahead of UTC; null where the file has no zone
    "sender": pl.String(),  # null for what the app itself says
    "kind": pl.Enum(KINDS),
    # What was written, without invisible marks and with line breaks as "\n"; the caption of media; all of a
    # poll or a notice; empty for what has no words.
    "text": pl.String(),
    "edited": pl.Boolean(),
    "reactions": REACTIONS,
}
SCHEMA = pl.Schema(_COLUMNS)


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Keep the messages in the order of the export, with an account of how they were read."""

    messages: pl.DataFrame
    reading: Reading

    def __post_init__(self) -> None:
        """Refuse a frame of another shape."""
        if self.messages.schema != SCHEMA:
            raise UnexpectedColumns(self.messages.schema)


class UnexpectedColumns(TypeError):
    """Tell the author of a reader that the frame has the wrong shape."""

    def __init__(self, found: pl.Schema) -> None:
        super().__init__(f"A conversation has the columns {SCHEMA}, not {found}.")
