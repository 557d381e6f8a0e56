"""Load the cards of the states: what it is, what to do next, whom to reach, what closes, how it lifts."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from reknit.safety.helplines import CONTENT
from reknit.safety.states import State

if TYPE_CHECKING:
    from collections.abc import Mapping

Purpose = Literal["suicide", "abuse", "own_behaviour", "youth", "men", "lgbt", "listening"]
Then = Literal["crisis", "danger", "own-behaviour", "order", "young", "wave", "screens", "plan"]


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one state's card."""

    name: str
    title: str
    what: tuple[str, ...]
    next: str
    help: tuple[Purpose, ...]
    help_if_repeated: tuple[Purpose, ...] = ()
    help_heading: str
    ground: tuple[str, ...]
    then: tuple[Then, ...]
    closes: str
    lifts: str


@cache
def cards() -> Mapping[State, Card]:
    """Return the card of every state."""
    text = (CONTENT / "safety_cards.toml").read_text(encoding="utf-8")
    read = msgspec.convert(tomllib.loads(text), dict[State, Card])
    return {state: read[state] for state in State}
