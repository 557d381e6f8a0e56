"""The truth table of the seven states, every row against every event, in plain sight."""

from __future__ import annotations

import pytest

from reknit.safety.model import Event
from reknit.safety.standing import Standing, standing
from reknit.safety.states import CLOSED_BY_WISH, STATE_OF, TABLE, Lock, State
from tests.unit.safety.events import at, noticed, phq, ten, told

S = State
OPENS: list[tuple[str, Event, State | None]] = [
    ("afraid", ten(afraid="yes"), S.VIOLENCE),
    ("hurt", ten(hurt="once"), S.VIOLENCE),
    ("watched", ten(watched="yes"), S.VIOLENCE),
    ("kept from", ten(kept_from="yes"), S.VIOLENCE),
    ("threatened", ten(threatened="once"), S.VIOLENCE),
    ("i hurt", ten(i_hurt="once"), S.OWN_VIOLENCE),
    ("i threatened", ten(i_threatened="yes"), S.OWN_VIOLENCE),
    ("i looked", ten(i_looked="yes"), S.PURSUIT),
    ("i contacted", ten(i_contacted="once"), S.PURSUIT),
    ("order in the ten", ten(order="yes"), S.ORDER),
    ("would rather not say", ten(afraid="rather_not"), None),
    ("all no", ten(), None),
    ("red self-harm", noticed("self_harm", "red"), S.SELF_HARM),
    ("red threat", noticed("threat", "red"), S.OWN_VIOLENCE),
    ("red stalking", noticed("stalking", "red"), S.PURSUIT),
    ("red manipulation", noticed("manipulation", "red"), S.PRESSURE),
    ("red abused", noticed("abused", "red"), S.VIOLENCE),
    ("red minor", noticed("minor", "red"), S.MINOR),
    ("red order", noticed("order", "red"), S.ORDER),
    ("amber self-harm", noticed("self_harm", "amber"), None),
    ("amber threat", noticed("threat", "amber"), None),
    ("amber abused", noticed("abused", "amber"), None),
    ("amber order", noticed("order", "amber"), None),
    ("amber self-harm, right", noticed("self_harm", "amber", answer="right"), S.SELF_HARM),
    ("amber threat, right", noticed("threat", "amber", answer="right"), S.OWN_VIOLENCE),
    ("amber abused, right", noticed("abused", "amber", answer="right"), S.VIOLENCE),
    ("amber minor, right", noticed("minor", "amber", answer="right"), S.MINOR),
    ("amber order, right", noticed("order", "amber", answer="right"), S.ORDER),
    ("one amber stalking, right", noticed("stalking", "amber", answer="right"), None),
    ("one amber manipulation, right", noticed("manipulation", "amber", answer="right"), None),
    ("amber, rather not", noticed("self_harm", "amber", answer="rather_not"), None),
    ("amber, not like that", noticed("abused", "amber", answer="not_like_that"), None),
    ("red, rather not", noticed("self_harm", "red", answer="rather_not"), S.SELF_HARM),
    ("red self-harm, not like that", noticed("self_harm", "red", answer="not_like_that"), None),
    ("red threat, not like that", noticed("threat", "red", answer="not_like_that"), S.OWN_VIOLENCE),
    ("red stalking, not like that", noticed("stalking", "red", answer="not_like_that"), S.PURSUIT),
    ("red manipulation, not like that", noticed("manipulation", "red", answer="not_like_that"), None),
    ("red abused, not like that", noticed("abused", "red", answer="not_like_that"), None),
    ("red minor, not like that", noticed("minor", "red", answer="not_like_that"), None),
    ("red order, not like that", noticed("order", "red", answer="not_like_that"), None),
    ("item 9 at 0", phq(), None),
    ("item 9 at 1", phq(hurt_self=1), None),
    ("item 9 at 2", phq(hurt_self=2), S.SELF_HARM),
    ("item 9 at 3", phq(hurt_self=3), S.SELF_HARM),
    ("the other eight at 3", phq(interest=3, down=3, sleep=3, failure=3), None),
    ("not safe", told("not_safe"), S.SELF_HARM),
    ("there is an order", told("order"), S.ORDER),
    ("safe", told("safe"), None),
    ("rather not say if safe", told("rather_not"), None),
    ("saw someone", told("saw_someone"), None),
    ("safe from them", told("safe_from_them"), None),
    ("of age", told("of_age"), None),
    ("order over", told("order_over"), None),
]
"""What one event alone opens."""

