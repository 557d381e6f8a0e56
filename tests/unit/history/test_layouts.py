"""Read every known layout; the chats are synthetic and were written for these tests."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reknit.history import NotAnExport
from tests.unit.history.exports import LAYOUTS, LRM, Said, at, chat, export
from tests.unit.history.reading_chats import android, read_text, rows


def expected(layout: str, said: list[Said]) -> list[tuple[object, ...]]:
    has_seconds, _ = LAYOUTS[layout]
    return [(each.at if has_seconds else each.at.replace(second=0), each.sender, each.text) for each in said]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("number", [40, 1_500])
def test_every_layout_is_read(layout: str, number: int) -> None:
    said = chat(number)
    conversation = read_text(export(layout, said))
    assert list(conversation.messages.select("sent_at", "sender", "text").iter_rows()) == expected(
        layout, said
    )
    assert conversation.reading.unplaced == 0
    assert conversation.reading.clock.resolution_seconds == (1 if LAYOUTS[layout][0] else 60)


@pytest.mark.parametrize(
    ("layout", "shown"),
    [
        ("android us", "m/dd/yy, hh:mm am/pm - name: message"),
        ("android fi", "dd.m.yyyy klo hh.mm - name: message"),
        ("android kr", "yyyy. m. dd. am/pm hh:mm - name: message"),
        ("ios de", "[dd.mm.yy, hh:mm:ss] name: message"),
        ("ios 2014", "dd/m/yy hh:mm:ss: name: message"),
    ],
)
def test_the_layout_is_shown_without_digits(layout: str, shown: str) -> None:
    assert read_text(export(layout, chat())).reading.layout == shown


def test_mornings_are_found_when_the_sample_has_only_afternoons() -> None:
    evening = [Said(at("2024-01-20T20:00") + timedelta(minutes=n), "Anna", "hi " * 9) for n in range(9_000)]
    said = [
        each
        for each in evening
        if each.at.hour >= 12 or 4_000 < (each.at - evening[0].at).seconds // 9 < 5_000
    ]
    conversation = read_text(export("android us", said))
    assert len(conversation.messages) == len(said)


def test_days_of_one_digit_in_the_middle_of_a_long_file() -> None:
    said = chat(9_000, start="2024-01-12T00:00:00", step=timedelta(minutes=3))
    conversation = read_text(export("android es", said))
    assert len(conversation.messages) == len(said)


def test_midnight_may_be_twenty_four_and_night_words_turn_at_midnight() -> None:
    text = "".join(
        f"2024/1/31 {clock} - 安: hi\n" for clock in ("晚上11:59", "晚上12:10", "中午11:50", "中午1:05")
    )
    hours = read_text(text).messages["sent_at"].dt.hour().to_list()
    assert hours == [23, 0, 11, 13]
    assert read_text("2024/1/31 24:05 - 安: hi\n").messages["sent_at"].dt.hour().to_list() == [0]


def test_an_hour_above_twelve_keeps_its_value_beside_a_clock_word() -> None:
    assert read_text("1/31/24, 21:05 PM - Anna: hi\n").messages["sent_at"].dt.hour().to_list() == [21]


def test_an_impossible_time_is_part_of_the_message_before() -> None:
    text = (
        android("Anna: hi")
        + "31/01/2024, 21:77 - Anna: no time\n31/02/2024, 10:00 - Anna: no day\n"
        + android("Ben: yo")
    )
    assert [text for *_, text in rows(read_text(text))] == [
        "hi\n31/01/2024, 21:77 - Anna: no time\n31/02/2024, 10:00 - Anna: no day",
        "yo",
    ]


def test_a_word_that_is_no_clock_word_makes_no_header() -> None:
    text = "1/31/24, 9:05 PM - Anna: hi\n1/31/24, 9:06 zz - Anna: no\n1/31/24, 9:07 PM - Ben: yo\n"
    assert [text for *_, text in rows(read_text(text))] == ["hi\n1/31/24, 9:06 zz - Anna: no", "yo"]


def test_digits_of_other_width_are_no_header() -> None:
    text = "[17.9.2019, 21:05:33] Anna: hi\n[1.9.19, 21:05:33] Anna: no\n[18.9.2019, 21:05:33] Ben: yo\n"
    assert len(read_text(text).messages) == 2
    filled = export("android gb", chat(99)) + "1/3/2024, 21:05 - Anna: no\n"
    assert len(read_text(filled).messages) == 99
    unfilled = export("android fi", chat(99)) + "03.03.2024 klo 9.05 - Anna: no\n"
    assert len(read_text(unfilled).messages) == 99


def test_time_first_and_numbers_are_no_header() -> None:
    text = android("Anna: see\n[21:05, 31/01/2024] Zoe: hi\n20.15.21.15 h Stock", "Ben: ok")
    assert len(read_text(text).messages) == 2


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_line_feeds_break_lines(separator: str) -> None:
    body = f"a{separator}31/01/2024, 10:00 - Anna: b"
    assert rows(read_text(android(f"Anna: {body}", "Ben: ok")))[0] == ("Anna", "text", body)


def test_an_iphone_ends_messages_with_crlf_and_breaks_lines_with_lf() -> None:
    pasted = "one\n[31.01.24, 21:05:34] Ben: pasted\n[31.01.24, 21:05:35] Ben: more\n"
    text = f"[31.01.24, 21:05:33] Anna: {pasted}\r\n[31.01.24, 21:06:33] Ben: two"
    for end in ("\r\n", "\r\n[31.01.24, 21:07:33] Ben: three"):
        assert [text for *_, text in rows(read_text(text + end))][:2] == [pasted, "two"]


def test_a_pasted_crlf_does_not_change_how_lines_end() -> None:
    text = android("Anna: a\r\nb", "Ben: c", "Anna: d")
    assert [text for *_, text in rows(read_text(text))] == ["a\nb", "c", "d"]


def test_crlf_throughout_is_how_another_program_saved_it() -> None:
    text = android("Anna: a\nb", "Ben: c").replace("\n", "\r\n")
    assert [text for *_, text in rows(read_text(text))] == ["a\nb", "c"]


def test_marks_before_some_headers_only() -> None:
    text = f"[31.01.24, 21:05:33] Anna: hi\r\n{LRM}[31.01.24, 21:06:33] Ben: {LRM}Bild weggelassen\r\n"
    assert rows(read_text(text)) == [("Anna", "text", "hi"), ("Ben", "media", "")]


def test_lines_before_the_first_message_are_counted() -> None:
    reading = read_text("exported by me\n\n   \nsecond\n" + android("Anna: hi", "Ben: yo")).reading
    assert (reading.unplaced, reading.unplaced_lines) == (2, (1, 4))


def test_lines_in_another_layout_are_pointed_out() -> None:
    said = chat(30)
    text = export("android gb", said) + export("android us", said[:10])
    reading = read_text(text).reading
    first = export("android gb", said).count("\n") + 1
    assert reading.unplaced == 10
    assert reading.unplaced_lines[0] == first


@pytest.mark.parametrize(
    "text", ["hello world", "31/01/2024\n", "a: b\n" * 50, "1.1.1.1.1 - x: y", "99/99/9999, 99:99 - A: x"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(NotAnExport):
        read_text(text, date_order="dmy")


def test_a_header_with_endless_spaces_is_none() -> None:
    with pytest.raises(NotAnExport):
        read_text(f"31/01/2024,{' ' * 20}21:05 - Anna: hi")


def test_a_chat_whose_pattern_only_shows_in_a_fragment_is_refused() -> None:
    with pytest.raises(NotAnExport):
        read_text("31/01/2024, 21:05 -", date_order="dmy")
