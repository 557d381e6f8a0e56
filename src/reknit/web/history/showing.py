"""Prepare a report for its page: what is told first, what is drawn, and what waits until it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reknit.journey.spoken import spoken_amount, spoken_day, spoken_silence
from reknit.journey.story import tell_story, told_curves
from reknit.programme.exports import app_of
from reknit.programme.measures import measure_words
from reknit.programme.sentences import sentence
from reknit.web.history.pictures import measure_chart, measure_spark, timeline

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from reknit.history import Reading, Report
    from reknit.history.report import Curve
    from reknit.journey.story import Story, ToldFinding, ToldQuestion
    from reknit.programme.measures import MeasureWords
    from reknit.steps.understand.model import Pinned
    from reknit.vault.diary import Kept
    from reknit.web.history.pictures import Happening, MeasureChart, Spark, Timeline

# Measures that belong together on the page. Product choice.
GROUPS: dict[str, tuple[str, ...]] = {
    "rhythm": ("volume", "initiative", "reply_time", "bids_unanswered", "night_share"),
    "words": ("effort", "length", "questions", "short_answers", "reactions"),
    "closeness": ("disclosure", "affection", "desire", "we", "laughter"),
    "everyday": ("plans", "logistics", "thanks"),
    "quarrel": ("heat", "apologies", "repair", "silence_after_heat"),
}
# So many changed measures are drawn at once; more would be a wall. Product choice.
MOST_DRAWN = 4
MINUTE = 60
# The last of so many parts of the time is told beside each measure, as in the terminal. Product choice.
QUARTERS = 4


@dataclass(frozen=True, kw_only=True)
class ShownMeasure:
    """One measure with everything there is to say about it."""

    code: str
    words: MeasureWords
    per: str
    chart: MeasureChart
    found: tuple[ToldFinding, ...]


@dataclass(frozen=True, kw_only=True)
class MeasureRow:
    """One measure as a line of a list: both curves in small, and what it was of late for each."""

    code: str
    words: MeasureWords
    spark: Spark
    last: tuple[str, str]
    per: str
    has_changed: bool
    shown: ShownMeasure | None = None


@dataclass(frozen=True, kw_only=True)
class ShownQuestion:
    """One of the three questions, with the own words that were pinned to it."""

    told: ToldQuestion
    pins: tuple[Kept[Pinned], ...]


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """Everything the page of a report shows, in the order in which it shows it."""

    report: Report
    story: Story
    timeline: Timeline
    questions: tuple[ShownQuestion, ...]
    drawn: tuple[ShownMeasure, ...]
    groups: tuple[tuple[str, tuple[MeasureRow, ...]], ...]
    reading: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, str]:
        """Return the names of the two, the reader first."""
        return self.report.people[0].name, self.report.people[1].name


def report_page(
    report: Report,
    *,
    ended_on: dt.date | None = None,
    pins: Sequence[Kept[Pinned]] = (),
    happenings: Sequence[Happening] = (),
    is_whole: bool = False,
) -> ReportPage:
    """Prepare a report; `is_whole` draws every measure at once, for a page that cannot fetch more."""
    story = tell_story(report)
    return ReportPage(
        report=report,
        story=story,
        timeline=timeline(
            weeks=report.weeks,
            names=(report.people[0].name, report.people[1].name),
            findings=report.findings,
            ended_on=ended_on,
            happenings=happenings,
        ),
        questions=tuple(_question(told, pins) for told in story.questions),
        drawn=tuple(shown_measure(report, code, story) for code in _first_to_draw(report)),
        groups=tuple(_groups(report, story, is_whole=is_whole)),
        reading=(*reading_rows(report.reading), ("A new talk", spoken_silence(report.silence))),
    )


def shown_measure(report: Report, code: str, story: Story | None = None) -> ShownMeasure:
    """Prepare one measure of a report."""
    curve = next(each for each in report.curves if each.measure == code)
    told = (story or tell_story(report)).findings
    return ShownMeasure(
        code=code,
        words=measure_words()[code],
        per=_per(curve),
        chart=measure_chart(report, curve),
        found=tuple(each for each in told if each.measure == code),
    )


def reading_rows(reading: Reading) -> Iterator[tuple[str, str]]:
    """Say in rows what was read from a file, and how well."""
    yield (
        "Came from",
        f"{app_of(reading.format)} ({reading.layout})" if reading.layout else app_of(reading.format),
    )
    if reading.exports > 1:
        yield "Files", _say("exports", count=reading.exports)
    yield (
        "Messages",
        "; ".join(_say(f"kind_{each.kind}", count=f"{each.messages:,}") for each in reading.kinds),
    )
    yield "People", ", ".join(f"{each.name} ({each.messages:,})" for each in reading.participants)
    yield "Dates", " ".join(_dates(reading))
    yield "Not placed", _unplaced(reading)
    if reading.duplicates:
        yield "Doubled", _say("duplicates", count=f"{reading.duplicates:,}")
    if reading.damaged_characters:
        yield "Damaged", _say("damaged", count=f"{reading.damaged_characters:,}")
    if reading.is_capped:
        yield "Cut off", _say("capped")
    yield "Clock", " ".join(_clock(reading))


def _dates(reading: Reading) -> Iterator[str]:
    first, last = (f"{spoken_day(at.date())}, {at:%H:%M}" for at in (reading.first, reading.last))
    yield f"{first} to {last}."
    if reading.date_order:
        yield _say(f"order_{reading.date_order}")
        yield from (sentence(area="evidence", code=each.code) for each in reading.evidence)


def _unplaced(reading: Reading) -> str:
    if not reading.unplaced:
        return _say("all_placed")
    lines = ", ".join(str(line) for line in reading.unplaced_lines)
    more = reading.unplaced > len(reading.unplaced_lines)
    return _say("unplaced_more" if more else "unplaced", count=f"{reading.unplaced:,}", lines=lines)


def _clock(reading: Reading) -> Iterator[str]:
    clock = reading.clock
    yield _say("clock_minutes" if clock.resolution_seconds >= MINUTE else "clock_seconds")
    if clock.backward_steps:
        yield _say("clock_back", count=clock.backward_steps, minutes=clock.largest_backward_minutes)
    yield _say("longest_silence", days=clock.longest_silence_days)


def _question(told: ToldQuestion, pins: Sequence[Kept[Pinned]]) -> ShownQuestion:
    own = [kept for kept in pins if kept.entry.question == told.question]
    return ShownQuestion(told=told, pins=tuple(sorted(own, key=lambda kept: kept.entry.sent_at)))


def _first_to_draw(report: Report) -> list[str]:
    """Choose the changed measures to draw at once: those that answer a question first, then the largest."""
    answering = {place for each in report.answers for place in each.findings}
    ranked = sorted(
        enumerate(report.findings), key=lambda pair: (pair[0] in answering, pair[1].size), reverse=True
    )
    chosen = list(dict.fromkeys(each.measure for _, each in ranked))[:MOST_DRAWN]
    return [code for codes in GROUPS.values() for code in codes if code in chosen]


def _groups(report: Report, story: Story, *, is_whole: bool) -> Iterator[tuple[str, tuple[MeasureRow, ...]]]:
    curves = {curve.measure: curve for curve in told_curves(report)}
    for group, codes in GROUPS.items():
        rows = [_row(report, story, curves[code], is_whole=is_whole) for code in codes if code in curves]
        if rows:
            yield _say(f"group_{group}"), tuple(rows)


def _row(report: Report, story: Story, curve: Curve, *, is_whole: bool) -> MeasureRow:
    return MeasureRow(
        code=curve.measure,
        words=measure_words()[curve.measure],
        spark=measure_spark(curve),
        last=(_late(curve, 0), _late(curve, 1)),
        per=_per(curve),
        has_changed=any(each.measure == curve.measure for each in report.findings),
        shown=shown_measure(report, curve.measure, story) if is_whole else None,
    )


def _late(curve: Curve, person: int) -> str:
    """Say what it was in the last quarter of the time, on average over the months that can be counted."""
    values = curve.values(person)
    late = [each for each in values[-max(1, len(values) // QUARTERS) :] if each is not None]
    if not late:
        return _say("too_few")
    return spoken_amount(sum(late) / len(late), curve.unit).replace("less than 0.1", _say("tiny"))


def _per(curve: Curve) -> str:
    unit = measure_words()[curve.measure].unit.replace("{value}", "").strip()
    return unit.replace("in 100", "out of 100", 1)


def _say(code: str, **named: object) -> str:
    return sentence(area="history_page", code=code, **named)
