"""Fill in exercises: whole files around a few questions, and forms a page would send."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from reknit.programme.answer import LINE_MOST, Given
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
    Scale,
    Shares,
    Short,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Form = dict[str, tuple[str, ...]]

HEAD = """id = "{id}"
slug = "small"
step = "thrive"
title = "Small"
minutes = 1
summary = "For tests."
written = 2026-11-24
sources = [{{ cite = "Nobody (2026)", grade = "D", found = "Nothing." }}]
"""

ONE_PROMPT = """
[[prompts]]
type = "short"
key = "word"
ask = "One word?"
"""

ONE_OF_EACH: tuple[AnyPrompt, ...] = (
    Short(key="short", ask="Short?"),
    Long(key="long", ask="Long?", landing="Land?"),
    Choice(key="choice", ask="Choice?", options=(Option(value="a", label="A"), Option(value="b", label="B"))),
    Choices(
        key="choices", ask="Choices?", options=(Option(value="a", label="A"), Option(value="b", label="B"))
    ),
    Scale(key="scale", ask="Scale?", low="little", high="much"),
    Lines(key="lines", ask="Lines?", least=2, most=3),
    Columns(key="columns", ask="Columns?", left="L", right="R", least=1, most=2),
    Day(key="day", ask="Day?"),
    Shares(
        key="shares", ask="Shares?", parts=(Option(value="me", label="I"), Option(value="you", label="Y"))
    ),
    Practice(key="practice", ask="Practice?", seconds=60, every=30, low="little", high="much"),
)


def write(
    folder: Path, toml: str = ONE_PROMPT, *, name: str = "X90", body: str = "Before.\n", head: str = HEAD
) -> Path:
    """Write an exercise file as a therapist would."""
    path = folder / f"{name}-small.md"
    path.write_text(f"+++\n{head.format(id=name)}{toml}+++\n\n{body}", encoding="utf-8")
    return path


def whole_form(prompts: Sequence[AnyPrompt]) -> Form:
    """Return a form in which every question has an answer that can be kept."""
    return {name: values for prompt in prompts for name, values in _FILLED[type(prompt)](prompt).items()}


_FILLED: dict[type, Callable[..., Form]] = {
    Short: lambda prompt: {prompt.key: ("a word",)},
    Long: lambda prompt: {prompt.key: ("a word",), f"{prompt.key}.landing": ("landed",)},
    Choice: lambda prompt: {prompt.key: (prompt.options[0].value,)},
    Choices: lambda prompt: {prompt.key: tuple(option.value for option in prompt.options)},
    Scale: lambda prompt: {prompt.key: ("3",)},
    Lines: lambda prompt: {prompt.key: ("a line",) * max(1, prompt.least)},
    Columns: lambda prompt: {
        f"{prompt.key}.left": ("left",) * max(1, prompt.least),
        f"{prompt.key}.right": ("right",) * max(1, prompt.least),
    },
    Day: lambda prompt: {prompt.key: ("2026-12-24",)},
    Shares: lambda prompt: {f"{prompt.key}.{prompt.parts[0].value}": ("100",)},
    Practice: lambda prompt: {f"{prompt.key}.{moment}": ("5",) for moment in prompt.moments},
}


def form_of(given: Sequence[Given], prompts: Sequence[AnyPrompt]) -> Form:
    """Return the form that a page shows for answers already kept."""
    asked = {prompt.key: prompt for prompt in prompts}
    form: Form = {}
    for one in given:
        prompt = asked[one.key]
        number = () if one.number is None else (str(one.number),)
        day = (one.day.isoformat(),) if one.day else ()
        sides = "left" if isinstance(prompt, Columns) else ""
        form[f"{one.key}.left" if sides else one.key] = (
            *((one.text,) if one.text else ()),
            *one.chosen,
            *number,
            *one.lines,
            *day,
        )
        form |= {f"{one.key}.right": one.more_lines, f"{one.key}.landing": (one.landing,)}
        form |= {f"{one.key}.{moment}": (str(rating),) for moment, rating in one.ratings}
        if isinstance(prompt, Shares) and one.numbers:
            shares = zip(prompt.parts, one.numbers, strict=True)
            form |= {f"{one.key}.{part.value}": (str(number),) for part, number in shares}
    return form


WORDS = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
LISTS = st.lists(WORDS, min_size=2, max_size=3).map(tuple)
RATINGS = st.integers(0, 10).map(lambda number: (str(number),))


def valid_forms() -> st.SearchStrategy[Form]:
    """Return forms over ONE_OF_EACH, all of which can be kept."""
    return st.fixed_dictionaries(
        {
            "short": st.tuples(WORDS),
            "long": st.tuples(WORDS),
            "choice": st.sampled_from([("a",), ("b",)]),
            "choices": st.sampled_from([("a",), ("b",), ("a", "b"), ("b", "a")]),
            "scale": RATINGS,
            "lines": LISTS,
            "columns.left": LISTS,
            "columns.right": LISTS,
            "day": st.dates().map(lambda day: (day.isoformat(),)),
            "practice.0": RATINGS,
        },
        optional={
            "long.landing": st.tuples(st.text(max_size=LINE_MOST)),
            "practice.30": RATINGS,
            "practice.60": RATINGS,
        },
    ).flatmap(_with_shares)


def _with_shares(form: Form) -> st.SearchStrategy[Form]:
    mine = st.integers(0, 100)
    return mine.map(
        lambda share: form | {"shares.me": (str(share),), "shares.you": (str(100 - share),)},
    )


def any_forms() -> st.SearchStrategy[Form]:
    """Return forms of any kind under names that ONE_OF_EACH knows, and some it does not."""
    names = [name for prompt in ONE_OF_EACH for name in _FILLED[type(prompt)](prompt)]
    numbers = st.from_regex(r"-?[0-9]{1,3}", fullmatch=True)
    values = st.one_of(st.text(), numbers, st.dates().map(dt.date.isoformat), st.sampled_from(["a", "b"]))
    return st.dictionaries(
        st.one_of(st.sampled_from([*names, "shares.you"]), st.text()), st.lists(values, max_size=8).map(tuple)
    )
