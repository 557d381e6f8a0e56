"""Plain words keep the letters they came from, however they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.words.text import READ_AT_MOST, WORD_AT_MOST, cut


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I'm sorry", "i am sorry"),
        ("I’m sorry", "i am sorry"),
        ("im sorry", "i am sorry"),
        ("u dont care", "you do not care"),
        ("I can't, won't, shan't", "i can not , will not , shall not"),
        ("let's talk", "let us talk"),
        ("we'll see what you've done", "we will see what you have done"),
        ("the dog's bowl", "the dog 's bowl"),
        ("rock'n", "rock n"),
        ("n't 'tis", "not ' tis"),
        ("soooo sorrrry", "so sorry"),
        ("that was cooool", "that was cool"),
        ("I MISS YOU!!!", "i miss you ! ! !"),
        ("café ｆｕｌｌ", "cafe full"),
        ("s\u0336o\u0336r\u0336r\u0336y\u0336", "sorry"),
        ("so\u200brry", "sorry"),
        ("One. Two;three…four\nfive?", "one . two . three . four . five ?"),
        ("ok 😂", "ok haha"),
        ("'quoted'", "' quoted '"),
        ("", ""),
        ("  \t ", ""),
        ("\u200b", ""),
    ],
)
def test_typed_words_become_plain(typed: str, plain: str) -> None:
    assert " ".join(cut(typed).words) == plain


def test_every_word_knows_its_letters() -> None:
    typed = "Look, I’m SOOO sorry… u know"
    text = cut(typed)
    found = {
        word: typed[start:end] for word, start, end in zip(text.words, text.starts, text.ends, strict=True)
    }
    assert found["am"] == "I’m"
    assert found["so"] == "SOOO"
    assert found["you"] == "u"
    assert found["."] == "…"


def test_a_place_in_the_line_is_a_word() -> None:
    text = cut("I am sorry for it")
    assert text.words[text.word_at(text.line.index(" sorry") + 1) - 1] == "sorry"


def test_of_a_very_long_text_the_middle_is_left_out() -> None:
    typed = "first " + "x " * READ_AT_MOST + "last"
    text = cut(typed)
    assert (text.words[0], text.words[-1]) == ("first", "last")
    assert typed[text.starts[-1] : text.ends[-1]] == "last"
    assert len(text.line) <= READ_AT_MOST + 10
    assert text.line.split() == text.words


def test_a_run_of_letters_is_not_read_to_its_end() -> None:
    (word,) = cut("ab" * 500).words
    assert len(word) == WORD_AT_MOST


def test_memory_for_spellings_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reknit.words.text.KNOWN_AT_MOST", 0)
    assert cut("unheardofspelling").words == ["unheardofspelling"]


@given(st.text(alphabet=st.characters(), max_size=300))
def test_letters_always_index_the_text(typed: str) -> None:
    text = cut(typed)
    assert len(text.words) == len(text.starts) == len(text.ends)
    assert all(0 <= start < end <= len(typed) for start, end in zip(text.starts, text.ends, strict=True))
    assert text.line.split(" ") == ["", *text.words, ""] or not text.words
