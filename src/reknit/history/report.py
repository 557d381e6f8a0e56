"""Put all of it into one report that can be kept; it holds no message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from reknit.history.changes import find_changes, is_watched
from reknit.history.errors import HistoryError
from reknit.history.findings import WEEK, Finding, dated
from reknit.history.good import Good, Season, best_season, stayed_good
from reknit.history.measures import MEASURES, prepare, readable, tally
from reknit.history.measures.interface import Rhythm, Silence, Unit
from reknit.history.questions import Answer, answers
from reknit.history.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from reknit.history.conversation import Conversation
    from reknit.history.measures import Exchange, Tally

PAIR = 2
DAYS_PER_WEEK = 7
# What would have been seen, as weeks and times less: of a measure that is called watched, and of what a
# question looks at before it is answered with "no sign". Product choices.
HALVED, GONE_TO_A_THIRD = (10, 2.0), (26, 3.0)
# Changes are looked for in the last twenty years. Product choice.
MOST_WEEKS = 1040
# A month's value that rests on less than this is not drawn. Product choice.
FEWEST = 8


class OnePersonOnly(HistoryError):
    """Say that only one person wrote, so that there is nothing to compare."""

    code = "one_person"

    def __init__(self) -> None:
        super().__init__(
            "Only one person wrote in this chat, so there is nothing to compare. "
            "If there should be more, export the chat once more.",
        )


class NotInChat(HistoryError):
    """Say that a name is not one of the two."""

    code = "not_in_chat"

    def __init__(self, me: str, names: tuple[str, str]) -> None:
        self.names = names
        super().__init__(
            f"Nobody in this chat is called “{me}”. The two names are “{names[0]}” and “{names[1]}”."
        )


@dataclass(frozen=True, kw_only=True)
class Person:
    """Name one of the two and count what they sent."""

    name: str
    messages: int


@dataclass(frozen=True, kw_only=True)
class Week:
    """Count what each of the two sent in the week that begins on this Monday."""

    starts_on: date
    counts: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Curve:
    """Hold one measure of both, month by month: an amount, what it is a share of, and the unit of both.

    The value of a month is amount divided by `of`; two to its power where amounts are logarithms; seven
    times it where `of` is days.
    """

    measure: str
    unit: Unit
    is_logarithmic: bool
    is_volume: bool
    amount: tuple[tuple[float, ...], tuple[float, ...]]
    of: tuple[tuple[float, ...], tuple[float, ...]]

    def values(self, person: int) -> tuple[float | None, ...]:
        """Give the value of each month, none where it would rest on too little."""
        return tuple(
            self._value(amount, of) for amount, of in zip(self.amount[person], self.of[person], strict=True)
        )

    def _value(self, amount: float, of: float) -> float | None:
        if of < (1 if self.is_volume else FEWEST):
            return None
        if self.is_volume:
            return DAYS_PER_WEEK * amount / of
        return float(2 ** (amount / of)) if self.is_logarithmic else amount / of

    def mirrored(self) -> Curve:
        """Tell it from the other person's side."""
        return replace(self, amount=self.amount[::-1], of=self.of[::-1])


@dataclass(frozen=True, kw_only=True, eq=False)
class Measures:
    """Hold what was counted: the prepared exchange, every tally, and who the two are."""

    people: tuple[Person, Person]
    exchange: Exchange
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """Hold what a conversation shows, told to the first of the two people."""

    KIND: ClassVar[str] = "history.report/2"

    at: datetime
    reading: Reading
    people: tuple[Person, Person]
    language: str | None
    silence: Silence
    rhythm: Rhythm
    weeks: tuple[Week, ...]
    months: tuple[date, ...]
    curves: tuple[Curve, ...]
    findings: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    stayed_good: tuple[Good, ...]
    best_season: Season | None
    watched: tuple[tuple[str, int], ...]  # measures and people with enough to see a change in

    def seen_by(self, me: str) -> Self:
        """Tell it from one person's side, who then comes first everywhere; raise NotInChat."""
        names = (self.people[0].name, self.people[1].name)
        if me not in names:
            raise NotInChat(me, names)
        return self if me == names[0] else self._mirrored()

    @property
    def unread(self) -> tuple[str, ...]:
        """List the measures that do not apply to this export, or to its language."""
        there = {curve.measure for curve in self.curves}
        return tuple(measure.code for measure in MEASURES if measure.code not in there)

    def _mirrored(self) -> Self:
        return replace(
            self,
            people=self.people[::-1],
            weeks=tuple(replace(each, counts=each.counts[::-1]) for each in self.weeks),
            curves=tuple(each.mirrored() for each in self.curves),
            findings=tuple(each.mirrored() for each in self.findings),
            answers=_own_first([each.mirrored() for each in self.answers]),
            stayed_good=tuple(each.mirrored() for each in self.stayed_good),
            watched=tuple((measure, 1 - person) for measure, person in self.watched),
        )


