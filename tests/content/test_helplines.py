"""Somebody may dial these tonight: each number is of its country, as it is dialled there, and not too old."""

from __future__ import annotations

import datetime as dt
import re

import phonenumbers
import pytest
from phonenumbers import shortnumberinfo

from reknit.programme.exercise import CONTENT
from reknit.safety.helplines import ANYWHERE, Country, Line, countries, country_names, reach

TODAY = dt.datetime.now(dt.UTC).date()
TOO_OLD = dt.timedelta(days=548)
"""Eighteen months: a line that nobody has looked at for so long must not be shipped."""

ORDER = ("suicide", "abuse", "own_behaviour", "youth", "men", "lgbt", "listening")
FILES = sorted((CONTENT / "helplines").glob("*.toml"))
COUNTRIES = [countries()[code] for code in sorted(countries())]
LINES = [(country, line) for country in COUNTRIES for line in country.lines]
NAMES = sorted(country_names())


def of_line(value: object) -> str | None:
    """Name a case after its line."""
    return f"{value.purpose}-{value.name}" if isinstance(value, Line) else None


def of_country(value: object) -> str:
    """Name a case after its country."""
    return value.country if isinstance(value, Country) else str(value)


def test_every_file_is_loaded_under_its_name() -> None:
    codes = {"international": ANYWHERE}
    assert {codes.get(path.stem, path.stem.upper()) for path in FILES} == set(countries())


def test_there_are_at_least_fifteen_countries_with_lines_of_their_own() -> None:
    own = [country for country in COUNTRIES if country.country != ANYWHERE]
    assert len(own) >= 15
    assert all(any(line.call or line.text or line.chat for line in country.lines) for country in own)


@pytest.mark.parametrize("country", COUNTRIES, ids=of_country)
def test_the_code_is_that_of_the_country(country: Country) -> None:
    if country.country != ANYWHERE:
        assert country.country in phonenumbers.SUPPORTED_REGIONS
        assert country_names()[country.country] == country.name


@pytest.mark.parametrize("country", COUNTRIES, ids=of_country)
def test_emergency_numbers_are_known_to_work_there(country: Country) -> None:
    assert country.emergency
    for number in country.emergency:
        if country.country == ANYWHERE:
            # No region goes by this code; 112 and 911 are the numbers most regions of the world share.
            regions = phonenumbers.SUPPORTED_REGIONS
            assert sum(shortnumberinfo.connects_to_emergency_number(number, one) for one in regions) > 50
        else:
            assert shortnumberinfo.is_emergency_number(number, country.country)


@pytest.mark.parametrize("country", COUNTRIES, ids=of_country)
def test_lines_stand_in_the_order_in_which_they_are_needed(country: Country) -> None:
    places = [ORDER.index(line.purpose) for line in country.lines]
    assert places == sorted(places)


@pytest.mark.parametrize("country", COUNTRIES, ids=of_country)
def test_without_a_suicide_line_a_directory_stands_last(country: Country) -> None:
    if not any(line.purpose == "suicide" for line in country.lines):
        last = country.lines[-1]
        assert (last.purpose, last.call, last.text, last.chat) == ("listening", "", "", "")


@pytest.mark.parametrize(("country", "line"), LINES, ids=of_line)
def test_a_number_is_written_as_it_is_dialled_inside_the_country(country: Country, line: Line) -> None:
    assert re.fullmatch(r"(?:\d[\d -]*\d)?", line.call)
    assert re.fullmatch(r"(?:(?:[A-Z]+ to )?\d[\d -]*\d)?", line.text)
    for number in (line.call, line.text):
        assert not number.startswith("00")
    if line.call:
        parsed = phonenumbers.parse(line.call, country.country)
        code = str(phonenumbers.country_code_for_region(country.country))
        assert code == "1" or not (line.dialled.startswith(code) and phonenumbers.is_valid_number(parsed))


@pytest.mark.parametrize(("country", "line"), LINES, ids=of_line)
def test_a_line_leads_somewhere(country: Country, line: Line) -> None:
    assert line.name
    assert re.match(r"https?://\S+$", line.url)
    assert re.match(r"(https://\S+)?$", line.chat)
    assert len(line.note) <= 90


@pytest.mark.parametrize(("country", "line"), LINES, ids=of_line)
def test_nobody_has_looked_at_it_in_the_future(country: Country, line: Line) -> None:
    assert line.verified_on <= TODAY
    assert re.fullmatch(r"(?:20\d\d(?:-(?:0[1-9]|1[0-2]))?)?", line.page_seen)
    assert line.page_seen_on is None or line.page_seen_on <= line.verified_on


@pytest.mark.parametrize(("country", "line"), LINES, ids=of_line)
def test_somebody_has_looked_at_it_within_eighteen_months(country: Country, line: Line) -> None:
    age = TODAY - line.verified_on
    assert age <= TOO_OLD, f"{country.name}, {line.name}: look at {line.url} again and set verified_on"


@pytest.mark.parametrize("code", NAMES)
def test_every_country_reaches_somebody(code: str) -> None:
    found = reach(code=code)
    assert found.emergency
    for purpose in ORDER:
        assert all(line.call or line.text or line.chat or line.url for line in found.lines_for(purpose))
        assert found.lines_for(purpose)


def test_every_country_with_emergency_numbers_can_be_chosen() -> None:
    assert set(NAMES) <= set(phonenumbers.SUPPORTED_REGIONS)
    assert all(country_names().values())
    assert len(set(country_names().values())) == len(NAMES)
