"""Tell the two people from everything else; the chats are synthetic and were written for these tests."""

from __future__ import annotations

import pytest

from reknit.history import GroupChat, UndecidedDateOrder
from tests.unit.history.reading_chats import android, iphone, read_text, rows


def senders(text: str) -> list[str | None]:
    return [sender for sender, *_ in rows(read_text(text))]


def test_a_colon_in_a_name() -> None:
    text = android("Anna: work: hi", "Ben: yo", "Anna: work: note: x", "Ben: note: a")
    assert rows(read_text(text)) == [
        ("Anna: work", "text", "hi"),
        ("Ben", "text", "yo"),
        ("Anna: work", "text", "note: x"),
        ("Ben", "text", "note: a"),
    ]


def test_two_names_that_begin_alike() -> None:
    text = android("Dr: Anna: hi", "Dr: Ben: yo", "Dr: Anna: x", "Dr: Ben: b", "Dr: Cy: pasted")
    assert senders(text) == ["Dr: Anna", "Dr: Ben", "Dr: Anna", "Dr: Ben"]


def test_somebody_who_only_sends_pictures() -> None:
    pictures = [f"Ben: \u200e<pièce jointe : 0000000{n}-PHOTO-2024-01-31-21-05-33.jpg>" for n in range(3)]
    assert rows(read_text(iphone("Anna: hi", *pictures))) == [
        ("Anna", "text", "hi"),
        *[("Ben", "media", "")] * 3,
    ]


def test_dashes_numbers_and_emoji_in_names() -> None:
    number = "\u202a+49\u00a0170\u20111234567\u202c"
    text = android("Anna 🌻 - Work: hi", f"{number}: yo", "Anna 🌻 - Work:glued")
    assert rows(read_text(text)) == [
        ("Anna 🌻 - Work", "text", "hi"),
        ("+49 170-1234567", "text", "yo"),
        ("Anna 🌻 - Work", "text", "glued"),
    ]


def test_somebody_who_is_no_contact() -> None:
    assert senders(iphone("~\u202fNev: hi", "Anna: yo")) == ["Nev", "Anna"]


def test_a_long_name_is_a_name_when_it_writes_most() -> None:
    name = "Anna from the gym on the corner"
    assert senders(android(f"{name}: a", "Ben: b", f"{name}: c", f"{name}: d")) == [name, "Ben", name, name]


def test_notices_of_android_have_no_sender() -> None:
    text = android(
        'Anna changed the subject from "x" to "y: z"',
        "Anna: hi",
        "Ben: hi",
        "Anna changed her phone number to: +1",
        "Anna: a",
        "Anna blocked you",
        "Missed call at 21:05",
        "",
    )
    assert [sender for sender, kind, _ in rows(read_text(text)) if kind in {"system", "call"}] == [None] * 5


def test_notices_about_a_name_with_a_colon_have_no_sender() -> None:
    notices = ("Anna: work is a contact", "Your security code with Anna: work changed. Tap to learn more.")
    spoken = [f"{name}: {text}" for text in "abcd" for name in ("Anna: work", "Ben")]
    text = android("Ben: yo", *notices, *spoken)
    assert rows(read_text(text))[1:4] == [
        (None, "system", notices[0]),
        (None, "system", notices[1]),
        ("Anna: work", "text", "a"),
    ]


def test_a_group_is_refused() -> None:
    for text in (
        android("Anna: hi", "Ben: hi", "Carl: hi", "Anna: ho", "Ben: a", "Carl: x"),
        android("Anna: hi", "Ben: hi", "Carl: hi"),
        iphone("Anna: hi", "Ben: hi", "Carl: hi", "Anna: hi", "Dora: hi"),
    ):
        with pytest.raises(GroupChat, match="group chat") as caught:
            read_text(text)
        assert caught.value.code == "group_chat"


def test_a_group_is_refused_before_its_dates_are_asked_for() -> None:
    with pytest.raises(GroupChat):
        read_text(android("Anna: hi", "Ben: hi", "Carl: hi", day="05/06/2024"))
    with pytest.raises(UndecidedDateOrder):
        read_text(android("Anna: hi", "Ben: hi", day="05/06/2024"))


