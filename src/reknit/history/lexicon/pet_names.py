"""Learn what two people call each other, beyond the names everybody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.lexicon.cutting import Cut, chunks, cut
from reknit.history.lexicon.listening import Ear, stands_last
from reknit.history.lexicon.lists import grammar
from reknit.history.lexicon.vocabulary import vocabulary
from reknit.history.lexicon.weaving import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Product choices. Sampled evenly over the whole conversation.
_SAMPLE = 120_000
# So often one person has to have said it at the end, right after a greeting, thanks or "love you".
_LEAST_CALLED = 6
# That is so large a part of all the times it was said, where chance would give a few in a hundred ...
_CALLED_PART = 0.25
# ... and so often it is the first or the last word of its message.
_EDGE_PART = 0.6
_SEEN = ("is_called", "is_edge")
# A name to call somebody by has so many letters.
_SHORTEST, _LONGEST = 3, 14


def learn_pet_names(texts: pl.Series, persons: pl.Series, *, names: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the words these two call each other by, the most used first; their own names are none of them."""
    spread = pl.DataFrame({"text": texts.fill_null(""), "person": persons}).gather_every(
        max(1, texts.len() // _SAMPLE)
    )
    words = _new_words(spread)
    kept = (
        words.group_by("word", "person")
        .agg(pl.col("is_called", "is_edge").sum(), pl.len().alias("said"))
        .filter(
            pl.col("is_called") >= _LEAST_CALLED,
            pl.col("is_called") >= _CALLED_PART * pl.col("said"),
            pl.col("is_edge") >= _EDGE_PART * pl.col("said"),
        )
        .group_by("word")
        .agg(pl.col("said").sum())
        .sort(["said", "word"], descending=[True, False])
    )
    own = {part for name in names for part in name.lower().split()}
    return tuple(word for word in kept["word"] if word not in own)


def _new_words(spread: pl.DataFrame) -> pl.DataFrame:
    """List the words no list knows: who said them, and whether on an edge or to call somebody."""
    known = vocabulary()
    ear = Ear(known)
    calling = known.marked(grammar().calling)
    parts = [
        pl.DataFrame(
            schema={"word": pl.String, "person": spread["person"].dtype, **dict.fromkeys(_SEEN, pl.Boolean)}
        )
    ]
    done = 0
    for chunk in chunks(spread["text"]):
        tokens = cut(chunk)
        numbers = ear.numbers(tokens)
        closes = np.flatnonzero(tokens.ends)
        last = stands_last(known.traits.trails[numbers], closes)
        first = np.concatenate(([True], tokens.ends[:-1]))
        after_call = np.concatenate(([False], calling[numbers[:-1]]))
        new = np.flatnonzero(tokens.words & (numbers == UNKNOWN) & _is_short(tokens))
        parts.append(
            pl.DataFrame(
                {
                    "word": [token.decode() for token in tokens.spelled(new)],
                    "person": spread["person"].gather(done + np.searchsorted(closes, new)),
                    "is_called": (last & after_call)[new],
                    "is_edge": (first | last)[new],
                }
            )
        )
        done += chunk.len()
    return pl.concat(parts)


def _is_short(tokens: Cut) -> NDArray[np.bool_]:
    length = tokens.stops - tokens.starts
    return (length >= _SHORTEST) & (length <= _LONGEST)
