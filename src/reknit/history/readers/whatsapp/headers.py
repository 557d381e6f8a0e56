"""Find every header of an export, and cut the text there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reknit.history.readers.interface import NotAnExport
from reknit.history.readers.whatsapp.arrays import LINES
from reknit.history.readers.whatsapp.clock import seconds_of_day
from reknit.history.readers.whatsapp.cursor import (
    ANY_BLANK,
    ANY_SPACE,
    END,
    MARKS_SET,
    ONE_SPACE,
    Cursor,
    line_starts,
)
from reknit.history.readers.whatsapp.spellings import heads, spellings
from reknit.history.readers.whatsapp.template import Digits
from reknit.history.readers.whatsapp.whole import Whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reknit.history.readers.whatsapp.arrays import Days, Numbers, Places, Text
    from reknit.history.readers.whatsapp.layout import Layout
    from reknit.history.readers.whatsapp.spellings import Spellings
    from reknit.history.readers.whatsapp.template import Template

# Spaces or marks in one place; unbounded, a hostile file could keep the reader busy.
FEW = 4
MOST_BLANKS = 16
MOST_OF_WORD = 54
MOST_OF_ERA = 27
HOUR = Digits(1, 2)
TWO = Digits(2, 2)
# No era and no clock word goes over these.
ERA_STOPS = b"\n:[]"
WORD_STOPS = b"\n[]:-"
LINE_ENDS = np.isin(np.arange(256), list(b"\n\r" + END))


class Found(NamedTuple):
    """Hold what stands in the headers, one row for each."""

    starts: Places  # of the line
    first: Numbers  # of the date, in the order in which they are written
    second: Numbers
    third: Numbers
    hours: Numbers
    minutes: Numbers
    seconds: Numbers
    words: Places  # where clock words begin
    word_ends: Places
    names: Places  # where the name begins


@dataclass(frozen=True, kw_only=True, eq=False)
class Headers:
    """Hold one row for every header that was found, real or pasted into a message."""

    whole: Whole
    line_break: bytes
    lines: int  # that end in such a line break
    starts: Places  # of the line break before the header
    numbers: tuple[Numbers, Numbers, Numbers]
    clocks: Days  # seconds since midnight, less than zero where no clock shows them
    names: Places  # where the text up to the first colon begins
    heads: Spellings  # that text, with the colon where there is one
    rests: Places  # where what follows it begins
    ends: Places  # and where that ends, at the next header

    @property
    def text(self) -> Text:
        """Return the content as an array."""
        return self.whole.array


def cut(content: bytes, layout: Layout) -> Headers:
    """Split a text at all headers of its layout."""
    line_break = layout.line_break
    content = content.replace(b"\r\n", b"\n") if line_break == b"\n" and b"\r" in content else content
    whole = Whole.of(content, line_break)
    lines = line_starts(whole.array, line_break)
    found = find_headers(whole.array, lines, layout.template)
    if not len(found.starts):
        raise NotAnExport
    words = spellings(whole, found.words, found.word_ends) if layout.shape.clock_word else None
    starts = found.starts - len(line_break)
    names = heads(whole, found.names, line_break)
    return Headers(
        whole=whole,
        line_break=line_break,
        lines=len(lines),
        starts=starts,
        numbers=(found.first, found.second, found.third),
        clocks=seconds_of_day(found.hours, found.minutes, found.seconds, words),
        names=found.names,
        heads=names,
        rests=found.names + names.lengths(),
        ends=np.append(starts[1:], len(content) + len(line_break) * (not content.endswith(line_break))),
    )


def find_headers(text: Text, lines: Places, template: Template) -> Found:
    """Find the lines that begin with a header, and read it."""
    lines = lines[_may_begin(text, lines, template)]
    blocks = [_read(text, lines[at : at + LINES], template) for at in range(0, len(lines) or 1, LINES)]
    return Found(*(np.concatenate(column) for column in zip(*blocks, strict=True)))


def _read(text: Text, lines: Places, template: Template) -> Found:
    shape, zero = template.shape, template.zero
    cursor = Cursor(text, lines)
    starts = cursor.at.copy()
    cursor.skip(MARKS_SET, FEW)
    cursor.literal(shape.opening.encode())
    numbers: list[Numbers] = []
    for digits, join in zip(template.numbers, ("", *shape.joins), strict=True):
        _join(cursor, join, template)
        if shape.has_era and len(numbers) == len(shape.joins):
            cursor.run(zero, ERA_STOPS, b"", MOST_OF_ERA)
        numbers.append(cursor.number(digits, zero))
    _join(cursor, shape.joint, template)
    words = cursor.run(zero, WORD_STOPS, b"", MOST_OF_WORD) if shape.clock_word == "before" else None
    hours = cursor.number(HOUR, zero)
    cursor.literal(shape.colon.encode())
    minutes = cursor.number(TWO, zero)
    seconds = _seconds(cursor, template)
    dash = shape.closing.removeprefix("dash").encode()
    if shape.clock_word == "after":
        words = cursor.run(zero, WORD_STOPS, dash if shape.closing.startswith("dash") else b"", MOST_OF_WORD)
    _close(cursor, template)
    fits = cursor.fits
    first, second, third = (number[fits] for number in numbers)
    begin, end = words or (starts[:0], starts[:0])
    return Found(
        starts=starts[fits],
        first=first,
        second=second,
        third=third,
        hours=hours[fits],
        minutes=minutes[fits],
        seconds=seconds[fits],
        words=begin[fits] if words else begin,
        word_ends=end[fits] if words else end,
        names=cursor.at[fits],
    )


def _may_begin(text: Text, lines: Places, template: Template) -> NDArray[np.bool_]:
    """Look at the first byte of each line: most lines that are no header end here."""
    possible = np.zeros(256, dtype=np.bool_)
    possible[[0xE2, 0xEF]] = True  # the marks
    opening = template.shape.opening.encode() or template.zero
    possible[opening[0] : opening[0] + (10 if opening.isdigit() else 1)] = True
    return possible[text.take(lines)]


def _join(cursor: Cursor, join: str, template: Template) -> None:
    """Step over a learnt piece of text, with marks around it and other spaces in it where they occur."""
    pieces = join.split(" ")
    _marks(cursor, template)
    for place, piece in enumerate(pieces):
        if place:
            _spaces(cursor, template)
        cursor.literal(piece.encode())
    _marks(cursor, template)


def _marks(cursor: Cursor, template: Template) -> None:
    if template.has_marks:
        cursor.skip(MARKS_SET, FEW)


def _spaces(cursor: Cursor, template: Template) -> None:
    cursor.skip(ANY_SPACE if template.has_odd_spaces else ONE_SPACE, FEW)


def _seconds(cursor: Cursor, template: Template) -> Numbers:
    if not template.shape.has_seconds:
        return np.zeros(len(cursor.at), dtype=np.int16)
    colon = cursor.byte()
    cursor.fits &= (colon == ord(":")) | (colon == ord("."))
    cursor.at += 1
    return cursor.number(TWO, template.zero)


def _close(cursor: Cursor, template: Template) -> None:
    """Step over the end of the header and all blanks behind it, of which there is at least one."""
    closing = template.shape.closing
    if closing == "bracket":
        _marks(cursor, template)
        cursor.literal(b"]")
    elif closing == "colon":
        cursor.literal(b":")
    else:
        _spaces(cursor, template)
        cursor.literal(closing.removeprefix("dash").encode())
    before = cursor.at.copy()
    cursor.skip(ANY_BLANK, MOST_BLANKS)
    cursor.fits &= (cursor.at > before) | LINE_ENDS[cursor.byte()]
