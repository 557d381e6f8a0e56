"""Say what a measure works on, what it counts and gives; a new measure is one more file beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

# share and per_100 are kept as fractions from 0 to 1 and differ only in how they are said.
Unit: TypeAlias = Literal["share", "per_100", "per_week", "minutes", "words", "characters"]
# clock: times and senders only, any language. marks: length, question marks, emoji, spellings of laughter;
# any language, or nearly. words: only languages with a word list. reactions: only formats that export them.
Reads: TypeAlias = Literal["clock", "marks", "words", "reactions"]
# Only for the wording of what stayed good; never a judgement of a person.
Better: TypeAlias = Literal["more", "less", "neither"]

DAYS_PER_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Say after how long a silence a new conversation begins, and how that was found."""

    minutes: int
    is_learnt: bool  # found in this chat's own rhythm, else the usual hour
    observations: int  # gaps between messages that were looked at


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """Say in which hours of the day these two hardly ever write, by the clock of the file."""

    quiet_from: int  # the hour at which the quiet begins, 0 to 23
    quiet_hours: int
    is_learnt: bool  # found in this chat, else the usual night
    observations: int  # hours of all days in which somebody wrote


@dataclass(frozen=True, kw_only=True, eq=False)
class Exchange:
    """Hold what two people sent each other, prepared once for all measures.

    `messages` has one row for each message in the order of the export, with the columns
    person (0 or 1), week (0 is the first), sent_at, kind, words, characters;
    says: one bit for each category of the lexicon;
    gap: minutes since the message before, whoever sent it; null for the first, 0 for a step back;
    starts: a conversation begins here after a silence; turns: the message before was the other's;
    reply: the waking minutes of the gap, null where this is no answer within a conversation;
    ends: the last message of its turn; answered: the other writes before the next silence (where it ends);
    quiet: sent in the pair's quiet hours;
    bid, heat: a bid, something heated in this turn up to here; flares: the first heat of its conversation;
    mends: this person's first repair after a flare, in the same conversation or the next;
    given: how many reactions the other person gave to this message.
    """

    messages: pl.DataFrame
    first_monday: date
    weeks: int
    covered: tuple[int, ...]  # days of each week that lie between the first message and the last
    silence: Silence
    rhythm: Rhythm
    language: str | None  # none where no word list fits
    has_reactions: bool
    resolution_seconds: int


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Say what is counted in each message and what it is a share of; both are summed over a week.

    The value of any span of weeks is the sum of `amount` divided by the sum of `of`.
    """

    code: str
    unit: Unit
    reads: Reads
    better: Better
    amount: pl.Expr
    of: pl.Expr
    is_shared: bool = False  # `of` is summed over both people
    is_answerer: bool = False  # the number belongs to the other person, who would have answered
    is_logarithmic: bool = False  # `amount` sums binary logarithms
    is_volume: bool = False  # `of` is not counted in messages: it is the days of the week that are covered


@dataclass(frozen=True, kw_only=True, eq=False)
class Tally:
    """Hold what one measure counted for one person: one number a week, from the first week to the last."""

    measure: str
    person: int
    amount: NDArray[np.float64]
    of: NDArray[np.float64]
    is_logarithmic: bool = False
    is_volume: bool = False

    def value(self, first: int = 0, last: int | None = None) -> float | None:
        """Give the value of a span of weeks, both ends included, in the unit; none where nothing is known."""
        span = slice(first, None if last is None else last + 1)
        amount, of = float(self.amount[span].sum()), float(self.of[span].sum())
        if of == 0:
            return None
        if self.is_volume:
            return DAYS_PER_WEEK * amount / of
        return float(2 ** (amount / of)) if self.is_logarithmic else amount / of
