"""Call the two people of a report by the names someone chose here: full names need not be kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history import Report
    from reknit.journey.model import Start


def named(*, report: Report, me: str, them: str) -> Report:
    """Return the report with the first person called `me` and the second called `them`."""
    old = [person.name for person in report.people]
    new = (me or old[0], them or old[1])
    people = tuple(replace(person, name=name) for person, name in zip(report.people, new, strict=True))
    participants = tuple(
        replace(one, name=new[old.index(one.name)]) for one in report.reading.participants if one.name in old
    )
    reading = replace(report.reading, participants=participants)
    return replace(report, people=(people[0], people[1]), reading=reading)


def known_as(*, names: Sequence[str], start: Start) -> str | None:
    """Tell which of two names someone has, where the names from the start leave no doubt."""
    spelled = [name.casefold() for name in names]
    mine = {place for place in (0, 1) if start.name and spelled[place] == start.name.casefold()}
    mine |= {1 - place for place in (0, 1) if start.ex and spelled[place] == start.ex.casefold()}
    return names[mine.pop()] if len(mine) == 1 else None
