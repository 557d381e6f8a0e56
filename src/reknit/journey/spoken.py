"""Say a number, an amount, a day or a silence as a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.programme.measures import measure_words
from reknit.programme.sentences import sentence

if TYPE_CHECKING:
    import datetime as dt

    from reknit.history.measures.interface import Silence

PERCENT = 100
MINUTES = 60
# From here on minutes are told in hours. Product choice.
MOST_MINUTES = 120
# Below this a value is told with one digit behind the point.
FINE = 10


def spoken_value(measure: str, value: float, unit: str) -> str:
    """Say a value with its unit: 12 in 100 messages, 4.5 words."""
    return measure_words()[measure].amount(spoken_amount(value, unit))


def spoken_amount(value: float, unit: str) -> str:
    """Say a value without its unit; shares in a hundred."""
    return spoken_number(value * PERCENT if unit in {"share", "per_100"} else value)


def spoken_number(value: float) -> str:
    """Say a number with no more digits than anyone can use."""
    if 0 < value < 1 / FINE:
        return "less than 0.1"
    return f"{value:,.0f}" if value >= FINE else f"{value:.1f}".removesuffix(".0")


def spoken_silence(silence: Silence) -> str:
    """Say how long a silence has to be for a new talk to begin after it, and how that is known."""
    how = _says("silence_learnt" if silence.is_learnt else "silence_usual")
    if silence.minutes < MOST_MINUTES:
        return _says("silence_minutes", count=silence.minutes, how=how)
    return _says("silence_hours", count=round(silence.minutes / MINUTES), how=how)


def spoken_day(day: dt.date) -> str:
    """Say a day: 4 March 2024."""
    return f"{day.day} {day:%B %Y}"


def _says(code: str, **named: object) -> str:
    return sentence(area="history", code=code, **named)
