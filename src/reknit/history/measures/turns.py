"""Follow a conversation from turn to turn: who starts, who answers, what is left open, what is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from reknit.history.measures.says import BIDS, HEAT, REPAIRS, WRITTEN, says

if TYPE_CHECKING:
    from reknit.history.measures.interface import Silence

# A repair counts in the conversation in which it got heated and in the next one. Product choice.
CONVERSATIONS_TO_MEND = 1

# A turn begins when the other writes, or anybody after a silence.
BEGINS = pl.col("starts") | pl.col("turns")


def follow(messages: pl.DataFrame, *, silence: Silence, resolution: float) -> pl.DataFrame:
    """Add what only the messages around one can tell; no answer is quicker than the clock can show."""
    heat, repairs = says(*HEAT), says(*REPAIRS)
    started = messages.with_columns(
        (pl.col("gap") >= silence.minutes).fill_null(value=False).alias("starts"),
        (pl.col("person") != pl.col("person").shift()).fill_null(value=False).alias("turns"),
    )
    followed = started.with_columns(
        pl.when(_is_reply()).then(pl.col("waking").clip(lower_bound=resolution)).alias("reply"),
        _next(BEGINS).alias("ends"),
        _next(pl.col("turns") & (pl.col("waking") < silence.minutes)).alias("answered"),
        ((_count(WRITTEN, since=BEGINS) == 1) & WRITTEN).alias("opens"),
        (_count(says(*BIDS), since=BEGINS) > 0).alias("bid"),
        (_count(heat, since=BEGINS) > 0).alias("heat"),
        ((_count(heat, since=pl.col("starts")) == 1) & heat).alias("flares"),
        pl.col("starts").cum_sum().alias("talk"),
    )
    flared = followed.with_columns((_may_mend() & repairs).fill_null(value=False).alias("repairs"))
    return flared.with_columns(_mends().alias("mends")).drop("waking", "talk", "repairs")


def _is_reply() -> pl.Expr:
    """Leave out answers without a waking minute in the quiet hours: who slept then is not known."""
    return pl.col("turns") & ~pl.col("starts") & ~(pl.col("quiet") & (pl.col("waking") == 0))


def _next(flag: pl.Expr) -> pl.Expr:
    """Look one message ahead; what follows the last is not known."""
    return flag.shift(-1).fill_null(value=False)


def _count(flag: pl.Expr, *, since: pl.Expr) -> pl.Expr:
    """Count a flag from the last beginning up to this message."""
    so_far = flag.cum_sum().cast(pl.Int32)
    return so_far - pl.when(since).then(so_far - flag).forward_fill().fill_null(0)


def _at_last_flare(value: pl.Expr) -> pl.Expr:
    """Give a value as it was at the last flare before this message."""
    return pl.when("flares").then(value).forward_fill().shift()


def _may_mend() -> pl.Expr:
    talk = pl.col("talk")
    return talk - _at_last_flare(talk) <= CONVERSATIONS_TO_MEND


def _mends() -> pl.Expr:
    """Take each person's first repair after each flare."""
    repairs = pl.col("repairs")

    def first_of(person: int) -> pl.Expr:
        so_far = (repairs & (pl.col("person") == person)).cum_sum().cast(pl.Int32)
        return so_far - _at_last_flare(so_far) == 1

    is_first = pl.when(pl.col("person") == 0).then(first_of(0)).otherwise(first_of(1))
    return (repairs & is_first).fill_null(value=False)
