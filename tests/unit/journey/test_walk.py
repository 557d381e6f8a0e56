"""Walk the way for six weeks as someone would, and look at what came on which day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.journey.opening import why_closed
from reknit.programme.exercise import exercises
from tests.unit.journey.people import Walker, at

WEEKS = range(43)
PROGRAMME = ("programme_first", "programme_again")
ORDER = ["X01", "X16", "X12", "X12", "X03", "X03", "X03"]
"""The planned sittings in the order of their days."""


def sittings(walker: Walker) -> list[tuple[int, str]]:
    """Return the planned sittings: on which day, and which exercise."""
    return walker.days_of_reason(*PROGRAMME)


def check_what_always_holds(walker: Walker) -> None:
    """Nothing closed is offered, nothing twice a day, and no two planned sittings on one day."""
    for day, chosen, known in walker.offered:
        if chosen.thing == "exercise":
            closed = why_closed(
                head=known.exercises[chosen.exercise].head,
                day=day,
                hurt=known.hurt(on=at(day).date()),
                done=known.done,
                standing=known.standing,
            )
            assert closed is None, (day, chosen)
    exercises_by_day = [(day, one.exercise) for day, one, _ in walker.offered if one.thing == "exercise"]
    assert len(exercises_by_day) == len(set(exercises_by_day))
    days = [day for day, _ in sittings(walker)]
    assert len(days) == len(set(days))


def test_six_weeks_bring_each_exercise_on_its_days() -> None:
    walker = Walker()
    walker.walk(*WEEKS)
    check_what_always_holds(walker)
    assert sittings(walker) == [
        (0, "X01"), (1, "X16"), (2, "X12"), (3, "X12"), (4, "X03"), (6, "X03"), (11, "X03"),
    ]  # fmt: skip
    assert walker.days_of("X01") == [0]
    assert walker.days_of("X03") == [4, 6, 11]
    assert walker.days_of("X12") == [2, 3, 10, 17, 24, 31, 38]
    assert walker.days_of("X16") == [1, 8, 15, 22, 29, 36]
    assert walker.days_of("X23") == list(range(1, 43))
    assert walker.days_of("X14") == []
    assert walker.days_of_reason("safety_ten") == [(0, "safety_ten"), (30, "safety_ten")]
    assert walker.days_of_reason("phq") == [(0, "phq"), (14, "phq"), (28, "phq")]
    assert walker.days_of_reason("history") == [(5, "history")]
    assert [day for day, _ in walker.days_of_reason("rest")] == list(WEEKS)


def test_ten_days_away_only_shift_it() -> None:
    away, there = Walker(), Walker()
    away.walk(*range(5), *range(15, 43))
    there.walk(*WEEKS)
    check_what_always_holds(away)
    assert sittings(away)[:5] == sittings(there)[:5]
    assert sittings(away)[5:] == [(15, "X03"), (16, "X03")]
    assert away.days_of("X12") == [2, 3, 15, 22, 29, 36]
    assert away.days_of("X23") == [1, 2, 3, 4, *range(15, 43)]


def test_who_comes_late_is_past_the_first_hours_and_catches_up_a_day_at_a_time() -> None:
    walker = Walker()
    walker.walk(*range(40, 50))
    check_what_always_holds(walker)
    assert sittings(walker) == list(zip(range(40, 46), ORDER[1:], strict=True))


def test_heavy_days_shift_it_too() -> None:
    walker = Walker(hurts=dict.fromkeys(range(43), 3) | {4: 9, 5: 9, 6: 8})
    walker.walk(*WEEKS)
    check_what_always_holds(walker)
    assert sittings(walker)[4:] == [(7, "X03"), (8, "X03"), (11, "X03")]
    heavy = walker.days_of_reason("heavy", "heavy_rest")
    assert heavy == [(day, thing) for day in (4, 5, 6) for thing in ("X23", "X01", "rest")]


def test_who_never_brings_messages_is_asked_on_free_days_only_and_last() -> None:
    walker = Walker(brings_messages=False)
    walker.walk(*WEEKS)
    check_what_always_holds(walker)
    asked = [day for day, _ in walker.days_of_reason("history")]
    assert asked[:3] == [5, 7, 9]
    assert walker.days_of("X23") == list(range(1, 43))
    assert [day for day, _ in walker.days_of_reason("rest")] == [day for day in WEEKS if day not in asked]


@given(
    days=st.sets(st.integers(0, 70)).map(sorted),
    hurts=st.dictionaries(st.integers(0, 70), st.integers(0, 10)),
)
def test_whatever_is_missed_nothing_resets(days: list[int], hurts: dict[int, int]) -> None:
    walker = Walker(hurts=hurts)
    walker.walk(*days)
    check_what_always_holds(walker)
    came = [exercise for _, exercise in sittings(walker)]
    later = [one for one in came if one != "X01"]
    assert later == ORDER[1:][: len(later)]


@pytest.mark.parametrize("name", sorted(exercises()))
def test_every_exercise_can_be_offered_or_is_always_at_hand(name: str) -> None:
    head = exercises()[name].head
    assert head.days or head.repeat in {"daily", "any_time"}
