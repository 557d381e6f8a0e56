"""Know, for every kind of entry, which of its fields hold a person's own words, and read those out.

A field that may hold text stands in `OWN` or in `NOT_OWN` with the reason why not; a test walks all kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import singledispatch
from types import MappingProxyType
from typing import TYPE_CHECKING

from reknit.programme.answer import Answer, Draft
from reknit.programme.exercise import exercises
from reknit.programme.prompts import Columns, Lines, Long, Short

if TYPE_CHECKING:
    from reknit.programme.answer import Given
    from reknit.vault.diary import Entry

Words = Iterator[tuple[str, str]]
"""For each place in an entry, its name and what was typed there."""

TYPED = (Short, Long, Lines, Columns)
"""Questions that are answered in own words; the values of the others are ours."""

OWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "journey.start/1": ("name", "ex"),
        "programme.answer/1": ("given", "follow_up"),
        "programme.draft/1": ("fields",),
        "understand.taken/1": ("text",),
        "meet.drafted/1": ("text",),
        "accept.held/1": ("text", "felt", "would_do"),
    }
)
"""The fields that are read, by kind."""

NOT_OWN: Mapping[str, str] = MappingProxyType(
    {
        "journey.start/1 ended_by": "one of our answers",
        "journey.start/1 ties": "some of our answers",
        "journey.start/1 asked": "one of our answers",
        "journey.start/1 country": "a country's code",
        "journey.unconfirmed_code/1 code": "the recovery code, drawn by us",
        "programme.answer/1 exercise": "an exercise's id",
        "programme.answer/1 title": "an exercise's title",
        "programme.draft/1 exercise": "an exercise's id",
        "safety.ten/1 replies": "our questions and our answers",
        "safety.noticed/1 where": "a place's name",
        "safety.noticed/1 sign": "one of our words",
        "safety.noticed/1 level": "one of our words",
        "safety.noticed/1 mark": "a digest",
        "safety.noticed/1 answer": "one of our answers",
        "safety.phq/1 replies": "questions and numbers",
        "safety.told/1 what": "one of our statements",
        "understand.pinned/1 question": "one of our questions",
        "understand.pinned/1 measure": "one of our measures",
        "understand.pinned/1 when": "one of our words",
        "understand.pinned/1 text": "sent long ago and chosen from a chat, not typed here",
        "accept.held/1 level": "one of our words",
        "accept.held/1 faults": "our words",
        "accept.held/1 parts": "our words",
    }
)
"""The fields that may hold text and are not read, with the reason."""

MEASURED = ("history.report/1", "history.report/2")
"""Reports are measured from a file and hold nothing typed but the names in it."""


@singledispatch
def own_words(entry: Entry) -> Words:
    """Return what was typed into an entry, place by place."""
    for name in OWN.get(entry.KIND, ()):
        yield f"{entry.KIND.partition('/')[0]}.{name}", getattr(entry, name)


@own_words.register
def _(entry: Answer) -> Words:
    for given in (*entry.given, *entry.follow_up):
        for name, text in _typed_into(given):
            yield f"{entry.exercise}.{name}", text


@own_words.register
def _(entry: Draft) -> Words:
    for name, values in entry.fields.items():
        if _is_typed(entry.exercise, name):
            yield f"{entry.exercise}.{name}", "\n".join(values)


def _typed_into(given: Given) -> Words:
    sides = given.type == "columns"
    yield given.key, given.text
    yield f"{given.key}.landing", given.landing
    yield f"{given.key}.left" if sides else given.key, "\n".join(given.lines)
    yield f"{given.key}.right", "\n".join(given.more_lines)


def _is_typed(exercise: str, name: str) -> bool:
    """Say whether a field of a form is answered in own words; one nobody knows is read as well."""
    found = exercises().get(exercise)
    key = name.partition(".")[0]
    asked = next((one for one in found.head.prompts if one.key == key), None) if found else None
    return asked is None or isinstance(asked, TYPED)
