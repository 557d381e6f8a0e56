"""Measure made-up chats whose answers are known; all were written for these tests."""

from __future__ import annotations

import math
import random
from datetime import timedelta

import msgspec
import polars as pl
import pytest

from reknit.history import (
    Minutes,
    NotInChat,
    OnePersonOnly,
    Report,
    Silence,
    Source,
    measure,
    read,
    report,
)
from reknit.history.measures.silence import FEWEST_GAPS, learn_silence
from tests.unit.history.exports import Said, at, chat, export
from tests.unit.history.reading_chats import android, iphone, read_text

NOW = at("2025-01-01T12:00")


def made(said: list[Said], layout: str = "ios gb") -> Report:
    return report(read([Source("", export(layout, said).encode())], date_order="dmy"), now=NOW)


def talk(days: int, *, pause: timedelta = timedelta(minutes=3), words: int = 2) -> list[Said]:
    """Let Anna start each day at nine and Ben answer, ten messages a day."""
    first = at("2024-01-01T09:00")
    return [
        Said(
            first + timedelta(days=day) + number * pause,
            ("Anna", "Ben")[number % 2],
            "word " * (words + number % 2),
        )
        for day in range(days)
        for number in range(10)
    ]


def test_every_week_is_counted_the_silent_ones_too() -> None:
    said = [*talk(1), Said(at("2024-01-22T10:00"), "Ben", "hello")]
    assert [(str(week.starts_on), week.counts) for week in made(said).weeks] == [
        ("2024-01-01", (5, 5)),
        ("2024-01-08", (0, 0)),
        ("2024-01-15", (0, 0)),
        ("2024-01-22", (0, 1)),
    ]


def test_who_starts_conversations() -> None:
    january, february = made(talk(40)).initiative
    assert (str(january.month), january.started, january.shares) == ("2024-01-01", (30, 0), (1.0, 0.0))
    assert february.started == (9, 0)
    few = made(talk(3)).initiative[0]
    assert (few.started, few.shares) == ((2, 0), None)


def test_reply_times_within_conversations() -> None:
    (month,) = made(talk(20)).reply_time
    anna, ben = month.people
    assert (anna.observations, ben.observations) == (80, 100)
    assert ben.quartiles is not None
    assert ben.quartiles.median == Minutes(value=3.0)
    assert made(talk(1)).reply_time[0].people[0].quartiles is None


def test_reply_times_below_the_clock_are_a_bound() -> None:
    said = talk(20, pause=timedelta(seconds=20))
    quartiles = made(said, "android gb").reply_time[0].people[1].quartiles
    assert quartiles is not None
    assert quartiles.median == Minutes(value=1.0, is_under=True)
    exact = made(said, "ios gb").reply_time[0].people[1].quartiles
    assert exact is not None
    assert exact.median.value == pytest.approx(1 / 3)


def test_length_of_messages() -> None:
    anna, ben = made(talk(20)).length[0].people
    assert (anna.observations, anna.words, anna.characters) == (100, 2.0, 10.0)
    assert (ben.words, ben.characters) == (3.0, 15.0)
    assert made(talk(1)).length[0].people[0].words is None


def test_only_written_messages_have_a_length_and_notices_count_nowhere() -> None:
    text = iphone("Anna: \u200eend-to-end encrypted", "Anna: hi", "Ben: \u200eimage omitted", "Ben: yo")
    measures = measure(read_text(text))
    assert [person.messages for person in measures.people] == [1, 2]
    assert [person.observations for person in measures.length[0].people] == [1, 1]
    assert measures.weeks[0].counts == (1, 2)


def test_every_month_is_there_the_silent_ones_too() -> None:
    said = [*talk(1), Said(at("2024-04-22T10:00"), "Ben", "hello")]
    months = made(said)
    assert [each.month.month for each in months.reply_time] == [1, 2, 3, 4]
    assert months.length[1].people[0].observations == 0


def test_a_step_back_in_time_is_no_gap() -> None:
    text = android("Anna: a", day="27/10/2024") + android("Ben: b", day="26/10/2024")
    assert measure(read_text(text)).initiative[0].started == (0, 0)


def test_silence_is_learnt_from_two_heaps_of_gaps() -> None:
    draw = random.Random(4)
    gaps = [math.exp(draw.gauss(math.log(2), 1)) for _ in range(900)]
    gaps += [math.exp(draw.gauss(math.log(900), 0.5)) for _ in range(150)]
    silence = learn_silence(pl.Series(gaps))
    assert silence.is_learnt
    assert 30 <= silence.minutes <= 240
    assert silence.observations == sum(gap >= 1 for gap in gaps)


@pytest.mark.parametrize(
    "gaps", [[], [5.0] * (FEWEST_GAPS - 1), [5.0] * 400, [2.0 ** (n / 90) for n in range(400)][::-1]]
)
def test_silence_is_an_hour_where_nothing_can_be_learnt(gaps: list[float]) -> None:
    silence = learn_silence(pl.Series([None, *gaps], dtype=pl.Float64))
    assert silence == Silence(minutes=60, is_learnt=False, observations=len(gaps))


def test_the_report_survives_being_kept() -> None:
    first = made(talk(40))
    kept = msgspec.json.encode(first)
    assert msgspec.json.decode(kept, type=Report) == first
    assert Report.KIND == "history.report/1"
    assert first.at == NOW


def test_the_report_holds_no_message() -> None:
    said = [Said(each.at, each.sender, f"secret{number}") for number, each in enumerate(chat(50))]
    assert b"secret" not in msgspec.json.encode(made(said))


def test_the_report_is_the_same_from_both_sides() -> None:
    said = [*talk(40), Said(at("2024-03-01T10:00"), "Ben", "one more")]
    seen = made(said)
    swapped = made([Said(each.at, {"Anna": "Ben", "Ben": "Anna"}[each.sender], each.text) for each in said])
    assert seen.seen_by("Anna") == seen
    mine = seen.seen_by("Ben")
    assert mine.people[0].name == "Ben"
    assert mine.seen_by("Anna") == seen
    assert mine.weeks == swapped.seen_by("Anna").weeks
    assert mine.initiative == swapped.seen_by("Anna").initiative
    assert mine.reply_time == swapped.seen_by("Anna").reply_time
    assert mine.length == swapped.seen_by("Anna").length
    assert mine.initiative[-1].shares is None


def test_a_name_that_is_not_in_the_chat() -> None:
    with pytest.raises(NotInChat, match="“Anna” and “Ben”") as caught:
        made(talk(1)).seen_by("Zoe")
    assert caught.value.names == ("Anna", "Ben")


def test_one_person_alone_cannot_be_compared() -> None:
    with pytest.raises(OnePersonOnly):
        measure(read_text(android("Anna: hi", "Anna: hello?")))
