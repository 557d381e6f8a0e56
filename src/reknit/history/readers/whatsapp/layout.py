"""Learn the one header layout that most lines of an export share."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reknit.history.readers.interface import NotAnExport
from reknit.history.readers.whatsapp.arrays import BLOCK
from reknit.history.readers.whatsapp.cursor import END, line_starts
from reknit.history.readers.whatsapp.headers import find_headers
from reknit.history.readers.whatsapp.marks import MARK, MARKS, SPACE, SPACES, without_marks
from reknit.history.readers.whatsapp.template import Digits, Shape, Template
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
LINE_FEED, CARRIAGE_RETURN = 10, 13
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
    (?P<hour>\d{{1,2}})(?P<colon>[:.])(?P<minute>\d\d)(?:(?P<point>[:.])\d\d)?
    (?P<word>(?:[{SPACES}{MARKS}]*[^\W\d_][^\d\n\[\]:]{{0,17}}?)?)
    (?P<close>{MARK}*\]|{SPACE}+[-\u2013\u2014](?={SPACE}|$)|:(?={SPACE}))""",
    re.VERBOSE,
)


# What stands between the numbers; of seconds only whether there are any.
_BETWEEN_NUMBERS = ("open", "join1", "join2", "era", "joint", "colon", "point", "word", "close")


class Header(NamedTuple):
    """Hold one header that was found, taken apart."""

    shape: Shape
    numbers: tuple[str, str, str]

    word: str
    has_marks: bool
    has_odd_spaces: bool


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Know how the headers of one export look."""

    template: Template
    widths: tuple[int, int, int]  # digits of the three numbers in the first header
    is_american: bool
    line_break: bytes
    others: tuple[Template, ...]  # lines that look like headers of another layout

    @property
    def shape(self) -> Shape:
        """Return what all headers have in common."""
        return self.template.shape

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
    template = _template(shape, alike)
    frequent = [other for other, count in shapes[1:] if count >= SUSPICIOUS]
    return Layout(
        template=template,
        widths=_widths(alike[0]),
        is_american=_is_american(shape, alike),
        line_break=_line_break(content, template),
        others=tuple(
            _template(other, [each for each in headers if each.shape == other]) for other in frequent
        ),
    )


def looks_like_a_chat(content: bytes) -> bool:
    """Tell whether any line looks like a header."""
    return any(_sample(content))


def _sample(content: bytes) -> Iterator[Header]:
    """Find headers in the head, the middle and the tail."""
    size = len(content)
    pieces = [content]
    if size > 3 * SAMPLE:
        pieces = [content[start : start + SAMPLE] for start in (0, (size - SAMPLE) // 2, size - SAMPLE)]
    known: dict[tuple[str | None, ...], Shape | None] = {}
    for piece in pieces:
        lines = piece.decode(errors="ignore").split("\n")
        headers = (header for line in lines if (header := _header(line, known)))
        yield from islice(headers, MOST_HEADERS // len(pieces))


def _header(line: str, known: dict[tuple[str | None, ...], Shape | None]) -> Header | None:
    match = _ANY_HEADER.match(line[:HEADER_CHARACTERS])
    if match is None:
        return None
    numbers = (match["first"], match["second"], match["third"])
    between = match.group(*_BETWEEN_NUMBERS)
    key = (*between, *(str(len(number)) for number in numbers))
    if key not in known:
        known[key] = _shape(match, numbers)
    shape = known[key]
    if shape is None:
        return None
    inside = match[0].lstrip(MARKS)
    return Header(
        shape=shape,
        numbers=numbers,
        word=match["word"].strip(SPACES + MARKS),
        has_marks=not inside.isascii() and not MARK_SET.isdisjoint(inside),
        has_odd_spaces=not inside.isascii() and not ODD_SPACES.isdisjoint(inside),
    )


def _shape(match: re.Match[str], numbers: Sequence[str]) -> Shape | None:
    """Tell what a header has in common with others like it, if its word is a clock word."""
    joint, before = _clock_word_before(match["joint"])
    half = half_of_day(match["word"])
    if match["word"].strip(SPACES + MARKS) and half is None:
        return None
    return Shape(
        opening=match["open"],
        joins=(_plain(match["join1"]), _plain(match["join2"])),
        year=next((place for place, number in enumerate(numbers) if len(number) == YEAR_DIGITS), None),
        has_era=match["era"] is not None,
        joint=joint,
        colon=match["colon"],
        has_seconds=match["point"] is not None,
        clock_word="before" if before else "after" if half else "",
        closing=_closing(match["close"]),
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


def _template(shape: Shape, headers: Sequence[Header]) -> Template:
    digit = headers[0].numbers[0][0]
    first, second, third = (_digits([header.numbers[place] for header in headers]) for place in range(3))
    return Template(
        shape=shape,
        zero=chr(ord(digit) - int(digit)).encode(),
        numbers=(first, second, third),
        has_marks=any(header.has_marks for header in headers),
        has_odd_spaces=any(header.has_odd_spaces for header in headers),
    )


def _digits(numbers: Sequence[str]) -> Digits:
    """Say how many digits a number has, and whether it is filled up with a zero."""
    if len(numbers[0]) == YEAR_DIGITS:
        return Digits(YEAR_DIGITS, YEAR_DIGITS)
    single = sum(len(number) == 1 for number in numbers)
    filled = sum(len(number) > 1 and int(number[0]) == 0 for number in numbers)
    if single >= CONVINCING and single > CLEAR * filled:
        return Digits(1, 2, is_filled=False)
    return Digits(2 if filled >= CONVINCING and filled > CLEAR * single else 1, 2)


def _line_break(content: bytes, template: Template) -> bytes:
    r"""Decide where a message may begin.

    An iPhone ends a message with CRLF and breaks lines inside it with LF. A file in which the headers follow
    on CRLF, or that ends in one, while bare LF occur too is split at CRLF only, so that chats pasted into a
    body stay there.
    """
    if b"\r" not in content or not _has_bare_line_feed(content):
        return b"\n"
    if template.shape.closing == "bracket" and content.endswith(b"\r\n"):
        return b"\r\n"
    head = np.frombuffer(content[: 3 * SAMPLE] + END, dtype=np.uint8)
    found = find_headers(head, line_starts(head, b"\n"), template).starts
    after_windows = int((head[found - 2] == CARRIAGE_RETURN).sum())
    return b"\r\n" if 2 * after_windows >= len(found) else b"\n"


def _has_bare_line_feed(content: bytes) -> bool:
    """Tell whether a line ends without a carriage return; where some do, one is found soon."""
    text = np.frombuffer(content, dtype=np.uint8)
    for at in range(0, len(text), BLOCK):
        ends = np.flatnonzero(text[at : at + BLOCK] == LINE_FEED) + at
        if (text[ends - 1] != CARRIAGE_RETURN).any():
            return True
    return False


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
