"""Weigh what says which number is the day; the chats are synthetic and were written for these tests."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reknit.history import UndecidedDateOrder
from tests.unit.history.exports import chat, export
from tests.unit.history.reading_chats import read_text


def lines(*dates: str, clock: str = "10:00", text: str = "hi") -> str:
    return "".join(
        f"{date}, {clock} - {'Anna' if number % 2 else 'Ben'}: {text}\n" for number, date in enumerate(dates)
    )


def decided(text: str) -> tuple[str | None, str]:
    reading = read_text(text).reading
    return reading.date_order, reading.evidence[-1].code


def test_a_number_above_twelve_decides() -> None:
    assert decided(lines("05/06/2024", "13/06/2024")) == ("dmy", "field_over_12")
    assert decided(lines("05/06/2024", "06/13/2024")) == ("mdy", "field_over_12")


def test_more_evidence_outweighs_a_pasted_line() -> None:
    text = lines("13/06/2024", "14/06/2024", "15/06/2024", "16/06/2024", "06/17/2024")
    conversation = read_text(text)
    assert conversation.reading.date_order == "dmy"
    assert len(conversation.messages) == 4


def test_a_year_in_front_decides() -> None:
    assert decided(lines("2024/05/06")) == ("ymd", "year_first")
    assert decided(lines("24/05/17", "24/05/28", "24/06/03")) == ("ymd", "year_first")


def test_a_pasted_line_makes_no_year_of_a_day() -> None:
    dates = ("08/09/23", "08/09/23", "01/12/22", "09/09/23", "11/09/23", "17/09/23")
    assert decided(lines(*dates)) == ("dmy", "field_over_12")


def test_time_that_would_run_backwards_decides() -> None:
    assert decided(lines("10/01/2024", "11/01/2024", "02/02/2024", "03/02/2024")) == ("dmy", "backward_steps")
    assert decided(lines("01/10/2024", "01/11/2024", "02/02/2024", "02/03/2024")) == ("mdy", "backward_steps")


def test_files_named_after_their_date_decide() -> None:
    android = lines("05/06/2024") + lines("06/06/2024", text="IMG-20240606-WA0001.jpg (file attached)")
    with pytest.raises(UndecidedDateOrder):
        read_text(android)
    assert decided(lines("05/06/2024", text="IMG-20240605-WA0001.jpg (file attached)")) == (
        "dmy",
        "media_names",
    )
    iphone = "[05/06/2024, 10:00:00] Anna: \u200e<attached: 00000012-PHOTO-2024-05-06-10-00-00.jpg>\r\n"
    assert decided(iphone) == ("mdy", "media_names")
    with pytest.raises(UndecidedDateOrder):
        read_text(lines("05/06/2024", text="IMG-20249905-WA0001.jpg (file attached)"))


def test_dots_and_dashes_decide() -> None:
    assert decided(lines("05.06.2024")) == ("dmy", "separator")
    assert decided(lines("05-06-2024")) == ("dmy", "separator")


def test_the_style_of_the_united_states_decides() -> None:
    assert decided(lines("5/6/24", clock="9:05 PM")) == ("mdy", "clock_style")
    for date, clock in (("05/06/24", "9:05 PM"), ("5/6/24", "9:05 pm"), ("5/6/2024", "9:05 PM")):
        with pytest.raises(UndecidedDateOrder):
            read_text(lines(date, clock=clock))


def test_dates_that_are_the_same_either_way_need_no_answer() -> None:
    assert read_text(lines("05/05/2024", "06/06/2024")).reading.date_order == "dmy"


def test_what_nothing_decides_is_asked() -> None:
    with pytest.raises(UndecidedDateOrder) as caught:
        read_text(lines("05/06/2024", "07/06/2024"))
    first, second = caught.value.candidates
    assert (first.order, str(first.first), str(first.last)) == ("dmy", "2024-06-05", "2024-06-07")
    assert (second.order, str(second.first), str(second.last)) == ("mdy", "2024-05-06", "2024-07-06")
    assert "from 5 June 2024 to 7 June 2024 or from 6 May 2024 to 6 July 2024" in str(caught.value)
    assert caught.value.code == "undecided_date_order"


@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_an_answer_is_followed_and_noted(order: str) -> None:
    reading = read_text(lines("05/06/2024"), date_order=order).reading  # type: ignore[arg-type]
    assert (reading.date_order, [each.code for each in reading.evidence]) == (order, ["chosen"])


def test_an_answer_for_one_file_leaves_a_file_alone_that_needs_none() -> None:
    reading = read_text(lines("2024-05-06"), date_order="dmy").reading
    assert (reading.date_order, reading.evidence[-1].code) == ("ymd", "year_first")


def test_dates_that_contradict_each_other_are_asked_about() -> None:
    with pytest.raises(UndecidedDateOrder):
        read_text(lines("13/13/2024", "05/13/2024", "13/05/2024", "06/06/2024"))


@pytest.mark.parametrize("layout", ["android gb", "android us", "ios odd"])
def test_days_up_to_twelve_over_some_months_are_enough(layout: str) -> None:
    said = [each for each in chat(300, step=timedelta(hours=31)) if each.at.day <= 12]
    conversation = read_text(export(layout, said))
    assert conversation.messages["sent_at"].dt.date().to_list() == [each.at.date() for each in said]
