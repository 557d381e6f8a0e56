"""Prepare a conversation: who, when, after what gap, in which week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reknit.history.lexicon import bit
from reknit.history.measures import exchange as module
from tests.unit.history.measures.talking import Line, anna, at, ben, hear_nothing, talk

SUMMER, WINTER = 7200, 3600


def test_a_message_is_placed_by_person_and_week_and_known_by_its_length() -> None:
    exchange = talk(anna("03 09:00", "one two"), ben("14 23:59", "three"), anna("15 00:00", ""))
    messages = exchange.messages
    assert (exchange.first_monday, exchange.weeks, exchange.covered) == (date(2024, 1, 1), 3, (5, 7, 1))
    assert messages["person"].to_list() == [0, 1, 0]
    assert messages["week"].to_list() == [0, 1, 2]
    assert messages["words"].to_list() == [2, 1, 0]
    assert messages["characters"].to_list() == [7, 5, 0]
    assert messages["gap"].to_list() == [None, 11 * 1440 + 899, 1]


def test_a_chat_of_one_day_covers_one_day() -> None:
    exchange = talk(anna("04 09:00"), ben("04 10:00"))
    assert (exchange.first_monday, exchange.covered) == (date(2024, 1, 1), (1,))


def test_weeks_begin_on_monday_before_the_epoch_too() -> None:
    exchange = talk(anna("01 09:00")._replace(at=at("01 09:00") - timedelta(days=365 * 60)), ben("01 10:00"))
    assert exchange.first_monday.weekday() == 0
    assert sum(exchange.covered) == 365 * 60 + 1


def test_what_the_app_says_counts_nowhere() -> None:
    exchange = talk(anna("01 09:00"), Line(at("01 09:01"), None, "changed", "system"), ben("01 09:02"))
    assert exchange.messages["gap"].to_list() == [None, 2]


@pytest.mark.parametrize(
    ("kind", "is_heard"), [("text", True), ("media", True), ("poll", False), ("deleted", False)]
)
def test_only_what_a_person_wrote_is_listened_to(kind: str, *, is_heard: bool) -> None:
    row = talk(anna("01 09:00", "thanks", kind), ben("01 09:01")).messages.row(0, named=True)
    assert (row["characters"], row["words"], row["says"]) == (
        (6, 1, bit("thanks")) if is_heard else (0, 0, 0)
    )


def test_a_backward_step_is_no_gap() -> None:
    exchange = talk(anna("01 09:00"), ben("01 08:00"), anna("01 08:10"), resolution=60)
    assert exchange.messages["gap"].to_list() == [None, 0, 10]
    assert exchange.messages["starts"].to_list() == [False, False, False]
    assert exchange.messages["reply"].to_list() == [None, 1, 10]


@pytest.mark.parametrize(
    ("offsets", "gap"),
    [
        ((None, None), 0),  # the hour is there twice and the file does not say so
        ((SUMMER, WINTER), 50),
        ((SUMMER, None), 0),
    ],
)
def test_the_hour_that_comes_twice_is_known_where_the_file_has_a_zone(
    offsets: tuple[int | None, int | None], gap: float
) -> None:
    exchange = talk(anna("2024-10-27T02:30", offset=offsets[0]), ben("2024-10-27T02:20", offset=offsets[1]))
    assert exchange.messages["gap"][1] == gap


def test_the_hour_that_is_left_out_is_no_silence_where_the_file_has_a_zone() -> None:
    lines = [anna("2024-03-31T01:59"), ben("2024-03-31T03:01")]
    assert talk(*lines).messages["starts"][1]
    zoned = talk(lines[0]._replace(offset=WINTER), lines[1]._replace(offset=SUMMER)).messages
    assert (zoned["gap"][1], zoned["starts"][1]) == (2, False)


def test_reactions_are_counted_where_the_other_gave_them() -> None:
    exchange = talk(
        anna("01 09:00", by=("Ben", "Ben")),
        anna("01 09:01", by=("Anna",)),
        ben("01 09:02", by=(None,)),
        ben("01 09:03"),
    )
    assert exchange.messages["given"].to_list() == [2, 0, 1, 0]
    assert exchange.has_reactions
    assert not talk(anna("01 09:00"), ben("01 09:01")).has_reactions


def test_of_a_language_without_lists_only_the_marks_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "hear_language", hear_nothing)
    exchange = talk(anna("01 09:00", "thanks question love_emoji"), ben("01 09:01"))
    assert exchange.language is None
    assert exchange.messages["says"][0] == bit("question") | bit("love_emoji")


def test_the_resolution_of_the_clock_is_passed_on() -> None:
    assert talk(anna("01 09:00"), ben("01 09:01"), resolution=60).resolution_seconds == 60
