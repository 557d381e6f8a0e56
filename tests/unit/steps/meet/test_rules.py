"""The one thing is chosen in a stated order: danger, then faults by weight, then what is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.steps.meet.rules import LEVELS, LONG, LONG_APOLOGY, MISSING_FIRST, VERY_LONG, First, judge
from reknit.words.labels import FAULTS, KINDS, PARTS
from tests.unit.steps.meet.readings import reading, tone

WHOLE = PARTS[:6]

ONE_THING = [
    (reading(words=0, tone=None), ("empty", "")),
    (reading(), ("steady", "")),
    (reading("but", "threat", risks={"order": "amber", "self_harm": "red"}), ("risk", "self_harm")),
    (reading("insult", risks={"manipulation": "amber"}), ("risk", "manipulation")),
    (reading(words=9, is_english=False, tone=None), ("foreign", "")),
    (reading(risks={"self_harm": "amber"}, is_english=False, tone=None), ("risk", "self_harm")),
    (reading("get_back", "insult", "threat"), ("fault", "threat")),
    (reading("get_back", "insult"), ("fault", "insult")),
    (reading("demand", "get_back"), ("fault", "get_back")),
    (reading("guilt", "demand"), ("fault", "demand")),
    (reading("but", "guilt"), ("fault", "guilt")),
    (reading("cold", "fog", "but"), ("fault", "but")),
    (reading("regret", "but"), ("fault", "but")),
    (reading("regret"), ("part", "responsibility")),
    (reading("regret", "responsibility"), ("part", "harm")),
    (reading("regret", "responsibility", "harm"), ("part", "repair")),
    (reading("responsibility", "harm", "repair"), ("part", "what_happened")),
    (reading("responsibility", "harm", "repair", "what_happened"), ("part", "regret")),
    (reading("responsibility", "harm", "repair", "what_happened", "regret"), ("part", "change")),
    (reading("forgiveness"), ("part", "responsibility")),
    (reading(*WHOLE), ("steady", "")),
    (reading(*WHOLE, "forgiveness"), ("part", "forgiveness")),
    (reading(*WHOLE, words=LONG_APOLOGY), ("steady", "")),
    (reading(*WHOLE, words=LONG_APOLOGY + 1), ("length", "long_apology")),
    (reading("regret", words=VERY_LONG + 1), ("length", "very_long")),
    (reading("fog", words=VERY_LONG + 1), ("fault", "fog")),
    (reading(words=LONG), ("steady", "")),
    (reading(words=LONG + 1), ("length", "long")),
    (reading(words=VERY_LONG + 1), ("length", "very_long")),
    (reading(tone=tone(heat="hostile", footing="needy", distance="avoiding")), ("meter", "heat")),
    (reading(tone=tone(footing="needy", distance="avoiding")), ("meter", "footing")),
    (reading(tone=tone(distance="over_the_top"), words=LONG + 1), ("meter", "distance")),
    (reading("but", tone=tone(heat="hostile")), ("fault", "but")),
    (reading("regret", tone=tone(heat="hostile")), ("part", "responsibility")),
]


@pytest.mark.parametrize(
    ("found", "first"), ONE_THING, ids=lambda case: str(case) if isinstance(case, tuple) else ""
)
def test_the_one_thing(found: object, first: tuple[str, str]) -> None:
    area, code = first
    assert judge(reading=found).first == First(area=area, code=code)  # type: ignore[arg-type]  # a table of cases


@pytest.mark.parametrize(
    ("found", "level"),
    [
        (reading(), "steady"),
        (reading("regret"), "steady"),
        (reading("fog"), "amber"),
        (reading("guilt", "but"), "red"),
        (reading("but", "get_back"), "closed"),
        (reading("third_party"), "closed"),
        (reading(words=LONG + 1), "amber"),
        (reading(words=VERY_LONG + 1), "red"),
        (reading(risks={"stalking": "amber"}), "amber"),
        (reading(risks={"stalking": "red"}), "closed"),
        (reading(words=5, is_english=False), "steady"),
    ],
)
def test_the_level_is_that_of_the_heaviest(found: object, level: str) -> None:
    assert judge(reading=found).level == level  # type: ignore[arg-type]  # a table of cases


def test_every_fault_has_a_weight_and_every_part_a_place() -> None:
    assert set(LEVELS) == set(FAULTS)
    assert set(MISSING_FIRST) == set(WHOLE)


def test_where_there_is_danger_nothing_else_is_looked_at() -> None:
    check = judge(reading=reading("regret", "but", risks={"threat": "red"}, words=300))
    assert check.is_stopped
    assert (check.faults, check.parts, check.missing, check.length) == ((), (), (), "")


def test_at_any_doubt_whether_someone_wants_to_live_the_check_stops() -> None:
    check = judge(reading=reading("regret", risks={"self_harm": "amber", "order": "amber"}))
    assert (check.is_stopped, check.level, check.first.code) == (True, "amber", "self_harm")


def test_doubt_does_not_stop_the_check() -> None:
    check = judge(reading=reading("regret", "but", risks={"threat": "amber"}))
    assert not check.is_stopped
    assert [fault.label for fault in check.faults] == ["but"]


def test_what_is_no_apology_lacks_nothing() -> None:
    check = judge(reading=reading("demand"))
    assert not check.is_apology
    assert check.missing == ()


def test_an_apology_lacks_parts_in_their_order_and_never_forgiveness() -> None:
    check = judge(reading=reading("harm"))
    assert check.is_apology
    assert check.missing == tuple(part for part in WHOLE if part != "harm")


@given(st.lists(st.sampled_from([*PARTS, *FAULTS])), st.sets(st.sampled_from(KINDS)), st.integers(1, 400))
def test_a_fault_or_a_danger_is_never_called_steady(labels: list[str], kinds: set[str], words: int) -> None:
    found = reading(*labels, risks=dict.fromkeys(kinds, "amber"), words=words)
    check = judge(reading=found)
    if kinds or found.faults:
        assert check.level != "steady"
        assert check.first.area == ("risk" if kinds else "fault")
    assert check.is_stopped == ("self_harm" in kinds)
    assert check.is_stopped or sorted(fault.label for fault in check.faults) == sorted(
        fault.label for fault in found.faults
    )
