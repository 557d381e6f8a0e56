"""A report as it was kept before findings were looked for."""

from __future__ import annotations

import datetime as dt

from reknit.history import Clock, FirstReport, Participant, Reading
from reknit.history.first import FirstPerson, FirstWeek
from reknit.history.measures.interface import Silence

MONDAY = dt.date(2026, 1, 5)
NINE = dt.datetime.combine(dt.date(2026, 1, 20), dt.time(9))


def first_report(*, at: dt.datetime) -> FirstReport:
    """Return a report of the first shape over twenty weeks."""
    weeks = tuple(
        FirstWeek(starts_on=MONDAY + dt.timedelta(weeks=week), counts=(30 - week, 10)) for week in range(20)
    )
    reading = Reading(
        format="whatsapp",
        exports=1,
        layout="android",
        date_order="dmy",
        evidence=(),
        messages=610,
        participants=(Participant(name="Kim", messages=410), Participant(name="Sam", messages=200)),
        kinds=(),
        first=NINE.replace(day=5),
        last=NINE.replace(month=5),
        unplaced=0,
        unplaced_lines=(),
        duplicates=0,
        damaged_characters=0,
        clock=Clock(
            resolution_seconds=60, backward_steps=0, largest_backward_minutes=0, longest_silence_days=3
        ),
        is_capped=False,
    )
    return FirstReport(
        at=at,
        reading=reading,
        people=(FirstPerson(name="Kim", messages=410), FirstPerson(name="Sam", messages=200)),
        silence=Silence(minutes=60, is_learnt=False, observations=600),
        weeks=weeks,
        initiative=(),
        reply_time=(),
        length=(),
    )
