"""Turn what a reader found, message by message, into the columns of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from reknit.history.conversation import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    frame: pl.DataFrame, reactions: Mapping[int, Sequence[tuple[str, str | None]]] | None = None
) -> pl.DataFrame:
    """Add what a format does not have: the position, no zone, no reactions (or those of some rows)."""
    given = [(place, emoji, by) for place, each in (reactions or {}).items() for emoji, by in each]
    places, signs, names = zip(*given, strict=True) if given else ((), (), ())
    return complete_with(frame, places, signs, names)


def complete_with(
    frame: pl.DataFrame, places: Sequence[int], signs: Sequence[str], names: Sequence[str | None]
) -> pl.DataFrame:
    """Do the same where reactions are columns: the row of each, the sign, and who put it there."""
    no_zone = [] if "offset" in frame.columns else [pl.lit(None, dtype=pl.Int32).alias("offset")]
    placed = frame.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("position"), *no_zone)
    none = pl.lit([], dtype=SCHEMA["reactions"])
    if not places:
        return placed.with_columns(none.alias("reactions")).select(SCHEMA.names())
    # A list is made only for the rows that have one; a list for each would take seconds.
    lists = (
        pl.DataFrame(
            {"position": places, "emoji": signs, "by": names},
            schema={"position": pl.UInt32, "emoji": pl.String, "by": pl.String},
        )
        .group_by("position", maintain_order=True)
        .agg(pl.struct("emoji", "by").alias("reactions"))
    )
    joined = placed.join(lists, on="position", how="left", maintain_order="left")
    return joined.with_columns(pl.col("reactions").fill_null(none)).select(SCHEMA.names())


def names_of(frame: pl.DataFrame) -> tuple[str, ...]:
    """List everybody who sent something, in the order in which they first appear."""
    return tuple(frame["sender"].drop_nulls().unique(maintain_order=True))


def in_time(said: Iterable[Said]) -> list[Said]:
    """Put messages from several files into the order of time, those of one instant as they were."""
    return sorted(said, key=lambda each: each.at - (each.offset or 0) * MICROSECONDS)
