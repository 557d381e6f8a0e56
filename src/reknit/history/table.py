"""Write the messages of a conversation as a plain table that other programs understand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import polars as pl

if TYPE_CHECKING:
    from reknit.history.conversation import Conversation

# Columns: position, sent_at (ISO 8601 with any offset), sender, kind, text, edited, reactions.
TABLE_SUFFIXES = (".parquet", ".csv", ".jsonl")


def write_messages(conversation: Conversation, target: Path | BinaryIO) -> None:
    """Write to a file in the format of its ending, or to a stream as JSON Lines."""
    messages = conversation.messages
    suffix = target.suffix if isinstance(target, Path) else ".jsonl"
    if suffix == ".parquet":
        messages.with_columns(_written_time()).drop("offset").write_parquet(target)
        return
    table = messages.with_columns(_written_time()).drop("offset")
    if suffix == ".csv":
        signs = pl.Series([json.dumps(each, ensure_ascii=False) for each in table["reactions"].to_list()])
        table.with_columns(signs.alias("reactions")).write_csv(target)
    else:
        table.write_ndjson(target)


def _written_time() -> pl.Expr:
    """Write a moment as ISO 8601, with the offset and the fraction of a second that the file has."""
    at, minutes = pl.col("sent_at"), pl.col("offset").abs() // 60
    fraction = pl.when(at.dt.microsecond() != 0).then(at.dt.strftime("%.6f")).otherwise(pl.lit(""))
    sign = pl.when(pl.col("offset") < 0).then(pl.lit("-")).otherwise(pl.lit("+"))
    zone = pl.concat_str(
        sign,
        (minutes // 60).cast(pl.String).str.zfill(2),
        pl.lit(":"),
        (minutes % 60).cast(pl.String).str.zfill(2),
    )
    return pl.concat_str(at.dt.strftime("%Y-%m-%dT%H:%M:%S"), fraction, zone.fill_null("")).alias("sent_at")
