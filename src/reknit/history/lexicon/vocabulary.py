"""Turn the word lists into arrays that can listen to millions of tokens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reknit.history.lexicon.categories import FEELINGS, INNER, NEGATION, bit
from reknit.history.lexicon.cutting import cut
from reknit.history.lexicon.lists import Grammar, Heard, grammar, heard
from reknit.history.lexicon.notation import plain
from reknit.history.lexicon.slots import NONE, Slots
from reknit.history.lexicon.spelling import CLOCK, HUGS_AND_KISSES, KISS, LAUGHTER, NUMBER, squeezed
from reknit.history.lexicon.weaving import (
    CLOSE,
    MESSAGE_START,
    SENTENCE_START,
    SPARE,
    STATE_SHIFT,
    UNKNOWN_SIGN,
    UNSPELLED,
    Weaver,
    Woven,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BREAKS = (".", "!", "?", "\n", ";", ",")
_TRAILING = (".", "!", ",", ")", "(", ":", ";", "<", "#", "*", "\n", KISS)

# A table that fits the processor's memory; an odd number spreads the pairs over it.
_PAIRS = 1 << 19
_SPREAD = np.int32(40_503)


@dataclass(frozen=True, kw_only=True, eq=False)
class Traits:
    """What is known of each token, by its number."""

    says: NDArray[np.uint64]
    says_last: NDArray[np.uint64]
    """What it says where only signs follow it in the message."""
    unsays: NDArray[np.uint64]
    leads: NDArray[np.bool_]
    """Whether a phrase of several tokens begins with it."""
    negates: NDArray[np.bool_]
    breaks: NDArray[np.bool_]
    fills: NDArray[np.bool_]
    opens: NDArray[np.bool_]
    is_first: NDArray[np.bool_]
    is_other: NDArray[np.bool_]
    trails: NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class Vocabulary:
    """Everything that is listened for."""

    known: dict[str, int]
    meeting: dict[str, str]
    keys: NDArray[np.uint64]
    numbers: NDArray[np.int32]
    traits: Traits
    edges: Slots
    """From a state and the next token to the next state; a token is its own first state."""
    pairs: NDArray[np.bool_]
    """Which two tokens may begin a phrase (see `pair_of`); a few others share their places."""
    says: NDArray[np.uint64]
    says_last: NDArray[np.uint64]
    unsays: NDArray[np.uint64]
    goes_on: NDArray[np.bool_]
    """Whether anything can follow a state."""
    message_beginnings: NDArray[np.int32]
    """The state each token leads to at the beginning of a message, NONE where it leads to none."""
    sentence_beginnings: NDArray[np.int32]
    negatable: int

    def marked(self, words: Iterable[str]) -> NDArray[np.bool_]:
        """Mark some words among all tokens, by number."""
        marks = np.zeros(self.traits.says.size, dtype=bool)
        marks[[self.known[word] for word in words]] = True
        return marks


@cache
def vocabulary() -> Vocabulary:
    """Build what to listen for, from the lists."""
    rules, entries = grammar(), heard()
    build = Weaver(rules.aliases, rules.apart)
    build.tokens((*BREAKS, *_TRAILING, LAUGHTER, KISS, HUGS_AND_KISSES, NUMBER, CLOCK))
    build.tokens(rules.negators | rules.fillers | rules.openers | rules.first)
    build.tokens(rules.others | rules.calling | rules.common)
    for entry in entries:
        _enter(build, entry)
    for line in rules.not_negating:
        build.unsay(line, NEGATION)
    return _finish(build.weave(), rules, entries)


def with_pet_names(base: Vocabulary, pet_names: Sequence[str]) -> Vocabulary:
    """Listen for some names as well; a name is one word, and a few dozen of them are listened for."""
    names = sorted({name.lower() for name in pet_names if name.isalpha()})
    new = [name for name in names if name not in base.known][:SPARE]
    free = base.traits.says.size - SPARE
    known = base.known | {name: free + place for place, name in enumerate(new)}
    says = base.traits.says.copy()
    says[[known[name] for name in names if name in known]] |= np.uint64(bit("pet_name"))
    return replace(
        base,
        known=known,
        keys=np.concatenate((base.keys, keys_of(new))),
        numbers=np.concatenate((base.numbers, np.array([known[name] for name in new], dtype=np.int32))),
        traits=replace(base.traits, says=says),
    )


def _enter(build: Weaver, entry: Heard) -> None:
    said = bit(entry.category)
    inner = said | INNER if entry.category in FEELINGS else said
    for word in sorted(entry.words):
        build.say(plain(word), inner)
    for word in sorted(entry.outer):
        build.say(plain(word), said)
    for line in entry.phrases:
        build.say(line, inner)
    for line in entry.marks:
        build.say(line, said)
    for line in entry.unless:
        build.unsay(line, inner)


def _finish(woven: Woven, rules: Grammar, entries: tuple[Heard, ...]) -> Vocabulary:
    spelled = [token for token in woven.known if token not in UNSPELLED]
    meeting: dict[str, str] = {}
    for token in spelled:
        meeting.setdefault(squeezed(token), token)
    return Vocabulary(
        known=woven.known,
        meeting=meeting,
        keys=keys_of(spelled),
        numbers=np.array([woven.known[token] for token in spelled], dtype=np.int32),
        traits=_traits(woven, rules),
        edges=Slots(woven.edges, woven.following),
        pairs=_pairs(woven),
        says=woven.says,
        says_last=woven.says_last,
        unsays=woven.unsays,
        goes_on=_goes_on(woven),
        message_beginnings=_beginnings(woven, MESSAGE_START),
        sentence_beginnings=_beginnings(woven, SENTENCE_START),
        negatable=sum(bit(entry.category) for entry in entries if entry.is_negatable),
    )


def pair_of(first: NDArray[np.int32], second: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give the place of two tokens in the table of pairs."""
    return (first * _SPREAD + second) & (_PAIRS - 1)


