"""Know whom one can reach, country by country, without asking the network."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from phonenumbers import shortnumberinfo

CONTENT = Path(__file__).parent.parent / "content" / "en"

ANYWHERE = "ZZ"
"""The code of the file that holds for every country without one of its own."""

CHECK_FIRST_AFTER = dt.timedelta(days=365)
"""A number verified longer ago than this is shown with the advice to check it first."""

SHORT_NUMBERS = ("000", *(str(number) for number in range(10, 1000)))
"""Every number of two or three digits that could be an emergency number."""


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One service people can reach, as its own page states it; numbers as dialled inside the country."""

    purpose: Literal["suicide", "abuse", "own_behaviour", "youth", "men", "lgbt", "listening"] = (
        msgspec.field(name="for")
    )
    name: str
    call: str = ""
    text: str = ""
    chat: str = ""
    hours: str = ""
    note: str = ""
    url: str
    verified_on: dt.date
    page_seen: str = ""

    @property
    def page_seen_on(self) -> dt.date | None:
        """Return the earliest day the page read can be from, when the page told its age."""
        year, _, month = self.page_seen.partition("-")
        return dt.date(int(year), int(month or 1), 1) if year else None

    def should_check_first(self, *, today: dt.date) -> bool:
        """Say whether this, or the page it was read on, is so old that one should check first."""
        return today - min(self.verified_on, self.page_seen_on or self.verified_on) > CHECK_FIRST_AFTER

    @property
    def dialled(self) -> str:
        """Return the number as a phone dials it."""
        return "".join(sign for sign in self.call if sign.isdigit() or sign == "+")


class Country(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom one can reach in one country."""

    country: str
    name: str
    emergency: tuple[str, ...]
    lines: tuple[Line, ...] = ()

    def lines_for(self, *purposes: str) -> tuple[Line, ...]:
        """Return the lines for these purposes in their order; the directories where there are none."""
        found = tuple(line for purpose in purposes for line in self.lines if line.purpose == purpose)
        return found or countries()[ANYWHERE].lines


@cache
def countries() -> dict[str, Country]:
    """Return every country with lines of its own, keyed by ISO 3166-1 alpha-2 code."""
    files = (path.read_text(encoding="utf-8") for path in sorted((CONTENT / "helplines").glob("*.toml")))
    found = (msgspec.convert(tomllib.loads(text), Country) for text in files)
    return {country.country: country for country in found}


@cache
def country_names() -> dict[str, str]:
    """Return the English name of every country that has an emergency number, sorted by name."""
    names: dict[str, str] = tomllib.loads((CONTENT / "countries.toml").read_text(encoding="utf-8"))
    return names


@cache
def reach(*, code: str) -> Country:
    """Return whom one can reach in a country; never nothing.

    Countries without a file of their own get their emergency numbers from libphonenumber's data
    and the international directories.
    """
    if code in countries():
        return countries()[code]
    anywhere = countries()[ANYWHERE]
    name = country_names().get(code, anywhere.name)
    return Country(country=code, name=name, emergency=_emergency_numbers(code), lines=anywhere.lines)


def _emergency_numbers(code: str) -> tuple[str, ...]:
    known = tuple(number for number in SHORT_NUMBERS if shortnumberinfo.is_emergency_number(number, code))
    return known or countries()[ANYWHERE].emergency