def measure(conversation: Conversation) -> Measures:
    """Measure a conversation between two people; raise OnePersonOnly."""
    participants = conversation.reading.participants
    if len(participants) != PAIR:
        raise OnePersonOnly
    first, second = (Person(name=each.name, messages=each.messages) for each in participants)
    exchange = prepare(conversation, (first.name, second.name))
    return Measures(people=(first, second), exchange=exchange, tallies=tally(exchange))


def report(conversation: Conversation, *, now: datetime, me: str | None = None) -> Report:
    """Measure, look for changes, and answer the three questions; raise OnePersonOnly or NotInChat."""
    made = tell(measure(conversation), reading=conversation.reading, now=now)
    return made if me is None else made.seen_by(me)


def tell(measures: Measures, *, reading: Reading, now: datetime) -> Report:
    """Look for changes in what was counted, and answer the three questions."""
    exchange, tallies = measures.exchange, measures.tallies
    first_monday = exchange.first_monday
    before = max(0, exchange.weeks - MOST_WEEKS)
    recent = [replace(each, amount=each.amount[before:], of=each.of[before:]) for each in tallies]
    last_day = first_monday + WEEK * exchange.weeks - timedelta(days=1)
    findings = dated(
        find_changes(recent), first_monday=first_monday + WEEK * before, weeks=exchange.weeks - before
    )
    watched, half_a_year = (
        tuple((each.measure, each.person) for each in recent if is_watched(each, kept_up=weeks, times=times))
        for weeks, times in (HALVED, GONE_TO_A_THIRD)
    )
    known = {each.code: each for each in readable(exchange)}
    months = _months(exchange)
    return Report(
        at=now,
        reading=reading,
        people=measures.people,
        language=exchange.language,
        silence=exchange.silence,
        rhythm=exchange.rhythm,
        weeks=_weeks(tallies, first_monday),
        months=tuple(dict.fromkeys(months)),
        curves=_curves(tallies, months, {code: each.unit for code, each in known.items()}),
        findings=findings,
        answers=answers(findings, watched=half_a_year, last_day=last_day),
        stayed_good=stayed_good(tallies, measures=known, findings=findings, watched=watched),
        best_season=best_season(tallies, first_monday=first_monday),
        watched=watched,
    )


def _own_first(found: Sequence[Answer]) -> tuple[Answer, ...]:
    """Keep the order of the questions, with the first person's answer before the second's."""
    order = list(dict.fromkeys(each.question for each in found))
    return tuple(sorted(found, key=lambda each: (order.index(each.question), each.person)))


def _months(exchange: Exchange) -> list[date]:
    """Give the month of each week: that of its Monday."""
    mondays = (exchange.first_monday + WEEK * place for place in range(exchange.weeks))
    return [monday.replace(day=1) for monday in mondays]


def _weeks(tallies: Sequence[Tally], first_monday: date) -> tuple[Week, ...]:
    mine, theirs = (
        each.amount
        for person in range(PAIR)
        for each in tallies
        if each.is_volume and each.measure == "volume" and each.person == person
    )
    return tuple(
        Week(starts_on=first_monday + WEEK * place, counts=(int(one), int(other)))
        for place, (one, other) in enumerate(zip(mine, theirs, strict=True))
    )


def _curves(tallies: Sequence[Tally], months: Sequence[date], units: dict[str, Unit]) -> tuple[Curve, ...]:
    both: dict[str, list[Tally]] = {}
    for each in tallies:
        both.setdefault(each.measure, []).append(each)
    return tuple(
        Curve(
            measure=code,
            unit=units[code],
            is_logarithmic=first.is_logarithmic,
            is_volume=first.is_volume,
            amount=(_by_month(first.amount, months), _by_month(second.amount, months)),
            of=(_by_month(first.of, months), _by_month(second.of, months)),
        )
        for code, (first, second) in both.items()
    )


def _by_month(weekly: NDArray[np.float64], months: Sequence[date]) -> tuple[float, ...]:
    sums = dict.fromkeys(months, 0.0)
    for month, value in zip(months, weekly, strict=True):
        sums[month] += float(value)
    return tuple(round(value, 3) for value in sums.values())
