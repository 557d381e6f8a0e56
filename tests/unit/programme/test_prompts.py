"""A practice asks at even times, from the start on."""

from __future__ import annotations

import pytest

from reknit.programme.prompts import Practice


@pytest.mark.parametrize(
    ("seconds", "every", "moments"),
    [(60, 30, (0, 30, 60)), (60, 60, (0, 60)), (70, 30, (0, 30, 60)), (1, 1, (0, 1))],
)
def test_a_practice_is_rated_at_even_times(seconds: int, every: int, moments: tuple[int, ...]) -> None:
    practice = Practice(key="q", ask="Q?", seconds=seconds, every=every, low="l", high="h")
    assert practice.moments == moments
