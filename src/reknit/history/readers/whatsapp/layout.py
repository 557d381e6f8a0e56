"""Learn the one header layout of an export and compile the one pattern that finds its messages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.errors import HistoryError
from reknit.history.readers.whatsapp.marks import MARK, MARKS, SPACE, SPACES, without_marks
from reknit.history.readers.whatsapp.words import HalfDay, half_of_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Characters looked at in each of the head, the middle and the tail, and headers taken from them together:
# days have one digit in one place and two in another, and one place may be a long pasted chat.
SAMPLE = 64 * 1024
MOST_HEADERS = 360
YEAR_DIGITS = 4
# So many headers must show that days are, or are not, filled up with a zero before others are refused.
CONVINCING = 3
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


class NotAnExport(HistoryError):
    """Say that the file is not a chat that WhatsApp exported."""

    code = "not_an_export"

    def __init__(self) -> None:
        super().__init__(
            "This does not look like a chat that WhatsApp exported. In WhatsApp open the chat, "
            "choose “Export chat”, and use that file as it is.",
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


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Know how the headers of one export look and find them."""

    shape: Shape
    widths: tuple[int, int, int]  # digits of the three numbers in the first header
    is_american: bool
    pattern: re.Pattern[str]

    @property
    def is_bracketed(self) -> bool:
        """Tell an export of an iPhone, whose headers stand in brackets or end in a colon."""
        return not self.shape.closing.startswith("dash")


def learn_layout(text: str) -> Layout:
    """Find the layout that most header-like lines of the head, the middle and the tail share."""
    headers = list(_sample(text))
    if not headers:
        raise NotAnExport
    shape, _ = Counter(header.shape for header in headers).most_common(1)[0]
    alike = [header for header in headers if header.shape == shape]
    body = _pattern(shape, alike)
    return Layout(
        shape=shape,
        widths=_widths(alike[0]),
        is_american=_is_american(shape, alike),
        pattern=re.compile(_line_start(text, body) + body),
    )


def _sample(text: str) -> Iterator[Header]:
    """Find headers in the head, the middle and the tail."""
    starts = (0, (len(text) - SAMPLE) // 2, len(text) - SAMPLE) if len(text) > 3 * SAMPLE else (0,)
    for start in starts:
        lines = text[start : start + (SAMPLE if len(starts) > 1 else len(text))].split("\n")
        headers = (header for line in lines if (header := _header(line)))
        yield from islice(headers, MOST_HEADERS // len(starts))


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
    return Header(shape, numbers, match["word"].strip(SPACES + MARKS), without_marks(inside) != inside)


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


def _literal(text: str, marks: str) -> str:
    """Match a learnt piece of text with any kind of space, and with marks around it where marks occur."""
    pieces = [re.escape(piece) for piece in text.split(" ")]
    return marks + f"{SPACE}*".join(pieces) + marks


def _digits(headers: Sequence[Header], place: int) -> str:
    """Say how many digits a number has, and whether it is filled up with a zero."""
    numbers = [header.numbers[place] for header in headers]
    if len(numbers[0]) == YEAR_DIGITS:
        return r"\d{4}"
    single = sum(len(number) == 1 for number in numbers)
    filled = sum(len(number) > 1 and int(number[0]) == 0 for number in numbers)
    if single >= CONVINCING and not filled:
        return r"[^\D0]\d?"
    return r"\d\d" if filled >= CONVINCING and not single else r"\d\d?"


def _pattern(shape: Shape, headers: Sequence[Header]) -> str:
    """Write the pattern with the groups date, hour, minute, seconds, clock word and start of the line."""
    first, second, third = (_digits(headers, place) for place in range(3))
    era = r"[^\d\n:\[\]]{1,9}" if shape.has_era else ""
    # Any run of letters is taken for the word here and looked up later, so that a file in whose sample
    # only "PM" occurs does not lose its mornings.
    word = r"([^\d\n\[\]:\-\u2013\u2014]{1,18}?)"
    marks = f"{MARK}*" if any(header.has_marks for header in headers) else ""
    opening = f"{MARK}*{re.escape(shape.opening)}{marks}"
    join1, join2, joint = (_literal(piece, marks) for piece in (*shape.joins, shape.joint))
    before = word if shape.clock_word == "before" else ""
    after = word if shape.clock_word == "after" else ""
    seconds = r"[:.](\d\d)" if shape.has_seconds else ""
    closing = {"bracket": rf"{marks}\]", "colon": ":"}.get(shape.closing) or f"{SPACE}*{shape.closing[4:]}"
    return (
        rf"{opening}({first}{join1}{second}{join2}{era}{third}){joint}{before}"
        rf"(\d\d?){re.escape(shape.colon)}(\d\d){seconds}{after}{closing}"
        rf"(?:[{SPACES}{MARKS}]|(?=\n|\r|$))[{SPACES}{MARKS}]*([^:\n]*:?)"
    )


def _line_start(text: str, body: str) -> str:
    r"""Decide where a message may begin.

    An iPhone ends a message with CRLF and breaks lines inside it with LF. A file in which the headers follow
    on CRLF while bare LF occur too is split at CRLF only, so that chats pasted into a body stay there.
    """
    windows = text.count("\r\n")
    if not windows or windows == text.count("\n"):
        return "\n"
    head = text[: 3 * SAMPLE]
    ends = Counter(found[0].startswith("\r") for found in re.finditer(rf"\r?\n(?={body})", head))
    return "\r\n" if ends[True] >= ends[False] else "\n"


def _widths(header: Header) -> tuple[int, int, int]:
    first, second, third = (len(number) for number in header.numbers)
    return first, second, third


def _is_american(shape: Shape, headers: Sequence[Header]) -> bool:
    """Tell the style of a phone set to the United States: 1/2/24, 9:05 PM."""
    is_short = shape.joins == ("/", "/") and shape.year is None
    has_words = all(header.word in {"AM", "PM"} for header in headers)
    return is_short and has_words and not any(number[0] == "0" for header in headers for number in header.numbers[:2])


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
