"""Read every content file as its readers will: does it load, is it short, and are its words fit for 2 a.m."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from statistics import mean

import msgspec
import pytest

from reknit.journey.today import FOLLOW_UP_UNTIL
from reknit.programme.answer import read_answers
from reknit.programme.exercise import CONTENT, Exercise, exercises, read_exercise
from reknit.programme.steps import steps
from reknit.safety.standing import NAMES
from tests.unit.programme.forms import whole_form

FORBIDDEN = Path(__file__).parent / "forbidden.txt"
EXERCISES = sorted((CONTENT / "exercises").glob("*.md"))
RECOGNISED = CONTENT / "words"
"""Lists of what people write, kept so that it can be recognised: they have to name what pages may not say."""

PAGES = sorted(
    path
    for path in CONTENT.rglob("*")
    if path.suffix in {".md", ".toml"} and not path.is_relative_to(RECOGNISED)
)

KNOWN = (
    {f"X{number:02}" for number in range(1, 26)}
    | {f"R{number}" for number in range(1, 5)}
    | {f"L{number}" for number in range(1, 5)}
    | {"S1"}
)
"""Every id the programme names, written or not yet."""

GRADES = ("A", "A-", "B", "B-", "C+", "C", "D")
SPOKEN = {"title", "summary", "ask", "help", "label", "says"}
"""The keys of a head in which a page puts the names; anywhere else a brace would be shown as it is."""

MOST_LINES = 100
MOST_WORDS = 35
MOST_WORDS_ON_AVERAGE = 16

SHOWN = {
    "title",
    "summary",
    "ask",
    "help",
    "label",
    "landing",
    "low",
    "high",
    "left",
    "right",
    "says",
    "found",
}
"""The keys of a head whose text a person reads."""


@cache
def forbidden() -> re.Pattern[str]:
    """Return one pattern for every forbidden phrase, as whole words."""
    lines = FORBIDDEN.read_text(encoding="utf-8").splitlines()
    phrases = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def phrases_in(text: str) -> list[str]:
    """Return the forbidden phrases a text uses."""
    return forbidden().findall(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def texts(value: object, *, shown: bool = False) -> list[str]:
    """Return every text a person reads in a head, however deep it lies."""
    if isinstance(value, str):
        return [value] if shown and value else []
    if isinstance(value, dict):
        return [text for key, one in value.items() for text in texts(one, shown=key in SHOWN)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in texts(one, shown=shown)]
    return []


def words_of(exercise: Exercise) -> list[str]:
    """Return every passage of an exercise: its prompts, and its paragraphs without markup."""
    paragraphs = re.split(r"</(?:p|li|h\d)>", exercise.before + exercise.afterwards)
    plain = [re.sub(r"<[^>]+>", "", paragraph).strip() for paragraph in paragraphs]
    return [*texts(msgspec.to_builtins(exercise.head)), *(text for text in plain if text)]


def sentence_lengths(passages: list[str]) -> list[int]:
    """Return the number of words of each sentence."""
    sentences = [one for passage in passages for one in re.split(r"(?<=[.?!:])[”)]?\s+", passage)]
    return [len(sentence.split()) for sentence in sentences if sentence.strip()]


@pytest.fixture(params=EXERCISES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_there_are_exercises() -> None:
    assert EXERCISES
    assert PAGES


def test_the_file_is_named_after_its_id_and_slug(path: Path) -> None:
    head = read_exercise(path=path).head
    assert path.stem == f"{head.id}-{head.slug}"
    assert head.id in KNOWN


def test_no_id_is_used_twice() -> None:
    ids = [read_exercise(path=path).head.id for path in EXERCISES]
    assert len(ids) == len(set(ids))


def test_what_comes_before_it_exists(path: Path) -> None:
    assert set(read_exercise(path=path).head.opens_when.after) <= KNOWN


def test_it_fits_a_phone_and_an_evening(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert 0 < read_exercise(path=path).head.minutes <= 20


def test_it_has_words_before_and_after(path: Path) -> None:
    exercise = read_exercise(path=path)
    assert 2 <= exercise.before.count("<p>") <= 5
    assert exercise.afterwards.count("<p>") >= 1


def test_its_sources_name_a_year(path: Path) -> None:
    sources = read_exercise(path=path).head.sources
    assert sources
    assert all(re.search(r"\((?:19|20)\d\d\)$", source.cite) for source in sources)


def test_its_sources_are_graded_and_say_what_was_found(path: Path) -> None:
    for source in read_exercise(path=path).head.sources:
        assert source.grade in GRADES
        assert source.found.endswith(".")
        assert source.found[0].isupper()


def test_nobody_wrote_it_in_the_future(path: Path) -> None:
    assert read_exercise(path=path).head.written <= dt.datetime.now(dt.UTC).date()


def test_it_belongs_to_a_step_that_is_shown(path: Path) -> None:
    assert read_exercise(path=path).head.step in {step.id for step in steps()}


def test_it_is_hidden_in_states_that_exist(path: Path) -> None:
    assert set(read_exercise(path=path).head.hidden_in) <= NAMES


def test_what_it_waits_for_is_written(path: Path) -> None:
    head = read_exercise(path=path).head
    assert set(head.opens_when.after) <= set(exercises()) - {head.id}


def test_it_is_not_planned_before_it_opens(path: Path) -> None:
    head = read_exercise(path=path).head
    assert list(head.days) == sorted(set(head.days))
    assert all(day >= head.opens_when.day for day in head.days)


def test_it_asks_again_while_the_moment_is_remembered(path: Path) -> None:
    later = read_exercise(path=path).head.follow_up
    assert later is None or 0 < later.after_minutes < FOLLOW_UP_UNTIL.total_seconds() / 60


def test_it_can_be_answered_and_left_open_where_it_says_so(path: Path) -> None:
    head = read_exercise(path=path).head
    for prompts in (head.prompts, head.follow_up.prompts if head.follow_up else ()):
        given, problems = read_answers(prompts=prompts, fields=whole_form(prompts))
        assert problems == ()
        assert [one.key for one in given] == [prompt.key for prompt in prompts]
        _, problems = read_answers(prompts=prompts, fields={})
        assert {one.key for one in problems} == {prompt.key for prompt in prompts if not prompt.optional}


def test_options_have_plain_values(path: Path) -> None:
    values = re.findall(r'\bvalue = "([^"]*)"', path.read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", value) for value in values)


def test_its_sentences_are_short(path: Path) -> None:
    lengths = sentence_lengths(words_of(read_exercise(path=path)))
    assert max(lengths) <= MOST_WORDS
    assert mean(lengths) <= MOST_WORDS_ON_AVERAGE


def test_it_never_raises_its_voice(path: Path) -> None:
    assert not [text for text in words_of(read_exercise(path=path)) if "!" in text]


def test_a_brace_holds_only_a_name(path: Path) -> None:
    passages = words_of(read_exercise(path=path))
    braces = {brace for text in passages for brace in re.findall(r"\{[^}]*\}?", text)}
    assert braces <= {"{ex}", "{name}"}


def unspoken(value: object, key: str = "") -> list[str]:
    """Return every text in a head into which no page puts a name."""
    if isinstance(value, str):
        return [] if key in SPOKEN else [value]
    if isinstance(value, dict):
        # The parts of a whole have labels too, but only those of options are spoken.
        return [text for name, one in value.items() for text in unspoken(one, "" if key == "parts" else name)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in unspoken(one, key)]
    return []


def test_a_name_stands_only_where_a_page_puts_it_in(path: Path) -> None:
    head = msgspec.to_builtins(read_exercise(path=path).head)
    assert not [text for text in unspoken(head) if "{" in text]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CONTENT).as_posix())
def test_no_page_uses_a_forbidden_phrase(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not phrases_in("\n".join(line for line in text.splitlines() if not line.startswith("#")))


@pytest.mark.parametrize(
    "text",
    [
        "How to win\nback your ex",
        "It is GUARANTEED.",
        "a 12-day streak",
        "You shouldn\N{RIGHT SINGLE QUOTATION MARK}t",
        "plenty of fish, they say",
        "Someone is watching over this.",
        "He committed to it.",
        "Keep away from pills and from a knife.",
    ],
)
def test_the_lint_finds_a_phrase(text: str) -> None:
    assert phrases_in(text)


@pytest.mark.parametrize(
    "text", ["streaky bacon", "wind back the clock", "the embitterment", "you shoulder it"]
)
def test_the_lint_leaves_other_words_alone(text: str) -> None:
    assert not phrases_in(text)
