"""The word lists are well formed, and the table in the docs says what they hold."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import polars as pl
import pytest

import reknit.history.lexicon
from reknit.history.lexicon import CATEGORIES, lists
from reknit.history.lexicon.cutting import cut
from reknit.history.lexicon.guide import guide
from reknit.history.lexicon.notation import START, Line, lines, plain, words
from reknit.history.lexicon.vocabulary import vocabulary
from reknit.history.lexicon.weaving import UNSPELLED

DOCS = Path(__file__).parents[4] / "docs" / "lexicon.md"


def spelled_out(line: Line) -> list[str]:
    """Return every phrase of a line."""
    found: set[str] = set()
    waiting = [(START, "")]
    while waiting:
        place, said = waiting.pop()
        for step in line.steps(place):
            longer = f"{said} {step.token}".strip()
            if step.place is None:
                found.add(longer)
            else:
                waiting.append((step.place, longer))
    return sorted(found)


@pytest.mark.parametrize(
    ("line", "phrases"),
    [
        ("one two", ["one two"]),
        ("(a|b) c", ["a c", "b c"]),
        ("a(|b)", ["a", "ab"]),
        ("a (b |)c", ["a b c", "a c"]),
        ("a (b|)", ["a", "a b"]),
        ("(a (b|c)|d) e", ["a b e", "a c e", "d e"]),
        ("a ( $|.)", ["a $", "a ."]),
    ],
)
def test_the_notation(line: str, phrases: list[str]) -> None:
    assert spelled_out(lines(line)[0]) == phrases


def test_marks_are_taken_as_they_stand() -> None:
    assert spelled_out(plain(": )")) == [": )"]
    assert sorted(words("in(n|g) b")) == ["b", "ing", "inn"]


def test_every_category_is_in_one_file_and_says_what_it_is_for() -> None:
    assert [entry.category for entry in lists.heard()] == list(CATEGORIES)
    for entry in lists.heard():
        assert entry.about
        assert entry.limits
        assert entry.words or entry.outer or entry.phrases or entry.marks


def test_every_file_is_read() -> None:
    folder = resources.files(reknit.history.lexicon).joinpath("en")
    assert {file.name for file in folder.iterdir()} == {f"{name}.toml" for name in (*lists.FILES, "grammar")}


def test_every_word_of_the_lists_can_be_heard() -> None:
    known = [token for token in vocabulary().known if token not in UNSPELLED]
    split = [token for token in known if int((~cut(pl.Series([token])).ends).sum()) != 1]
    assert split == []


def test_no_word_of_a_category_is_a_spelling_of_a_word_of_another() -> None:
    aliases = lists.grammar().aliases
    strays = {
        (entry.category, word)
        for entry in lists.heard()
        for word in entry.words | entry.outer
        if aliases.get(word, word) not in entry.words | entry.outer
    }
    assert strays == set()


def test_the_docs_say_what_the_lists_hold() -> None:
    assert DOCS.read_text(encoding="utf-8") == guide(), "write docs/lexicon.md anew from guide()"
