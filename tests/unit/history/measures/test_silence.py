"""Learn after how long a silence a conversation begins."""

from __future__ import annotations

import math
import random

import polars as pl
import pytest

from reknit.history.measures.interface import Silence
from reknit.history.measures.silence import FEWEST_GAPS, learn_silence


def test_silence_is_learnt_from_two_heaps_of_gaps() -> None:
    draw = random.Random(4)
    gaps = [math.exp(draw.gauss(math.log(2), 1)) for _ in range(900)]
    gaps += [math.exp(draw.gauss(math.log(900), 0.5)) for _ in range(150)]
    silence = learn_silence(pl.Series(gaps))
    assert silence.is_learnt
    assert 30 <= silence.minutes <= 240
    assert silence.observations == sum(gap >= 1 for gap in gaps)


@pytest.mark.parametrize(
    "gaps", [[], [5.0] * (FEWEST_GAPS - 1), [5.0] * 400, [2.0 ** (n / 90) for n in range(400)][::-1]]
)
def test_silence_is_an_hour_where_nothing_can_be_learnt(gaps: list[float]) -> None:
    silence = learn_silence(pl.Series([None, *gaps], dtype=pl.Float64))
    assert silence == Silence(minutes=60, is_learnt=False, observations=len(gaps))


def test_a_gap_of_weeks_tells_nothing_about_the_rhythm() -> None:
    draw = random.Random(4)
    gaps = [math.exp(draw.gauss(math.log(2), 1)) for _ in range(900)]
    gaps += [math.exp(draw.gauss(math.log(900), 0.5)) for _ in range(150)]
    with_weeks = learn_silence(pl.Series([*gaps, 30_000.0, 90_000.0]))
    assert with_weeks.minutes == learn_silence(pl.Series(gaps)).minutes
