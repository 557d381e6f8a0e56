"""Follow phrases through the tokens of many messages at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reknit.history.lexicon.slots import NONE
from reknit.history.lexicon.vocabulary import Vocabulary, pair_of
from reknit.history.lexicon.weaving import STATE_SHIFT

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bits = NDArray[np.uint64]


class Walkers(NamedTuple):
    """Where phrases may be under way: begun here, arrived there, in this state."""

    first: Places
    last: Places
    states: NDArray[np.int64]

    def only(self, chosen: Flags | Places) -> Walkers:
        """Keep some of them."""
        return Walkers(self.first[chosen], self.last[chosen], self.states[chosen])


class Found(NamedTuple):
    """What phrases said, and between which tokens."""

    first: Places
    last: Places
    says: Bits
    unsays: Bits


def find_phrases(
    vocabulary: Vocabulary,
    numbers: NDArray[np.int32],
    *,
    message_starts: Places,
    sentence_starts: Places,
    stands_last: Flags,
) -> Found:
    """Find every phrase; words that only fill may stand within it."""
    leading = _leading(vocabulary, numbers)
    walkers = Walkers(leading, leading, numbers[leading].astype(np.int64))
    for beginnings, starts in (
        (vocabulary.message_beginnings, message_starts),
        (vocabulary.sentence_beginnings, sentence_starts),
    ):
        states = beginnings[numbers[starts]].astype(np.int64)
        here = np.flatnonzero(states != NONE)
        walkers = _together(walkers, Walkers(starts[here], starts[here], states[here]))
    begun = walkers.only(walkers.states >= vocabulary.traits.says.size)
    found = [_arrived(vocabulary, begun, stands_last)]
    while walkers.first.size:
        walkers = walkers.only(vocabulary.goes_on[walkers.states])
        stepped = _step(vocabulary, numbers, walkers)
        found.append(_arrived(vocabulary, stepped, stands_last))
        filled = walkers.only(vocabulary.traits.fills[numbers[walkers.last + 1]])
        walkers = _together(stepped, filled._replace(last=filled.last + 1))
    return Found(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _leading(vocabulary: Vocabulary, numbers: NDArray[np.int32]) -> Places:
    """Find the tokens a phrase may begin with, those left out at once that the next token cannot follow."""
    at = np.flatnonzero(vocabulary.traits.leads[numbers])
    following = numbers[at + 1]
    may_follow = vocabulary.pairs[pair_of(numbers[at], following)]
    return at[may_follow | vocabulary.traits.fills[following]]


def _step(vocabulary: Vocabulary, numbers: NDArray[np.int32], walkers: Walkers) -> Walkers:
    """Take the next token; the token that closes a message leads nowhere."""
    following = numbers[walkers.last + 1].astype(np.int64)
    keys = (walkers.states << STATE_SHIFT | following).astype(np.uint64)
    states = vocabulary.edges.find(keys).astype(np.int64)
    on = np.flatnonzero(states != NONE)
    return Walkers(walkers.first[on], walkers.last[on] + 1, states[on])


def _together(some: Walkers, others: Walkers) -> Walkers:
    return Walkers(*(np.concatenate(pair) for pair in zip(some, others, strict=True)))


def _arrived(vocabulary: Vocabulary, walkers: Walkers, stands_last: Flags) -> Found:
    says = vocabulary.says[walkers.states]
    says |= np.where(stands_last[walkers.last], vocabulary.says_last[walkers.states], np.uint64(0))
    unsays = vocabulary.unsays[walkers.states]
    here = np.flatnonzero(says | unsays)
    return Found(walkers.first[here], walkers.last[here], says[here], unsays[here])
