"""Lay a report out as JSON for other programs; the shape is described in docs/report-json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from reknit.history.findings import Finding
    from reknit.history.good import Good
    from reknit.history.report import Curve, Report

SHAPE = "reknit.history/2"
# Digits kept of a ratio or a value; the interval says how many of them mean something.
DIGITS = 4


def as_json(report: Report) -> bytes:
    """Return the report as UTF-8 JSON with every name spelled out."""
    names = (report.people[0].name, report.people[1].name)
    return msgspec.json.format(
        msgspec.json.encode(
            {
                "shape": SHAPE,
                "reading": report.reading,
                "people": report.people,
                "language": report.language,
                "conversation_starts_after_minutes": report.silence.minutes,
                "quiet_hours": {"from": report.rhythm.quiet_from, "hours": report.rhythm.quiet_hours},
                "findings": [_finding(each, names) for each in report.findings],
                "questions": {
                    question: {
                        names[each.person]: each.sign for each in report.answers if each.question == question
                    }
                    for question in dict.fromkeys(each.question for each in report.answers)
                },
                "stayed_good": [_good(each, names) for each in report.stayed_good],
                "best_season": report.best_season,
                "weeks": [
                    {"from": week.starts_on, **dict(zip(names, week.counts, strict=True))}
                    for week in report.weeks
                ],
                "measures": {curve.measure: _curve(curve, report, names) for curve in report.curves},
                "not_measured": report.unread,
                "not_enough_to_see_a_change": [
                    {"measure": curve.measure, "person": names[person]}
                    for curve in report.curves
                    for person in (0, 1)
                    if (curve.measure, person) not in report.watched
                ],
            }
        )
    )


def _finding(each: Finding, names: tuple[str, str]) -> dict[str, object]:
    return {
        "measure": each.measure,
        "person": names[each.person],
        "from": each.started_on,
        "from_earliest": each.earliest,
        "from_latest": each.latest,
        "to": each.ended_on,
        "before": round(each.before, DIGITS),
        "after": round(each.after, DIGITS),
        "ratio": round(each.ratio, DIGITS),
        "low": round(each.low, DIGITS),
        "high": round(each.high, DIGITS),
    }


def _good(each: Good, names: tuple[str, str]) -> dict[str, object]:
    return {
        "measure": each.measure,
        "people": list(names) if each.person is None else [names[each.person]],
        "first": [round(value, DIGITS) for value in each.first],
        "last": [round(value, DIGITS) for value in each.last],
    }


def _curve(curve: Curve, report: Report, names: tuple[str, str]) -> dict[str, object]:
    months = [f"{month:%Y-%m}" for month in report.months]
    return {
        "unit": curve.unit,
        **{
            name: {
                month: None if value is None else round(value, DIGITS)
                for month, value in zip(months, curve.values(person), strict=True)
            }
            for person, name in enumerate(names)
        },
    }
