"""Read what Kim answered, day by day: written for the demo, no real person is in it."""

from __future__ import annotations

import datetime as dt
import tomllib

import msgspec

from reknit.programme.exercise import CONTENT


class DemoAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One exercise Kim did: when, counted from the break-up, and the form as it was sent."""

    exercise: str
    day: int
    hour: int
    minute: int
    fields: dict[str, tuple[str, ...]]
    follow_up: dict[str, tuple[str, ...]] = {}
    dates: dict[str, int] = {}

    def form(self, *, ended: dt.date) -> dict[str, tuple[str, ...]]:
        """Return the form with its dates filled in, for a break-up on the day `ended`."""
        today = ended + dt.timedelta(days=self.day)
        dates = {key: ((today + dt.timedelta(days=days)).isoformat(),) for key, days in self.dates.items()}
        return {**self.fields, **dates}


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    answers: tuple[DemoAnswer, ...]


def answers() -> tuple[DemoAnswer, ...]:
    """Return Kim's answers in the order in which they were given."""
    text = (CONTENT / "demo" / "answers.toml").read_text(encoding="utf-8")
    found = msgspec.convert(tomllib.loads(text), _File).answers
    return tuple(sorted(found, key=lambda one: (one.day, one.hour, one.minute)))
