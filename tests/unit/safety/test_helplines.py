"""Whoever asks, from wherever, is shown somebody to reach."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.safety.helplines import ANYWHERE, Country, Line, countries, country_names, reach

SEEN = dt.date(2026, 1, 31)
ANYWHERES_LINES = tuple(line.name for line in countries()[ANYWHERE].lines)


def line(*, page_seen: str = "", call: str = "") -> Line:
    """Return a line that was verified on the day SEEN."""
    return Line(
        purpose="suicide", name="x", url="https://x", verified_on=SEEN, page_seen=page_seen, call=call
    )


def test_a_country_with_a_file_shows_its_own_lines() -> None:
    assert reach(code="GB") == countries()["GB"]
    assert [one.name for one in reach(code="GB").lines_for("youth")] == ["Childline"]


@pytest.mark.parametrize(
    ("code", "name", "emergency"),
    [
        ("JP", "Japan", ("110", "119")),
        ("DK", "Denmark", ("112",)),
        ("GH", "Ghana", ("191", "192", "193")),
    ],
)
def test_a_country_without_a_file_has_its_emergency_numbers_and_the_directories(
    code: str, name: str, emergency: tuple[str, ...]
) -> None:
    found = reach(code=code)
    assert (found.country, found.name) == (code, name)
    assert set(emergency) <= set(found.emergency)
    assert tuple(one.name for one in found.lines) == ANYWHERES_LINES


@pytest.mark.parametrize("code", [ANYWHERE, "XX", "", "Atlantis"])
def test_an_unknown_country_is_shown_what_holds_anywhere(code: str) -> None:
    found = reach(code=code)
    assert (found.name, found.emergency) == ("Anywhere", ("112", "911"))
    assert tuple(one.name for one in found.lines) == ANYWHERES_LINES


def test_lines_come_in_the_order_they_are_asked_for() -> None:
    found = [one.purpose for one in reach(code="GB").lines_for("lgbt", "abuse", "men")]
    assert found == ["lgbt", "abuse", "abuse", "abuse", "abuse", "men"]


def test_a_purpose_nobody_answers_leads_to_the_directories() -> None:
    alone = Country(country="XX", name="X", emergency=("112",), lines=(line(),))
    assert tuple(one.name for one in alone.lines_for("youth")) == ANYWHERES_LINES
    assert tuple(one.name for one in reach(code="FR").lines_for("own_behaviour")) == ANYWHERES_LINES


def test_countries_are_named_in_the_order_of_their_names() -> None:
    assert list(country_names())[:2] == ["AF", "AL"]
    assert set(countries()) - {ANYWHERE} <= set(country_names())


@pytest.mark.parametrize(
    ("page_seen", "on"),
    [("", None), ("2024", dt.date(2024, 1, 1)), ("2024-11", dt.date(2024, 11, 1))],
)
def test_a_page_is_as_old_as_it_can_be(page_seen: str, on: dt.date | None) -> None:
    assert line(page_seen=page_seen).page_seen_on == on


@pytest.mark.parametrize(
    ("page_seen", "today", "is_old"),
    [
        ("", SEEN + dt.timedelta(days=365), False),
        ("", SEEN + dt.timedelta(days=366), True),
        ("2025-12", dt.date(2026, 12, 1), False),
        ("2025-12", dt.date(2026, 12, 2), True),
        ("2019", SEEN, True),
        ("2027-01", SEEN + dt.timedelta(days=366), True),
    ],
)
def test_an_old_number_says_check_first(page_seen: str, today: dt.date, *, is_old: bool) -> None:
    assert line(page_seen=page_seen).should_check_first(today=today) is is_old


@pytest.mark.parametrize(
    ("call", "dialled"), [("0808 80 10 800", "08088010800"), ("1-800-799-7233", "18007997233"), ("", "")]
)
def test_a_number_is_dialled_without_its_spaces(call: str, dialled: str) -> None:
    assert line(call=call).dialled == dialled
