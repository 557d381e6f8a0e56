"""Write the messages of a conversation as a plain table that other programs understand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import polars as pl

if TYPE_CHECKING:
    from reknit.history.conversation import Conversation

# position, sent_at (ISO 8601, local time without a zone), sender, kind, text, edited, reactions.
TABLE_SUFFIXES = (".parquet", ".csv", ".jsonl")


def write_messages(conversation: Conversation, target: Path | BinaryIO) -> None:
    """Write to a file in the format of its ending, or to a stream as JSON Lines."""
    table = conversation.messages.with_columns(
        pl.lit([], dtype=pl.List(pl.String)).alias("reactions"),  # WhatsApp does not export them
    )
    suffix = target.suffix if isinstance(target, Path) else ".jsonl"
    if suffix == ".parquet":
        table.write_parquet(target)
        return
    table = table.with_columns(pl.col("sent_at").dt.strftime("%Y-%m-%dT%H:%M:%S"))
    if suffix == ".csv":
        table.with_columns(pl.lit("[]").alias("reactions")).write_csv(target)
    else:
        table.write_ndjson(target)
