"""Let two made-up people talk: Anna is person 0, Ben is person 1; words that name a category say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from reknit.history.conversation import SCHEMA, Conversation
from reknit.history.lexicon import CATEGORIES, Language, Said, bit
from reknit.history.measures import prepare, tally
from tests.unit.history.reading_chats import android, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.measures.interface import Exchange, Tally

NAMES = ("Anna", "Ben")
READING = read_text(android("Anna: hi", "Ben: yo")).reading


class Line(NamedTuple):
    """Be one message."""

    at: datetime
    who: str | None
    text: str
    kind: str = "text"
    offset: int | None = None
    by: tuple[str | None, ...] = ()  # who reacted


def at(time: str) -> datetime:
    """Read "02 09:30" as a time in January 2024, which begins on a Monday, and anything longer as it is."""
    return datetime.fromisoformat(time if time.startswith("20") else f"2024-01-{time.replace(' ', 'T')}")


def anna(
    time: str,
    text: str = "x",
    kind: str = "text",
    *,
    offset: int | None = None,
    by: tuple[str | None, ...] = (),
) -> Line:
    """Let Anna send something."""
    return Line(at(time), "Anna", text, kind, offset, by)


def ben(
    time: str,
    text: str = "x",
    kind: str = "text",
    *,
    offset: int | None = None,
    by: tuple[str | None, ...] = (),
) -> Line:
    """Let Ben send something."""
    return anna(time, text, kind, offset=offset, by=by)._replace(who="Ben")


def talk(*lines: Line, resolution: int = 1) -> Exchange:
    """Prepare what they said for the measures."""
    frame = pl.DataFrame(
        {
            "position": range(len(lines)),
            "sent_at": [line.at for line in lines],
            "offset": [line.offset for line in lines],
            "sender": [line.who for line in lines],
            "kind": [line.kind for line in lines],
            "text": [line.text for line in lines],
            "edited": [False for _ in lines],
            "reactions": [[{"emoji": "❤️", "by": name} for name in line.by] for line in lines],
        },
        schema=SCHEMA,
    )
    clock = replace(READING.clock, resolution_seconds=resolution)
    return prepare(Conversation(messages=frame, reading=replace(READING, clock=clock)), NAMES)


def tallies(exchange: Exchange, code: str) -> tuple[Tally, Tally]:
    """Give the two tallies of one measure, Anna's first."""
    first, second = (each for each in tally(exchange) if each.measure == code)
    assert (first.person, second.person) == (0, 1)
    return first, second


def counts(exchange: Exchange, code: str) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Give what was counted for each of the two, an amount and what it is a share of for every week."""
    first, second = tallies(exchange, code)
    return _pairs(first), _pairs(second)


def _pairs(counted: Tally) -> list[tuple[float, float]]:
    return list(zip(counted.amount.tolist(), counted.of.tolist(), strict=True))


def listen(texts: pl.Series, *, pet_names: Sequence[str] = ()) -> Said:
    """Hear a category wherever it is named."""
    words = [text.split() for text in texts]
    bits = [reduce(or_, (bit(word) for word in said if word in CATEGORIES), 0) for said in words]
    return Said(pl.Series(bits, dtype=pl.UInt64), pl.Series([len(said) for said in words], dtype=pl.UInt32))


def hear_english(texts: pl.Series) -> Language:
    """Take everything for English."""
    return Language("en", 1.0)


def hear_nothing(texts: pl.Series) -> Language:
    """Take everything for a language without lists."""
    return Language(None, 0.1)


def learn_pet_names(texts: pl.Series, persons: pl.Series, *, names: Sequence[str] = ()) -> tuple[str, ...]:
    """Learn none."""
    return ()
