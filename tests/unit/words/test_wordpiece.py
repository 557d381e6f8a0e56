"""Words are cut into the longest pieces that are known."""

from __future__ import annotations

import pytest

from reknit.words.wordpiece import WordPiece

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "sorry", "so", "##rr", "##y", "s", "##o")


@pytest.mark.parametrize(
    ("words", "ids", "of"),
    [
        ([], [2, 3], [-1, -1]),
        (["sorry"], [2, 4, 3], [-1, 0, -1]),
        (["so", "sorry"], [2, 5, 4, 3], [-1, 0, 1, -1]),
        (["sorry"[:2] + "rry"], [2, 4, 3], [-1, 0, -1]),
        (["soy"], [2, 5, 7, 3], [-1, 0, 0, -1]),
        (["sxy"], [2, 1, 3], [-1, 0, -1]),
    ],
)
def test_pieces(words: list[str], ids: list[int], of: list[int]) -> None:
    pieces = WordPiece(vocabulary=VOCABULARY).cut(words)
    assert (pieces.ids, pieces.of) == (ids, of)


def test_a_word_is_cut_the_same_the_second_time() -> None:
    cutter = WordPiece(vocabulary=VOCABULARY)
    assert cutter.cut(["soy", "soy"]).ids == [2, 5, 7, 5, 7, 3]


def test_memory_for_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reknit.words.wordpiece.REMEMBERED", 0)
    assert WordPiece(vocabulary=VOCABULARY).cut(["soy", "soy"]).ids == [2, 5, 7, 5, 7, 3]
