"""Whatever happens in whatever order, nothing opens before its time; and the last answers stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.safety.model import (
    QUESTIONS,
    Event,
    Kind,
    Level,
    Noticed,
    Phq,
    ReadRight,
    Reply,
    SafetyTen,
    Statement,
    Told,
)
from reknit.safety.standing import is_held, is_ten_due, standing
from reknit.safety.states import STATE_OF, TABLE, Lock, State
from tests.unit.safety.events import DAY_0, at, noticed, phq, ten, told

if TYPE_CHECKING:
    from collections.abc import Sequence

MOMENTS = st.integers(0, 100 * 24).map(lambda hours: DAY_0 + dt.timedelta(hours=hours))
TENS = st.builds(
    SafetyTen,
    at=MOMENTS,
    replies=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(get_args(Reply)), max_size=10),
)
CALM_TENS = MOMENTS.map(lambda moment: replace(ten(), at=moment))
PHQS = st.builds(Phq, at=MOMENTS, replies=st.dictionaries(st.just("hurt_self"), st.integers(0, 3)))
TOLD = st.builds(Told, at=MOMENTS, what=st.sampled_from(get_args(Statement)))


def with_answer(one: Noticed, answer: ReadRight, hours: int) -> Noticed:
    """Return what was noticed with what was said about it some hours later."""
    later = one.at + dt.timedelta(hours=hours)
    return replace(one, answer=answer, answered_at=later if answer else None)


NOTICED = st.builds(
    with_answer,
    st.builds(
        Noticed,
        at=MOMENTS,
        where=st.just("X03.story"),
        sign=st.sampled_from(get_args(Kind)),
        level=st.sampled_from(get_args(Level)),
    ),
    st.sampled_from(get_args(ReadRight)),
    st.integers(0, 400),
)
EVENTS = st.one_of(TENS, CALM_TENS, PHQS, TOLD, NOTICED)
LISTS = st.lists(EVENTS, max_size=8)
OPENING = st.one_of(
    PHQS,
    NOTICED,
    TOLD.filter(lambda one: one.what in {"safe", "not_safe", "rather_not", "order"}),
    st.builds(
        SafetyTen,
        at=MOMENTS,
        replies=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(["yes", "once", "rather_not"])),
    ),
)
"""Everything that is not a round of the ten with a "no" in it, and no statement that lifts."""

SURE: list[tuple[State, Event]] = [
    (State.SELF_HARM, phq(hurt_self=3)),
    (State.SELF_HARM, told("not_safe")),
    (State.SELF_HARM, noticed("self_harm", "red")),
    (State.OWN_VIOLENCE, ten(i_hurt="yes")),
    (State.OWN_VIOLENCE, noticed("threat", "red", answer="not_like_that")),
    (State.PURSUIT, ten(i_looked="once")),
    (State.PURSUIT, noticed("stalking", "red", answer="not_like_that")),
    (State.PRESSURE, noticed("manipulation", "red")),
]
"""Events that open a state for a time nobody can shorten."""


@given(events=LISTS, moment=MOMENTS, order=st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_told_changes_nothing(
    events: list[Event], moment: dt.datetime, order: object
) -> None:
    shuffled = list(events)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands out a Random
    first, second = standing(events=events, now=moment), standing(events=shuffled, now=moment)
    assert (first.open, first.asks_if_safe) == (second.open, second.asks_if_safe)


@given(events=LISTS, more=LISTS, moment=MOMENTS)
def test_what_has_not_happened_yet_changes_nothing(
    events: list[Event], more: list[Event], moment: dt.datetime
) -> None:
    later = [event for event in more if event.at > moment]
    assert standing(events=[*events, *later], now=moment) == standing(events=events, now=moment)


@given(one=NOTICED, moment=MOMENTS)
def test_an_answer_from_the_future_is_no_answer_yet(one: Noticed, moment: dt.datetime) -> None:
    if one.answered_at and one.answered_at > moment:
        silent = replace(one, answer="", answered_at=None)
        assert standing(events=[one], now=moment) == standing(events=[silent], now=moment)


@given(events=LISTS, added=OPENING, moment=MOMENTS)
def test_adding_anything_but_a_lift_opens_nothing(
    events: list[Event], added: Event, moment: dt.datetime
) -> None:
    before, after = (standing(events=told_, now=moment).locks for told_ in (events, [*events, added]))
    assert before <= after


@pytest.mark.parametrize(("state", "event"), SURE, ids=lambda value: str(getattr(value, "value", "")))
@given(more=LISTS, hours=st.integers(0, 30 * 24 - 1))
def test_no_order_of_events_and_no_later_no_opens_before_its_time(
    state: State, event: Event, more: Sequence[Event], hours: int
) -> None:
    now = DAY_0 + dt.timedelta(hours=hours)
    held = {lock for lock, span in TABLE[state].locks.items() if span and event.at + span > now}
    assert held <= standing(events=[event, *more], now=now).locks


@given(events=LISTS, moment=MOMENTS, later=st.integers(0, 10_000))
def test_what_waits_to_be_lifted_never_ends_by_the_clock(
    events: list[Event], moment: dt.datetime, later: int
) -> None:
    happened = [event for event in events if event.at <= moment]
    silent = [
        replace(one, answer="", answered_at=None) if isinstance(one, Noticed) else one for one in happened
    ]
    before = standing(events=silent, now=moment)
    after = standing(events=silent, now=moment + dt.timedelta(days=later))
    waiting = {one.state for one in before.open if one.waits_for}
    assert waiting <= after.states


@given(moment=MOMENTS, sign=st.sampled_from(get_args(Kind)))
def test_doubt_alone_locks_nothing(moment: dt.datetime, sign: Kind) -> None:
    one = replace(noticed(sign, "amber"), at=moment)
    assert standing(events=[one] * 5, now=moment).open == ()
    assert STATE_OF[sign] in State


@pytest.mark.parametrize(
    ("waited", "is_due"), [(None, True), (0, False), (29.9, False), (30, True), (400, True)]
)
def test_the_ten_are_asked_again_after_thirty_days(waited: float | None, *, is_due: bool) -> None:
    last = None if waited is None else ten()
    assert is_ten_due(ten=last, now=at(waited or 0)) is is_due


@pytest.mark.parametrize(
    ("rounds", "reply"),
    [
        ([None], None),
        (["yes", "no"], "no"),
        (["yes", None], "yes"),
        (["once", "rather_not"], "once"),
        (["no", "rather_not"], "rather_not"),
        (["rather_not", "rather_not"], "rather_not"),
        (["rather_not", "no"], "no"),
    ],
)
def test_the_last_reply_stands_and_silence_clears_nothing(
    rounds: list[Reply | None], reply: Reply | None
) -> None:
    events = [SafetyTen(at=at(day), replies={"afraid": one} if one else {}) for day, one in enumerate(rounds)]
    found = standing(events=events, now=at(9))
    assert found.ten
    assert (found.ten.at, found.ten.replies.get("afraid")) == (at(len(rounds) - 1), reply)
    assert found.is_unsure is (reply == "rather_not")
    assert ("unsure" in found.names) is found.is_unsure


def test_before_the_ten_were_asked_there_is_no_doubt_either() -> None:
    found = standing(events=[], now=at(0))
    assert (found.ten, found.is_unsure, found.names) == (None, False, frozenset())


@pytest.mark.parametrize(
    ("events", "day", "asks"),
    [
        ([], 0, False),
        ([noticed("self_harm", "red")], 1, True),
        ([noticed("self_harm", "red"), told("safe", 1)], 2, True),
        ([noticed("self_harm", "red")], 3, False),
        ([noticed("self_harm", "red", answer="not_like_that")], 1, True),
        ([noticed("self_harm", "red", answer="not_like_that"), told("safe", 1)], 1, False),
        ([told("safe"), noticed("self_harm", "red", 1, answer="not_like_that")], 1, True),
        ([noticed("self_harm", "red", answer="not_like_that")], 14, False),
        ([noticed("self_harm", "amber", answer="not_like_that")], 1, False),
        ([noticed("threat", "red", answer="not_like_that")], 1, False),
    ],
)
def test_after_words_about_dying_the_next_opening_asks(
    events: list[Event], day: float, *, asks: bool
) -> None:
    assert standing(events=events, now=at(day)).asks_if_safe is asks


@pytest.mark.parametrize(
    ("one", "day", "holds"),
    [
        (noticed("abused", "red"), 90, True),
        (noticed("abused", "red", answer="not_like_that"), 1, False),
        (noticed("stalking", "red"), 29, True),
        (noticed("stalking", "red"), 30, False),
        (noticed("stalking", "amber", answer="right"), 14, True),
        (noticed("stalking", "amber", answer="right"), 15, False),
        (noticed("self_harm", "amber"), 0, False),
    ],
)
def test_what_closes_something_or_may_add_up_is_held(one: Noticed, day: float, *, holds: bool) -> None:
    assert is_held(noticed=one, events=[ten(), one], now=at(day)) is holds
    assert Lock.CONTACT in standing(events=[one], now=at(day)).locks or not holds or one.level == "amber"
