"""Hold what was found in one text: what it is, where it stands, why, and how sure that is."""

from __future__ import annotations

from typing import Literal

import msgspec

from reknit.words.labels import Level

DistanceBand = Literal["avoiding", "warm", "over_the_top"]
HeatBand = Literal["calm", "hostile"]
FootingBand = Literal["self_respecting", "needy"]


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """One thing found: its label, the letters that carry it, a reason code, and how sure it is (0 to 1).

    `start` and `end` count letters of the text as it was given, end not included.
    """

    label: str
    start: int
    end: int
    reason: str
    confidence: float


class RiskSign(Sign, frozen=True, kw_only=True):
    """One sign of danger; the label is its kind."""

    level: Literal["amber", "red"]


class Risk(msgspec.Struct, frozen=True, kw_only=True):
    """The danger a text shows: the highest level, and each sign of it."""

    level: Level = "none"
    signs: tuple[RiskSign, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of danger, each once, in the order of the label book."""
        return tuple(dict.fromkeys(sign.label for sign in self.signs))


class Tone(msgspec.Struct, frozen=True, kw_only=True):
    """How a text would feel to the person who gets it, on three meters from 0 to 100, each with its band."""

    distance: int
    heat: int
    footing: int
    distance_band: DistanceBand
    heat_band: HeatBand
    footing_band: FootingBand


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything found in one text; empty where the reader is not sure.

    `tone` is None where there is nothing to feel: no words, or words in another language than English.
    """

    parts: tuple[Sign, ...] = ()
    faults: tuple[Sign, ...] = ()
    tone: Tone | None = None
    risk: Risk = Risk()
    is_english: bool = True
    words: int = 0
