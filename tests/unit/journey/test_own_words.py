"""Every field that may hold text is read, or says why not; a new kind or field cannot slip by."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

import msgspec
import pytest

from reknit.journey.kinds import kinds
from reknit.journey.model import Start
from reknit.journey.own_words import MEASURED, NOT_OWN, OWN, own_words
from reknit.programme.answer import Answer, Draft, Given
from reknit.programme.exercise import exercises
from reknit.steps.accept.model import Held
from reknit.steps.understand.model import Taken

AT = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
NEVER_TEXT = (bool, int, float, bytes, UUID, dt.date, dt.datetime, type(None))


def may_hold_text(hint: Any) -> bool:
    """Say whether a value of this type can hold text, however deep."""
    if get_origin(hint) is typing.Annotated:
        return may_hold_text(get_args(hint)[0])
    if hint in NEVER_TEXT or hint is Ellipsis:
        return False
    if get_origin(hint) is Literal:
        return True
    if get_origin(hint) in {typing.Union, types.UnionType, tuple, list, dict}:
        return any(may_hold_text(part) for part in get_args(hint))
    return True


FIELDS = [
    (kind, field.name)
    for name, kind in sorted(kinds().items())
    if name not in MEASURED
    for field in dataclasses.fields(kind)  # type: ignore[arg-type]  # every kind is one
    if may_hold_text(typing.get_type_hints(kind, include_extras=True)[field.name])
]


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda value: str(getattr(value, "KIND", value)))
def test_every_field_that_may_hold_text_is_read_or_says_why_not(kind: Any, field: str) -> None:
    is_own, is_not = field in OWN.get(kind.KIND, ()), f"{kind.KIND} {field}" in NOT_OWN
    assert is_own != is_not, f"say in own_words.py whether {kind.KIND} {field} is a person's own words"


def test_nothing_is_listed_that_is_not_there() -> None:
    there = {(kind.KIND, field) for kind, field in FIELDS}
    listed = {(kind, field) for kind, fields in OWN.items() for field in fields}
    assert listed | {tuple(one.split(" ")) for one in NOT_OWN} == there
    assert all(reason and reason[0].islower() for reason in NOT_OWN.values())
    assert set(MEASURED) <= set(kinds())


FLAT = [kind for name, kind in kinds().items() if name in OWN and kind not in {Answer, Draft, Start}]


@pytest.mark.parametrize("kind", FLAT, ids=lambda kind: kind.KIND)
def test_what_is_listed_is_read(kind: Any) -> None:
    own = {field: f"words in {field}" for field in OWN[kind.KIND]}
    found = dict(own_words(kind(at=AT, **own)))
    assert found == {f"{kind.KIND.split('/')[0]}.{field}": text for field, text in own.items()}


def test_names_are_read_too() -> None:
    assert dict(own_words(Start(at=AT, name="Kim", ex="Sam"))) == {
        "journey.start.name": "Kim",
        "journey.start.ex": "Sam",
    }
    assert {Taken, Held} < set(FLAT)


def test_every_text_of_an_answer_is_read_where_its_draft_had_it() -> None:
    given = (
        Given(key="story", type="long", ask="?", text="a", landing="b"),
        Given(key="people", type="lines", ask="?", lines=("c", "d")),
        Given(key="both", type="columns", ask="?", lines=("e",), more_lines=("f", "g")),
        Given(key="mood", type="choice", ask="?", chosen=("ours",), labels=("Ours",)),
    )
    later = (Given(key="after", type="short", ask="?", text="h"),)
    found = own_words(Answer(at=AT, exercise="X90", title="x", given=given, follow_up=later))
    assert {(where, text) for where, text in found if text} == {
        ("X90.story", "a"),
        ("X90.story.landing", "b"),
        ("X90.people", "c\nd"),
        ("X90.both.left", "e"),
        ("X90.both.right", "f\ng"),
        ("X90.after", "h"),
    }


def test_every_text_field_of_an_answer_is_known_here() -> None:
    hints = typing.get_type_hints(Given)
    texts = {
        name for name in msgspec.structs.asdict(Given(key="", type="", ask="")) if may_hold_text(hints[name])
    }
    ours = {"key", "type", "ask", "labels", "chosen"}
    assert texts - ours == {"text", "landing", "lines", "more_lines"}


def test_of_a_draft_only_own_answers_are_read_and_an_unknown_field_is() -> None:
    fields = {"hoping": ("one", "two"), "what_now": ("wait",), "wave.30": ("7",), "new": ("three",)}
    assert dict(own_words(Draft(at=AT, exercise="X14", fields=fields))) == {
        "X14.hoping": "one\ntwo",
        "X14.new": "three",
    }
    gone = Draft(at=AT, exercise="X98", fields={"a": ("b",)})
    assert dict(own_words(gone)) == {"X98.a": "b"}
    assert "X98" not in exercises()
