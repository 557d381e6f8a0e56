"""Read a date that is written out for people, in any language."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from typing import NamedTuple

from reknit.history.readers.whatsapp.marks import MARKS, SPACES
from reknit.history.readers.whatsapp.words import half_of_day

_NAMES = tomllib.loads(resources.files(__package__).joinpath("months.toml").read_text(encoding="utf-8"))
_PLAIN = str.maketrans(dict.fromkeys(MARKS, "") | dict.fromkeys(SPACES, " "))
_WORD = r"[^\W\d][^\s\d]*"
_CLOCK = re.compile(
    rf"(?P<before>{_WORD})?\s*(?<!\d)(?P<hour>\d{{1,2}})\s*(?:[:.時时시]|นาฬิกา|h)\s*(?P<minute>\d{{1,2}})"
    rf"\s*(?:[:.分분]|นาที|min)\s*(?P<second>\d{{1,2}})(?!\d)\s*(?P<after>{_WORD}(?: [^\W\d]\.)?)?"
)
_ZONE = re.compile(r"(?:UTC|GMT)\s*(?P<sign>[+\-−])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?")  # noqa: RUF001
# An apostrophe joins a short word to the month in Catalan: "4 d'abril".
_PIECES = re.compile(r"\d+|[^\s\d'’.,،、/()\-–年月日년월일]+")  # noqa: RUF001
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OCTOBER, _IN_CROATIAN = 10, "listopada"
# No language needs more signs for a date and a time.
LONGEST_DATE = 200
YEAR_DIGITS = 4
# The calendar of Thailand is so many years ahead.
BUDDHIST = 543
LAST_YEAR = 2400
NOON, NIGHT = 5, 5


class Moment(NamedTuple):
    """Hold a time on some clock, and how far that clock is ahead of UTC, both in seconds."""

    at: int
    offset: int


def read_date(written: str) -> Moment | None:
    """Read a date and a time; give nothing where they cannot be made out."""
    if len(written) > LONGEST_DATE:
        return None
    text = written.translate(_PLAIN)
    offset, zone = 0, _ZONE.search(text)
    if zone is not None:
        seconds = int(zone["hours"]) * 3600 + int(zone["minutes"] or 0) * 60
        offset = seconds if zone["sign"] == "+" else -seconds
        text = text[: zone.start()] + text[zone.end() :]
    clock = _CLOCK.search(text)
    if clock is None:
        return None
    day = _day(f"{text[: clock.start('hour')]} {text[clock.end('second') :]}")
    try:
        at = datetime(*day, tzinfo=UTC) + timedelta(seconds=_seconds(clock)) if day else None
    except (ValueError, OverflowError):
        return None
    return None if at is None else Moment((at - _EPOCH) // timedelta(seconds=1), offset)


def _seconds(clock: re.Match[str]) -> int:
    hour = int(clock["hour"])
    half = half_of_day(clock["after"] or "") or half_of_day(clock["before"] or "")
    is_small = hour < 12  # noqa: PLR2004 - hours of half a day
    if (
        (half == "pm" and is_small)
        or (half == "noon" and hour <= NOON)
        or (half == "night" and hour >= NIGHT and is_small)
    ):
        hour += 12
    elif half in ("am", "night") and hour == 12:  # noqa: PLR2004 - midnight
        hour = 0
    minute, second = int(clock["minute"]), int(clock["second"])
    if max(minute, second) > 59 or hour > 23:  # noqa: PLR2004 - a clock
        raise ValueError
    return hour * 3600 + minute * 60 + second


def _day(text: str) -> tuple[int, int, int] | None:
    pieces = _PIECES.findall(text)
    numbers = [piece for piece in pieces if piece.isdecimal()]
    years = [int(piece) for piece in numbers if len(piece) == YEAR_DIGITS]
    if len(years) != 1:
        return None
    rest = [int(piece) for piece in numbers if len(piece) < YEAR_DIGITS]
    year = years[0] - BUDDHIST if years[0] > LAST_YEAR else years[0]
    words = [piece.casefold() for piece in pieces if not piece.isdecimal()]
    month = _month(words)
    if month is not None and rest:
        return year, month, rest[0]
    if len(rest) != len(("month", "day")):
        return None
    is_year_first = len(numbers[0]) == YEAR_DIGITS
    return (year, rest[0], rest[1]) if is_year_first else (year, rest[1], rest[0])


def _month(words: list[str]) -> int | None:
    months = [month for word in words if (month := _months().get(word))]
    if not months:
        return None
    is_croatian = _IN_CROATIAN in words and not set(words).isdisjoint(_NAMES["croatian"]["weekdays"])
    return _OCTOBER if is_croatian else months[0]


@cache
def _months() -> dict[str, int]:
    return {
        form.casefold(): number
        for names in _NAMES["months"].values()
        for number, forms in enumerate(names, start=1)
        for form in forms.split("|")
    }
