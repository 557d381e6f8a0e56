"""Read the notation of the word lists: alternatives in brackets, one phrase a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_PIECE = re.compile(r"[()|]|[^()|]+")


class Place(NamedTuple):
    """A place within a line: letters of a word already begun, and the knot that is next."""

    begun: str
    knot: int


class Step(NamedTuple):
    """A word that may come next; `place` is none where the line may end with it."""

    token: str
    place: Place | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Line:
    """One line as a net: `(a|b) c(|d)` stands for four phrases, and none of them is ever written out."""

    strands: list[list[tuple[str, int]]] = field(default_factory=lambda: [[]])
    """From every knot, the texts that lead on and the knots they lead to."""

    def steps(self, place: Place) -> list[Step]:
        """Give the words that may come next, each way of going on once."""
        steps: dict[Step, None] = {}
        waiting = [place]
        while waiting:
            begun, knot = waiting.pop()
            word, space, rest = begun.lstrip().partition(" ")
            if word and space:
                steps[Step(word, self._settled(rest, knot))] = None
                if self._may_end(rest, knot):
                    steps[Step(word, None)] = None
            elif self.strands[knot]:
                waiting += [Place(begun.lstrip() + text, following) for text, following in self.strands[knot]]
            elif word:
                steps[Step(word, None)] = None
        return list(steps)

    def _settled(self, begun: str, knot: int) -> Place:
        """Go on where there is one way only, so that the same place is known by one name."""
        while not begun.strip() and len(self.strands[knot]) == 1:
            begun, knot = self.strands[knot][0]
        return Place(begun.lstrip(), knot)

    def _may_end(self, rest: str, knot: int) -> bool:
        """Say whether nothing has to follow."""
        if rest.strip():
            return False
        return not self.strands[knot] or any(self._may_end(text, on) for text, on in self.strands[knot])

    def tie(self) -> int:
        """Make a knot."""
        self.strands.append([])
        return len(self.strands) - 1


START = Place("", 0)


def lines(text: str) -> list[Line]:
    """Read every line of a text that says anything."""
    return [_line(written) for written in text.splitlines() if written.strip()]


def plain(tokens: str) -> Line:
    """Take tokens parted by spaces as they stand; no sign in them means anything."""
    return Line(strands=[[(tokens, 1)], []])


def words(text: str) -> list[str]:
    """Give every word of a text: parted by spaces, alternatives allowed within a word."""
    return [step.token for word in text.split() for step in _line(word).steps(START)]


def _line(written: str) -> Line:
    line = Line()
    here, opened = 0, [(0, line.tie())]
    for piece in [*_PIECE.findall(written), "|"]:
        if piece == "(":
            opened.append((here, line.tie()))
        elif piece == "|":
            line.strands[here].append(("", opened[-1][1]))
            here = opened[-1][0]
        elif piece == ")":
            line.strands[here].append(("", opened[-1][1]))
            here = opened.pop()[1]
        else:
            following = line.tie()
            line.strands[here].append((piece, following))
            here = following
    return line
