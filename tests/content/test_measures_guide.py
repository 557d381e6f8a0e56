"""Every measure has its words, the words are plain, and the page about measures is what the code says."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import msgspec
import pytest

import reknit.history.measures
from reknit.history.measures import MEASURES
from reknit.history.measures.interface import Reads
from reknit.programme.measures import MeasureWords, measure_words
from tests.content.measures_guide import GUIDE, READS, guide
from tests.content.test_exercises import MOST_WORDS, phrases_in, sentence_lengths

CODES = [measure.code for measure in MEASURES]
SENTENCES = ("what", "how", "source", "limits", "not_for")
CHANGES = ("higher", "lower", "you_higher", "you_lower")


@pytest.fixture(params=CODES)
def words(request: pytest.FixtureRequest) -> MeasureWords:
    return measure_words()[request.param]


def test_every_measure_has_words_and_they_come_in_the_same_order() -> None:
    assert list(measure_words()) == CODES
    assert len({one.title for one in measure_words().values()}) == len(CODES)


def test_every_file_of_a_measure_is_counted() -> None:
    folder = Path(reknit.history.measures.__file__).parent
    files = {path.stem for path in folder.glob("*.py") if "\nMEASURE = " in path.read_text(encoding="utf-8")}
    assert files == set(CODES)


def test_its_title_is_short(words: MeasureWords) -> None:
    assert 1 <= len(words.title.split()) <= 4
    assert words.title[0].isupper()


@pytest.mark.parametrize("field", SENTENCES)
def test_its_account_is_in_short_whole_sentences(words: MeasureWords, field: str) -> None:
    text = getattr(words, field)
    assert text[0].isupper() or text[0] == "“"
    assert text.endswith(".")
    assert max(sentence_lengths([text])) <= MOST_WORDS
    assert len(sentence_lengths([words.what])) == 1


def test_its_source_names_a_year_or_says_that_it_is_our_choice(words: MeasureWords) -> None:
    assert re.search(r"\b(?:19|20)\d\d\b", words.source) or words.source.startswith("Product choice.")


def test_its_unit_says_a_value(words: MeasureWords) -> None:
    assert [name for _, name, _, _ in Formatter().parse(words.unit) if name] == ["value"]


def test_what_held_has_a_name_where_it_is_good_news() -> None:
    for measure in MEASURES:
        stayed = measure_words()[measure.code].stayed
        assert bool(stayed) == (measure.better != "neither")
        assert not stayed or (stayed[0].islower() and (stayed[-1].isalpha() or stayed[-1] == "”"))


def test_a_single_one_is_said_without_a_plural(words: MeasureWords) -> None:
    assert words.amount("1").startswith("1 ")
    assert not re.match(r"1 \w+s\b", words.amount("1"))


@pytest.mark.parametrize("field", CHANGES)
def test_a_change_is_said_of_one_person(words: MeasureWords, field: str) -> None:
    text = getattr(words, field)
    assert text.startswith("You " if field.startswith("you_") else "{name} ")
    assert text.count("{") == (0 if field.startswith("you_") else 1)
    assert text[-1].isalpha() or text[-1] == "”"


def test_what_is_said_to_the_reader_is_what_is_said_by_name(words: MeasureWords) -> None:
    assert words.change(is_higher=True, name="You") == words.you_higher
    assert words.change(is_higher=False, name="You") == words.you_lower


def test_the_words_keep_to_what_pages_may_say(words: MeasureWords) -> None:
    said = "\n".join(str(text) for text in msgspec.to_builtins(words).values())
    assert phrases_in(said) == []
    assert "—" not in said
    assert "!" not in said


def test_everything_a_measure_can_read_is_explained() -> None:
    assert set(READS) == set(get_args(Reads))


def test_the_page_is_what_the_code_says() -> None:
    assert GUIDE.read_text(encoding="utf-8") == guide(), "write it: python -m tests.content.measures_guide"
