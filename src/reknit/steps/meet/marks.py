"""Cut a draft into plain and marked stretches, so that every sign can be shown where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from reknit.words.labels import KINDS, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reknit.words.reading import Sign

Kind = Literal["danger", "stings", "presses", "takes_back", "owns"]

KIND_OF: Mapping[str, Kind] = MappingProxyType(
    {
        "insult": "stings",
        "mind_reading": "stings",
        "always_never": "stings",
        "cold": "stings",
        "demand": "presses",
        "get_back": "presses",
        "pleading": "presses",
        "guilt": "presses",
        "jealousy": "presses",
        "third_party": "presses",
        "over_the_top": "presses",
        "conditional": "takes_back",
        "but": "takes_back",
        "blame_shift": "takes_back",
        "fog": "takes_back",
        **dict.fromkeys(PARTS, "owns"),
        **dict.fromkeys(KINDS, "danger"),  # a threat is a fault and a danger, and is drawn as a danger
    }
)
"""How each label is drawn: five kinds of line are as many as an eye can tell apart. Product choice."""

STRONGER: tuple[Kind, ...] = ("danger", "stings", "presses", "takes_back", "owns")
"""Where lines would lie on each other, the first of these is drawn."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Some letters in a row, and the kind of line under them."""

    text: str
    kind: Kind | None


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Plain letters, or a marked place: its number, its stretches, and every sign in it.

    Signs that touch the same letters stand in one place, so that each letter is in one only.
    """

    stretches: tuple[Stretch, ...]
    number: int = 0
    signs: tuple[Sign, ...] = ()

    @property
    def text(self) -> str:
        """Return all letters of this piece."""
        return "".join(stretch.text for stretch in self.stretches)


def pieces(*, text: str, signs: Sequence[Sign]) -> tuple[Piece, ...]:
    """Return a text in pieces; put together they are the text again."""
    return tuple(_pieces(text, signs))


def _pieces(text: str, signs: Sequence[Sign]) -> Iterator[Piece]:
    done = 0
    for number, group in enumerate(_groups(signs), start=1):
        first, last = group[0].start, max(sign.end for sign in group)
        if done < first:
            yield Piece(stretches=(Stretch(text=text[done:first], kind=None),))
        yield Piece(stretches=tuple(_stretches(text, group)), number=number, signs=tuple(group))
        done = last
    if done < len(text):
        yield Piece(stretches=(Stretch(text=text[done:], kind=None),))


def _groups(signs: Sequence[Sign]) -> list[list[Sign]]:
    groups: list[list[Sign]] = []
    reached = 0
    for sign in sorted((one for one in signs if one.start < one.end), key=lambda one: (one.start, -one.end)):
        if groups and sign.start < reached:
            groups[-1].append(sign)
        else:
            groups.append([sign])
        reached = max(reached, sign.end)
    return groups


def _stretches(text: str, group: Sequence[Sign]) -> Iterator[Stretch]:
    cuts = sorted({place for sign in group for place in (sign.start, sign.end)})
    for start, end in pairwise(cuts):
        kinds = {KIND_OF[sign.label] for sign in group if sign.start < end and start < sign.end}
        yield Stretch(text=text[start:end], kind=min(kinds, key=STRONGER.index))
