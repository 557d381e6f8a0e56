"""Hear which language a conversation is in, as far as there are word lists for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from reknit.history.lexicon.cutting import chunks, cut
from reknit.history.lexicon.listening import Ear
from reknit.history.lexicon.lists import grammar
from reknit.history.lexicon.vocabulary import vocabulary

if TYPE_CHECKING:
    import polars as pl

# Product choices. Sampled evenly over the whole conversation.
_SAMPLE = 8_000
# A message is judged when it has so many words; one or two could be any language.
_LEAST_WORDS = 3
# So many judged messages are needed to say anything.
_LEAST_MESSAGES = 20
# A message is English when at least this part of its words are common English ones no other language has.
_COMMON_PART = 0.2
# A conversation is English when at least this part of its words stand in English messages.
_ENGLISH_PART = 0.5


class Language(NamedTuple):
    """The language of a conversation and how much of it is in that language."""

    code: Literal["en"] | None
    share: float


def hear_language(texts: pl.Series) -> Language:
    """Say whether the word lists fit: the part of the words that stand in messages heard as English."""
    spread = texts.drop_nulls().gather_every(max(1, texts.len() // _SAMPLE))
    known = vocabulary()
    is_common = known.marked(grammar().common)
    ear = Ear(known)
    words, common = [np.zeros(0, dtype=np.uint32)], [np.zeros(0, dtype=np.uint32)]
    for chunk in chunks(spread):
        tokens = cut(chunk)
        starts = np.concatenate(([0], np.flatnonzero(tokens.ends)[:-1] + 1))
        words.append(np.add.reduceat(tokens.words, starts, dtype=np.uint32))
        common.append(np.add.reduceat(is_common[ear.numbers(tokens)], starts, dtype=np.uint32))
    number, english = np.concatenate(words), np.concatenate(common)
    judged = number >= _LEAST_WORDS
    if int(judged.sum()) < _LEAST_MESSAGES:
        return Language(None, 0.0)
    heard = judged & (english >= _COMMON_PART * number)
    share = float(number[heard].sum() / number[judged].sum())
    return Language("en" if share >= _ENGLISH_PART else None, share)
