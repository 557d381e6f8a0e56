"""Cut the text of an export at its headers into columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from reknit.history.readers.whatsapp.layout import NotAnExport
from reknit.history.readers.whatsapp.words import half_of_day

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from reknit.history.readers.whatsapp.layout import Layout

SECONDS_PER_HOUR = 3600
NOON = 12
# A clock word of the night before this hour means after midnight, otherwise before it.
NIGHT_TURNS = 6
# The hour after noon until which a clock word for noon is used.
NOON_ENDS = 4


@dataclass(kw_only=True)
class Headers:
    """Hold one row for every header that was found, real or pasted into a message."""

    preamble: str
    dates: list[str]  # as written
    clocks: pl.Series  # seconds since midnight, null where no clock shows them
    names: list[str]  # the text up to the first colon, with the colon where there is one
    rests: list[str]  # what follows, up to the next header
    text: str
    pattern: re.Pattern[str]

    def raw(self, rows: Sequence[int]) -> dict[int, str]:
        """Give back, as written, the headers and rests that turned out to be part of a message."""
        wanted = set(rows)
        found = [match.start() for match in self.pattern.finditer(self.text)] + [len(self.text)]
        return {row: self.text[found[row] : found[row + 1]] for row in wanted}


def cut(text: str, layout: Layout) -> Headers:
    """Split a text at all headers of its layout."""
    start = "\r\n" if layout.pattern.pattern.startswith("\r") else "\n"
    text = start + (text if start == "\r\n" else text.replace("\r\n", "\n"))
    pieces = layout.pattern.split(text)
    pieces[-1] = pieces[-1].removesuffix(start)
    shape = layout.shape
    groups = iter(range(1, layout.pattern.groups + 1))
    step = layout.pattern.groups + 1
    columns = {name: pieces[next(groups) :: step] for name in _group_names(layout)}
    if not columns["date"]:
        raise NotAnExport
    words = columns[shape.clock_word] if shape.clock_word else []
    return Headers(
        preamble=pieces[0],
        dates=columns["date"],
        clocks=_clocks(columns["hour"], columns["minute"], columns.get("seconds", []), words),
        names=columns["name"],
        rests=pieces[step::step],
        text=text,
        pattern=layout.pattern,
    )


def _group_names(layout: Layout) -> list[str]:
    shape = layout.shape
    optional = {"before": shape.clock_word == "before", "seconds": shape.has_seconds, "after": shape.clock_word == "after"}
    names = ("date", "before", "hour", "minute", "seconds", "after", "name")
    return [name for name in names if optional.get(name, True)]


def _clocks(hours: list[str], minutes: list[str], seconds: list[str], words: list[str]) -> pl.Series:
    """Work out the seconds since midnight."""
    hour, minute = _numbers(hours), _numbers(minutes)
    second = _numbers(seconds) if seconds else pl.lit(0)
    half = pl.Series(map({word: half_of_day(word) for word in set(words)}.get, words), dtype=pl.String)
    frame = pl.DataFrame({"hour": hour, "minute": minute})
    if words:
        frame = frame.with_columns(half.alias("half")).with_columns(_hour_of_day())
    clock = pl.col("hour") % 24 * SECONDS_PER_HOUR + pl.col("minute") * 60 + second
    is_clock = (pl.col("hour") <= 24) & (pl.col("minute") < 60)
    return frame.select(pl.when(is_clock).then(clock).alias("clock"))["clock"]


def _numbers(column: list[str]) -> pl.Series:
    """Read numbers in any script's digits."""
    return pl.Series(list(map(int, column)), dtype=pl.Int32)


def _hour_of_day() -> pl.Expr:
    """Turn a clock of twelve hours into one of twenty-four; an unknown word gives null."""
    hour, half = pl.col("hour"), pl.col("half")
    twelve = hour % NOON
    return (
        pl.when(hour > NOON)
        .then(pl.when(half.is_not_null()).then(hour))
        .when(half == "am")
        .then(twelve)
        .when(half == "pm")
        .then(twelve + NOON)
        .when(half == "noon")
        .then(pl.when(twelve < NOON_ENDS).then(twelve + NOON).otherwise(hour))
        .when(half == "night")
        .then(pl.when(twelve < NIGHT_TURNS).then(twelve).otherwise(twelve + NOON))
        .alias("hour")
    )
