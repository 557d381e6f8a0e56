"""Listening is the same for one message and for a million, and any text can be listened to."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history.lexicon import CATEGORIES, bit, cutting, listen, listening
from reknit.history.lexicon.categories import INNER, NEGATION
from tests.unit.history.lexicon.hearing import heard

PIECES = (
    "love you",
    "not",
    "happy",
    "i",
    "?",
    "x",
    ".",
    "sorry",
    "❤️",
    "\n",
    "sooo",
    "’",
    "'",
    "x\n",
    "never",
    "ok",
    "نعم؟",
    "😂",
)
TEXTS = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), st.none()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=12), st.lists(TEXTS, max_size=12))
def test_a_whole_is_heard_as_its_pieces(first: list[str | None], second: list[str | None]) -> None:
    one, other = (pl.Series(texts, dtype=pl.String) for texts in (first, second))
    whole = listen(pl.concat([one, other]))
    assert whole.says.to_list() == listen(one).says.to_list() + listen(other).says.to_list()
    assert whole.words.to_list() == listen(one).words.to_list() + listen(other).words.to_list()


def test_every_message_has_its_row_whatever_the_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.Series(["love you x", None, "", "you never listen", "k", "haha " * 40, "are you ok"] * 9)
    whole = listen(texts)
    monkeypatch.setattr(cutting, "CHUNK", 50)
    parts = listen(texts)
    assert whole.says.to_list() == parts.says.to_list()
    assert whole.words.to_list() == parts.words.to_list()
    assert whole.says.dtype == pl.UInt64()
    assert whole.words.dtype == pl.UInt32()


def test_the_memory_for_spellings_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.Series([f"zq{'abcdefghij'[place % 10] * 3}{place}y lovvve you" for place in range(60)])
    whole = listen(texts)
    monkeypatch.setattr(cutting, "CHUNK", 200)
    monkeypatch.setattr(listening, "_REMEMBERED", 7)
    assert listen(texts).says.to_list() == whole.says.to_list()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (None, 0),
        ("\x00\x00", 0),
        ("one two", 2),
        ("don't", 1),
        ("don’t stop", 2),
        ("'quoted'", 1),
        ("well-known", 2),
        ("😂😂", 0),
        ("hi😂there", 2),
        ("see https://example.org/a?b=c now", 3),
        ("www.example.org", 0),
        ("نعم، أحبك", 2),
        ("1 2 3", 3),
        ("a\u200bb", 1),
        ("a\u00a0b", 2),
        ("ＬＯＶＥ you", 2),
        ("\ufeffhi", 1),
    ],
)
def test_words_are_counted(text: str | None, words: int) -> None:
    assert listen(pl.Series([text], dtype=pl.String)).words.to_list() == [words]


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\n\n",
        "'",
        "''''",
        "’",
        "?",
        "\U0010ffff",
        "\u202eabc",
        "a" * 70,
        "😂" * 999,
        "x" * 1_000_000,
        "ah" * 8_000 + "z",
        "é" * 900,
        "ok " * 300_000,
    ],
)
def test_any_text_can_be_heard(text: str) -> None:
    said: int = listen(pl.Series([text, "love you"])).says[1]
    assert said & bit("love")


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("I LOVE YOU", "i love you"),
        ("don’t worry", "don't worry"),
        ("dont worry", "don't worry"),
        ("i luv u", "i love you"),
        ("i miss youuuuu", "i miss you"),
        ("sooo saaaad", "so sad"),
        ("goin out tonite", "going out tonight"),
        ("I really, really miss you", "I miss you"),
        ("❤", "❤️"),
        ("👍🏽", "👍"),
        ("how are you？", "how are you?"),
        ("hahahahahah", "haha"),
        ("ＬＯＶＥ you", "love you"),
    ],
)
def test_spellings_of_the_same_are_heard_the_same(written: str, same: str) -> None:
    assert heard(written) == heard(same)


@pytest.mark.parametrize(
    ("text", "category", "is_heard"),
    [
        ("I'm happy", "glad", True),
        ("I'm not happy", "glad", False),
        ("I'm not really very happy", "glad", False),
        ("no. I'm happy", "glad", True),
        ("no, glad about it", "glad", True),
        ("not only happy but thrilled", "glad", True),
        ("don't forget i love you", "love", True),
        ("I don't know why I love you", "love", True),
        ("I can't stop missing you", "miss", True),
        ("not one hug", "touch", False),
        ("never a kiss", "touch", False),
        ("dont hug me", "touch", False),
    ],
)
def test_negation_reaches_a_few_words_within_the_sentence(
    text: str, category: str, *, is_heard: bool
) -> None:
    assert (category in heard(text)) is is_heard


def test_the_order_of_the_bits_is_kept() -> None:
    assert len(set(CATEGORIES)) == len(CATEGORIES)
    assert [bit(category) for category in CATEGORIES] == [1 << place for place in range(len(CATEGORIES))]
    assert all(bit(category) < INNER < NEGATION for category in CATEGORIES)