EVERY = frozenset(Lock)
TOOLS = frozenset({Lock.CONTACT, Lock.REHEARSAL, Lock.HELLO, Lock.APOLOGY, Lock.REBUILD})
LATER = TOOLS | {Lock.GATE, Lock.REMINDERS}
PURSUIT = frozenset({Lock.CONTACT, Lock.HELLO, Lock.APOLOGY, Lock.REBUILD, Lock.GATE, Lock.REMINDERS})
NOTHING: frozenset[Lock] = frozenset()

LOCKS: list[tuple[str, list[Event], float, frozenset[Lock]]] = [
    ("self-harm, at once", [noticed("self_harm", "red")], 0, LATER),
    ("self-harm, just under 72 hours", [noticed("self_harm", "red")], 2.99, LATER),
    ("self-harm, after 72 hours", [noticed("self_harm", "red")], 3, frozenset({Lock.GATE, Lock.REMINDERS})),
    ("self-harm, after a fortnight", [noticed("self_harm", "red")], 14, NOTHING),
    ("self-harm again on day 2", [noticed("self_harm", "red"), told("not_safe", 2)], 4.9, LATER),
    ("item 9, then safe", [phq(hurt_self=2), told("safe", 1)], 2, LATER),
    (
        "item 9 with words denied",
        [phq(hurt_self=2), noticed("self_harm", "red", answer="not_like_that")],
        2,
        LATER,
    ),
    ("own violence, a month later", [noticed("threat", "red")], 31, LATER),
    ("own violence, seen someone at once", [noticed("threat", "red"), told("saw_someone", 1)], 29, LATER),
    ("own violence, seen and a month", [noticed("threat", "red"), told("saw_someone", 1)], 30, NOTHING),
    ("own violence, seen before", [told("saw_someone"), noticed("threat", "red", 1)], 60, LATER),
    (
        "own violence again after someone was seen",
        [ten(i_hurt="yes"), told("saw_someone", 1), noticed("threat", "red", 20)],
        60,
        LATER,
    ),
    ("own violence, denied", [noticed("threat", "red", answer="not_like_that")], 29, LATER),
    ("own violence, denied, a month", [noticed("threat", "red", answer="not_like_that")], 30, NOTHING),
    ("own violence, the ten says no next day", [ten(i_hurt="yes"), ten(1)], 29, LATER),
    ("violence, for ever", [ten(afraid="yes")], 900, EVERY - {Lock.RELATIONSHIP}),
    ("violence, the ten says no", [ten(afraid="yes"), ten(40)], 41, EVERY - {Lock.RELATIONSHIP}),
    (
        "violence, told safe before the ten said no",
        [ten(afraid="yes"), told("safe_from_them", 1), ten(40)],
        41,
        EVERY - {Lock.RELATIONSHIP},
    ),
    (
        "violence, the ten says no to four",
        [ten(afraid="yes"), ten(40, watched="rather_not"), told("safe_from_them", 41)],
        42,
        EVERY - {Lock.RELATIONSHIP},
    ),
    (
        "violence, the ten says no, then lifted",
        [ten(afraid="yes"), ten(40), told("safe_from_them", 41)],
        42,
        NOTHING,
    ),
    (
        "violence lifted, then words",
        [ten(afraid="yes"), ten(1), told("safe_from_them", 2), noticed("abused", "red", 3)],
        4,
        EVERY - {Lock.RELATIONSHIP},
    ),
    (
        "violence by the ten, words denied",
        [ten(afraid="yes"), noticed("abused", "red", answer="not_like_that")],
        1,
        EVERY - {Lock.RELATIONSHIP},
    ),
    ("minor, for ever", [noticed("minor", "red")], 900, EVERY),
    ("minor, of age", [noticed("minor", "red"), told("of_age", 1)], 2, NOTHING),
    ("minor, said before", [told("of_age"), noticed("minor", "red", 1)], 2, EVERY),
    ("order, for ever", [told("order")], 900, LATER),
    ("order, the ten says no", [ten(order="yes"), ten(40)], 41, LATER),
    ("order, over", [ten(order="yes"), told("order_over", 40)], 41, NOTHING),
    ("pursuit, day 29", [noticed("stalking", "red")], 29, PURSUIT),
    ("pursuit, day 30", [noticed("stalking", "red")], 30, NOTHING),
    ("pursuit again on day 20", [noticed("stalking", "red"), noticed("stalking", "red", 20)], 49, PURSUIT),
    ("pursuit denied, day 29", [noticed("stalking", "red", answer="not_like_that")], 29, PURSUIT),
    ("pursuit denied, day 30", [noticed("stalking", "red", answer="not_like_that")], 30, NOTHING),
    ("pursuit by the ten, no next day", [ten(i_looked="yes"), ten(1)], 29, PURSUIT),
    ("pursuit by the ten, never asked again", [ten(i_looked="yes")], 400, PURSUIT),
    ("pursuit by the ten, no a month later", [ten(i_looked="yes"), ten(31)], 32, NOTHING),
    (
        "looking, confirmed three times in a fortnight",
        [noticed("stalking", "amber", day, answer="right") for day in (0, 7, 14)],
        43,
        PURSUIT,
    ),
    (
        "looking, confirmed three times in fifteen days",
        [noticed("stalking", "amber", day, answer="right") for day in (0, 7, 15)],
        15,
        NOTHING,
    ),
    (
        "pressure, day 13",
        [noticed("manipulation", "red")],
        13.9,
        frozenset({Lock.CONTACT, Lock.APOLOGY, Lock.GATE}),
    ),
    ("pressure, day 14", [noticed("manipulation", "red")], 14, NOTHING),
    (
        "bait, confirmed twice",
        [noticed("manipulation", "amber", day, answer="right") for day in (0, 1)],
        1,
        NOTHING,
    ),
    (
        "bait, confirmed three times",
        [noticed("manipulation", "amber", day, answer="right") for day in (0, 1, 2)],
        15,
        frozenset({Lock.CONTACT, Lock.APOLOGY, Lock.GATE}),
    ),
    (
        "amber counts from the day it was confirmed",
        [noticed("self_harm", "amber", answer="right", answered=5)],
        7.9,
        LATER,
    ),
]
"""What is locked so many days later."""


