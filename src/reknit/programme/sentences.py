"""Turn codes from the core into the sentences that stand for them in content."""

from __future__ import annotations

import tomllib
from functools import cache

from reknit.programme.exercise import CONTENT


def sentence(*, area: str, code: str, **named: object) -> str:
    """Return the sentence for a code of an area (a file in content), with what it names filled in."""
    return sentences(area)[code].format(**named)


@cache
def sentences(area: str) -> dict[str, str]:
    """Return every sentence of an area by code."""
    read: dict[str, str] = tomllib.loads((CONTENT / f"{area}.toml").read_text(encoding="utf-8"))
    return read


def speak(text: str, *, name: str, ex: str) -> str:
    """Put in the names by which the person is called and calls the other."""
    return text.replace("{name}", name or "you").replace("{ex}", ex or "them")
