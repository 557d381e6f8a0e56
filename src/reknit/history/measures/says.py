"""Group the categories of the lexicon as the measures need them."""

from __future__ import annotations

from functools import reduce
from operator import or_

import polars as pl

from reknit.history.lexicon import bit

# What shows in marks and spellings and needs no word list.
MARKS = ("question", "laughter", "laughter_emoji", "love_emoji", "kiss_sign")
AFFECTION = ("love", "miss", "pet_name", "desire", "touch", "compliment", "kiss_sign", "love_emoji")
# Criticism, contempt and defence, after Gottman, What Predicts Divorce?, 1994; his fourth, stonewalling, is
# counted apart.
HEAT = ("criticism", "contempt", "defence", "blame", "insult")
REPAIRS = ("repair", "apology")
# What asks for an answer. A kiss or a pet name alone closes many a message and asks for none. Product choice.
BIDS = ("question", "feeling_question", "plan", "love", "miss", "desire", "compliment")


def mask(*categories: str) -> int:
    """Give the bits of several categories in one number."""
    return reduce(or_, (bit(category) for category in categories))


def says(*categories: str) -> pl.Expr:
    """Tell whether a message says something of one of these categories."""
    return (pl.col("says") & pl.lit(mask(*categories), dtype=pl.UInt64)) != 0


# A message with words of its own, captions included.
WRITTEN = pl.col("characters") > 0
