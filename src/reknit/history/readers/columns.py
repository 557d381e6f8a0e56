"""Turn what a reader found, message by message, into the columns of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from reknit.history.conversation import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reknit.history.readers.interface import Said

MICROSECONDS = 1_000_000


def to_frame(said: Sequence[Said]) -> pl.DataFrame:
    """Make a frame of messages that are in their order already."""
    at, senders, kinds, texts, edited, reactions, offsets = zip(*said, strict=True) if said else ((),) * 7
    signs = {place: each for place, each in enumerate(reactions) if each}
    frame = pl.DataFrame(
        {
            "sent_at": pl.Series(at, dtype=pl.Int64).cast(pl.Datetime("us")),
            "offset": pl.Series(offsets, dtype=pl.Int32),
            "sender": pl.Series(senders, dtype=pl.String),
            "kind": pl.Series(kinds, dtype=SCHEMA["kind"]),
            "text": pl.Series(texts, dtype=pl.String),
            "edited": pl.Series(edited, dtype=pl.Boolean),
        },
    )
    return complete(frame, signs)


def complete(
    frame: pl.DataFrame, reactions: dict[int, Sequence[tuple[str, str | None]]] | None = None
) -> pl.DataFrame:
    """Add what a format does not have: the position, no zone, no reactions (or those of some rows)."""
    named = [
        [{"emoji": emoji, "by": by} for emoji, by in (reactions or {}).get(place, ())]
        for place in range(len(frame) if reactions else 0)
    ]
    column = (
        pl.Series(named, dtype=SCHEMA["reactions"]) if reactions else pl.lit([], dtype=SCHEMA["reactions"])
    )
    no_zone = [] if "offset" in frame.columns else [pl.lit(None, dtype=pl.Int32).alias("offset")]
    return frame.with_columns(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("position"), column.alias("reactions"), *no_zone
    ).select(SCHEMA.names())


def names_of(frame: pl.DataFrame) -> tuple[str, ...]:
    """List everybody who sent something, in the order in which they first appear."""
    return tuple(frame["sender"].drop_nulls().unique(maintain_order=True))


def in_time(said: Iterable[Said]) -> list[Said]:
    """Put messages from several files into the order of time, those of one instant as they were."""
    return sorted(said, key=lambda each: each.at - (each.offset or 0) * MICROSECONDS)
