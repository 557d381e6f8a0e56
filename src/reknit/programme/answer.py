"""Read what was typed into an exercise, and hold it in the form in which it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from reknit.moment import Moment
from reknit.programme.prompts import (
    SCALE_TOP,
    AnyPrompt,
    Choice,
    Choices,
    Columns,
    Day,
    Lines,
    Long,
    Practice,
    Scale,
    Shares,
    Short,
)

LINE_MOST = 400
"""Letters in one line of a list; more than this is a paragraph."""

WHOLE = 100
"""Shares come to this many per cent."""

Fields = Mapping[str, Sequence[str]]
"""A form as it arrives: for each name, every value given."""


class Given(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer together with the question as it was asked, so it reads the same for ever."""

    key: str
    type: str
    ask: str
    text: str = ""
    landing: str = ""
    labels: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    number: int | None = None
    numbers: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    more_lines: tuple[str, ...] = ()
    day: dt.date | None = None
    ratings: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An exercise someone did: when, and what they answered."""

    KIND: ClassVar[str] = "programme.answer/1"

    at: Moment
    exercise: str
    title: str
    given: tuple[Given, ...]
    followed_up_at: Moment | None = None
    follow_up: tuple[Given, ...] = ()

    def find(self, key: str) -> Given | None:
        """Return the answer to the prompt with this key, or None when it was left open."""
        return next((one for one in (*self.given, *self.follow_up) if one.key == key), None)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An exercise someone has begun: the form as it stands."""

    KIND: ClassVar[str] = "programme.draft/1"

    at: Moment
    exercise: str
    fields: dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why one answer could not be kept yet: a code for its sentence, and a number it may name."""

    key: str
    code: str
    number: int = 0


Outcome = Given | Problem | None
"""An answer, why there is none, or None for an optional prompt left open."""


def read_answers(
    *, prompts: Sequence[AnyPrompt], fields: Fields
) -> tuple[tuple[Given, ...], tuple[Problem, ...]]:
    """Read a whole form; return what could be read and what could not, never raising."""
    outcomes = [_read(prompt, fields) for prompt in prompts]
    given = tuple(one for one in outcomes if isinstance(one, Given))
    problems = tuple(one for one in outcomes if isinstance(one, Problem))
    return given, problems


def _one(fields: Fields, name: str) -> str:
    values = fields.get(name, ())
    return values[-1].strip() if values else ""


def _many(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in fields.get(name, ()) if value.strip())


def _whole_number(text: str, *, top: int) -> int | None:
    # The length is looked at first: Python refuses to read a number of thousands of digits.
    if text.isascii() and text.isdigit() and len(text) <= len(str(top)) and int(text) <= top:
        return int(text)
    return None


def _open(prompt: AnyPrompt) -> Problem | None:
    return None if prompt.optional else Problem(key=prompt.key, code="missing")


def _blank(prompt: AnyPrompt) -> Given:
    return Given(key=prompt.key, type=str(prompt.__struct_config__.tag), ask=prompt.ask)


@singledispatch
def _read(prompt: AnyPrompt, fields: Fields) -> Outcome:
    raise NotImplementedError(type(prompt))


@_read.register
def _(prompt: Short, fields: Fields) -> Outcome:
    return _text(prompt, _one(fields, prompt.key))


@_read.register
def _(prompt: Long, fields: Fields) -> Outcome:
    landing = _one(fields, f"{prompt.key}.landing") if prompt.landing else ""
    if len(landing) > LINE_MOST:
        return Problem(key=prompt.key, code="too_long", number=LINE_MOST)
    outcome = _text(prompt, _one(fields, prompt.key))
    if not landing or isinstance(outcome, Problem):
        return outcome
    return replace(outcome or _blank(prompt), landing=landing)


def _text(prompt: Short | Long, text: str) -> Outcome:
    if not text:
        return _open(prompt)
    if len(text) > prompt.most:
        return Problem(key=prompt.key, code="too_long", number=prompt.most)
    return replace(_blank(prompt), text=text)


@_read.register
def _(prompt: Choice, fields: Fields) -> Outcome:
    value = _one(fields, prompt.key)
    if not value:
        return _open(prompt)
    labels = [option.label for option in prompt.options if option.value == value]
    if not labels:
        return Problem(key=prompt.key, code="not_an_option")
    return replace(_blank(prompt), chosen=(value,), labels=tuple(labels))


@_read.register
def _(prompt: Choices, fields: Fields) -> Outcome:
    values = set(_many(fields, prompt.key))
    if not values:
        return _open(prompt)
    if not values <= {option.value for option in prompt.options}:
        return Problem(key=prompt.key, code="not_an_option")
    picked = [option for option in prompt.options if option.value in values]
    return replace(
        _blank(prompt),
        chosen=tuple(option.value for option in picked),
        labels=tuple(option.label for option in picked),
    )


@_read.register
def _(prompt: Scale, fields: Fields) -> Outcome:
    text = _one(fields, prompt.key)
    if not text:
        return _open(prompt)
    number = _whole_number(text, top=SCALE_TOP)
    if number is None:
        return Problem(key=prompt.key, code="not_on_the_scale", number=SCALE_TOP)
    return replace(_blank(prompt), number=number, labels=(prompt.low, prompt.high))


@_read.register
def _(prompt: Lines, fields: Fields) -> Outcome:
    lines = _many(fields, prompt.key)
    if not lines:
        return _open(prompt)
    return _too_few(prompt, lines, "too_few_lines") or replace(_blank(prompt), lines=lines)


@_read.register
def _(prompt: Columns, fields: Fields) -> Outcome:
    left, right = (_many(fields, f"{prompt.key}.{side}") for side in ("left", "right"))
    if not left and not right:
        return _open(prompt)
    problem = _too_few(prompt, left, "too_few_on_a_side") or _too_few(prompt, right, "too_few_on_a_side")
    return problem or replace(
        _blank(prompt), labels=(prompt.left, prompt.right), lines=left, more_lines=right
    )


def _too_few(prompt: Lines | Columns, lines: tuple[str, ...], code: str) -> Problem | None:
    if len(lines) < prompt.least:
        return Problem(key=prompt.key, code=code, number=prompt.least)
    if any(len(line) > LINE_MOST for line in lines):
        return Problem(key=prompt.key, code="too_long", number=LINE_MOST)
    return None


@_read.register
def _(prompt: Day, fields: Fields) -> Outcome:
    text = _one(fields, prompt.key)
    if not text:
        return _open(prompt)
    try:
        return replace(_blank(prompt), day=dt.date.fromisoformat(text))
    except ValueError:
        return Problem(key=prompt.key, code="not_a_date")


@_read.register
def _(prompt: Shares, fields: Fields) -> Outcome:
    texts = [_one(fields, f"{prompt.key}.{part.value}") for part in prompt.parts]
    if not any(texts):
        return _open(prompt)
    numbers = [_whole_number(text or "0", top=WHOLE) for text in texts]
    whole = [number for number in numbers if number is not None]
    if len(whole) < len(numbers) or sum(whole) != WHOLE:
        return Problem(key=prompt.key, code="not_a_hundred", number=sum(whole))
    return replace(_blank(prompt), numbers=tuple(whole), labels=tuple(part.label for part in prompt.parts))


@_read.register
def _(prompt: Practice, fields: Fields) -> Outcome:
    texts = {moment: _one(fields, f"{prompt.key}.{moment}") for moment in prompt.moments}
    rated = {moment: _whole_number(text, top=SCALE_TOP) for moment, text in texts.items() if text}
    if not rated:
        return _open(prompt)
    ratings = tuple((moment, number) for moment, number in rated.items() if number is not None)
    if len(ratings) < len(rated):
        return Problem(key=prompt.key, code="not_on_the_scale", number=SCALE_TOP)
    return replace(_blank(prompt), ratings=ratings, labels=(prompt.low, prompt.high))
