"""Measure how two people wrote to each other, one measure in each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.measures import (
    affection,
    apologies,
    bids_unanswered,
    desire,
    disclosure,
    effort,
    heat,
    initiative,
    laughter,
    length,
    logistics,
    night_share,
    plans,
    questions,
    reactions,
    repair,
    reply_time,
    short_answers,
    silence_after_heat,
    thanks,
    volume,
    we,
)
from reknit.history.measures.exchange import prepare
from reknit.history.measures.interface import Exchange, Measure, Tally

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MEASURES", "Exchange", "Measure", "Tally", "prepare", "readable", "tally"]

PAIR = 2

MEASURES: tuple[Measure, ...] = tuple(
    module.MEASURE
    for module in (
        volume,
        initiative,
        reply_time,
        bids_unanswered,
        night_share,
        length,
        effort,
        questions,
        short_answers,
        disclosure,
        affection,
        desire,
        we,
        plans,
        logistics,
        laughter,
        reactions,
        thanks,
        apologies,
        heat,
        repair,
        silence_after_heat,
    )
)
"""Every measure, in the order in which they are told."""


def readable(exchange: Exchange) -> tuple[Measure, ...]:
    """List the measures that apply: words need a language that is known, reactions a format that has them."""
    missing = set()
    if exchange.language is None:
        missing.add("words")
    if not exchange.has_reactions:
        missing.add("reactions")
    return tuple(measure for measure in MEASURES if measure.reads not in missing)


def tally(exchange: Exchange) -> tuple[Tally, ...]:
    """Count every measure that applies in one pass, for both people and every week."""
    measures = readable(exchange)
    counted = (
        exchange.messages.lazy()
        .select(
            (pl.col("week").cast(pl.UInt32) * PAIR + pl.col("person")).alias("place"),
            *(each.amount.alias(f"{each.code} amount") for each in measures),
            *(each.of.alias(f"{each.code} of") for each in measures),
        )
        .group_by("place")
        .agg(pl.all().sum().cast(pl.Float64))
        .collect()
    )
    return tuple(_tally(each, person, counted, exchange) for each in measures for person in range(PAIR))


def _tally(measure: Measure, person: int, counted: pl.DataFrame, exchange: Exchange) -> Tally:
    writer = PAIR - 1 - person if measure.is_answerer else person
    amount, of = (_by_week(counted, f"{measure.code} {part}", exchange.weeks) for part in ("amount", "of"))
    if measure.is_volume:
        own = np.array(exchange.covered, dtype=np.float64)
    else:
        own = of.sum(axis=1) if measure.is_shared else of[:, writer]
    return Tally(
        measure=measure.code,
        person=person,
        amount=amount[:, writer].copy(),
        of=own.copy(),
        is_logarithmic=measure.is_logarithmic,
        is_volume=measure.is_volume,
    )


def _by_week(counted: pl.DataFrame, column: str, weeks: int) -> NDArray[np.float64]:
    """Lay a column out with a row for each week and a column for each person, zero where nobody wrote."""
    table = np.zeros(weeks * PAIR)
    table[counted["place"].to_numpy()] = counted[column].to_numpy()
    return table.reshape(weeks, PAIR)
