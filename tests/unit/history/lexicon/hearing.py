"""Read the rows of the tables: a message, what it says, and after a minus what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from reknit.history.lexicon import CATEGORIES, bit, listen

if TYPE_CHECKING:
    from collections.abc import Sequence


def heard(text: str, *, pet_names: Sequence[str] = ()) -> set[str]:
    """Return the categories heard in one message."""
    said: int = listen(pl.Series([text]), pet_names=pet_names).says[0]
    return {category for category in CATEGORIES if said & bit(category)}


def rows(table: str) -> list[tuple[str, set[str], set[str]]]:
    """Return message, categories present and categories absent, row by row."""
    found: list[tuple[str, set[str], set[str]]] = []
    for line in table.strip().splitlines():
        text, _, wanted = line.rpartition(" => ")
        words = wanted.split()
        present = {word for word in words if not word.startswith("-")}
        found.append((text, present, {word[1:] for word in words if word.startswith("-")}))
    return found
