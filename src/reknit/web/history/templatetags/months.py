"""Draw the month of a day, to show what a reading of dates would mean."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, NamedTuple

from django import template

if TYPE_CHECKING:
    import datetime as dt

register = template.Library()


class Month(NamedTuple):
    """A month as a leaf of a calendar: its name, and its days in weeks from Monday, 0 where there is none."""

    title: str
    days: tuple[int, ...]


@register.filter
def month_of(day: dt.date) -> Month:
    """Return the month a day is in."""
    days = calendar.Calendar().itermonthdays(day.year, day.month)
    return Month(title=f"{day:%B %Y}", days=tuple(days))