def _goes_on(woven: Woven) -> NDArray[np.bool_]:
    goes_on = np.zeros(woven.says.size, dtype=bool)
    goes_on[woven.edges >> np.uint64(STATE_SHIFT)] = True
    return goes_on


def _beginnings(woven: Woven, root: str) -> NDArray[np.int32]:
    beginnings = np.full(woven.count, NONE, dtype=np.int32)
    from_root = woven.edges >> np.uint64(STATE_SHIFT) == woven.roots[root]
    tokens = woven.edges[from_root] & np.uint64((1 << STATE_SHIFT) - 1)
    beginnings[tokens.astype(np.int64)] = woven.following[from_root]
    return beginnings


def _pairs(woven: Woven) -> NDArray[np.bool_]:
    pairs = np.zeros(_PAIRS, dtype=bool)
    first = (woven.edges >> np.uint64(STATE_SHIFT)).astype(np.int32)
    second = (woven.edges & np.uint64((1 << STATE_SHIFT) - 1)).astype(np.int32)
    leads = first < woven.count
    pairs[pair_of(first[leads], second[leads])] = True
    return pairs


def keys_of(spelled: list[str]) -> NDArray[np.uint64]:
    """Give the key of each word, as `cut` makes it."""
    if not spelled:
        return np.zeros(0, dtype=np.uint64)
    pieces = cut(pl.Series(spelled, dtype=pl.String))
    return pieces.keys[~pieces.ends]


def _traits(woven: Woven, rules: Grammar) -> Traits:
    count = woven.count
    marks = [number for token, number in woven.known.items() if len(token) == 1 and not token.isascii()]

    def flags(tokens: Iterable[str], *numbers: int) -> NDArray[np.bool_]:
        marked = np.zeros(count, dtype=bool)
        marked[[woven.known[token] for token in tokens]] = True
        marked[list(numbers)] = True
        return marked

    first = (woven.edges >> np.uint64(STATE_SHIFT)).astype(np.int64)
    return Traits(
        says=woven.says[:count],
        says_last=woven.says_last[:count],
        unsays=woven.unsays[:count],
        leads=flags([], *first[first < count].tolist()),
        negates=flags(rules.negators),
        breaks=flags(BREAKS, CLOSE),
        fills=flags((*rules.fillers, ",")),
        opens=flags(rules.openers, UNKNOWN_SIGN, *marks),
        is_first=flags(rules.first),
        is_other=flags((*rules.others, *BREAKS), CLOSE),
        trails=flags(_TRAILING, UNKNOWN_SIGN, *marks),
    )
