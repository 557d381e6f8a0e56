"""Answer the three questions from findings made up for the purpose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reknit.history.changes import Change
from reknit.history.findings import Finding, around, dated
from reknit.history.questions import QUESTIONS, SIGNS, Answer, Question, answers

START = date(2024, 3, 4)
LAST = date(2024, 12, 1)
ALL = [(measure, person) for signs in SIGNS.values() for measure in signs.by_itself for person in (0, 1)]


def finding(
    measure: str,
    ratio: float,
    *,
    person: int = 0,
    weeks: int = 0,
    lasted: int | None = None,
    spread: float = 1.2,
    open_by: int = 2,
) -> Finding:
    """Make a finding that began some weeks after the start."""
    started = START + timedelta(weeks=weeks)
    return Finding(
        measure=measure,
        person=person,
        started_on=started,
        earliest=started - timedelta(weeks=open_by),
        latest=started,
        ended_on=None if lasted is None else started + timedelta(weeks=lasted, days=-1),
        before=10,
        after=10 * ratio,
        ratio=ratio,
        low=ratio / spread,
        high=ratio * spread,
    )


def sign(question: Question, *findings: Finding, person: int = 0) -> str:
    found = answers(findings, watched=ALL, last_day=LAST)
    return next(each.sign for each in found if (each.question, each.person) == (question, person))


def test_nothing_found_is_no_sign_where_enough_was_there_and_unknown_elsewhere() -> None:
    assert {each.sign for each in answers([], watched=ALL, last_day=LAST)} == {"none"}
    assert {each.sign for each in answers([], watched=[], last_day=LAST)} == {"unknown"}
    only_mine = answers([], watched=[("disclosure", 0)], last_day=LAST)
    assert [each.sign for each in only_mine if each.question == "shut_down"] == ["none", "unknown"]


def test_every_question_is_answered_for_both_the_asker_first() -> None:
    assert [(each.question, each.person) for each in answers([], watched=[], last_day=LAST)] == [
        (question, person) for question in QUESTIONS for person in (0, 1)
    ]


def test_one_change_is_some_sign() -> None:
    assert sign("given_up", finding("initiative", 0.6)) == "some"
    assert sign("given_up", finding("initiative", 0.6), person=1) == "none"
    assert sign("given_up", finding("initiative", 1.6)) == "none"


def test_who_starts_more_lets_the_other_start_less() -> None:
    assert sign("given_up", finding("initiative", 1.6), person=1) == "some"
    assert sign("given_up", finding("plans", 1.6), person=1) == "none"


def test_two_that_belong_together_are_clear() -> None:
    together = finding("initiative", 0.6), finding("reply_time", 1.6, weeks=5)
    apart = finding("initiative", 0.6), finding("reply_time", 1.6, weeks=30)
    assert sign("given_up", *together) == "clear"
    assert sign("given_up", *apart) == "some"


def test_measures_of_one_family_are_one_sign() -> None:
    assert sign("given_up", finding("effort", 0.4), finding("volume", 0.4)) == "some"
    assert sign("given_up", finding("effort", 0.4), finding("plans", 0.6)) == "clear"


def test_one_large_change_is_clear_where_it_is_certain() -> None:
    assert sign("given_up", finding("initiative", 0.4)) == "clear"
    assert sign("given_up", finding("initiative", 0.4, spread=2)) == "some"
    assert sign("given_up", finding("effort", 0.3)) == "some"
    assert sign("shut_down", finding("silence_after_heat", 2.5)) == "clear"


def test_faint_signs_need_each_other_or_have_to_be_large() -> None:
    assert sign("given_up", finding("thanks", 0.6)) == "none"
    assert sign("given_up", finding("thanks", 0.6), finding("questions", 0.6)) == "some"
    assert sign("given_up", finding("reply_time", 2.5)) == "some"
    assert sign("given_up", finding("volume", 0.3)) == "none"
    assert sign("given_up", finding("volume", 0.5), finding("length", 0.5)) == "none"


def test_friendship_shows_in_warmth_that_fell_and_not_beside_it_alone() -> None:
    beside = finding("plans", 0.3), finding("logistics", 2.5)
    assert sign("friends_not_lovers", *beside) == "none"
    assert sign("friends_not_lovers", finding("affection", 0.6), *beside) == "clear"


def test_what_is_past_is_no_sign_of_the_end_by_itself() -> None:
    assert sign("given_up", finding("initiative", 0.6, lasted=10)) == "none"
    assert sign("given_up", finding("initiative", 0.4, lasted=10)) == "some"
    assert sign("given_up", finding("initiative", 0.4, weeks=26, lasted=10)) == "clear"
    assert sign("given_up", finding("initiative", 0.4, lasted=10), finding("thanks", 0.5)) == "some"


@pytest.mark.parametrize("measure", ["volume", "effort"])
def test_less_of_everything_is_not_friendship(measure: str) -> None:
    cold = finding("affection", 0.3)
    assert sign("friends_not_lovers", cold) == "clear"
    assert sign("friends_not_lovers", cold, finding(measure, 0.5)) == "some"
    assert sign("friends_not_lovers", cold, finding(measure, 0.9)) == "clear"


def test_an_answer_names_what_speaks_for_it_the_strong_first() -> None:
    found = [finding("thanks", 0.5), finding("heat", 2.0), finding("initiative", 0.5)]
    answer = answers(found, watched=ALL, last_day=LAST)[0]
    assert answer == Answer(question="given_up", person=0, sign="clear", findings=(2, 0))
    assert answer.mirrored().person == 1


def test_changes_are_put_on_the_calendar() -> None:
    numbers = {"before": 4.0, "after": 2.0, "ratio": 0.5, "low": 0.4, "high": 0.7, "p": 0.001}
    late = Change(measure="a", person=1, first_week=9, last_week=None, no_earlier=7, no_later=10, **numbers)
    early = Change(measure="b", person=0, first_week=2, last_week=3, no_earlier=2, no_later=2, **numbers)
    found = dated([late, early], first_monday=date(2024, 1, 1), weeks=10)
    assert [(each.measure, each.started_on, each.ended_on) for each in found] == [
        ("b", date(2024, 1, 15), date(2024, 1, 28)),
        ("a", date(2024, 3, 4), None),
    ]
    assert dated([early], first_monday=date(2024, 1, 1), weeks=7)[0].ended_on is None
    assert (found[1].earliest, found[1].latest) == (date(2024, 2, 19), date(2024, 3, 11))
    assert found[0].is_less
    assert found[0].size == 2
    assert found[0].mirrored().person == 1


def test_what_else_changed_around_then() -> None:
    one, near, far = finding("thanks", 0.5), finding("we", 0.5, weeks=8), finding("we", 0.5, weeks=9)
    assert around([one, near, far], one=one) == (near,)