def test_a_pasted_chat_of_others_is_part_of_the_message() -> None:
    pasted = "see\n31/01/2024, 20:00 - Zoe: pasted\n31/01/2024, 20:01 - Tom: more\nend"
    text = android("Anna: hi", f"Ben: {pasted}", "Anna: a", "Ben: b", "Anna: c")
    assert rows(read_text(text))[1] == ("Ben", "text", pasted)
    assert len(read_text(text).messages) == 5


def test_a_pasted_line_of_the_same_minute() -> None:
    text = android("Anna: hi", "Ben: see\n31/01/2024, 21:01 - Zoe: pasted", *["Anna: a", "Ben: b"] * 4)
    assert len(read_text(text).messages) == 10


def test_a_notice_like_line_of_an_iphone_is_text() -> None:
    text = iphone("Anna: hi", "Ben: yo", "Anna said to everybody in the room: no", "Ben: b")
    assert rows(read_text(text))[1][2].endswith("no")


def test_a_pasted_chat_of_the_same_two_is_found_by_its_time() -> None:
    pasted = "see\n31/01/2023, 20:00 - Anna: old\n31/01/2023, 20:01 - Ben: older"
    text = android("Anna: hi", f"Ben: {pasted}", "Anna: a", "Ben: b")
    assert rows(read_text(text))[1] == ("Ben", "text", pasted)


def test_pasted_lines_that_run_backwards_themselves() -> None:
    pasted = "see\n31/01/2023, 20:00 - Anna: old\n31/01/2021, 20:01 - Ben: older"
    text = android("Anna: hi", f"Ben: {pasted}", "Anna: a", "Ben: b")
    assert rows(read_text(text))[1] == ("Ben", "text", pasted)


def test_strangers_who_say_more_in_a_pasted_chat_than_one_of_the_two() -> None:
    pasted = "look\n15/03/2019, 10:00 - Zoe: hello\n15/03/2019, 10:01 - Zoe: are you there?"
    text = android("Anna: hi", f"Ben: {pasted}", "Anna: lol")
    assert rows(read_text(text)) == [("Anna", "text", "hi"), ("Ben", "text", pasted), ("Anna", "text", "lol")]


def test_a_chat_pasted_into_the_last_message() -> None:
    pasted = "see\n31/01/2023, 20:00 - Anna: old"
    text = android(*["Anna: a", "Ben: b"] * 5, f"Ben: {pasted}")
    assert rows(read_text(text))[10:] == [("Ben", "text", pasted)]


def test_a_second_export_behind_the_first_is_not_pasted() -> None:
    text = android(*["Anna: a", "Ben: b"] * 5) + android(*["Ben: c"] * 5, day="31/01/2023")
    assert senders(text) == ["Anna", "Ben"] * 5 + ["Ben"] * 5


def test_pasted_lines_before_everything_and_into_notices() -> None:
    text = "31/01/2023, 20:00 - Zoe: first\n" + android("Anna: a", "Ben: b", "Anna: x", "Anna left")
    text += "30/01/2023, 20:00 - Zoe: into the notice\n" + android(
        "Anna: c", "Ben: d", "Ben: e", day="01/02/2024"
    )
    assert [text for *_, text in rows(read_text(text))] == [
        "a",
        "b",
        "x",
        "Anna left\n30/01/2023, 20:00 - Zoe: into the notice",
        "c",
        "d",
        "e",
    ]


def test_a_clock_that_was_wrong_is_no_pasted_chat() -> None:
    text = android("Anna: a", "Ben: b", day="31/01/2025") + android(*["Anna: c", "Ben: d"] * 20)
    reading = read_text(text).reading
    assert reading.messages == 42
    assert reading.clock.backward_steps == 1
    assert reading.clock.largest_backward_minutes == 366 * 24 * 60 + 1


def test_only_one_person_wrote() -> None:
    assert senders(android("Anna: a", "Anna: b")) == ["Anna", "Anna"]


def test_a_line_without_a_name_is_no_person() -> None:
    assert senders(android(": a", "Anna: b", "Ben: c")) == [None, "Anna", "Ben"]
