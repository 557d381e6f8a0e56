"""Learn the one header layout of an export and compile the one pattern that finds its messages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.interface import NotAnExport
from reknit.history.readers.whatsapp.marks import (
    MARK,
    MARK_BYTES,
    MARKS,
    SPACE,
    SPACE_BYTES,
    SPACES,
    without_marks,
)
from reknit.history.readers.whatsapp.words import HalfDay, half_of_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Characters looked at in each of the head, the middle and the tail, and headers taken from them together:
# days have one digit in one place and two in another, and one place may be a long pasted chat.
SAMPLE = 64 * 1024
MOST_HEADERS = 360
YEAR_DIGITS = 4
# So many headers of another layout are no accident: two exports in one file, or a long pasted chat.
SUSPICIOUS = 5
# Spaces or marks in one place; unbounded, a hostile file could keep the pattern busy.
FEW = "{0,4}"
MARK_SET = frozenset(MARKS)
ODD_SPACES = frozenset(SPACES) - {" "}
# So many headers must show that days are, or are not, filled up with a zero before others are refused.
CONVINCING = 3
# And so many times as many as show the contrary, which are pasted.
CLEAR = 10
HEADER_CHARACTERS = 120

# A loose pattern for the head of a line in any layout; only the shape that most lines share is believed.
_BETWEEN = rf"{MARK}*{SPACE}*[./\-]{SPACE}*{MARK}*"
_ANY_HEADER = re.compile(
    rf"""{MARK}*(?P<open>\[?){MARK}*
    (?P<first>\d{{1,4}})(?P<join1>{_BETWEEN})(?P<second>\d{{1,2}})(?P<join2>{_BETWEEN})
    (?P<era>[^\W\d_][^\d\n:\[\]]{{0,8}})?(?P<third>\d{{4}}|\d{{1,2}})
    (?P<joint>[^\d\n\[\]]{{1,24}}?)
    (?P<hour>\d{{1,2}})(?P<colon>[:.])(?P<minute>\d\d)(?:[:.](?P<seconds>\d\d))?
    (?P<word>(?:[{SPACES}{MARKS}]*[^\W\d_][^\d\n\[\]:]{{0,17}}?)?)
    (?P<close>{MARK}*\]|{SPACE}+[-\u2013\u2014](?={SPACE}|$)|:(?={SPACE}))""",
    re.VERBOSE,
)


class Shape(NamedTuple):
    """Describe what all headers of one export have in common."""

    opening: str
    joins: tuple[str, str]
    year: int | None  # which of the three numbers has four digits
    has_era: bool
    joint: str
    colon: str
    has_seconds: bool
    clock_word: str  # "", "before" or "after" the time
    closing: str


class Header(NamedTuple):
    """Hold one header that was found, taken apart."""

    shape: Shape
    numbers: tuple[str, str, str]

    word: str
    has_marks: bool
    has_odd_spaces: bool


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Know how the headers of one export look and find them."""

    shape: Shape
    widths: tuple[int, int, int]  # digits of the three numbers in the first header
    is_american: bool
    pattern: re.Pattern[bytes]  # begins with the line break before a header
    line_break: bytes
    others: tuple[re.Pattern[bytes], ...]  # lines that look like headers of another layout

    @property
    def is_bracketed(self) -> bool:
        """Tell an export of an iPhone, whose headers stand in brackets or end in a colon."""
        return not self.shape.closing.startswith("dash")


def learn_layout(content: bytes) -> Layout:
    """Find the layout that most header-like lines of the head, the middle and the tail share."""
    headers = list(_sample(content))
    if not headers:
        raise NotAnExport
    shapes = Counter(header.shape for header in headers).most_common()
    shape, _ = shapes[0]
    alike = [header for header in headers if header.shape == shape]
    header = _pattern(shape, alike)
    frequent = [other for other, count in shapes[1:] if count >= SUSPICIOUS]
    line_break = _line_break(content, shape, header)
    return Layout(
        shape=shape,
        widths=_widths(alike[0]),
        is_american=_is_american(shape, alike),
        pattern=re.compile(line_break + header),
        line_break=line_break,
        others=tuple(
            re.compile(rb"\n" + _pattern(other, [each for each in headers if each.shape == other]))
            for other in frequent
        ),
    )


