"""The page about the safety net is what the code says, and every sentence about safety is asked for."""

from __future__ import annotations

from typing import get_args

import pytest

from reknit.programme.sentences import sentences
from reknit.safety.cards import Then, cards
from reknit.safety.model import Kind, ReadRight, Statement
from reknit.safety.phq import ITEMS, Trend
from reknit.safety.states import TABLE, Lock, State
from reknit.web.safety.cards import GO_ON_TO
from tests.content.safety_guide import GUIDE, guide
from tests.content.test_exercises import MOST_WORDS, MOST_WORDS_ON_AVERAGE, sentence_lengths

LIFTS = {row.lifted_by for row in TABLE.values() if row.lifted_by} | {"ten"}


def test_the_page_is_fresh() -> None:
    assert GUIDE.read_text(encoding="utf-8") == guide(), "run `python -m tests.content.safety_guide`"


@pytest.mark.parametrize("state", State)
def test_every_state_is_on_the_page(state: State) -> None:
    assert f"| `{state.value}` |" in guide()


@pytest.mark.parametrize(
    ("area", "codes"),
    [
        ("signs", set(get_args(Kind))),
        ("told", set(get_args(Statement))),
        ("read_right", {answer or "nothing" for answer in get_args(ReadRight)}),
        ("locks", {lock.value for lock in Lock}),
        ("lifting", LIFTS),
        ("card_links", set(get_args(Then))),
        ("phq_items", set(ITEMS)),
        ("phq_often", {"0", "1", "2", "3"}),
        ("phq_trends", set(get_args(Trend))),
    ],
)
def test_every_code_has_its_sentence_and_no_sentence_is_left_over(area: str, codes: set[str]) -> None:
    assert set(sentences(area)) == codes
    assert all(text[0].isalpha() and "!" not in text for text in sentences(area).values())


def test_every_link_of_a_card_leads_somewhere() -> None:
    assert set(GO_ON_TO) == set(get_args(Then)) == {one for card in cards().values() for one in card.then}


@pytest.mark.parametrize("state", State)
def test_a_card_is_short_and_plain(state: State) -> None:
    card = cards()[state]
    passages = [*card.what, card.next, *card.ground, card.closes, card.lifts]
    lengths = sentence_lengths(passages)
    assert max(lengths) <= MOST_WORDS
    assert sum(lengths) / len(lengths) <= MOST_WORDS_ON_AVERAGE
    assert sum(lengths) <= 220
    assert not any("!" in text or "\N{EM DASH}" in text for text in passages)
