"""One thing is next, and the first rule that applies decides; each rule is tried alone and in its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import msgspec
import pytest

from reknit.journey.model import Start
from reknit.journey.today import Known, Today, today
from reknit.programme.exercise import exercises
from reknit.safety.model import Told
from reknit.safety.standing import Standing, standing
from tests.unit.journey.people import ENDED, NEWEST, at, done, known, phq, pulse, ten

PLANNED = [
    done(name, at(planned, 7)) for name, exercise in exercises().items() for planned in exercise.head.days
]
"""The whole programme, done on its days; the last of them on day 11."""

QUARTER = dt.timedelta(minutes=15)


def asked(day: int) -> Standing:
    """Return where someone calm stands who was asked the ten on a day."""
    return Standing(ten=ten(day), phq=phq(60))


def in_order() -> Standing:
    """Return where someone stands who told us of an order."""
    return standing(events=[ten(0), phq(0), Told(at=at(0), what="order")], now=at(12))


def next_thing(found: Known, *, day: int, hour: int = 20) -> Today:
    """Return what is next in the evening of a day."""
    return today(known=found, now=at(day, hour))


def reason(found: Known, *, day: int, hour: int = 20) -> str:
    """Return the rule that chose."""
    return next_thing(found, day=day, hour=hour).reason


def test_the_first_rule_that_applies_decides_in_the_order_of_authority() -> None:
    wave = done("X14", at(40, 19))
    told = replace(wave, entry=replace(wave.entry, followed_up_at=at(40, 19, 30)))
    heavy, light = pulse(40, hurt=9), pulse(40, hurt=3)
    caught_up = [*PLANNED, done("X12", at(39)), done("X16", at(39))]
    basics = done("X23", at(40, 8))
    walked = [
        ("safety_ten", known(wave, pulse=heavy, has_history=False)),
        ("follow_up", known(wave, pulse=heavy, has_history=False, standing=asked(40))),
        ("heavy", known(told, pulse=heavy, has_history=False, standing=asked(40))),
        ("programme_first", known(told, pulse=light, has_history=False, standing=asked(40))),
        ("weekly", known(told, *PLANNED, pulse=light, has_history=False, standing=asked(40))),
        ("daily", known(told, *caught_up, pulse=light, has_history=False, standing=asked(40))),
        ("history", known(told, *caught_up, basics, pulse=light, has_history=False, standing=asked(40))),
        ("rest", known(told, *caught_up, basics, pulse=light, standing=asked(40))),
    ]
    assert [reason(found, day=40) for _, found in walked] == [rule for rule, _ in walked]


@pytest.mark.parametrize(("last", "day", "is_asked"), [(None, 0, True), (0, 29, False), (0, 30, True)])
def test_the_ten_come_first_and_again_after_a_month(last: int | None, day: int, *, is_asked: bool) -> None:
    found = known(standing=Standing() if last is None else asked(last))
    assert (next_thing(found, day=day).thing == "safety_ten") is is_asked


@pytest.mark.parametrize(
    ("waited", "is_asked"),
    [
        (dt.timedelta(minutes=19), False),
        (dt.timedelta(minutes=20), True),
        (dt.timedelta(hours=24), True),
        (dt.timedelta(hours=24, minutes=1), False),
    ],
)
def test_how_it_went_is_asked_from_twenty_minutes_to_a_day_later(
    waited: dt.timedelta, *, is_asked: bool
) -> None:
    wave = done("X14", at(5))
    chosen = today(known=known(wave), now=at(5) + waited)
    assert (chosen.thing == "follow_up") is is_asked
    if is_asked:
        assert (chosen.entry, chosen.exercise, chosen.numbers) == (wave.id, "X14", {"minutes": 20})


def test_of_two_waves_the_newer_is_asked_about_first() -> None:
    older, newer = done("X14", at(5, 10)), done("X14", at(5, 19))
    assert next_thing(known(older, newer), day=5).entry == newer.id
    told = done("X14", at(5, 19), told=at(5, 19, 30))
    assert next_thing(known(older, told), day=5).entry == older.id


@pytest.mark.parametrize("name", ["X03", "X98"])
def test_only_what_has_a_follow_up_is_followed_up(name: str) -> None:
    assert next_thing(known(done(name, at(5, 19))), day=5).thing != "follow_up"


@pytest.mark.parametrize(
    ("hurt", "told_on", "is_heavy"), [(7, 6, False), (8, 6, True), (10, 6, True), (10, 5, False)]
)
def test_a_day_is_heavy_from_eight_on_and_only_that_day(hurt: int, told_on: int, *, is_heavy: bool) -> None:
    chosen = next_thing(known(pulse=pulse(told_on, hurt=hurt)), day=6)
    assert (chosen.reason == "heavy") is is_heavy
    if is_heavy:
        assert (chosen.exercise, chosen.numbers) == ("X23", {"hurt": hurt})


def test_a_heavy_day_asks_for_the_body_then_the_first_hours_then_nothing() -> None:
    heavy, basics, hours = pulse(6, hurt=9), done("X23", at(6, 9)), done("X01", at(6, 10))
    assert next_thing(known(basics, pulse=heavy), day=6).exercise == "X01"
    rest = next_thing(known(basics, hours, pulse=heavy, has_history=False), day=6)
    assert (rest.thing, rest.reason) == ("rest", "heavy_rest")
    assert next_thing(known(done("X23", at(5)), pulse=heavy), day=6).exercise == "X23"


def test_on_a_heavy_first_evening_only_what_is_open_is_offered() -> None:
    assert next_thing(known(pulse=pulse(0, hurt=10)), day=0).exercise == "X01"


@pytest.mark.parametrize(
    ("before", "day", "exercise", "planned", "why"),
    [
        ([], 0, "X01", 0, "programme_first"),
        ([("X01", 0)], 1, "X16", 1, "programme_first"),
        ([("X01", 0), ("X16", 1)], 2, "X12", 2, "programme_first"),
        ([("X01", 0), ("X16", 1), ("X12", 2)], 3, "X12", 3, "programme_again"),
        ([("X01", 0), ("X16", 1), ("X12", 2), ("X12", 3)], 4, "X03", 4, "programme_first"),
        ([("X01", 0), ("X16", 1), ("X12", 2), ("X12", 3), ("X03", 4)], 6, "X03", 6, "programme_again"),
        ([], 3, "X01", 0, "programme_first"),
        ([], 12, "X16", 1, "programme_first"),
        ([("X01", 0)], 12, "X16", 1, "programme_first"),
    ],
)
def test_the_programme_goes_on_where_it_was_left(
    before: list[tuple[str, int]], day: int, exercise: str, planned: int, why: str
) -> None:
    chosen = next_thing(known(*(done(name, at(on)) for name, on in before)), day=day)
    assert (chosen.exercise, chosen.reason) == (exercise, why)
    assert chosen.numbers == {"day": day, "planned": planned}
    assert chosen.minutes == exercises()[exercise].head.minutes


def test_one_sitting_a_day_is_enough() -> None:
    assert next_thing(known(done("X01", at(12, 8)), has_history=False), day=12).exercise == "X23"
    both = known(done("X01", at(12, 8)), done("X23", at(12, 9)), has_history=False)
    assert reason(both, day=12) == "rest"
    assert next_thing(known(done("X01", at(12, 8))), day=13).exercise == "X16"


def test_doing_it_twice_on_one_day_uses_up_no_other_day() -> None:
    before = [done("X01", at(0)), done("X16", at(1)), done("X12", at(2)), done("X12", at(3))]
    twice = [*before, done("X03", at(4, 9)), done("X03", at(4, 21))]
    assert next_thing(known(*twice), day=4, hour=22).reason == "daily"
    assert next_thing(known(*twice), day=5).reason == "daily"
    assert next_thing(known(*twice), day=6).numbers == {"day": 6, "planned": 6}


def test_doing_it_more_often_than_planned_is_no_trouble() -> None:
    often = [done("X03", at(day)) for day in range(4, 20)]
    assert (
        next_thing(known(*PLANNED, *often, done("X12", at(19)), done("X16", at(19))), day=20).reason
        == "daily"
    )


@pytest.mark.parametrize(
    ("told", "hurt", "exercise"),
    [(4, 7, "X03"), (4, 9, "X23"), (3, 9, "X03")],
    ids=["open", "closed", "yesterday"],
)
def test_what_is_closed_waits_and_the_rest_goes_on(told: int, hurt: int, exercise: str) -> None:
    before = [done("X01", at(0)), done("X16", at(1)), done("X12", at(2)), done("X12", at(3))]
    found = known(*before, pulse=pulse(told, hurt=hurt))
    assert next_thing(found, day=4).exercise == exercise


def test_what_a_danger_hides_is_never_offered() -> None:
    small = exercises()["X03"]
    hidden = msgspec.structs.replace(
        small, head=msgspec.structs.replace(small.head, hidden_in=("order",), repeat="daily")
    )
    only = {"X03": hidden}
    assert next_thing(known(exercises=only), day=12).exercise == "X03"
    assert reason(known(exercises=only, standing=in_order()), day=12) == "rest"


@pytest.mark.parametrize(("day", "hour", "is_due"), [(17, 23, False), (18, 0, True), (20, 20, True)])
def test_a_weekly_thing_comes_again_on_the_same_day_of_the_week(day: int, hour: int, *, is_due: bool) -> None:
    found = known(*PLANNED, done("X12", at(11, 21)), done("X16", at(17, 8)))
    chosen = next_thing(found, day=day, hour=hour)
    assert (chosen.reason == "weekly") is is_due
    if is_due:
        assert (chosen.exercise, chosen.numbers) == ("X12", {"days": day - 11})


def test_a_weekly_thing_never_begun_does_not_come_by_week() -> None:
    x12 = exercises()["X12"]
    unplanned = msgspec.structs.replace(x12, head=msgspec.structs.replace(x12.head, days=()))
    assert reason(known(exercises={"X12": unplanned}), day=29) == "rest"


def test_a_weekly_thing_comes_back_though_it_lies_beyond_the_newest_answers() -> None:
    waves = [done("X14", at(20 + n // 10, 8) + n * QUARTER, told=at(40)) for n in range(NEWEST)]
    found = known(*PLANNED, *waves, standing=asked(40))
    assert {kept.entry.exercise for kept in found.answers} == {"X14"}
    chosen = next_thing(found, day=40)
    assert (chosen.reason, chosen.exercise, chosen.numbers) == ("weekly", "X12", {"days": 20})


def test_counts_without_answers_at_hand_make_nothing_due() -> None:
    counted = dict.fromkeys(exercises(), 9)
    assert reason(known(done=counted), day=20) == "daily"


@pytest.mark.parametrize(("day", "is_offered"), [(2, False), (3, True), (90, True)])
def test_old_messages_are_offered_from_the_third_day(day: int, *, is_offered: bool) -> None:
    counted, basics = dict.fromkeys(exercises(), 9), done("X23", at(day, 8))
    found = known(basics, has_history=False, done=counted, standing=asked(day))
    assert (next_thing(found, day=day).thing == "history") is is_offered


def test_the_basics_do_not_wait_for_somebody_who_never_brings_messages() -> None:
    counted = dict.fromkeys(exercises(), 9)
    assert reason(known(has_history=False, done=counted), day=20) == "daily"


def test_without_exercises_there_is_rest() -> None:
    assert reason(known(exercises={}), day=20) == "rest"


def test_a_day_begins_at_midnight_where_the_person_is() -> None:
    far_east = dt.timezone(dt.timedelta(hours=14))
    start = Start(at=at(0), name="Kim", ended_on=ENDED)
    now = dt.datetime.combine(ENDED + dt.timedelta(days=1), dt.time(0, 5), tzinfo=far_east)
    late = done("X01", now - dt.timedelta(minutes=10))
    assert today(known=known(late, start=start), now=now).exercise == "X16"