def _sample(content: bytes) -> Iterator[Header]:
    """Find headers in the head, the middle and the tail."""
    size = len(content)
    pieces = [content]
    if size > 3 * SAMPLE:
        pieces = [content[start : start + SAMPLE] for start in (0, (size - SAMPLE) // 2, size - SAMPLE)]
    for piece in pieces:
        lines = piece.decode(errors="ignore").split("\n")
        headers = (header for line in lines if (header := _header(line)))
        yield from islice(headers, MOST_HEADERS // len(pieces))


def _header(line: str) -> Header | None:
    match = _ANY_HEADER.match(line[:HEADER_CHARACTERS])
    if match is None:
        return None
    numbers = (match["first"], match["second"], match["third"])
    joint, before = _clock_word_before(match["joint"])
    half = half_of_day(match["word"])
    if match["word"].strip(SPACES + MARKS) and half is None:
        return None
    shape = Shape(
        opening=match["open"],
        joins=(_plain(match["join1"]), _plain(match["join2"])),
        year=next((place for place, number in enumerate(numbers) if len(number) == YEAR_DIGITS), None),
        has_era=match["era"] is not None,
        joint=joint,
        colon=match["colon"],
        has_seconds=match["seconds"] is not None,
        clock_word="before" if before else "after" if half else "",
        closing=_closing(match["close"]),
    )
    inside = match[0].lstrip(MARKS)
    return Header(
        shape=shape,
        numbers=numbers,
        word=match["word"].strip(SPACES + MARKS),
        has_marks=not MARK_SET.isdisjoint(inside),
        has_odd_spaces=not ODD_SPACES.isdisjoint(inside),
    )


def _plain(text: str) -> str:
    """Write all spaces alike and leave out marks, so that headers can be compared."""
    return re.sub(f"{SPACE}+", " ", without_marks(text))


def _clock_word_before(joint: str) -> tuple[str, HalfDay | None]:
    """Split the text between date and time into what always stands there and a clock word."""
    plain = _plain(joint)
    match = re.search(r"[^\s,،]+\s?$", plain)
    half = half_of_day(match[0]) if match else None
    return (plain[: match.start()], half) if match and half else (plain, None)


def _closing(close: str) -> str:
    plain = _plain(close).strip()
    return {"]": "bracket", ":": "colon"}.get(plain, "dash" + plain)


def _as_bytes(text: str) -> str:
    """Escape a text for a pattern that is written with one letter for each byte."""
    return re.escape(text).encode().decode("latin-1")


def _literal(text: str, marks: str, space: str) -> str:
    """Match a learnt piece of text, with marks around it and with other spaces in it where they occur."""
    return marks + f"{space}{FEW}".join(_as_bytes(piece) for piece in text.split(" ")) + marks


def _digits(headers: Sequence[Header]) -> tuple[str, str]:
    """Match any digit, and any but zero, of the script in which the numbers are written."""
    digit = headers[0].numbers[0][0]
    if digit.isascii():
        return "[0-9]", "[1-9]"
    zero = ord(digit) - int(digit)
    script = [_as_bytes(chr(zero + number)) for number in range(10)]
    return f"(?:{'|'.join(script)})", f"(?:{'|'.join(script[1:])})"


def _number(headers: Sequence[Header], place: int, digit: str, above_zero: str) -> str:
    """Say how many digits a number has, and whether it is filled up with a zero."""
    numbers = [header.numbers[place] for header in headers]
    if len(numbers[0]) == YEAR_DIGITS:
        return digit * YEAR_DIGITS
    single = sum(len(number) == 1 for number in numbers)
    filled = sum(len(number) > 1 and int(number[0]) == 0 for number in numbers)
    if single >= CONVINCING and single > CLEAR * filled:
        return f"{above_zero}{digit}?"
    return digit * 2 if filled >= CONVINCING and filled > CLEAR * single else f"{digit}{digit}?"


def _pattern(shape: Shape, headers: Sequence[Header]) -> bytes:
    """Write the pattern with the groups date, clock word, hour, minute, seconds, clock word, name.

    It runs over bytes, which take a quarter of the memory of letters where a chat has emoji.
    """
    digit, above_zero = _digits(headers)
    first, second, third = (_number(headers, place, digit, above_zero) for place in range(3))
    marks = f"{MARK_BYTES}{FEW}" if any(header.has_marks for header in headers) else ""
    space = SPACE_BYTES if any(header.has_odd_spaces for header in headers) else "[ ]"
    # An empty alternative is tried much faster than a repetition that may match nothing.
    opening = f"(?:{MARK_BYTES}+|){re.escape(shape.opening)}{marks}"
    join1, join2, joint = (_literal(piece, marks, space) for piece in (*shape.joins, shape.joint))
    era = r"[^\d\n:\[\]]{1,27}" if shape.has_era else ""
    # Any run of letters is taken for the word here and looked up later, so that a file in whose sample
    # only "PM" occurs does not lose its mornings.
    word = r"([^\d\n\[\]:\-]{1,54}?)"
    before = word if shape.clock_word == "before" else ""
    after = word if shape.clock_word == "after" else ""
    seconds = f"[:.]({digit}{digit})" if shape.has_seconds else ""
    dash = f"{space}{FEW}{_as_bytes(shape.closing[4:])}"
    closing = {"bracket": rf"{marks}\]", "colon": ":"}.get(shape.closing, dash)
    pattern = (
        f"{opening}({first}{join1}{second}{join2}{era}{third}){joint}{before}"
        f"({digit}{digit}?){re.escape(shape.colon)}({digit}{digit}){seconds}{after}{closing}"
        rf"(?:[ ]|(?=[\n\r]|\Z)|{SPACE_BYTES}|{MARK_BYTES})(?:(?:{SPACE_BYTES}|{MARK_BYTES})+|)([^:\n]*:?)"
    )
    return pattern.encode("latin-1")


def _line_break(content: bytes, shape: Shape, header: bytes) -> bytes:
    r"""Decide where a message may begin.

    An iPhone ends a message with CRLF and breaks lines inside it with LF. A file in which the headers follow
    on CRLF, or that ends in one, while bare LF occur too is split at CRLF only, so that chats pasted into a
    body stay there.
    """
    windows = content.count(b"\r\n")
    if not windows or windows == content.count(b"\n"):
        return b"\n"
    if shape.closing == "bracket" and content.endswith(b"\r\n"):
        return b"\r\n"
    found = re.findall(rb"(\r?)\n(?=" + header + b")", content[: 3 * SAMPLE])
    after_windows = sum(bool(each[0]) for each in found)
    return b"\r\n" if 2 * after_windows >= len(found) else b"\n"


def _widths(header: Header) -> tuple[int, int, int]:
    first, second, third = (len(number) for number in header.numbers)
    return first, second, third


def _is_american(shape: Shape, headers: Sequence[Header]) -> bool:
    """Tell the style of a phone set to the United States: 1/2/24, 9:05 PM."""
    is_short = shape.joins == ("/", "/") and shape.year is None
    has_words = all(header.word in {"AM", "PM"} for header in headers)
    return (
        is_short
        and has_words
        and not any(number[0] == "0" for header in headers for number in header.numbers[:2])
    )


def describe(layout: Layout, order: str) -> str:
    """Show the layout with letters for digits, so that it says nothing about the chat."""
    shape = layout.shape
    letters = [letter * width for letter, width in zip(order, layout.widths, strict=True)]
    joins = [join.replace(" ", "") + " " * join.endswith(" ") for join in shape.joins]
    word_before = "am/pm " if shape.clock_word == "before" else ""
    word_after = " am/pm" if shape.clock_word == "after" else ""
    seconds = f"{shape.colon}ss" if shape.has_seconds else ""
    closing = {"bracket": "]", "colon": ":"}.get(shape.closing) or f" {shape.closing[4:]}"
    return (
        f"{shape.opening}{letters[0]}{joins[0]}{letters[1]}{joins[1]}{letters[2]}{shape.joint.rstrip()} "
        f"{word_before}hh{shape.colon}mm{seconds}{word_after}{closing} name: message"
    )
