"""The check has words for everything it can find, and they keep to the manner of the house."""

from __future__ import annotations

import msgspec
import pytest

from reknit.programme.words import check_words, reason_words
from reknit.safety.standing import NAMES
from reknit.steps.meet.marks import STRONGER
from reknit.words.labels import FAULTS, KINDS, PARTS
from reknit.words.rules import rules
from tests.content.test_exercises import MOST_WORDS, sentence_lengths


def every_text(value: object) -> list[str]:
    """Return every text in the words of the check."""
    if isinstance(value, str):
        return [value] if value else []
    return [text for one in value.values() for text in every_text(one)] if isinstance(value, dict) else []


def test_there_are_words_for_everything_and_nothing_more() -> None:
    words = check_words()
    assert tuple(words.parts) == PARTS
    assert set(words.faults) == set(FAULTS)
    assert tuple(words.risks) == KINDS
    assert set(words.kinds) == set(STRONGER)
    assert set(words.closed) == (NAMES - {"unsure"}) | {"not_asked"}
    assert set(words.meters) == {"distance", "heat", "footing"}


@pytest.mark.parametrize(
    ("meter", "bands"),
    [
        ("distance", ("avoiding", "warm", "over_the_top")),
        ("heat", ("calm", "hostile")),
        ("footing", ("self_respecting", "needy")),
    ],
)
def test_every_band_of_a_meter_is_said(meter: str, bands: tuple[str, ...]) -> None:
    said = [check_words().meters[meter].band(band) for band in bands]
    assert all(said)
    assert len(set(said)) == len(bands)


def test_every_reason_a_rule_can_give_has_a_sentence() -> None:
    assert set(reason_words()) <= {*FAULTS, *PARTS, *KINDS}
    unsaid = {
        (rule.label, rule.reason)
        for rule in rules().every
        if rule.reason not in reason_words().get(rule.label, {})
    }
    assert unsaid == set()


def test_what_was_seen_is_said_in_one_sentence() -> None:
    texts = every_text(reason_words())
    assert texts
    assert all(text.endswith(".") and text.count(". ") == 0 for text in texts)


def test_it_speaks_calmly_and_in_short_sentences() -> None:
    texts = [*every_text(msgspec.to_builtins(check_words())), *every_text(reason_words())]
    assert len(texts) > 100
    assert max(sentence_lengths(texts)) <= MOST_WORDS
    assert not [text for text in texts if "!" in text or "\N{EM DASH}" in text]
    assert [text for text in texts if "{" in text] == [check_words().says["reach"]]


def test_it_asks_and_gives_no_orders_about_the_message() -> None:
    words = check_words()
    spots = [*words.faults.values(), *words.parts.values(), *words.lengths.values()]
    assert all("?" in spot.ask for spot in spots)
    assert not [spot for spot in spots if spot.does.startswith(("Write", "Say", "Delete", "Send"))]