def stand(*events: Event, day: float = 0) -> Standing:
    """Return where someone stands on a day."""
    return standing(events=events, now=at(day))


@pytest.mark.parametrize(("event", "state"), [row[1:] for row in OPENS], ids=[row[0] for row in OPENS])
def test_what_one_event_opens(event: Event, state: State | None) -> None:
    assert stand(event).states == ({state} if state else set())


@pytest.mark.parametrize(
    ("events", "day", "locks"), [row[1:] for row in LOCKS], ids=[row[0] for row in LOCKS]
)
def test_what_is_locked_and_until_when(events: list[Event], day: float, locks: frozenset[Lock]) -> None:
    assert stand(*events, day=day).locks == locks


def test_every_state_is_in_the_table_and_in_this_test() -> None:
    assert set(TABLE) == set(State) == {state for *_, state in OPENS if state}
    assert set(STATE_OF.values()) == set(State)
    assert {lock for row in TABLE.values() for lock in row.locks} == set(Lock)


def test_the_others_wish_closes_contact_and_is_no_danger() -> None:
    found = standing(events=[], now=at(0), asked="no_contact")
    assert found.names == {"asked_for_none"}
    assert found.locks == CLOSED_BY_WISH
    assert not found.open
    for asked in ("nothing", "space", "order", "something from a later version"):
        assert standing(events=[], now=at(0), asked=asked) == Standing()


def test_an_open_state_says_since_when_until_when_and_what_it_waits_for() -> None:
    crisis = stand(phq(hurt_self=2), day=1).find(State.SELF_HARM)
    assert crisis
    assert (crisis.since, crisis.until, crisis.waits_for) == (at(0), at(14), ())
    assert (crisis.locks[Lock.CONTACT], crisis.locks[Lock.GATE]) == (at(3), at(14))
    harm = stand(ten(i_hurt="yes")).find(State.OWN_VIOLENCE)
    assert harm
    assert (harm.until, harm.not_before, harm.waits_for) == (None, at(30), ("saw_someone",))
    seen = stand(ten(i_hurt="yes"), told("saw_someone", 1), day=1).find(State.OWN_VIOLENCE)
    assert seen
    assert (seen.until, seen.waits_for, set(seen.locks.values())) == (at(30), (), {at(30)})
    afraid = stand(ten(afraid="yes")).find(State.VIOLENCE)
    assert afraid
    assert (afraid.until, afraid.not_before, afraid.waits_for) == (None, None, ("ten", "safe_from_them"))
    assert stand(day=0).find(State.VIOLENCE) is None


def test_the_states_come_in_their_order_of_authority() -> None:
    every = [row[1] for row in OPENS]
    assert [one.state for one in stand(*every).open] == list(State)


def test_pursuit_that_comes_again_is_told_apart() -> None:
    once, twice = noticed("stalking", "red"), noticed("stalking", "red", 9)
    found = [stand(*events, day=10).find(State.PURSUIT) for events in ([once], [once, twice])]
    assert [one.is_repeated for one in found if one] == [False, True]
