"""A small reader for tests: it knows one sentence for each sign, so that no test waits for a model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reknit.safety.model import Kind

Level = Literal["amber", "red"]

RED = "I do not want to live any more"
"""The sentence that the crawl sends through every field."""

DOUBT = "I wish I could disappear"

SENTENCES: dict[str, tuple[Kind, Level]] = {
    RED: ("self_harm", "red"),
    DOUBT: ("self_harm", "amber"),
    "I will make him bleed": ("threat", "red"),
    "I could slap her": ("threat", "amber"),
    "I waited outside her work again": ("stalking", "red"),
    "I looked at his page ten times": ("stalking", "amber"),
    "no money unless she answers": ("manipulation", "red"),
    "I posted it so he gets jealous": ("manipulation", "amber"),
    "he held me by the throat": ("abused", "red"),
    "she decides whom I may see": ("abused", "amber"),
    "I am sixteen": ("minor", "red"),
    "the court order says 100 metres": ("order", "red"),
    "the police had a word with me": ("order", "amber"),
}


class Sign(NamedTuple):
    """One sign, as the words room gives it."""

    label: Kind
    start: int
    end: int
    level: Level


def read(text: str) -> list[Sign]:
    """Return each sentence that is known."""
    return [
        Sign(label, found.start(), found.end(), level)
        for words, (label, level) in SENTENCES.items()
        for found in re.finditer(re.escape(words), text, re.IGNORECASE)
    ]


class Risk(NamedTuple):
    """The danger a text shows."""

    signs: list[Sign]


def risk_of(text: str) -> Risk:
    """Read a text as the words room does."""
    return Risk(read(text))
