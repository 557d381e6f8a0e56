"""Cut the text of an export at its headers into columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from reknit.history.readers.interface import NotAnExport
from reknit.history.readers.whatsapp.words import half_of_day

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from reknit.history.readers.whatsapp.layout import Layout

SECONDS_PER_HOUR = 3600
# Some phones write midnight as 24:00.
HOURS, MINUTES = 24, 60
NOON = 12
# A clock word of the night before this hour means after midnight, otherwise before it.
NIGHT_TURNS = 6
# The hour after noon until which a clock word for noon is used.
NOON_ENDS = 4


@dataclass(kw_only=True)
class Headers:
    """Hold one row for every header that was found, real or pasted into a message."""

    preamble: bytes
    dates: list[bytes]  # as written
    clocks: pl.Series  # seconds since midnight, null where no clock shows them
    names: list[bytes]  # the text up to the first colon, with the colon where there is one
    rests: list[bytes]  # what follows, up to the next header
    content: bytes
    pattern: re.Pattern[bytes]

    def raw(self, rows: Sequence[int]) -> dict[int, str]:
        """Give back, as written, the headers and rests that turned out to be part of a message."""
        found = [match.start() for match in self.pattern.finditer(self.content)] + [len(self.content)]
        return {row: self.content[found[row] : found[row + 1]].decode() for row in rows}


def cut(content: bytes, layout: Layout) -> Headers:
    """Split a text at all headers of its layout."""
    line_break = layout.line_break
    content = line_break + (content.replace(b"\r\n", b"\n") if line_break == b"\n" else content)
    pieces = layout.pattern.split(content)
    pieces[-1] = pieces[-1].removesuffix(line_break)
    step = layout.pattern.groups + 1
    columns = {name: pieces[place::step] for place, name in enumerate(_group_names(layout), start=1)}
    if not columns["date"]:
        raise NotAnExport
    words = columns[layout.shape.clock_word] if layout.shape.clock_word else []
    return Headers(
        preamble=pieces[0],
        dates=columns["date"],
        clocks=_clocks(columns["hour"], columns["minute"], columns.get("seconds", []), words),
        names=columns["name"],
        rests=pieces[step::step],
        content=content,
        pattern=layout.pattern,
    )


def _group_names(layout: Layout) -> list[str]:
    shape = layout.shape
    optional = {
        "before": shape.clock_word == "before",
        "seconds": shape.has_seconds,
        "after": shape.clock_word == "after",
    }
    names = ("date", "before", "hour", "minute", "seconds", "after", "name")
    return [name for name in names if optional.get(name, True)]


def _clocks(hours: list[bytes], minutes: list[bytes], seconds: list[bytes], words: list[bytes]) -> pl.Series:
    """Work out the seconds since midnight."""
    hour, minute = _numbers(hours), _numbers(minutes)
    second = _numbers(seconds) if seconds else pl.lit(0)
    half = pl.Series(
        map({word: half_of_day(word.decode()) for word in set(words)}.get, words), dtype=pl.String
    )
    frame = pl.DataFrame({"hour": hour, "minute": minute})
    if words:
        frame = frame.with_columns(half.alias("half")).with_columns(_hour_of_day())
    clock = pl.col("hour") % HOURS * SECONDS_PER_HOUR + pl.col("minute") * 60 + second
    is_clock = (pl.col("hour") <= HOURS) & (pl.col("minute") < MINUTES)
    return frame.select(pl.when(is_clock).then(clock).alias("clock"))["clock"]


def _numbers(column: list[bytes]) -> pl.Series:
    """Read numbers in any script's digits."""
    written = column if column[0].isascii() else map(bytes.decode, column)
    return pl.Series(list(map(int, written)), dtype=pl.Int32)


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
