"""Listen to all messages in one pass and say what each one says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reknit.history.lexicon.categories import INNER, NEGATION, bit
from reknit.history.lexicon.cutting import Cut, chunks, cut
from reknit.history.lexicon.phrases import Bits, Flags, Found, Places, find_phrases
from reknit.history.lexicon.slots import NONE, Slots
from reknit.history.lexicon.spelling import known_spelling, may_be_known
from reknit.history.lexicon.vocabulary import Vocabulary, vocabulary, with_pet_names
from reknit.history.lexicon.weaving import CLOSE, UNKNOWN, UNKNOWN_SIGN

if TYPE_CHECKING:
    from collections.abc import Sequence

Numbers = NDArray[np.int32]

# Product choices: how many tokens further "not" still counts, and how near to "I" a feeling is one's own.
NOT_REACHES = 3
FIRST_PERSON_REACHES = 4
# Product choices: so many signs may follow a kiss at the end, so many words precede a sentence's first.
_TRAILING_SIGNS = 8
_OPENING_WORDS = 3
# So many new spellings are remembered before the memory is cleared; bounds memory, changes no result.
_REMEMBERED = 200_000


class Said(NamedTuple):
    """What each message says, and in how many words."""

    says: pl.Series
    words: pl.Series


def listen(texts: pl.Series, *, pet_names: Sequence[str] = ()) -> Said:
    """Say for every message which categories it holds, a bit each (see `bit`), and how many words."""
    ear = Ear(with_pet_names(vocabulary(), pet_names) if pet_names else vocabulary())
    heard = [_listen_to(ear, cut(chunk)) for chunk in chunks(texts)]
    says = np.concatenate([said for said, _ in heard] or [np.zeros(0, dtype=np.uint64)])
    words = np.concatenate([number for _, number in heard] or [np.zeros(0, dtype=np.uint32)])
    return Said(pl.Series("says", says, dtype=pl.UInt64), pl.Series("words", words, dtype=pl.UInt32))


class Ear:
    """Know tokens by their number, and remember new spellings while it listens."""

    def __init__(self, known: Vocabulary) -> None:
        """Begin with the vocabulary alone."""
        self.vocabulary = known
        self._clear()

    def _clear(self) -> None:
        self._slots = Slots(self.vocabulary.keys, self.vocabulary.numbers, room=_REMEMBERED)

    def numbers(self, tokens: Cut) -> Numbers:
        """Give the number of every token, that of its nearest spelling for a new one."""
        numbers = self._slots.find(tokens.keys)
        numbers[tokens.ends] = CLOSE
        new = np.flatnonzero(numbers == NONE)
        keys, first, back = np.unique(tokens.keys[new], return_index=True, return_inverse=True)
        known, meeting = self.vocabulary.known, self.vocabulary.meeting
        first = new[first]
        nearest = np.where(tokens.words[first], UNKNOWN, UNKNOWN_SIGN).astype(np.int32)
        for place, token in enumerate(tokens.spelled(first)):
            if may_be_known(token) and (
                word := known_spelling(token.decode(errors="ignore"), known, meeting)
            ):
                nearest[place] = known[word]
        numbers[new] = nearest[back]
        if not self._slots.may_take(keys.size):
            self._clear()
        if self._slots.may_take(keys.size):
            self._slots.put(keys, nearest)
        return numbers


def _listen_to(ear: Ear, tokens: Cut) -> tuple[Bits, NDArray[np.uint32]]:
    numbers = ear.numbers(tokens)
    closes = np.flatnonzero(tokens.ends)
    starts = np.concatenate(([0], closes[:-1] + 1))
    said = _said(ear.vocabulary, numbers, starts, closes)
    words = np.add.reduceat(tokens.words, starts, dtype=np.uint32)
    return np.bitwise_or.reduceat(said, starts) & ~np.uint64(INNER | NEGATION), words


def _said(known: Vocabulary, numbers: Numbers, starts: Places, closes: Places) -> Bits:
    """Say token by token what is said; a phrase speaks at its first token."""
    traits = known.traits
    last = stands_last(traits.trails[numbers], closes)
    found = find_phrases(
        known,
        numbers,
        message_starts=starts,
        sentence_starts=_sentence_starts(traits.breaks[numbers], traits.opens[numbers], starts),
        stands_last=last,
    )
    unsaid, touched = _unsaid(found, numbers.size)
    said = traits.says[numbers]
    at = np.flatnonzero(last)
    said[at] |= traits.says_last[numbers[at]]
    said[touched] &= ~unsaid[touched]
    np.bitwise_or.at(said, found.first, found.says & ~(unsaid[found.first] | unsaid[found.last]))
    negators = np.flatnonzero(traits.negates[numbers])
    negators = negators[(unsaid[negators] & np.uint64(NEGATION)) == 0]
    negated = _reached(negators, traits.breaks[numbers], NOT_REACHES)
    own = _reached(np.flatnonzero(traits.is_first[numbers]), traits.is_other[numbers], FIRST_PERSON_REACHES)
    disclosure = np.uint64(bit("disclosure"))
    opened = own[((said[own] & np.uint64(INNER)) != 0) & ((unsaid[own] & disclosure) == 0)]
    said[negated] &= ~np.uint64(known.negatable)
    said[opened] |= disclosure
    return said


def _unsaid(found: Found, size: int) -> tuple[Bits, Places]:
    """Mark what cannot be said at some tokens, because a phrase around them means another thing."""
    unsaid = np.zeros(size, dtype=np.uint64)
    here = np.flatnonzero(found.unsays)
    first, last, unsays = found.first[here], found.last[here], found.unsays[here]
    touched = [first]
    while first.size:
        np.bitwise_or.at(unsaid, first, unsays)
        on = first < last
        first, last, unsays = first[on] + 1, last[on], unsays[on]
        touched.append(first)
    return unsaid, np.concatenate(touched)


def _reached(sources: Places, stops: Flags, reach: int) -> Places:
    """Give the tokens that follow within reach, as far as nothing stands between."""
    reached = [sources[:0]]
    at = sources
    for _ in range(reach):
        at = at + 1
        at = at[~stops[at]]
        reached.append(at)
    return np.concatenate(reached)


def stands_last(trails: Flags, closes: Places) -> Flags:
    """Mark the tokens after which only signs follow, up to the close of their message."""
    last = np.zeros(trails.size, dtype=bool)
    at = closes - 1
    for _ in range(_TRAILING_SIGNS):
        at = at[at >= 0]
        last[at] = True
        at = at[trails[at]] - 1
    return last


def _sentence_starts(breaks: Flags, opens: Flags, starts: Places) -> Places:
    """Give the tokens that begin a sentence, openers such as "so" or "hey" passed over."""
    begins = np.zeros(breaks.size, dtype=bool)
    at = np.concatenate((starts, np.flatnonzero(breaks[:-1]) + 1))
    for _ in range(_OPENING_WORDS):
        begins[at] = True
        at = at[opens[at]] + 1
    return np.flatnonzero(begins)
