"""Load how to get the file out of each app."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from reknit.programme.exercise import CONTENT

# Most people come with this one.
FIRST = "WhatsApp"


class ExportHelp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hold how to export a chat from one app, and the formats that come of it."""

    title: str
    file: str
    steps: tuple[str, ...]
    formats: tuple[str, ...]


@cache
def exports() -> tuple[ExportHelp, ...]:
    """Return the help for every app, the most common first, the others by name."""
    paths = sorted((CONTENT / "exports").glob("*.toml"))
    found = [msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), ExportHelp) for path in paths]
    return tuple(sorted(found, key=lambda each: (each.title != FIRST, each.title.casefold())))


def app_of(format_: str) -> str:
    """Name the apps that a format comes from; the format's own name where no app is known for it."""
    return " or ".join(each.title for each in exports() if format_ in each.formats) or format_
