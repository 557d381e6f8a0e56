"""Turn the word lists into arrays that can listen to millions of tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reknit.history.lexicon.categories import FEELINGS, INNER, NEGATION, bit
from reknit.history.lexicon.cutting import cut
from reknit.history.lexicon.lists import Grammar, Heard, Phrase, grammar, heard
from reknit.history.lexicon.slots import Slots
from reknit.history.lexicon.spelling import CLOCK, HUGS_AND_KISSES, KISS, LAUGHTER, NUMBER, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable

# Tokens every vocabulary has: an unknown word, an unknown sign, the end of a message.
UNKNOWN, UNKNOWN_SIGN, CLOSE = 0, 1, 2
_UNSPELLED = ("", "a sign", "a close")
# What stands for a beginning of a message, of a sentence, and the end of a message in a phrase.
MESSAGE_START, SENTENCE_START, MESSAGE_END = "^", ">", "$"
BREAKS = (".", "!", "?", "\n", ";", ",")
_TRAILING = (".", "!", ",", ")", "(", ":", ";", "<", "#", "*", "\n", KISS)

# Where so many tokens and states meet in one 64-bit key.
STATE_SHIFT = 32


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
    says: NDArray[np.uint64]
    says_last: NDArray[np.uint64]
    unsays: NDArray[np.uint64]
    message_start: int
    sentence_start: int
    negatable: int

    def marked(self, words: Iterable[str]) -> NDArray[np.bool_]:
        """Mark some words among all tokens, by number."""
        marks = np.zeros(self.message_start, dtype=bool)
        marks[[self.known[word] for word in words]] = True
        return marks


class _Builder:
    """Collect tokens and phrases before they become arrays."""

    def __init__(self, rules: Grammar) -> None:
        self.rules = rules
        self.known: dict[str, int] = {name: number for number, name in enumerate(_UNSPELLED)}
        self.edges: dict[int, int] = {}
        self.says: dict[tuple[int, bool], int] = {}
        self.unsays: dict[int, int] = {}
        self.roots: dict[str, int] = {}
        self.number_of_states = 0

    def token(self, spelled: str) -> int:
        """Give the number of a token, a new one if need be."""
        spelled = self.rules.aliases.get(spelled, spelled)
        return self.known.setdefault(spelled, len(self.known))

    def close_tokens(self) -> None:
        """Let every other spelling mean its word; from now on no token is new."""
        for spelled, word in self.rules.aliases.items():
            self.known[spelled] = self.token(word)
        for spelled in list(self.known):
            if "'" in spelled and spelled not in self.rules.apart:
                self.known.setdefault(spelled.replace("'", ""), self.known[spelled])
        first_state = len(set(self.known.values()))
        self.roots = {MESSAGE_START: first_state, SENTENCE_START: first_state + 1}
        self.number_of_states = first_state + 2

    def state(self, phrase: Phrase) -> tuple[int, bool]:
        """Give the state a phrase ends in, and whether it has to stand last."""
        is_last = phrase[-1] == MESSAGE_END
        tokens = phrase[:-1] if is_last else phrase
        known = self.known
        state = self.roots[tokens[0]] if tokens[0] in self.roots else known[tokens[0]]
        for token in tokens[1:]:
            edge = state << STATE_SHIFT | known[token]
            following = self.edges.get(edge)
            if following is None:
                following = self.edges[edge] = self.number_of_states
                self.number_of_states += 1
            state = following
        return state, is_last

    def say(self, phrase: Phrase, said: int) -> None:
        """Let a phrase say some bits."""
        place = self.state(phrase)
        self.says[place] = self.says.get(place, 0) | said

    def unsay(self, phrase: Phrase, said: int) -> None:
        """Let a phrase take back some bits of what stands within it."""
        state, _ = self.state(phrase)
        self.unsays[state] = self.unsays.get(state, 0) | said


def _signs(mark: str) -> Phrase:
    return tuple(mark.replace("\ufe0f", "").replace("\u200d", ""))


def _tokens_of(entry: Heard) -> Iterable[str]:
    yield from entry.words | entry.outer
    for phrase in entry.phrases | entry.unless:
        yield from phrase
    for mark in entry.marks:
        yield from _signs(mark)


@lru_cache(maxsize=4)
def vocabulary(pet_names: tuple[str, ...] = ()) -> Vocabulary:
    """Build what to listen for, with the pet names of two people."""
    rules, entries = grammar(), heard()
    own = [tuple(name.lower().split()) for name in pet_names if name.strip()]
    build = _Builder(rules)
    for spelled in (LAUGHTER, KISS, HUGS_AND_KISSES, NUMBER, CLOCK, *BREAKS, *_TRAILING):
        build.token(spelled)
    for words in (
        rules.negators,
        rules.fillers,
        rules.openers,
        rules.first,
        rules.others,
        rules.calling,
        rules.common,
    ):
        for spelled in sorted(words):
            build.token(spelled)
    for phrase in sorted(rules.not_negating) + own:
        for spelled in phrase:
            build.token(spelled)
    for entry in entries:
        for spelled in sorted(_tokens_of(entry)):
            if spelled not in {MESSAGE_START, SENTENCE_START, MESSAGE_END}:
                build.token(spelled)
    build.close_tokens()
    for entry in entries:
        _enter(build, entry)
    for phrase in own:
        build.say(phrase, bit("pet_name"))
    for phrase in rules.not_negating:
        build.unsay(phrase, NEGATION)
    return _finish(build, rules, entries)


def _enter(build: _Builder, entry: Heard) -> None:
    said = bit(entry.category)
    inner = said | INNER if entry.category in FEELINGS else said
    for word in entry.words:
        build.say((word,), inner)
    for word in entry.outer:
        build.say((word,), said)
    for phrase in entry.phrases:
        build.say(phrase, inner)
    for mark in entry.marks:
        build.say(_signs(mark), said)
    for phrase in entry.unless:
        build.unsay(phrase, said | (INNER if inner != said else 0))


def _finish(build: _Builder, rules: Grammar, entries: tuple[Heard, ...]) -> Vocabulary:
    states = build.number_of_states
    says, says_last, unsays = (np.zeros(states, dtype=np.uint64) for _ in range(3))
    for (state, is_last), said in build.says.items():
        (says_last if is_last else says)[state] |= np.uint64(said)
    for state, said in build.unsays.items():
        unsays[state] |= np.uint64(said)
    edges = np.fromiter(build.edges, dtype=np.uint64, count=len(build.edges))
    following = np.fromiter(build.edges.values(), dtype=np.int32, count=len(build.edges))
    spelled = [token for token in build.known if token not in _UNSPELLED]
    keys = keys_of(spelled)
    numbers = np.array([build.known[token] for token in spelled], dtype=np.int32)
    count = build.roots[MESSAGE_START]
    meeting: dict[str, str] = {}
    for token in spelled:
        meeting.setdefault(squeezed(token), token)
    return Vocabulary(
        known=build.known,
        meeting=meeting,
        keys=keys,
        numbers=numbers,
        traits=_traits(build, rules, (says[:count], says_last[:count], unsays[:count])),
        edges=Slots(edges, following),
        says=says,
        says_last=says_last,
        unsays=unsays,
        message_start=build.roots[MESSAGE_START],
        sentence_start=build.roots[SENTENCE_START],
        negatable=sum(bit(entry.category) for entry in entries if entry.is_negatable),
    )


def keys_of(spelled: list[str]) -> NDArray[np.uint64]:
    """Give the key of each word, as `cut` makes it."""
    pieces = cut(pl.Series(spelled, dtype=pl.String))
    return pieces.keys[~pieces.ends]


def _traits(build: _Builder, rules: Grammar, said: tuple[NDArray[np.uint64], ...]) -> Traits:
    count = build.roots[MESSAGE_START]
    signs = [number for token, number in build.known.items() if len(token) == 1 and not token.isascii()]

    def flags(tokens: Iterable[str], *numbers: int) -> NDArray[np.bool_]:
        marked = np.zeros(count, dtype=bool)
        marked[[build.known[token] for token in tokens]] = True
        marked[list(numbers)] = True
        return marked

    leads = flags([])
    first = np.fromiter(build.edges, dtype=np.int64, count=len(build.edges)) >> STATE_SHIFT
    leads[first[first < count]] = True
    return Traits(
        says=said[0],
        says_last=said[1],
        unsays=said[2],
        leads=leads,
        negates=flags(rules.negators),
        breaks=flags(BREAKS, CLOSE),
        fills=flags((*rules.fillers, ",")),
        opens=flags(rules.openers, UNKNOWN_SIGN, *signs),
        is_first=flags(rules.first),
        is_other=flags((*rules.others, *BREAKS), CLOSE),
        trails=flags(_TRAILING, UNKNOWN_SIGN, *signs),
    )
