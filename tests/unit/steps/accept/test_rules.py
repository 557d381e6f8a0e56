"""Urges are counted by what became of them."""

from __future__ import annotations

import datetime as dt

import pytest

from reknit.programme.answer import Answer, Given
from reknit.steps.accept.rules import Waves, has_written, waves

AT = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


def wave(outcome: str | None) -> Answer:
    """Return an urge that ended so, or of which nothing was told."""
    told = Given(key="outcome", type="choice", ask="What happened?", chosen=(outcome,) if outcome else ())
    return Answer(at=AT, exercise="X14", title="Ride the wave", given=(), follow_up=(told,))


@pytest.mark.parametrize(
    ("outcomes", "counted"),
    [
        ([], Waves(met=0, acted=0, open=0)),
        (["met"], Waves(met=1, acted=0, open=0)),
        (["waiting"], Waves(met=1, acted=0, open=0)),
        (["acted"], Waves(met=0, acted=1, open=0)),
        ([None], Waves(met=0, acted=0, open=1)),
        (["met", "acted", "waiting", None, "met"], Waves(met=3, acted=1, open=1)),
    ],
)
def test_waves_are_counted_by_how_they_ended(outcomes: list[str | None], counted: Waves) -> None:
    assert waves(answers=[wave(outcome) for outcome in outcomes]) == counted


def test_a_wave_nobody_was_asked_about_is_open() -> None:
    untold = Answer(at=AT, exercise="X14", title="Ride the wave", given=())
    assert waves(answers=[untold]) == Waves(met=0, acted=0, open=1)


def test_whoever_wrote_before_or_after_the_wave_has_written() -> None:
    at = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)

    def wave(key: str, chosen: str) -> Answer:
        given = Given(key=key, type="choice", ask="?", chosen=(chosen,), labels=(chosen,))
        return Answer(at=at, exercise="X14", title="x", given=(given,))

    assert has_written(answer=wave("what_now", "already"))
    assert has_written(answer=wave("outcome", "acted"))
    assert not has_written(answer=wave("what_now", "friend"))
    assert not has_written(answer=wave("outcome", "met"))
