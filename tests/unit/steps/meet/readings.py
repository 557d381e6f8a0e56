"""Make readings by hand, so that rules are tested apart from the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reknit.words.labels import FAULTS, PARTS
from reknit.words.reading import Reading, Risk, RiskSign, Sign, Tone

if TYPE_CHECKING:
    from reknit.words.reading import DistanceBand, FootingBand, HeatBand

EVEN = Tone(
    distance=51,
    heat=5,
    footing=8,
    distance_band="warm",
    heat_band="calm",
    footing_band="self_respecting",
)
"""A tone with every needle in its band."""


def sign(label: str, start: int = 0, end: int = 4) -> Sign:
    """Return a sign at some letters."""
    return Sign(label=label, start=start, end=end, reason="by_hand", confidence=0.9)


def reading(
    *labels: str,
    risks: dict[str, Literal["amber", "red"]] | None = None,
    tone: Tone | None = EVEN,
    words: int = 20,
    is_english: bool = True,
) -> Reading:
    """Return a reading in which these labels were found, each at the first letters."""
    signs = tuple(
        RiskSign(label=kind, start=0, end=4, reason="by_hand", confidence=0.9, level=level)
        for kind, level in (risks or {}).items()
    )
    levels = {one.level for one in signs}
    return Reading(
        parts=tuple(sign(label) for label in labels if label in PARTS),
        faults=tuple(sign(label) for label in labels if label in FAULTS),
        tone=tone,
        risk=Risk(level="red" if "red" in levels else "amber" if levels else "none", signs=signs),
        is_english=is_english,
        words=words,
    )


def tone(
    *,
    distance: DistanceBand = "warm",
    heat: HeatBand = "calm",
    footing: FootingBand = "self_respecting",
) -> Tone:
    """Return a tone with needles in these bands."""
    return Tone(
        distance=80, heat=70, footing=60, distance_band=distance, heat_band=heat, footing_band=footing
    )
