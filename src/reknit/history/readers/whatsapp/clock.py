"""Work out the time of day of all headers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reknit.history.readers.whatsapp.words import HalfDay, half_of_day

if TYPE_CHECKING:
    from reknit.history.readers.whatsapp.arrays import Days, Flags, Numbers
    from reknit.history.readers.whatsapp.spellings import Spellings

SECONDS_PER_HOUR = 3600
# Some phones write midnight as 24:00.
HOURS, MINUTES = 24, 60
NOON = 12
# A clock word of the night before this hour means after midnight, otherwise before it.
NIGHT_TURNS = 6
# The hour after noon until which a clock word for noon is used.
NOON_ENDS = 4
# Where no clock shows such a time.
NO_TIME = -1


def seconds_of_day(hours: Numbers, minutes: Numbers, seconds: Numbers, words: Spellings | None) -> Days:
    """Give seconds since midnight, NO_TIME where no clock shows what is written."""
    is_clock = (hours <= HOURS) & (minutes < MINUTES) & (seconds < MINUTES)
    if words is not None:
        hours, is_word = _hours_of_day(hours, words)
        is_clock &= is_word
    clocks = hours.astype(np.int32) % HOURS * SECONDS_PER_HOUR + minutes * MINUTES + seconds
    return np.where(is_clock, clocks, np.int32(NO_TIME))


def _hours_of_day(hours: Numbers, words: Spellings) -> tuple[Numbers, Flags]:
    """Turn a clock of twelve hours into one of twenty-four, and tell where the word is a clock word."""
    meanings = [half_of_day(word.decode()) for word in words.words]

    def means(half: HalfDay | None) -> Flags:
        return np.array([meaning == half for meaning in meanings], dtype=np.bool_)[words.codes]

    twelve = hours % NOON
    is_noon = means("noon")
    is_after = means("pm") | (means("night") & (twelve >= NIGHT_TURNS)) | (is_noon & (twelve < NOON_ENDS))
    turned = np.where(is_after, twelve + NOON, np.where(is_noon, hours, twelve))
    return np.where(hours > NOON, hours, turned), ~means(None)
