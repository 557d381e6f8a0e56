"""An exercise is open, or one thing says why not; the weightiest is said first."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pytest

from reknit.journey.opening import WORK_OF, WORK_OF_STEP, Closed, is_hidden, is_step_open, why_closed
from reknit.programme.exercise import Head, OpensWhen
from reknit.programme.steps import steps
from reknit.safety.model import Reply
from reknit.safety.standing import Standing, standing
from reknit.safety.states import State
from tests.unit.safety.events import at, noticed, ten, told

NEEDS = OpensWhen(day=4, hurt_at_most=8, after=("X01", "X12"))
DONE = {"X01": 1, "X12": 2}


def stands(**replies: Reply) -> Standing:
    """Return where someone stands after a round of the ten."""
    return standing(events=[ten(**replies)], now=at(1))


def head(
    *,
    opens_when: OpensWhen = NEEDS,
    hidden_in: tuple[str, ...] = ("violence", "order"),
    name: str = "X90",
    step: Literal["understand", "meet", "thrive", "rebuild", "let_go"] = "thrive",
) -> Head:
    """Return the head of an exercise that asks for everything there is to ask for."""
    return Head(
        id=name,
        slug="small",
        step=step,
        title="Small",
        minutes=1,
        summary="For tests.",
        opens_when=opens_when,
        hidden_in=hidden_in,
        written=dt.date(2026, 11, 24),
        sources=(),
        prompts=(),
    )


@pytest.mark.parametrize(
    ("day", "hurt", "done", "replies", "closed"),
    [
        (4, 8, DONE, {}, None),
        (400, 0, DONE, {}, None),
        (4, None, DONE, {}, None),
        (4, 8, DONE, {"hurt": "rather_not", "i_looked": "yes"}, None),
        (4, 8, DONE, {"hurt": "rather_not", "order": "yes"}, Closed(code="hidden")),
        (3, 8, DONE, {}, Closed(code="day", number=4)),
        (4, 9, DONE, {}, Closed(code="hurt", number=8)),
        (4, 8, {}, {}, Closed(code="after", exercise="X01")),
        (4, 8, {"X01": 3, "X12": 0}, {}, Closed(code="after", exercise="X12")),
        (3, 9, {}, {"afraid": "once"}, Closed(code="hidden")),
        (3, 9, {}, {}, Closed(code="day", number=4)),
        (4, 9, {}, {}, Closed(code="hurt", number=8)),
    ],
)
def test_what_closes_it_is_said_in_the_order_of_its_weight(
    day: int, hurt: int | None, done: dict[str, int], replies: dict[str, Reply], closed: Closed | None
) -> None:
    found = why_closed(head=head(), day=day, hurt=hurt, done=done, standing=stands(**replies))
    assert found == closed


def test_what_asks_for_nothing_is_always_open() -> None:
    free = head(opens_when=OpensWhen(), hidden_in=())
    every = stands(afraid="yes", i_hurt="yes", i_looked="yes", order="yes")
    assert why_closed(head=free, day=0, hurt=10, done={}, standing=every) is None


MINOR = standing(events=[noticed("minor", "red")], now=at(0))
CRISIS = standing(events=[told("not_safe")], now=at(1))
HIDDEN: list[tuple[str, Standing, set[str]]] = [
    ("nothing", stands(), set()),
    ("violence", stands(hurt="yes"), {"meet", "rebuild", "X06", "X20", "R1"}),
    ("own violence", stands(i_hurt="yes"), {"meet", "rebuild", "X20", "R1"}),
    ("pursuit", stands(i_looked="yes"), {"rebuild", "X20", "R1"}),
    ("order", stands(order="yes"), {"meet", "rebuild", "X20", "R1"}),
    ("minor", MINOR, {"understand", "meet", "rebuild", "let_go", "X06", "X20", "R1"}),
    ("crisis", CRISIS, {"meet", "rebuild", "X20", "R1"}),
    ("wish", standing(events=[], now=at(0), asked="no_contact"), {"rebuild", "X20", "R1"}),
]
"""Which steps and single exercises are gone, though no content file says so."""


@pytest.mark.parametrize(("found", "gone"), [row[1:] for row in HIDDEN], ids=[row[0] for row in HIDDEN])
def test_what_leads_where_it_must_not_is_gone_without_a_word_in_its_file(
    found: Standing, gone: set[str]
) -> None:
    hidden = {name for name in WORK_OF if is_hidden(head=head(name=name, hidden_in=()), standing=found)}
    closed = {step for step in WORK_OF_STEP if not is_step_open(step=step, standing=found)}
    assert hidden | closed == gone
    for step in closed:
        assert is_hidden(head=head(step=step, hidden_in=()), standing=found)  # type: ignore[arg-type]


def test_the_first_hours_accepting_and_being_good_to_oneself_are_never_gone() -> None:
    every = standing(events=[noticed(row, "red") for row in ("abused", "minor", "order")], now=at(0))
    always = {step.id for step in steps() if is_step_open(step=step.id, standing=every)}
    assert always == {"first", "accept", "thrive"}
    assert {State.VIOLENCE, State.MINOR, State.ORDER} == every.states
