"""Call the two people of a report by the names someone chose here: full names need not be kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reknit.history.report import Report
    from reknit.journey.model import Start


def named(*, report: Report, me: str, them: str) -> Report:
    """Return the report with the first person called `me` and the second called `them`."""
    old = [person.name for person in report.people]
    names = (me or old[0], them or old[1])
    people = tuple(replace(person, name=name) for person, name in zip(report.people, names, strict=True))
    participants = tuple(
        replace(one, name=names[old.index(one.name) if old[0] != old[1] else place])
        for place, one in enumerate(report.reading.participants)
    )
    return replace(
        report, people=(people[0], people[1]), reading=replace(report.reading, participants=participants)
    )


def is_settled(*, report: Report, start: Start) -> bool:
    """Say whether someone has said which of the two they are."""
    names = [person.name for person in report.people]
    return names == [start.name or names[0], start.ex or names[1]]
