"""Say what changed, when, by how much, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.changes import Change

WEEK = timedelta(days=7)
LAST_DAY = timedelta(days=6)
# Changes that began within so many days of each other are told together. Product choice.
AROUND_DAYS = 56
# So many weeks have to be as before until a change is said to have ended. Product choice.
RECOVERED = 4
TINY = 1e-9


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Hold one change of one measure of one person, large, lasting, and surer than chance allows.

    `ratio` is after divided by before, with its interval `low` to `high`; before and after are values in the
    measure's own unit, shares as fractions.
    """

    measure: str
    person: int  # 0 is who the report is told to, 1 the other
    started_on: date  # a Monday
    earliest: date  # it began between these two Mondays, as far as can be told
    latest: date
    ended_on: date | None  # a Sunday; none while it still was so when the export ends
    before: float
    after: float
    ratio: float
    low: float
    high: float

    @property
    def is_less(self) -> bool:
        """Tell a fall from a rise."""
        return self.ratio < 1

    @property
    def size(self) -> float:
        """Give how many times larger or smaller it became, always above one."""
        return max(self.ratio, 1 / max(self.ratio, TINY))

    def mirrored(self) -> Finding:
        """Tell it from the other person's side."""
        return replace(self, person=1 - self.person)


class Dated(Protocol):
    """Be something that began on a day."""

    @property
    def started_on(self) -> date:
        """Return the day."""


def dated(changes: Sequence[Change], *, first_monday: date, weeks: int) -> tuple[Finding, ...]:
    """Put changes in so many weeks on the calendar, the earliest first."""

    def ended(last_week: int | None) -> date | None:
        is_open = last_week is None or weeks - 1 - last_week < RECOVERED
        return None if is_open or last_week is None else first_monday + WEEK * last_week + LAST_DAY

    found = [
        Finding(
            measure=each.measure,
            person=each.person,
            started_on=first_monday + WEEK * each.first_week,
            earliest=first_monday + WEEK * each.no_earlier,
            latest=first_monday + WEEK * each.no_later,
            ended_on=ended(each.last_week),
            before=each.before,
            after=each.after,
            ratio=each.ratio,
            low=each.low,
            high=each.high,
        )
        for each in changes
    ]
    return tuple(sorted(found, key=lambda each: (each.started_on, each.measure, each.person)))


def around(findings: Sequence[Finding], *, one: Dated) -> tuple[Finding, ...]:
    """List what else began to change around the same time."""
    return tuple(
        each
        for each in findings
        if each is not one and abs((each.started_on - one.started_on).days) <= AROUND_DAYS
    )
