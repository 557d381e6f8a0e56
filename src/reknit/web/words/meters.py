"""Draw the three meters: a stitched line, the band on it, and a needle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.steps.meet.telling import ToldMeter

WIDTH, EDGE = 320, 12
"""How wide a meter is drawn, and the room left at both ends for the needle; its page scales it."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One meter, with the places of its marks."""

    meter: ToldMeter
    left: float
    right: float
    needle: float

    @property
    def is_within(self) -> bool:
        """Say whether the needle stands in the band."""
        return self.left <= self.needle <= self.right


def drawn(meters: Sequence[ToldMeter]) -> list[Drawn]:
    """Return each meter with its places."""
    return [
        Drawn(meter=one, left=_place(one.band[0]), right=_place(one.band[1]), needle=_place(one.at))
        for one in meters
    ]


def _place(value: int) -> float:
    return round(EDGE + value * (WIDTH - 2 * EDGE) / 100, 1)
