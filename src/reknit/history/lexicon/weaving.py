"""Weave all lines of all lists into one net, in which every message is followed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reknit.history.lexicon.notation import START, Line, Place
from reknit.history.lexicon.slots import NONE
from reknit.history.lexicon.spelling import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

# Tokens every net has: an unknown word, an unknown sign, the close of a message. None of them can be spelled.
UNSPELLED = ("", "a sign", "a close")
UNKNOWN, UNKNOWN_SIGN, CLOSE = range(3)
# What stands for the beginning of a message, of a sentence, and the end of a message in a line.
MESSAGE_START, SENTENCE_START, MESSAGE_END = "^", ">", "$"
# So many numbers are kept for words that come later: the pet names of two people.
SPARE = 64
# Where a state and a token meet in one 64-bit key.
STATE_SHIFT = 32


class _Knot(NamedTuple):
    """Where several lines have come to after the same words, and what those that end here say."""

    threads: frozenset[int]
    """The places in the lines, by number."""
    says: int
    unsays: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Woven:
    """The net as arrays. A token is its own first state; the other states follow."""

    known: dict[str, int]
    count: int
    """How many tokens there are, the spare ones among them."""
    roots: dict[str, int]
    edges: NDArray[np.uint64]
    following: NDArray[np.int32]
    says: NDArray[np.uint64]
    says_last: NDArray[np.uint64]
    unsays: NDArray[np.uint64]


class Weaver:
    """Collect lines and what they say, then weave them."""

    def __init__(self, aliases: Mapping[str, str], apart: frozenset[str]) -> None:
        """Begin with no lines; within a line the words that are `apart` may lack their apostrophe."""
        self._aliases = aliases
        self._apart = {word: word.replace("'", "") for word in apart}
        self._known: dict[str, int] = {name: number for number, name in enumerate(UNSPELLED)}
        self._lines: list[Line] = []
        self._meanings: list[tuple[int, int]] = []
        self._threads: dict[tuple[int, Place], int] = {}
        self._places: list[tuple[int, Place]] = []
        self._steps: dict[int, list[tuple[str, int, int, int]]] = {}
        self._states: dict[_Knot, int] = {}
        self._edges: list[tuple[int, int, int]] = []
        self._last: dict[int, int] = {}

    def tokens(self, words: Iterable[str]) -> None:
        """Know some words, whether or not a line has them."""
        for word in sorted(words):
            self._token(word)

    def say(self, line: Line, bits: int) -> None:
        """Let a line say some bits."""
        self._lines.append(line)
        self._meanings.append((bits, 0))

    def unsay(self, line: Line, bits: int) -> None:
        """Let a line take back some bits of what stands within it."""
        self._lines.append(line)
        self._meanings.append((0, bits))

    def weave(self) -> Woven:
        """Bring all lines together: words that several lines begin with are followed once."""
        beginnings = self._onward(frozenset(self._thread(line, START) for line in range(len(self._lines))))
        roots = {token: self._state(beginnings.pop(token)) for token in (MESSAGE_START, SENTENCE_START)}
        single = {self._token(token): knot for token, knot in beginnings.items()}
        waiting = list(single.items()) + [(number, knot) for knot, number in self._states.items()]
        while waiting:
            number, knot = waiting.pop()
            for token, following in self._onward(knot.threads).items():
                if token == MESSAGE_END:
                    self._last[number] = following.says
                    continue
                if following not in self._states:
                    waiting.append((self._state(following), following))
                self._edges.append((number, self._token(token), self._state(following)))
        return self._arrays(single, roots)

    def _onward(self, threads: frozenset[int]) -> dict[str, _Knot]:
        """Give what every next word leads to."""
        reached: dict[str, list[int]] = {}
        ended: dict[str, tuple[int, int]] = {}
        for thread in threads:
            for token, following, says, unsays in self._steps_of(thread):
                if following != NONE:
                    reached.setdefault(token, []).append(following)
                else:
                    more, less = ended.get(token, (0, 0))
                    ended[token] = (says | more, unsays | less)
        return {
            token: _Knot(frozenset(reached.get(token, ())), *ended.get(token, (0, 0)))
            for token in reached | ended
        }

    def _steps_of(self, thread: int) -> list[tuple[str, int, int, int]]:
        """Give the words that may come next, where each leads, and what is said where it ends the line."""
        if thread not in self._steps:
            line, place = self._places[thread]
            steps = self._steps[thread] = []
            for token, following in self._lines[line].steps(place):
                if following is None:
                    steps.append((self._spelled(token), NONE, *self._meanings[line]))
                else:
                    steps.append((self._spelled(token), self._thread(line, following), 0, 0))
                    if token in self._apart:
                        steps.append((self._apart[token], self._thread(line, following), 0, 0))
        return self._steps[thread]

    def _thread(self, line: int, place: Place) -> int:
        number = self._threads.setdefault((line, place), len(self._places))
        if number == len(self._places):
            self._places.append((line, place))
        return number

    def _spelled(self, token: str) -> str:
        return NUMBER if token.isdigit() else self._aliases.get(token, token)

    def _token(self, spelled: str) -> int:
        return self._known.setdefault(self._spelled(spelled), len(self._known))

    def _state(self, knot: _Knot) -> int:
        """Give the number of a state: below zero, because how many tokens go before is not known yet."""
        return self._states.setdefault(knot, -len(self._states) - 1)

    def _arrays(self, single: Mapping[int, _Knot], roots: Mapping[str, int]) -> Woven:
        count = len(self._known) + SPARE
        says, says_last, unsays = (np.zeros(count + len(self._states), dtype=np.uint64) for _ in range(3))
        for number, knot in [*single.items(), *((number, knot) for knot, number in self._states.items())]:
            place = _settled(number, count)
            says[place], unsays[place] = knot.says, knot.unsays
            says_last[place] = self._last.get(number, 0)
        edges = sorted(
            (_settled(begin, count) << STATE_SHIFT | token, _settled(end, count))
            for begin, token, end in self._edges
        )
        return Woven(
            known=self._known
            | {
                spelled: self._known[self._spelled(word)]
                for spelled, word in self._aliases.items()
                if self._spelled(word) in self._known
            },
            count=count,
            roots={token: _settled(number, count) for token, number in roots.items()},
            edges=np.array([key for key, _ in edges], dtype=np.uint64),
            following=np.array([state for _, state in edges], dtype=np.int32),
            says=says,
            says_last=says_last,
            unsays=unsays,
        )


def _settled(number: int, count: int) -> int:
    return number if number >= 0 else count - 1 - number
