"""Load what the check of a message says: of each part, fault, meter and danger, and why it is closed."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from reknit.programme.exercise import CONTENT


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Refuse keys that nothing reads."""


class Spot(_Words, frozen=True, kw_only=True):
    """Hold the words for one thing to look at: its name, what it may do to the reader, and a question."""

    title: str
    does: str
    ask: str


class PartWords(Spot, frozen=True, kw_only=True):
    """Hold the words for a part of an apology, and why it is worth having where it is missing."""

    missing: str = ""


class MeterWords(_Words, frozen=True, kw_only=True):
    """Hold the words for one meter: its ends, what each band says, and a question for out of band."""

    name: str
    low: str
    high: str
    title: str
    ask: str
    calm: str = ""
    hostile: str = ""
    self_respecting: str = ""
    needy: str = ""
    avoiding: str = ""
    warm: str = ""
    over_the_top: str = ""

    def band(self, name: str) -> str:
        """Return what is said where the needle stands in a band."""
        said: str = getattr(self, name)
        return said


class RiskWords(_Words, frozen=True, kw_only=True):
    """Hold the words for one kind of danger: when it is certain, when it is in doubt, and the way to help."""

    title: str
    red: str
    amber: str
    way: str


class CheckWords(_Words, frozen=True, kw_only=True):
    """Hold everything the check of a message says."""

    kinds: dict[str, str]
    faults: dict[str, Spot]
    parts: dict[str, PartWords]
    lengths: dict[str, Spot]
    meters: dict[str, MeterWords]
    risks: dict[str, RiskWords]
    closed: dict[str, str]
    says: dict[str, str]


@cache
def check_words() -> CheckWords:
    """Return everything the check of a message says."""
    text = (CONTENT / "words.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), CheckWords)


@cache
def reason_words() -> dict[str, dict[str, str]]:
    """Return what is said of each reason a rule can give, by label and code."""
    text = (CONTENT / "word_reasons.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, dict[str, str]])
