"""Load the word lists: what each category listens for, and the grammar they share."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from reknit.history.lexicon import notation
from reknit.history.lexicon.categories import CATEGORIES

Phrase = tuple[str, ...]

FILES = ("people", "feelings", "closeness", "quarrel", "mending", "days", "talk")


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
    phrases: frozenset[Phrase]
    marks: frozenset[str]
    """Emoji and faces made of signs."""
    unless: frozenset[Phrase]
    """Phrases within which the category is not heard."""


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """What all categories share."""

    aliases: dict[str, str]
    """Another spelling, and the word it stands for."""
    negators: frozenset[str]
    not_negating: frozenset[Phrase]
    fillers: frozenset[str]
    """Words that may stand anywhere within a phrase."""
    openers: frozenset[str]
    """Words that may stand before the beginning of a sentence."""
    first: frozenset[str]
    """The person who writes."""
    others: frozenset[str]
    """Somebody or something else a sentence can be about."""
    apart: frozenset[str]
    """Words that mean another thing without their apostrophe."""
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
    table, groups = _read("grammar"), _groups()
    aliases = {
        spelled: word for word, others in table["aliases"].items() for spelled in notation.words(others, {})
    }
    sets = {
        name: frozenset(notation.words(table[name], groups))
        for name in ("negators", "fillers", "openers", "first", "others", "apart", "calling", "common")
    }
    not_negating = frozenset(notation.phrases(table["not_negating"], groups))
    return Grammar(aliases=aliases, not_negating=not_negating, **sets)


@cache
def _groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for name, alternatives in _read("grammar")["groups"].items():
        groups[name] = notation.with_groups(" ".join(alternatives.split()), groups).translate(
            {40: "", 41: ""}
        )
    return groups


@cache
def heard() -> tuple[Heard, ...]:
    """Load what every category listens for, in the order of the categories."""
    tables = {category: table for name in FILES for category, table in _read(name).items()}
    return tuple(_heard(category, tables[category]) for category in CATEGORIES)


def _heard(category: str, table: dict[str, Any]) -> Heard:
    groups = _groups()
    return Heard(
        category=category,
        about=table["about"],
        limits=table["limits"],
        is_negatable=table["negation"] == "cancels",
        words=frozenset(notation.words(table.get("words", ""), groups)),
        outer=frozenset(notation.words(table.get("outer", ""), groups)),
        phrases=frozenset(notation.phrases(table.get("phrases", ""), groups)),
        marks=frozenset(table.get("marks", "").split()),
        unless=frozenset(notation.phrases(table.get("unless", ""), groups)),
    )
