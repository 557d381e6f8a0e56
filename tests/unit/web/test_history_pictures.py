"""The pictures of a report stand on the numbers of the report."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import NamedTuple

import pytest

from reknit.history import Report, Source, read, report
from reknit.web.history.pictures import Happening, measure_chart, measure_spark, timeline
from reknit.web.history.showing import GROUPS, MOST_DRAWN, report_page
from tests.web.chats import CHANGED

AT = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 1, 5)


class Counted(NamedTuple):
    """A week of two people."""

    starts_on: dt.date
    counts: tuple[int, int]


@cache
def changed() -> Report:
    """Return the report of a chat in which Kim grew quiet."""
    return report(read([Source(name="chat.txt", content=CHANGED)]), now=AT, me="Kim")


def weeks(*counts: tuple[int, int]) -> list[Counted]:
    """Return weeks one after the other."""
    return [Counted(MONDAY + dt.timedelta(weeks=week), pair) for week, pair in enumerate(counts)]


def test_the_table_of_the_timeline_adds_up_by_month_and_the_words_over_all() -> None:
    found = timeline(weeks=weeks((1, 2), (3, 4), (5, 6), (700, 1000), (9, 10)), names=("Kim", "Sam"))
    assert found.rows == ((MONDAY.replace(day=1), "709", "1,012"), (dt.date(2026, 2, 1), "9", "10"))
    assert found.says == (
        "Messages a week from January 2026 to February 2026. Kim: 718 in all. Sam: 1,022 in all."
    )


def test_the_end_and_other_happenings_stand_on_their_day_and_those_outside_are_left_out() -> None:
    found = timeline(
        weeks=weeks(*[(5, 5)] * 40),
        names=("Kim", "Sam"),
        ended_on=MONDAY + dt.timedelta(weeks=36),
        happenings=[
            Happening(MONDAY + dt.timedelta(weeks=10), "moved in"),
            Happening(MONDAY + dt.timedelta(weeks=11), "a cat"),
            Happening(MONDAY - dt.timedelta(weeks=1), "met"),
        ],
    )
    frame = found.wide.frame
    marks = [(notch.x, notch.label, notch.style) for notch in found.wide.notches]
    assert marks == [
        (frame.x(10), "moved in", "event"),
        (frame.x(11), "", "event"),
        (frame.x(36), "the end", "ended"),
    ]


def test_a_long_name_is_cut_in_the_picture_and_whole_in_words() -> None:
    found = timeline(weeks=weeks((1, 2)), names=("Maximiliane", "Sam"))
    assert [mark.name for mark in found.wide.marks] == ["Maximili…", "Sam"]
    assert "Maximiliane: 1 in all" in found.says


def test_a_measure_is_drawn_from_zero_with_its_changes_and_the_same_numbers_in_its_table() -> None:
    found = next(one for one in changed().findings if one.measure == "initiative" and one.person == 0)
    curve = next(one for one in changed().curves if one.measure == "initiative")
    chart = measure_chart(changed(), curve)
    assert chart.is_drawn
    assert (chart.picture.frame.low, chart.picture.frame.high) == (0, 100)
    assert len(chart.picture.steps) == sum(one.measure == "initiative" for one in changed().findings)
    assert chart.picture.steps[0].style in {"me", "them"}
    assert len(chart.rows) == len(changed().months)
    first = curve.values(0)[0]
    assert first is not None
    assert chart.rows[0][1] == f"{100 * first:.0f}"
    assert 0 < found.after < found.before < 1


def test_what_is_counted_too_seldom_says_so_in_its_table_and_draws_nothing() -> None:
    few = report(
        read([Source(name="c.txt", content=b"13/01/2024, 21:05 - Kim: hi\n13/01/2024, 21:06 - Sam: yes\n")]),
        now=AT,
        me="Kim",
    )
    curve = next(one for one in few.curves if one.measure == "initiative")
    chart = measure_chart(few, curve)
    assert not chart.is_drawn
    assert chart.rows[0][1:] == ("too few", "too few")
    assert "too few to say" in chart.says
    assert measure_spark(curve) == ("", "")


def test_many_months_become_a_small_line_of_few_points() -> None:
    curve = next(one for one in changed().curves if one.measure == "volume")
    months = 120
    long = type(curve)(
        measure="volume",
        unit=curve.unit,
        is_logarithmic=False,
        is_volume=True,
        amount=((70.0,) * months, (7.0,) * months),
        of=((7.0,) * months, (7.0,) * months),
    )
    mine, theirs = measure_spark(long)
    assert mine.count("L") == 39
    assert mine.startswith("M0 0L")
    assert theirs.startswith("M0 47L")


@pytest.mark.parametrize("is_whole", [True, False])
def test_every_measure_has_its_place_on_the_page(*, is_whole: bool) -> None:
    page = report_page(changed(), is_whole=is_whole)
    told = [row.code for _, rows in page.groups for row in rows]
    assert sorted(told) == sorted(curve.measure for curve in changed().curves)
    assert len(page.drawn) <= MOST_DRAWN
    assert {one.code for one in page.drawn} <= {one.measure for one in changed().findings}
    assert all(bool(row.shown) is is_whole for _, rows in page.groups for row in rows)
    changes = {one.measure for one in changed().findings}
    assert {row.code for _, rows in page.groups for row in rows if row.has_changed} == changes


def test_every_measure_there_is_belongs_to_one_group() -> None:
    from reknit.history.measures import MEASURES

    grouped = [code for codes in GROUPS.values() for code in codes]
    assert sorted(grouped) == sorted(each.code for each in MEASURES)
