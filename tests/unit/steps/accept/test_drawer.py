"""A message lies closed for a day and a night; what may be done then follows from where someone stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.safety.standing import Standing, standing
from reknit.safety.states import CRISIS_TOOLS
from reknit.steps.accept.model import Held
from reknit.steps.accept.rules import (
    HELD_FOR,
    is_heated,
    lies,
    may_copy,
    may_keep,
    opens_at,
    reads_as_them,
)
from reknit.steps.meet.rules import Closed, closed_by
from tests.unit.safety.events import at, noticed, ten, told

NEW = Held(at=at(0), text="I have your scarf.")
REREAD = replace(NEW, reread_at=at(1.5))
LATER = at(2)


def stands(*events: Any, asked: str = "nothing", now: dt.datetime = LATER) -> Standing:
    """Return where someone stands after these events and a round of the ten that said no to everything."""
    return standing(events=(ten(0), *events), now=now, asked=asked)


@pytest.mark.parametrize(
    ("held", "now", "lying"),
    [
        (NEW, NEW.at, "closed"),
        (NEW, NEW.at + HELD_FOR - dt.timedelta(seconds=1), "closed"),
        (NEW, NEW.at + HELD_FOR, "open"),
        (NEW, NEW.at - dt.timedelta(days=3), "closed"),
        (REREAD, LATER, "open"),
        (replace(REREAD, copied_at=at(1.6)), LATER, "copied"),
        (replace(NEW, changed_at=at(1.6)), LATER, "changed"),
        (replace(NEW, changed_at=at(1.6), copied_at=at(1.5)), LATER, "copied"),
        (replace(NEW, copied_at=at(0.5)), at(0.6), "closed"),
    ],
)
def test_how_a_message_lies(held: Held, now: dt.datetime, lying: str) -> None:
    assert lies(held=held, now=now) == lying


@given(st.timedeltas(dt.timedelta(0), HELD_FOR - dt.timedelta(microseconds=1)), st.integers(-12, 12))
def test_no_clock_opens_it_before_a_day_is_over(waited: dt.timedelta, hours: int) -> None:
    elsewhere = (NEW.at + waited).astimezone(dt.timezone(dt.timedelta(hours=hours)))
    assert lies(held=NEW, now=elsewhere) == "closed"
    assert not may_copy(held=REREAD, is_red=False, standing=stands(), now=elsewhere)


def test_it_opens_a_day_and_a_night_after_it_was_laid_down() -> None:
    assert opens_at(held=NEW) == at(1)


CLOSING = [
    ((), "nothing", None, True, True),
    ((), "space", None, True, True),
    ((), "no_contact", "asked_for_none", True, True),
    ((noticed("self_harm", "red", 1),), "nothing", "self_harm", False, True),
    ((ten(1, i_hurt="yes"),), "nothing", "own_violence", False, True),
    ((ten(1, hurt="once"),), "nothing", "violence", True, False),
    ((ten(1, hurt="once"),), "no_contact", "violence", True, False),
    ((noticed("minor", "red", 1),), "nothing", "minor", False, False),
    ((told("order", 1),), "nothing", "order", False, True),
    ((noticed("stalking", "red", 1),), "nothing", "pursuit", False, True),
    ((noticed("manipulation", "red", 1),), "nothing", "pressure", False, True),
    ((ten(1, hurt="once"), told("order", 1)), "nothing", "violence", False, False),
]


@pytest.mark.parametrize(("events", "asked", "code", "keeps", "as_them"), CLOSING)
def test_what_each_state_leaves_open(
    events: tuple[Any, ...], asked: str, code: str | None, *, keeps: bool, as_them: bool
) -> None:
    found = stands(*events, asked=asked)
    closed = closed_by(standing=found)
    assert (closed.code if closed else None) == code
    assert may_keep(standing=found) == keeps
    assert reads_as_them(standing=found) == as_them
    assert may_copy(held=REREAD, is_red=False, standing=found, now=LATER) == (code is None)


def test_it_says_until_when_the_check_is_closed() -> None:
    found = stands(noticed("self_harm", "red", 1))
    assert closed_by(standing=found) == Closed(code="self_harm", until=at(1) + CRISIS_TOOLS)
    after = stands(noticed("self_harm", "red", 1), now=at(1) + CRISIS_TOOLS)
    assert closed_by(standing=after) is None
    assert may_keep(standing=after)


def test_before_the_ten_the_check_is_closed_and_the_drawer_is_not() -> None:
    asked = standing(events=(), now=LATER)
    assert closed_by(standing=asked) == Closed(code="not_asked")
    assert may_keep(standing=asked)
    assert not may_copy(held=REREAD, is_red=False, standing=asked, now=LATER)


@pytest.mark.parametrize(
    ("held", "is_red", "may"),
    [
        (REREAD, False, True),
        (REREAD, True, False),
        (NEW, False, False),
        (replace(REREAD, copied_at=at(1.7)), False, False),
        (replace(REREAD, changed_at=at(1.7)), False, False),
    ],
)
def test_it_is_copied_once_and_only_after_it_was_read(held: Held, *, is_red: bool, may: bool) -> None:
    assert may_copy(held=held, is_red=is_red, standing=stands(), now=LATER) is may


@pytest.mark.parametrize(("anger", "heated"), [(None, False), (0, False), (5, False), (6, True), (10, True)])
def test_much_anger_today_asks_for_cooling_down(anger: int | None, *, heated: bool) -> None:
    assert is_heated(anger=anger) is heated
