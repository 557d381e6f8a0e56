"""Make weekly tallies with or without a change; all numbers are drawn, with a seed."""

from __future__ import annotations

import numpy as np

from reknit.history.measures import Tally

WEEKS = 104


def counted(
    measure: str = "affection",
    *,
    person: int = 0,
    weeks: int = WEEKS,
    messages: float = 200,
    rate: float = 0.2,
    changed: tuple[int, int, float] | None = None,
    seed: int = 1,
) -> Tally:
    """Count a word in a steady stream of messages; `changed` is first week, week after the last, factor."""
    draw = np.random.default_rng(seed)
    of = draw.poisson(messages, weeks).astype(float)
    return Tally(measure=measure, person=person, amount=_planted(draw, of * rate, changed), of=of)


def volume(
    *,
    person: int = 0,
    weeks: int = WEEKS,
    messages: float = 100,
    changed: tuple[int, int, float] | None = None,
    wander: tuple[float, ...] | None = None,
    seed: int = 2,
) -> Tally:
    """Count messages; `wander` is a factor for each week."""
    draw = np.random.default_rng(seed)
    mean = np.full(weeks, messages) * (1.0 if wander is None else np.array(wander))
    return Tally(
        measure="volume",
        person=person,
        amount=_planted(draw, mean, changed),
        of=np.full(weeks, 7.0),
        is_volume=True,
    )


def replies(*, changed: tuple[int, int, float] | None = None, seed: int = 3) -> Tally:
    """Sum the binary logarithms of reply minutes around four."""
    draw = np.random.default_rng(seed)
    of = draw.poisson(60, WEEKS).astype(float)
    mean = np.full(WEEKS, 2.0)
    if changed is not None:
        mean[changed[0] : changed[1]] += np.log2(changed[2])
    amount = of * mean + draw.normal(0, 1.5, WEEKS) * np.sqrt(of)
    return Tally(measure="reply_time", person=0, amount=amount, of=of, is_logarithmic=True)


def _planted(
    draw: np.random.Generator, mean: np.ndarray, changed: tuple[int, int, float] | None
) -> np.ndarray:
    if changed is not None:
        mean = mean.copy()
        mean[changed[0] : changed[1]] *= changed[2]
    return draw.poisson(mean).astype(float)
