"""Finding changes: what is found, with which dates and sizes, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from reknit.history.changes import find_changes, is_watched
from reknit.history.changes.finding import largest_surviving
from reknit.history.measures import Tally
from tests.unit.history.changes.weekly import WEEKS, counted, replies, volume


def test_nothing_is_found_where_nothing_changed() -> None:
    steady = [counted(f"m{number}", person=number % 2, seed=number) for number in range(12)]
    assert find_changes(steady) == ()


def test_a_halving_of_ten_weeks_is_dated_and_sized() -> None:
    (change,) = find_changes([counted(changed=(40, 50, 0.5)), counted("thanks", seed=9)])
    assert (change.measure, change.person) == ("affection", 0)
    assert (change.first_week, change.last_week) == (40, 49)
    assert change.no_earlier <= 40 <= change.no_later
    assert change.before == pytest.approx(0.2, rel=0.05)
    assert change.after == pytest.approx(0.1, rel=0.1)
    assert change.ratio == pytest.approx(change.after / change.before)
    assert change.low < 0.5 < change.high
    assert change.p < 1e-4


def test_what_lasts_to_the_end_has_no_last_week() -> None:
    (change,) = find_changes([counted(changed=(78, WEEKS, 0.5))])
    assert abs(change.first_week - 78) <= 1
    assert change.last_week is None


def test_a_doubling_of_reply_time_is_told_in_minutes() -> None:
    (change,) = find_changes([replies(changed=(50, 62, 2.0))])
    assert (change.first_week, change.last_week) == (50, 61)
    assert change.before == pytest.approx(4, rel=0.1)
    assert change.after == pytest.approx(8, rel=0.1)
    assert change.low < 2 < change.high


def test_volume_is_told_in_messages_a_week() -> None:
    (change,) = find_changes([volume(changed=(30, 45, 0.5))])
    assert change.before == pytest.approx(100, rel=0.05)
    assert change.after == pytest.approx(50, rel=0.1)


def test_two_changes_of_one_measure_are_both_told() -> None:
    tally = counted(changed=(20, 32, 0.5))
    tally.amount[70:84] *= 2
    first, second = sorted(find_changes([tally]), key=lambda each: each.first_week)
    assert (first.first_week, second.first_week) == (20, 70)
    assert first.ratio < 1 < second.ratio


def test_a_change_to_the_end_and_an_episode_before_it_are_both_told() -> None:
    tally = counted(changed=(90, WEEKS, 0.3))
    tally.amount[40:52] *= 0.5
    first, second = sorted(find_changes([tally]), key=lambda each: each.first_week)
    assert (first.first_week, first.last_week) == (40, 51)
    assert (second.first_week, second.last_week) == (90, None)


def test_no_more_than_three_changes_of_one_measure_are_told() -> None:
    tally = counted(weeks=260, messages=2000)
    for first in (20, 70, 120, 170):
        tally.amount[first : first + 12] *= 0.4
    assert len(find_changes([tally])) == 3


def test_a_second_change_across_the_first_is_not_told() -> None:
    # A long low with a lower floor in the middle: one story, told once.
    tally = counted(messages=2000, changed=(40, 80, 0.55))
    tally.amount[55:65] *= 0.1
    found = find_changes([tally])
    spans = sorted(
        (each.first_week, WEEKS if each.last_week is None else each.last_week + 1) for each in found
    )
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_holidays_are_no_change() -> None:
    away = np.ones(WEEKS)
    for first in (20, 50, 76):
        away[first : first + 3] = 0.05
    assert find_changes([volume(wander=tuple(away)), volume(person=1, wander=tuple(away), seed=5)]) == ()


def test_an_exam_month_is_no_change() -> None:
    assert find_changes([counted(messages=1000, changed=(50, 55, 0.3))]) == ()
    assert find_changes([replies(changed=(50, 55, 3.0))]) == ()


def test_a_small_change_is_no_finding_however_sure() -> None:
    assert find_changes([counted(messages=5000, changed=(40, 60, 0.75))]) == ()


def test_slow_wander_is_no_change() -> None:
    draw, level = np.random.default_rng(4), np.zeros(WEEKS)
    for week in range(1, WEEKS):
        level[week] = 0.7 * level[week - 1] + draw.normal(0, 0.3)
    assert find_changes([volume(wander=tuple(np.exp(level)))]) == ()


def test_one_person_who_writes_less_is_seen_against_the_other() -> None:
    # The weeks of both go up and down by half, which hides a halving of one of them but for the comparison.
    busy = np.exp(np.random.default_rng(8).normal(0, 0.7, WEEKS))
    one = volume(wander=tuple(busy), changed=(40, 50, 0.5))
    other = volume(person=1, wander=tuple(busy), seed=6)
    assert find_changes([one]) == ()
    (change,) = find_changes([one, other])
    assert (change.measure, change.person, change.first_week) == ("volume", 0, 40)


def test_the_same_is_found_with_the_same_seed() -> None:
    tallies = [counted(changed=(40, 50, 0.6)), volume(changed=(60, 75, 0.6)), replies()]
    assert find_changes(tallies, seed=5) == find_changes(tallies, seed=5)


def test_the_order_of_the_tallies_decides_nothing() -> None:
    tallies = [counted(changed=(40, 50, 0.5)), counted("thanks", seed=9), replies(changed=(20, 40, 2.0))]
    assert set(find_changes(tallies)) == set(find_changes(tallies[::-1]))


@pytest.mark.parametrize("weeks", [1, 8, 19])
def test_short_histories_tell_nothing(weeks: int) -> None:
    tally = counted(weeks=weeks)
    assert find_changes([tally]) == ()
    assert not is_watched(tally)


def test_nothing_to_look_at_tells_nothing() -> None:
    assert find_changes([]) == ()
    assert find_changes([counted(rate=0.0005)]) == ()


def test_weeks_of_silence_are_weeks_without_evidence() -> None:
    tally = counted(changed=(40, 52, 0.5))
    tally.amount[60:64], tally.of[60:64] = 0, 0
    (change,) = find_changes([tally])
    assert change.first_week == 40
    assert change.last_week in {50, 51}


def test_what_stops_altogether_is_found() -> None:
    tally = volume()
    tally.amount[60:] = 0
    (change,) = find_changes([tally])
    assert (change.first_week, change.last_week) == (60, None)
    assert change.ratio < 0.01


def test_all_or_none_of_the_messages_are_no_trouble() -> None:
    always = counted(rate=1)
    assert find_changes([replace(always, amount=always.of.copy())]) == ()
    once = Tally(measure="odd", person=0, amount=np.zeros(40), of=np.zeros(40))
    once.amount[3], once.of[3] = 30, 30
    assert find_changes([once]) == ()


def test_a_common_habit_is_watched_and_a_rare_one_is_not() -> None:
    assert is_watched(counted(rate=0.2))
    assert is_watched(replies())
    assert not is_watched(counted(rate=0.005))
    assert not is_watched(counted(rate=0.0005))
    assert not is_watched(counted(messages=10, rate=0.1))


def test_the_correction_is_that_of_benjamini_and_hochberg() -> None:
    assert largest_surviving([]) < 0
    assert largest_surviving([0.2, 0.9]) < 0
    assert largest_surviving([0.014, 0.8]) == pytest.approx(0.015)
    assert largest_surviving([0.016, 0.8]) < 0
    # 0.02 alone would not do among three; with two more as small, the third step carries all of them.
    assert largest_surviving([0.02, 0.025, 0.029]) == pytest.approx(0.03)
