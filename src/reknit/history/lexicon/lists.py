"""Load the word lists: what each category listens for, and the grammar they share."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from reknit.history.lexicon.categories import CATEGORIES
from reknit.history.lexicon.notation import Line, lines, plain, words

_SETS = ("negators", "fillers", "openers", "first", "others", "apart", "calling", "common")
FILES = ("people", "feelings", "closeness", "quarrel", "mending", "days", "talk")


_UNHEARD = dict.fromkeys(map(ord, "\ufe0f\u200d-'"))


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What one category listens for."""

    category: str
    about: str
    limits: str
    is_negatable: bool
    """Whether "not" or "never" shortly before takes it away."""
    words: frozenset[str]
    outer: frozenset[str]
    """Words that count, but say nothing of one's own inside."""
    phrases: tuple[Line, ...]
    marks: tuple[Line, ...]
    """Emoji and faces made of signs."""
    unless: tuple[Line, ...]
    """Phrases within which the category is not heard."""


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """What all categories share."""

    aliases: dict[str, str]
    """Another spelling, and the word it stands for."""
    negators: frozenset[str]
    not_negating: tuple[Line, ...]
    fillers: frozenset[str]
    """Words that may stand anywhere within a phrase."""
    openers: frozenset[str]
    """Words that may stand before the beginning of a sentence."""
    first: frozenset[str]
    """The person who writes."""
    others: frozenset[str]
    """Somebody or something else a sentence can be about."""
    apart: frozenset[str]
    """Words that are others without their apostrophe."""
    calling: frozenset[str]
    """Words after which one calls somebody by name."""
    common: frozenset[str]
    """Common English words that other languages do not spell the same."""


def _read(name: str) -> dict[str, Any]:
    folder = resources.files(__package__).joinpath("en")
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def grammar() -> Grammar:
    """Load the grammar and the spellings."""
    table = _read("grammar")
    aliases = {word.replace("'", ""): word for word in words(table["contractions"])}
    aliases |= {spelled: word for word, others in table["aliases"].items() for spelled in words(others)}
    sets = {name: frozenset(words(table[name])) for name in _SETS}
    return Grammar(aliases=aliases, not_negating=tuple(lines(table["not_negating"])), **sets)


@cache
def heard() -> tuple[Heard, ...]:
    """Load what every category listens for, in the order of the categories."""
    tables = {category: table for name in FILES for category, table in _read(name).items()}
    return tuple(_heard(category, tables[category]) for category in CATEGORIES)


def _heard(category: str, table: dict[str, Any]) -> Heard:
    return Heard(
        category=category,
        about=table["about"],
        limits=table["limits"],
        is_negatable=table["negation"] == "cancels",
        words=frozenset(words(table.get("words", ""))),
        outer=frozenset(words(table.get("outer", ""))),
        phrases=tuple(lines(table.get("phrases", ""))),
        marks=tuple(plain(" ".join(signs(mark))) for mark in table.get("marks", "").split()),
        unless=tuple(lines(table.get("unless", ""))),
    )


def signs(mark: str) -> str:
    """Leave out what is not heard: the colour of an emoji, what joins it to the next, a face's nose."""
    return mark.translate(_UNHEARD)
