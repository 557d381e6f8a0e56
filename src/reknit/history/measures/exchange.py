"""Prepare a conversation for the measures: who, when, after what gap."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from reknit.history.measures.interface import Exchange
from reknit.history.measures.silence import learn_silence

if TYPE_CHECKING:
    from reknit.history.conversation import Conversation

SECONDS_PER_MINUTE = 60
MONTHS_PER_YEAR = 12


def prepare(conversation: Conversation, names: tuple[str, str]) -> Exchange:
    """Give what the two people sent, in the order of the export; a step back in time counts as no gap."""
    seconds = pl.col("sent_at").diff().dt.total_seconds().cast(pl.Float64)
    messages = conversation.messages.filter(pl.col("sender").is_in(names)).select(
        (pl.col("sender") == names[1]).cast(pl.UInt8).alias("person"),
        "sent_at",
        pl.col("sent_at").dt.truncate("1mo").cast(pl.Date).alias("month"),
        "kind",
        "text",
        (seconds / SECONDS_PER_MINUTE).clip(lower_bound=0).alias("gap"),
    )
    silence = learn_silence(messages["gap"])
    messages = messages.with_columns(
        (pl.col("gap") >= silence.minutes).alias("starts"),
        (pl.col("person") != pl.col("person").shift()).alias("turns"),
    )
    return Exchange(
        messages=messages,
        silence=silence,
        months=_months(messages["month"]),
        resolution_seconds=conversation.reading.clock.resolution_seconds,
    )


def _months(months: pl.Series) -> tuple[date, ...]:
    """List every month from the first to the last, the empty ones too."""
    known = months.unique().sort().to_list()
    first, last = (month.year * MONTHS_PER_YEAR + month.month - 1 for month in (known[0], known[-1]))
    return tuple(
        date(number // MONTHS_PER_YEAR, number % MONTHS_PER_YEAR + 1, 1) for number in range(first, last + 1)
    )
