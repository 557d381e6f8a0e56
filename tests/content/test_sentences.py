"""Every code the core can say has its sentence, and every sentence is given what it names."""

from __future__ import annotations

import datetime as dt
from string import Formatter
from typing import get_args, get_type_hints

import pytest

from reknit.history.reading import Evidence
from reknit.journey.insight import Insight, insights
from reknit.journey.opening import Closed
from reknit.journey.today import Today, today
from reknit.programme.answer import LINE_MOST, Answer, Given, Problem, read_answers
from reknit.programme.sentences import sentence, sentences
from reknit.safety.standing import Standing
from tests.unit.journey.people import Walker, at, done, known, phq, pulse, ten
from tests.unit.programme.forms import ONE_OF_EACH, Form, whole_form

AREAS = ("reasons", "closed", "problems", "insights", "evidence")


def placeholders(text: str) -> set[str]:
    """Return what a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def every_today() -> list[Today]:
    """Walk past every rule: six weeks, then a heavy day, a wave, and someone who has not brought messages."""
    walker = Walker(hurts=dict.fromkeys(range(43), 3) | {20: 9})
    walker.walk(*range(43))
    asked = today(known=known(done("X14", at(1, 19))), now=at(1, 20))
    return [asked, *(chosen for _, chosen, _ in walker.offered)]


def every_problem() -> list[Problem]:
    """Send forms in which everything is wrong in some way."""
    filled = whole_form(ONE_OF_EACH)
    wrong: list[Form] = [
        {},
        dict.fromkeys(filled, ("x" * 20_000,)),
        filled | {"lines": ("one",), "shares.me": ("1",), "columns.left": ()},
    ]
    return [one for form in wrong for one in read_answers(prompts=ONE_OF_EACH, fields=form)[1]]


def every_insight() -> list[Insight]:
    """Look at answers of every kind that says something."""

    def columns(lost: int, gained: int) -> Answer:
        lines, more = ("x",) * lost, ("x",) * gained
        return answer("X03", Given(key="lost_gained", type="columns", ask="?", lines=lines, more_lines=more))

    def answer(exercise: str, *given: Given) -> Answer:
        return Answer(at=at(9), exercise=exercise, title="x", given=given)

    met = answer("X14", Given(key="outcome", type="choice", ask="?", chosen=("met",)))
    told = [[met, answer("X14")], [columns(4, 4)], [columns(6, 1)], [columns(1, 6)], [answer("X23")]]
    return [
        one
        for answers in told
        for one in insights(exercise=answers[0].exercise, answers=answers, today=dt.date(2026, 10, 10))
    ]


def test_every_reason_for_today_has_a_sentence_that_is_given_what_it_names() -> None:
    found = every_today()
    assert {chosen.reason for chosen in found} == set(sentences("reasons"))
    for chosen in found:
        assert sentence(area="reasons", code=chosen.reason, **chosen.numbers)


def test_every_reason_why_something_is_closed_has_a_sentence() -> None:
    codes = get_args(get_type_hints(Closed, localns={})["code"])
    assert set(codes) == set(sentences("closed"))
    assert all(placeholders(text) <= {"number", "exercise"} for text in sentences("closed").values())


def test_every_problem_with_an_answer_has_a_sentence() -> None:
    assert {problem.code for problem in every_problem()} == set(sentences("problems"))
    assert all(placeholders(text) <= {"number"} for text in sentences("problems").values())


def test_a_problem_that_names_a_number_is_given_one() -> None:
    for problem in every_problem():
        if placeholders(sentences("problems")[problem.code]):
            assert problem.number or problem.code == "not_a_hundred"
    assert any(problem.number == LINE_MOST for problem in every_problem())


def test_every_insight_has_a_sentence_that_is_given_what_it_names() -> None:
    found = every_insight()
    assert {one.code for one in found} == set(sentences("insights"))
    for one in found:
        assert sentence(area="insights", code=one.code, **one.numbers)


def test_every_piece_of_evidence_has_a_sentence() -> None:
    codes = get_args(get_type_hints(Evidence)["code"])
    assert set(codes) == set(sentences("evidence"))
    assert not any(placeholders(text) for text in sentences("evidence").values())


@pytest.mark.parametrize("area", AREAS)
def test_a_sentence_is_a_sentence(area: str) -> None:
    for text in sentences(area).values():
        assert text.endswith(".")
        assert text[0].isupper() or text[0] == "{"
        assert "!" not in text


def test_the_ten_have_a_day_of_their_own() -> None:
    found = known(standing=Standing(ten=ten(0), phq=phq(60)), pulse=pulse(30, hurt=9))
    assert today(known=found, now=at(30)).reason == "safety_ten"
