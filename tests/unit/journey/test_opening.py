"""An exercise is open, or one thing says why not; the weightiest is said first."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.journey.opening import Closed, why_closed
from reknit.programme.exercise import Head, OpensWhen
from reknit.safety.rules import Danger

NEEDS = OpensWhen(day=4, hurt_at_most=8, after=("X01", "X12"))
DONE = {"X01": 1, "X12": 2}


def head(*, opens_when: OpensWhen = NEEDS, hidden_in: tuple[str, ...] = ("violence", "order")) -> Head:
    """Return the head of an exercise that asks for everything there is to ask for."""
    return Head(
        id="X90",
        slug="small",
        step="thrive",
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
    ("day", "hurt", "done", "dangers", "closed"),
    [
        (4, 8, DONE, set(), None),
        (400, 0, DONE, set(), None),
        (4, None, DONE, set(), None),
        (4, 8, DONE, {Danger.UNSURE, Danger.PURSUIT}, None),
        (4, 8, DONE, {Danger.UNSURE, Danger.ORDER}, Closed(code="hidden")),
        (3, 8, DONE, set(), Closed(code="day", number=4)),
        (4, 9, DONE, set(), Closed(code="hurt", number=8)),
        (4, 8, {}, set(), Closed(code="after", exercise="X01")),
        (4, 8, {"X01": 3, "X12": 0}, set(), Closed(code="after", exercise="X12")),
        (3, 9, {}, {Danger.VIOLENCE}, Closed(code="hidden")),
        (3, 9, {}, set(), Closed(code="day", number=4)),
        (4, 9, {}, set(), Closed(code="hurt", number=8)),
    ],
)
def test_what_closes_it_is_said_in_the_order_of_its_weight(
    day: int, hurt: int | None, done: dict[str, int], dangers: set[Danger], closed: Closed | None
) -> None:
    found = why_closed(head=head(), day=day, hurt=hurt, done=done, dangers=frozenset(dangers))
    assert found == closed


def test_what_asks_for_nothing_is_always_open() -> None:
    free = head(opens_when=OpensWhen(), hidden_in=())
    assert why_closed(head=free, day=0, hurt=10, done={}, dangers=frozenset(Danger)) is None
