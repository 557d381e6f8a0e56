"""Call the two people of a report by the names someone chose here: full names need not be kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reknit.history.report import Report
    from reknit.journey.model import Start


def named(*, report: Report, me: str, them: str) -> Report:
    """Return the report with the first person called `me` and the second called `them`."""
    old_me, old_them = (person.name for person in report.people)
    new = {old_me: me or old_me, old_them: them or old_them}
    people = tuple(replace(person, name=new[person.name]) for person in report.people)
    participants = tuple(replace(one, name=new[one.name]) for one in report.reading.participants)
    return replace(
        report, people=(people[0], people[1]), reading=replace(report.reading, participants=participants)
    )


def is_settled(*, report: Report, start: Start) -> bool:
    """Say whether someone has said which of the two they are."""
    names = [person.name for person in report.people]
    return names == [start.name or names[0], start.ex or names[1]]
