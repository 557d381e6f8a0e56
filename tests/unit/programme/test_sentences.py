"""Codes become sentences, and names go where content leaves room for them."""

from __future__ import annotations

import pytest

from reknit.programme.sentences import sentence, sentences, speak


def test_a_code_becomes_its_sentence_with_what_it_names() -> None:
    assert sentence(area="problems", code="not_on_the_scale", number=10) == (
        "Please give a whole number from 0 to 10."
    )
    assert (
        sentence(area="closed", code="after", number=0, exercise="Two columns")
        == "Comes after “Two columns”."
    )


def test_an_unknown_code_is_not_hidden() -> None:
    with pytest.raises(KeyError):
        sentence(area="problems", code="unheard_of")
    assert "unheard_of" not in sentences("problems")


@pytest.mark.parametrize(
    ("name", "ex", "said"),
    [
        ("Kim", "Sam", "Kim, you miss Sam {and} {}."),
        ("", "", "you, you miss them {and} {}."),
    ],
)
def test_names_are_put_in_and_nothing_else(name: str, ex: str, said: str) -> None:
    assert speak("{name}, you miss {ex} {and} {}.", name=name, ex=ex) == said
