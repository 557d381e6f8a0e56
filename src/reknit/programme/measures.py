"""Load the words for each measure of a message history: its name, its account, and how a change is said."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from reknit.programme.exercise import CONTENT


class MeasureWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hold what a person is told of one measure; `unit` names {value}, `higher` and `lower` name {name}.

    `stayed` says what held, where holding is good news; empty where more or less is neither good nor bad.
    """

    title: str
    what: str
    how: str
    unit: str
    source: str
    limits: str
    not_for: str
    higher: str
    lower: str
    you_higher: str
    you_lower: str
    unit_one: str = ""
    stayed: str = ""

    def amount(self, value: str) -> str:
        """Say a value with its unit, a single one without a plural."""
        return self.unit_one if value == "1" and self.unit_one else self.unit.replace("{value}", value)

    def change(self, *, is_higher: bool, name: str | None) -> str:
        """Say a change of the person with this name; of the reader, where there is none."""
        if name is None:
            return self.you_higher if is_higher else self.you_lower
        return (self.higher if is_higher else self.lower).replace("{name}", name)


@cache
def measure_words() -> dict[str, MeasureWords]:
    """Return the words of every measure by its code, in the order in which they are told."""
    text = (CONTENT / "measures.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, MeasureWords])
