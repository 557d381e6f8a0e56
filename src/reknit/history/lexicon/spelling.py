"""Read spellings that no list has: drawn out words, laughter, numbers, clock times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reknit.history.lexicon.characters import LAUGHTER_SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a spelling of many shapes is read as.
LAUGHTER, KISS, HUGS_AND_KISSES, NUMBER, CLOCK = "haha", "x", "xoxo", "#", "o'clock"

_DRAWN = re.compile(r"(.)\1+")
_VERY_DRAWN = re.compile(r"(.)\1\1+")
_KISS = re.compile(r"x+")
_HUGS = re.compile(r"(xo)+x*|(ox)+o*")
_NUMBER = re.compile(r"\d+(st|nd|rd|th|k)?")
_CLOCK = re.compile(r"\d{1,4}(am|pm|ish|o'?clock|hrs)")
_LAUGHTER = re.compile("|".join(LAUGHTER_SHAPES))
# A quick look at the bytes first: most new words are names and rare words, not spellings of known ones.
_MAY_BE_KNOWN = re.compile(
    rb"(.)\1(\1|$)|\d|'|in$|h[aeiou]h|aha|j[aeio]j|k[ae]k|xax|xo|ox|xd|lol|lmao|lmfao|rofl|rsr|ksk|wkw|^x$|[\x80-\xff]"
)


def may_be_known(token: bytes) -> bool:
    """Say whether a token nobody listed can be another spelling of a listed one."""
    return _MAY_BE_KNOWN.search(token) is not None


def squeezed(token: str) -> str:
    """Bring every drawn-out letter back to one: `sooo` and `so` meet at `so`."""
    return _DRAWN.sub(r"\1", token)


def known_spelling(token: str, known: Mapping[str, int], meeting: Mapping[str, str]) -> str | None:
    """Say which known word a token is a spelling of, if any."""
    for shape, word in _SHAPES:
        if shape.fullmatch(token):
            return word
    tries = (
        token.removesuffix("'s"),
        token.removesuffix("'"),
        f"{token}g" if token.endswith("in") else "",
        _VERY_DRAWN.sub(r"\1\1", token),
        meeting.get(squeezed(token), "") if _DRAWN.search(token) else "",
    )
    return next((attempt for attempt in tries if attempt and attempt in known), None)


_SHAPES = (
    (_NUMBER, NUMBER),
    (_CLOCK, CLOCK),
    (_KISS, KISS),
    (_HUGS, HUGS_AND_KISSES),
    (_LAUGHTER, LAUGHTER),
)
