"""Load the steps of the way and the lines of the pulse."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from reknit.programme.exercise import CONTENT


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step: its name, one line about it, and what to say while it has no exercises yet."""

    id: str
    name: str
    line: str
    opens: str = ""


class PulseLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One slider of the pulse: its key, its words, and the words at both ends."""

    key: str
    ask: str
    short: str
    low: str
    high: str


class _Steps(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    steps: tuple[Step, ...]


class _Pulse(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    lines: tuple[PulseLine, ...]


@cache
def steps() -> tuple[Step, ...]:
    """Return the steps in their order."""
    text = (CONTENT / "steps.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Steps).steps


@cache
def pulse_lines() -> tuple[PulseLine, ...]:
    """Return the seven lines of the pulse in their order."""
    text = (CONTENT / "pulse.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Pulse).lines
