"""A form is read whole: what can be kept is kept as it was asked, and what cannot is named, never raised."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given

from reknit.programme.answer import LINE_MOST, Answer, Draft, Given, Problem, read_answers
from reknit.programme.prompts import (
    AnyPrompt,
    Choice,
    Choices,
    Columns,
    Day,
    Lines,
    Long,
    Option,
    Practice,
    Prompt,
    Scale,
    Shares,
    Short,
)
from tests.unit.programme.forms import ONE_OF_EACH, Form, any_forms, form_of, valid_forms, whole_form

AT = dt.datetime(2026, 11, 24, 21, tzinfo=dt.UTC)
KEYS = [prompt.key for prompt in ONE_OF_EACH]
TWO = (Option(value="a", label="A"), Option(value="b", label="B"))
SHORT, LONG = Short(key="q", ask="Q?", most=5), Long(key="q", ask="Q?", landing="Land?", most=5)
CHOICE, CHOICES = Choice(key="q", ask="Q?", options=TWO), Choices(key="q", ask="Q?", options=TWO)
SCALE, DAY = Scale(key="q", ask="Q?", low="l", high="h"), Day(key="q", ask="Q?")
LINES = Lines(key="q", ask="Q?", least=2, most=3)
COLUMNS = Columns(key="q", ask="Q?", left="L", right="R", least=2)
SHARES = Shares(key="q", ask="Q?", parts=TWO)
PRACTICE = Practice(key="q", ask="Q?", seconds=60, every=30, low="l", high="h")


def read_one(prompt: AnyPrompt, form: Form) -> Given | Problem | None:
    """Read a form with one question."""
    given, problems = read_answers(prompts=[prompt], fields=form)
    return given[0] if given else problems[0] if problems else None


@pytest.mark.parametrize(
    ("prompt", "form", "kept"),
    [
        (SHORT, {"q": ("  one ",)}, {"text": "one"}),
        (SHORT, {"q": ("old", "new")}, {"text": "new"}),
        (LONG, {"q": ("a\nb",), "q.landing": (" here ",)}, {"text": "a\nb", "landing": "here"}),
        (LONG, {"q": ("a",), "q.landing": ("",)}, {"text": "a"}),
        (CHOICE, {"q": ("b",)}, {"chosen": ("b",), "labels": ("B",)}),
        (CHOICES, {"q": ("b", "a", "")}, {"chosen": ("a", "b"), "labels": ("A", "B")}),
        (SCALE, {"q": ("0",)}, {"number": 0, "labels": ("l", "h")}),
        (SCALE, {"q": ("10",)}, {"number": 10, "labels": ("l", "h")}),
        (LINES, {"q": ("a", " ", "b")}, {"lines": ("a", "b")}),
        (
            COLUMNS,
            {"q.left": ("a", "b"), "q.right": ("c", "d", "")},
            {"lines": ("a", "b"), "more_lines": ("c", "d"), "labels": ("L", "R")},
        ),
        (DAY, {"q": ("2026-12-24",)}, {"day": dt.date(2026, 12, 24)}),
        (SHARES, {"q.a": ("40",), "q.b": ("60",)}, {"numbers": (40, 60), "labels": ("A", "B")}),
        (SHARES, {"q.a": ("100",)}, {"numbers": (100, 0), "labels": ("A", "B")}),
        (PRACTICE, {"q.0": ("9",), "q.60": ("7",)}, {"ratings": ((0, 9), (60, 7)), "labels": ("l", "h")}),
    ],
)
def test_an_answer_is_kept_with_the_question_as_it_was_asked(
    prompt: AnyPrompt, form: Form, kept: dict[str, object]
) -> None:
    tag = str(prompt.__struct_config__.tag)
    assert read_one(prompt, form) == msgspec.convert({"key": "q", "type": tag, "ask": "Q?", **kept}, Given)


@pytest.mark.parametrize(
    ("prompt", "form", "code", "number"),
    [
        (SHORT, {"q": ("123456",)}, "too_long", 5),
        (LONG, {"q": ("123456",)}, "too_long", 5),
        (LONG, {"q": ("a",), "q.landing": ("x" * (LINE_MOST + 1),)}, "too_long", LINE_MOST),
        (LONG, {"q.landing": ("only this",)}, "missing", 0),
        (CHOICE, {"q": ("c",)}, "not_an_option", 0),
        (CHOICES, {"q": ("a", "c")}, "not_an_option", 0),
        (SCALE, {"q": ("11",)}, "not_on_the_scale", 10),
        (SCALE, {"q": ("-1",)}, "not_on_the_scale", 10),
        (SCALE, {"q": ("3.5",)}, "not_on_the_scale", 10),
        (SCALE, {"q": ("\N{ARABIC-INDIC DIGIT THREE}",)}, "not_on_the_scale", 10),
        (SCALE, {"q": ("9" * 5000,)}, "not_on_the_scale", 10),
        (LINES, {"q": ("a",)}, "too_few_lines", 2),
        (LINES, {"q": ("a", "x" * (LINE_MOST + 1))}, "too_long", LINE_MOST),
        (COLUMNS, {"q.left": ("a", "b"), "q.right": ("c",)}, "too_few_on_a_side", 2),
        (COLUMNS, {"q.right": ("c", "d")}, "too_few_on_a_side", 2),
        (DAY, {"q": ("soon",)}, "not_a_date", 0),
        (DAY, {"q": ("2026-02-30",)}, "not_a_date", 0),
        (SHARES, {"q.a": ("40",), "q.b": ("50",)}, "not_a_hundred", 90),
        (SHARES, {"q.a": ("40",), "q.b": ("sixty",)}, "not_a_hundred", 40),
        (SHARES, {"q.a": ("101",)}, "not_a_hundred", 0),
        (PRACTICE, {"q.0": ("9",), "q.30": ("99",)}, "not_on_the_scale", 10),
    ],
)
def test_what_cannot_be_kept_is_named(prompt: AnyPrompt, form: Form, code: str, number: int) -> None:
    assert read_one(prompt, form) == Problem(key="q", code=code, number=number)


@pytest.mark.parametrize("prompt", ONE_OF_EACH, ids=KEYS)
@pytest.mark.parametrize("blank", [None, (), ("",), (" ",)])
def test_a_question_left_open_is_missing_unless_it_is_optional(
    prompt: AnyPrompt, blank: tuple[str, ...] | None
) -> None:
    form: Form = {} if blank is None else dict.fromkeys(whole_form([prompt]), blank)
    assert read_one(prompt, form) == Problem(key=prompt.key, code="missing")
    assert read_one(msgspec.structs.replace(prompt, optional=True), form) is None


def test_a_list_that_asks_for_no_number_of_lines_still_asks_for_one() -> None:
    assert read_one(Lines(key="q", ask="Q?"), {"q": ("",)}) == Problem(key="q", code="missing")


def test_a_landing_line_without_a_text_is_not_lost() -> None:
    found = read_one(msgspec.structs.replace(LONG, optional=True), {"q.landing": ("landed",)})
    assert found == Given(key="q", type="long", ask="Q?", landing="landed")


def test_a_landing_line_nobody_asked_for_is_not_read() -> None:
    found = read_one(Long(key="q", ask="Q?"), {"q": ("a",), "q.landing": ("x" * 9_999,)})
    assert found == Given(key="q", type="long", ask="Q?", text="a")


def test_one_answer_that_cannot_be_kept_does_not_touch_the_others() -> None:
    form = whole_form(ONE_OF_EACH) | {"scale": ("many",), "day": ("soon",)}
    given, problems = read_answers(prompts=ONE_OF_EACH, fields=form)
    assert [one.key for one in given] == [key for key in KEYS if key not in {"scale", "day"}]
    assert [one.key for one in problems] == ["scale", "day"]


@given(form=any_forms())
def test_no_form_is_too_odd_to_be_read(form: Form) -> None:
    answered, problems = read_answers(prompts=ONE_OF_EACH, fields=form)
    assert sorted([one.key for one in answered] + [one.key for one in problems]) == sorted(KEYS)


@given(form=valid_forms())
def test_a_form_filled_from_kept_answers_reads_back_to_the_same(form: Form) -> None:
    answered, problems = read_answers(prompts=ONE_OF_EACH, fields=form)
    assert problems == ()
    assert read_answers(prompts=ONE_OF_EACH, fields=form_of(answered, ONE_OF_EACH)) == (answered, ())


@given(form=valid_forms())
def test_an_answer_is_the_same_after_it_was_written_down(form: Form) -> None:
    answered, _ = read_answers(prompts=ONE_OF_EACH, fields=form)
    answer = Answer(at=AT, exercise="X90", title="Small", given=answered)
    draft = Draft(at=AT, exercise="X90", fields=form)
    assert msgspec.json.decode(msgspec.json.encode(answer), type=Answer) == answer
    assert msgspec.json.decode(msgspec.json.encode(draft), type=Draft) == draft


def test_an_answer_is_found_by_its_key_also_in_the_follow_up() -> None:
    first, later = Given(key="a", type="short", ask="A?"), Given(key="b", type="short", ask="B?")
    answer = Answer(at=AT, exercise="X90", title="Small", given=(first,), follow_up=(later,))
    assert (answer.find("a"), answer.find("b"), answer.find("c")) == (first, later, None)


def test_a_question_of_no_type_cannot_be_read() -> None:
    with pytest.raises(NotImplementedError):
        read_answers(prompts=[Prompt(key="q", ask="Q?")], fields={})  # type: ignore[list-item] # none of the types
