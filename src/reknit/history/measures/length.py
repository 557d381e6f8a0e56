"""Tell how long messages are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from reknit.history.measures.interface import Exchange

# The middle of fewer messages says little. Product choice.
FEWEST_MESSAGES = 20


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """Give the middle length of one person's written messages in a month; none when they are too few."""

    observations: int
    words: float | None
    characters: float | None


@dataclass(frozen=True, kw_only=True)
class Length:
    """Give the length of both people's messages in a month."""

    month: date
    people: tuple[Lengths, Lengths]

    def mirrored(self) -> Length:
        """Swap the two people."""
        return replace(self, people=self.people[::-1])


def measure_length(exchange: Exchange) -> tuple[Length, ...]:
    """Take the medians of words, parted by spaces, and of characters, for scripts that have no spaces."""
    grouped = (
        exchange.messages.filter(pl.col("kind") == "text", pl.col("text") != "")
        .group_by("month", "person")
        .agg(
            pl.len().alias("n"),
            pl.col("text").str.count_matches(r"\S+").median().alias("words"),
            pl.col("text").str.len_chars().median().alias("characters"),
        )
    )
    found = {(month, person): rest for month, person, *rest in grouped.iter_rows()}

    def one(month: date, person: int) -> Lengths:
        n, words, characters = found.get((month, person), (0, None, None))
        if n < FEWEST_MESSAGES:
            words = characters = None
        return Lengths(observations=n, words=words, characters=characters)

    return tuple(Length(month=month, people=(one(month, 0), one(month, 1))) for month in exchange.months)
