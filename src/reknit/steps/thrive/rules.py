"""Judge what someone kept while looking after themself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reknit.programme.answer import Answer

WEEK = dt.timedelta(days=7)


def days_of_seven(*, answers: Iterable[Answer], today: dt.date) -> int:
    """Return on how many of the last seven days, today included, something was kept. Never a streak."""
    return len({answer.at.date() for answer in answers if today - WEEK < answer.at.date() <= today})
