"""Follow who starts, who answers, what is left open and what is mended; all rows are counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.history.measures.talking import anna, ben, talk

if TYPE_CHECKING:
    from tests.unit.history.measures.talking import Line


def column(name: str, *lines: Line, resolution: int = 1) -> list[object]:
    """Give one column for what was said."""
    return talk(*lines, resolution=resolution).messages[name].to_list()


def test_a_conversation_starts_after_a_silence_of_an_hour() -> None:
    lines = [anna("01 09:00"), ben("01 09:59"), anna("01 10:59"), anna("01 11:58")]
    assert column("starts", *lines) == [False, False, True, False]
    assert column("turns", *lines) == [False, True, True, False]


def test_a_turn_ends_where_the_other_writes_or_a_silence_begins_and_the_last_is_not_known() -> None:
    lines = [anna("01 09:00"), anna("01 09:01"), ben("01 09:02"), ben("01 12:00"), anna("01 12:01")]
    assert column("ends", *lines) == [False, True, True, True, False]
    assert column("opens", *lines) == [True, False, True, True, True]


def test_a_turn_opens_with_its_first_written_message() -> None:
    lines = [anna("01 09:00", "", "media"), anna("01 09:01"), ben("01 09:02", "", "media"), anna("01 09:03")]
    assert column("opens", *lines) == [False, True, False, True]


def test_an_answer_is_what_the_other_writes_before_an_hour_of_waking_time_is_over() -> None:
    lines = [
        anna("01 09:00"),
        ben("01 09:59"),  # answered Anna; nobody answers him
        ben("01 11:00"),
        anna("01 12:00"),  # too late, but she is answered in the morning
        ben("01 12:01"),
        anna("01 23:45"),
        ben("02 07:30"),  # 45 waking minutes later
    ]
    assert column("answered", *lines) == [True, False, False, True, False, True, False]


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("09:00:00", "09:05:00", 5),
        ("09:00:00", "09:00:20", 1 / 3),
        ("09:00:00", "09:00:00", 1 / 60),  # not below what the clock shows
        ("06:30:00", "07:10:00", 10),  # the quiet hours end at seven
        ("02:00:00", "02:05:00", None),  # both in the quiet hours
        ("09:00:00", "10:00:00", None),  # a silence lies between
    ],
)
def test_the_waking_minutes_of_an_answer(start: str, end: str, minutes: float | None) -> None:
    assert column("reply", anna(f"01 {start}"), ben(f"01 {end}")) == [None, pytest.approx(minutes)]


def test_no_answer_is_quicker_than_the_clock_of_the_file() -> None:
    assert column("reply", anna("01 09:00"), ben("01 09:00"), resolution=60) == [None, 1]


def test_one_writing_on_does_not_answer() -> None:
    assert column("reply", anna("01 09:00"), anna("01 09:05")) == [None, None]


def test_a_bid_and_heat_hold_to_the_end_of_their_turn() -> None:
    lines = [
        anna("01 09:00", "question"),
        anna("01 09:01"),
        ben("01 09:02"),
        ben("01 09:03", "blame miss"),
        ben("01 09:04"),
        ben("01 11:00"),
    ]
    assert column("bid", *lines) == [True, True, False, True, True, False]
    assert column("heat", *lines) == [False, False, False, True, True, False]


@pytest.mark.parametrize("word", ["kiss_sign", "pet_name", "love_emoji", "future", "thanks"])
def test_not_everything_loving_asks_for_an_answer(word: str) -> None:
    assert column("bid", anna("01 09:00", word), ben("01 09:01")) == [False, False]


def test_only_the_first_heat_of_a_conversation_flares() -> None:
    lines = [
        anna("01 09:00"),
        ben("01 09:01", "criticism"),
        anna("01 09:02", "contempt"),
        anna("01 11:00", "insult defence"),
    ]
    assert column("flares", *lines) == [False, True, False, True]


MENDING = {
    "each person once after a flare": (
        [
            anna("01 09:00", "heat blame"),
            ben("01 09:01", "apology"),
            ben("01 09:02", "repair"),
            anna("01 09:03", "repair"),
        ],
        [False, True, False, True],
    ),
    "a sorry in the heated message itself does not count": (
        [anna("01 09:00", "blame apology"), ben("01 09:01")],
        [False, False],
    ),
    "nor does one before any heat": (
        [anna("01 09:00", "apology"), ben("01 09:01", "blame"), anna("01 09:02", "apology")],
        [False, False, True],
    ),
    "the next conversation counts, the one after it does not": (
        [
            anna("01 09:00", "blame"),
            ben("01 11:00", "apology"),
            anna("01 13:00", "apology"),
        ],
        [False, True, False],
    ),
    "a new flare can be mended anew": (
        [
            anna("01 09:00", "blame"),
            ben("01 09:01", "apology"),
            ben("01 11:00", "insult"),
            ben("01 11:01", "apology"),
        ],
        [False, True, False, True],
    ),
    "a flare may mend the one before": (
        [anna("01 09:00", "blame"), ben("01 11:00", "insult apology"), ben("01 11:01", "apology")],
        [False, True, True],
    ),
}


@pytest.mark.parametrize("case", MENDING)
def test_what_mends(case: str) -> None:
    lines, mends = MENDING[case]
    assert column("mends", *lines) == mends
