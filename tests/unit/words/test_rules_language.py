"""The small language of rules: elements, guards, quotations, and never a slow pattern."""

from __future__ import annotations

import time

import msgspec
import pytest

from reknit.words.rules import Rules, _Rule, _rules, rules
from reknit.words.text import cut

SLOTS = {"hurt": "hurt upset let_down"}


def made(says: str, **more: object) -> Rules:
    row = msgspec.convert({"reason": "test", "says": [says], **more}, _Rule)
    (rule,) = _rules("but", [row], SLOTS, 0)
    return Rules((rule,), dict.fromkeys(rule.anchors, (rule,)))


def span(found: Rules, typed: str) -> str | None:
    text = cut(typed)
    hit = next(iter(found.find(text)), None)
    return typed[text.starts[hit.first] : text.ends[hit.last - 1]] if hit else None


@pytest.mark.parametrize(
    ("says", "typed", "found"),
    [
        ("sorry but", "I'm sorry but no", "sorry but"),
        ("sorry ... but", "sorry about the car but no", "sorry about the car but"),
        ("sorry ... but", "sorry. but no", None),
        ("sorry ... but", "sorry one two three four five but", None),
        ("sorry|regret it", "I regret it", "regret it"),
        ("sorry really? but", "sorry but", "sorry but"),
        ("sorry really? but", "sorry really but", "sorry really but"),
        ("sorry _ but", "sorry honestly but", "sorry honestly but"),
        ("sorry _ but", "sorry but", None),
        ("if i {hurt} you", "if I upset you", "if I upset you"),
        ("if i {hurt} you", "if I let down you", "if I let down you"),
        ("manipulat* me again", "you manipulated me again", "manipulated me again"),
        ("^ whatever", "No. Whatever you say", "Whatever"),
        ("^ whatever", "do whatever", None),
        ("^ whatever", "well, whatever", None),
        ("noted $", "Noted.", "Noted"),
        ("noted $", "noted it", None),
        ("you knew ?", "you knew?", "you knew?"),
    ],
)
def test_elements(says: str, typed: str, found: str | None) -> None:
    assert span(made(says), typed) == found


def test_a_negation_before_takes_a_phrase_back() -> None:
    assert span(made("hurt you"), "I would never hurt you") is None
    assert span(made("hurt you", negation="ignored"), "I would never hurt you") == "hurt you"


def test_a_guarded_phrase_is_looked_for_again_further_on() -> None:
    assert span(made("hurt you"), "I never hurt you, and then on Sunday in the car I hurt you") == "hurt you"


def test_words_around_can_take_a_phrase_back() -> None:
    assert span(made("kill you", not_after=["will"]), "this heat will kill you") is None
    assert span(made("kill you", not_before=["haha"]), "I could kill you lol") is None
    assert span(made("kill you", not_before=["haha"]), "I could kill you") == "kill you"


def test_what_somebody_else_said_is_not_what_someone_says() -> None:
    assert span(made("you made me"), '"you made me do it", he said') is None
    assert span(made("you made me", in_quotes=True), '"you made me do it", he said') == "you made me"


def test_a_rule_for_short_texts_leaves_long_ones_alone() -> None:
    assert span(made("noted", words_at_most=2), "Noted.") == "Noted"
    assert span(made("noted", words_at_most=2), "I noted the time down") is None


def test_a_rule_needs_a_word_to_be_looked_up_by() -> None:
    with pytest.raises(ValueError, match="no whole word"):
        made("manipulat* _")


def test_every_rule_compiles_and_has_its_words() -> None:
    every = rules().every
    assert len({rule.number for rule in every}) == len(every)
    for rule in every:
        assert span(Rules((rule,), dict.fromkeys(rule.anchors, (rule,))), "nothing of it") is None


def test_no_rule_is_slow_on_what_it_almost_finds() -> None:
    began = time.process_time()
    for rule in rules().every:
        words = " ".join(sorted(rule.anchors)[:1]) + " "
        list(rules().find(cut(words * 2_000)))
        if time.process_time() - began > 60:
            break
    assert time.process_time() - began < 60
