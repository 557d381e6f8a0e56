"""Ten plain answers decide which dangers are open; the truth table stands here in full."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.safety.model import DONE_BY_ME, DONE_TO_ME, QUESTIONS, Reply, SafetyTen
from reknit.safety.rules import CLOSE_CONTACT, Danger, dangers, is_ten_due, may_write_to_ex, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

AT = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
REPLIES: tuple[Reply, ...] = ("yes", "once", "no", "rather_not")
OPENS = {
    "afraid": Danger.VIOLENCE,
    "hurt": Danger.VIOLENCE,
    "watched": Danger.VIOLENCE,
    "kept_from": Danger.VIOLENCE,
    "threatened": Danger.VIOLENCE,
    "i_hurt": Danger.OWN_VIOLENCE,
    "i_threatened": Danger.OWN_VIOLENCE,
    "i_looked": Danger.PURSUIT,
    "i_contacted": Danger.PURSUIT,
    "order": Danger.ORDER,
}
"""What a yes to each question opens."""


def ten(replies: Mapping[str, Reply]) -> SafetyTen:
    """Return a round of the ten in which everything else was answered with no."""
    return SafetyTen(at=AT, replies={question: replies.get(question, "no") for question in QUESTIONS})


def expected(replies: Mapping[str, Reply]) -> set[Danger]:
    """Work out the open dangers from the table above."""
    found = {OPENS[question] for question, reply in replies.items() if reply in {"yes", "once"}}
    return found | ({Danger.UNSURE} if "rather_not" in replies.values() else set())


def test_there_are_ten_questions_and_each_opens_something() -> None:
    assert len(QUESTIONS) == 10
    assert tuple(OPENS) == QUESTIONS == DONE_TO_ME + DONE_BY_ME


@pytest.mark.parametrize(("question", "reply"), list(product(QUESTIONS, REPLIES)))
def test_each_question_opens_its_own_danger_alone(question: str, reply: Reply) -> None:
    assert dangers(ten=ten({question: reply}), asked="nothing") == expected({question: reply})


@given(st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(REPLIES)))
def test_any_ten_answers_open_what_each_opens(replies: dict[str, Reply]) -> None:
    assert dangers(ten=ten(replies), asked="nothing") == expected(replies)
    assert dangers(ten=SafetyTen(at=AT, replies=replies), asked="space") == expected(replies)


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("nothing", set()),
        ("space", set()),
        ("no_contact", {Danger.ASKED_FOR_NONE}),
        ("order", {Danger.ORDER}),
        ("something from a later version", set()),
    ],
)
def test_what_the_other_asked_for_counts_without_and_with_the_ten(asked: str, opens: set[Danger]) -> None:
    assert dangers(ten=None, asked=asked) == opens
    assert dangers(ten=ten({}), asked=asked) == opens
    assert dangers(ten=ten({"afraid": "once"}), asked=asked) == opens | {Danger.VIOLENCE}


@pytest.mark.parametrize("danger", Danger)
def test_every_danger_but_doubt_closes_contact(danger: Danger) -> None:
    assert may_write_to_ex(open_dangers=frozenset({danger})) is (danger is Danger.UNSURE)
    assert (danger in CLOSE_CONTACT) is (danger is not Danger.UNSURE)


def test_contact_is_open_only_while_nothing_closes_it() -> None:
    assert may_write_to_ex(open_dangers=frozenset())
    assert not may_write_to_ex(open_dangers=frozenset({Danger.UNSURE, Danger.PURSUIT}))


@pytest.mark.parametrize(
    ("waited", "is_due"),
    [
        (None, True),
        (dt.timedelta(0), False),
        (dt.timedelta(days=30, seconds=-1), False),
        (dt.timedelta(days=30), True),
        (dt.timedelta(days=400), True),
    ],
)
def test_the_ten_are_asked_again_after_thirty_days(waited: dt.timedelta | None, *, is_due: bool) -> None:
    last = None if waited is None else ten({})
    assert is_ten_due(ten=last, now=AT + (waited or dt.timedelta(0))) is is_due


def stands(question: str, *rounds: tuple[int, Reply | None]) -> Reply | None:
    """Answer one question in rounds, each so many days ago, newest first; return what stands today."""
    tens = [
        SafetyTen(at=AT - dt.timedelta(days=ago), replies={question: reply} if reply else {})
        for ago, reply in rounds
    ]
    found = standing(tens=tens, now=AT)
    return found.replies.get(question) if found else None


@pytest.mark.parametrize(
    ("question", "rounds", "reply"),
    [
        ("afraid", [], None),
        ("afraid", [(0, None)], None),
        ("afraid", [(0, "no"), (1, "yes")], "no"),
        ("afraid", [(0, None), (1, "yes")], "yes"),
        ("afraid", [(0, "rather_not"), (1, "once")], "once"),
        ("afraid", [(0, "rather_not"), (1, "no")], "rather_not"),
        ("afraid", [(0, "rather_not"), (1, "rather_not")], "rather_not"),
        ("order", [(0, "no"), (1, "yes")], "no"),
        ("order", [(0, None), (400, "yes")], "yes"),
        ("i_looked", [(0, "no"), (1, "yes")], "yes"),
        ("i_looked", [(0, "no"), (29, "once")], "once"),
        ("i_looked", [(0, "no"), (30, "yes")], "no"),
        ("i_hurt", [(0, None), (40, "yes")], "yes"),
    ],
)
def test_what_was_said_stands_until_it_is_taken_back(
    question: str, rounds: list[tuple[int, Reply | None]], reply: Reply | None
) -> None:
    assert stands(question, *rounds) == reply


def test_the_day_of_the_newest_round_is_kept() -> None:
    tens = [SafetyTen(at=AT, replies={}), SafetyTen(at=AT - dt.timedelta(days=9), replies={})]
    found = standing(tens=tens, now=AT)
    assert found
    assert found.at == AT
