"""Make up Kim's daily pulse: numbers written for the demo, no real person is in them."""

from __future__ import annotations

import math
from random import Random

TOP = 10

SETBACKS = {6: 1.7, 7: 0.8, 24: 3.4, 25: 2.6, 26: 1.4, 35: 1.2}
"""Days that hurt more than the days around them, and by how much: the bad sixth day, the relapse near
day 24 after getting in touch, and the day the keys of the flat went back."""

ALWAYS_THERE = {0, 1, 2, 3, 4, 6, 11, 23, 24, 25}
"""Days on which the demo tells something, so none of them is left out."""

MISSED = 0.11
"""How often a day is left out."""


def pulses(*, days: int, seed: int = 7) -> list[tuple[int, ...] | None]:
    """Return one day after another: hurt, pull, anger, loneliness, acceptance, identity, rested; or None."""
    random = Random(seed)  # noqa: S311  # invented numbers, not a secret
    found = [_day(day, random) for day in range(days)]
    missed = [random.random() < MISSED and day not in ALWAYS_THERE for day in range(days)]
    return [None if gone else pulse for gone, pulse in zip(missed, found, strict=True)]


def _day(day: int, random: Random) -> tuple[int, ...]:
    easing = 1 - math.exp(-day / 18)
    wave = 0.8 * math.sin(day / 1.9 + 1.5)
    setback = SETBACKS.get(day, 0.0)
    hurt = 8.8 - 5.4 * easing + wave + setback
    pull = 8.6 - 5.8 * easing + 0.9 * math.sin(day / 2.3 + 1) + 1.1 * setback
    anger = 2.5 + 4.0 * math.exp(-(((day - 12) / 8) ** 2)) + 0.5 * wave
    loneliness = 8.0 - 3.6 * easing + 0.6 * wave + 0.5 * setback
    acceptance = 1.2 + 6.6 * easing - 0.5 * wave - 0.9 * setback
    identity = 2.6 + 4.6 * easing - 0.4 * setback
    rested = 2.2 + 4.8 * easing - 0.6 * wave - 0.7 * setback
    values = (hurt, pull, anger, loneliness, acceptance, identity, rested)
    return tuple(min(max(round(value + random.gauss(0, 0.5)), 0), TOP) for value in values)
