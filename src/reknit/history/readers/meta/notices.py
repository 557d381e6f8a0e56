"""Tell what Instagram and Messenger write by themselves from what a person wrote."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_WORDS = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
_HOLE = re.compile(r"\{(\w+)\}")
_HOLES = {
    "who": r"(?P<who>[^\n]{1,100}?)",
    "whom": r"(?P<whom>[^\n]{1,100})",
    "number": r"\d+",
    "sign": r"[^A-Za-z\n]{1,24}",  # an emoji may be several signs long, and letters are none of them
    "any": r"[^\n]+",
}
_STOPS = " .。!\u00a0"
# No notice is longer, even with two names in it.
LONGEST = 400
# The English sentences name the owner of the account like anybody else.
YOU = "you"

EDITED: tuple[str, ...] = tuple(f" {word}" for word in _WORDS["edited"])
_GONE = frozenset(name.casefold() for name in _WORDS["deleted_accounts"])
NOTICE_KINDS = ("system", "sent", "call", "deleted", "location", "poll")


class _Phrase(NamedTuple):
    kind: str
    anchor: str  # the longest piece of it without a hole, by which it is found quickly
    pattern: re.Pattern[str]


def is_gone(name: str) -> bool:
    """Say whether this is what Meta calls somebody whose account is deleted."""
    return not name.strip() or name.strip().casefold() in _GONE


def notices(texts: Sequence[str | None], names: Collection[str]) -> dict[int, str]:
    """Find the texts that the app wrote, by their places, and what kind of thing each says."""
    column = pl.Series(texts, dtype=pl.String)
    short = column.str.len_chars() <= LONGEST
    found = (short & column.str.contains_any([phrase.anchor for phrase in _phrases()])).fill_null(value=False)
    people = _spellings(names)
    known: dict[str, str | None] = {}
    kinds = {}
    for place in found.arg_true().to_list():
        text = column[place]
        if text not in known:
            known[text] = _kind(text, people)
        if (kind := known[text]) is not None:
            kinds[place] = kind
    return kinds


def _spellings(names: Collection[str]) -> frozenset[str]:
    """List what people are called in notices: by their whole names or by the first."""
    whole = [name.casefold().strip() for name in names]
    return frozenset((YOU, *whole, *(name.split()[0] for name in whole if name)))


def _kind(text: str, people: frozenset[str]) -> str | None:
    spoken = text.strip(_STOPS)
    for phrase in _phrases():
        if phrase.anchor in spoken and (match := phrase.pattern.fullmatch(spoken)):
            named = {name.casefold() for name in match.groups()}
            if named <= people:
                return phrase.kind
    return None


@cache
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(_phrase(kind, text) for kind in NOTICE_KINDS for text in _WORDS[kind]["phrases"])


def _phrase(kind: str, text: str) -> _Phrase:
    pieces = _HOLE.split(text)
    pattern = "".join(_HOLES[piece] if place % 2 else re.escape(piece) for place, piece in enumerate(pieces))
    return _Phrase(kind, max(pieces[::2], key=len).strip(), re.compile(pattern))
