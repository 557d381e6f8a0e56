"""Read exports whose truth is known exactly: every layout, hard names, hard texts, all line ends.

All of it was made up for these tests.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import product

import polars as pl
import pytest

from reknit.history import NotAnExport
from reknit.history.readers.whatsapp import arrays, cursor, headers, reader, words
from tests.unit.history.exports import LAYOUTS, LRM, Said, at, export, is_iphone
from tests.unit.history.reading_chats import android, iphone, read_text, rows

# What is written before the colon, and what the person is called.
NAMES = {
    "Anna: work": "Anna: work",
    "M: N: O": "M: N: O",
    "w:w": "w:w",
    "A:": "A:",
    "Anna - Work": "Anna - Work",
    "J\u2013P": "J\u2013P",
    "Zoë 🌻": "Zoë 🌻",
    "Mom & Dad 👨\u200d👩\u200d👧": "Mom & Dad 👨\u200d👩\u200d👧",
    "\u202a+49\u00a0170\u20111234567\u202c": "+49 170-1234567",
    "~\u202fNev": "Nev",
    "Dr. Strange (work)": "Dr. Strange (work)",
    "Anna 10:30": "Anna 10:30",
    "a.b.c 12.01.24": "a.b.c 12.01.24",
    "[x] y]": "[x] y]",
    "007": "007",
    "PM": "PM",
    "محمد": "محمد",
    "小安": "小安",
}
TEXTS = (
    "hi",
    " a space before",
    "a space behind ",
    "two\nlines",
    "a line\n\nbetween",
    "a line behind\n",
    "two lines behind\n\n",
    "\n",
    "\na line before",
    "a\u2028b\x85c",
    "note: x",
    ":",
    "-",
    ".",
    "..",
    "(ok)",
    "see (you)",
    "<3",
    "10:30 - then",
    "x\n31/01/2024",
    "x\n[21:05, 31/01/2024] Zoe: hi",
    "20.15.21.15 h Stock",
    "I promise",
    "she comes home",
    "absent today",
    "voice call?",
    "👨\u200d👩\u200d👧",
    "https://a.b/c?d=1:2",
)
ANDROID = {
    "<Media omitted>": ("media", ""),
    "": ("media", ""),
    "null": ("media", ""),
    "This message was deleted": ("deleted", ""),
    "hello <This message was edited>": ("text", "hello"),
    "IMG-20240131-WA0001.jpg (file attached)": ("media", ""),
    "PTT-20240131-WA0001.opus (file attached)\nlook": ("media", "look"),
    "location: https://maps.google.com/?q=1,2": ("location", ""),
}
IPHONE = {
    f"{LRM}image omitted": ("media", ""),
    f"{LRM}<attached: 00000012-PHOTO-2024-01-31-21-05-33.jpg>": ("media", ""),
    f"{LRM}This message was deleted.": ("deleted", ""),
    f"hello {LRM}<This message was edited>": ("text", "hello"),
    f"{LRM}Missed voice call": ("call", ""),
    f"{LRM}Location: https://maps.google.com/?q=1,2": ("location", ""),
}


def hard_chat(
    layout: str, names: tuple[str, str], seed: int
) -> tuple[str, list[tuple[datetime, str, str, str]]]:
    """Write every text three times, in any order, and give what must be read."""
    draw = random.Random(seed)
    meanings = {text: ("text", text) for text in TEXTS} | (IPHONE if is_iphone(layout) else ANDROID)
    bodies = [body for _ in range(3) for body in draw.sample(sorted(meanings), len(meanings))]
    when, said, wanted = at("2024-01-13T00:00:05"), [], []
    for body in bodies:
        when += timedelta(minutes=draw.choice((1, 7, 400, 3_000)))
        name = draw.choice(names)
        said.append(Said(when, name, body))
        shown = when if LAYOUTS[layout][0] else when.replace(second=0)
        wanted.append((shown, NAMES[name], *meanings[body]))
    return export(layout, said), wanted


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("is_saved_by_another_program", [True, False])
def test_every_hard_text_of_every_hard_name(layout: str, *, is_saved_by_another_program: bool) -> None:
    draw = random.Random(layout)
    for seed in range(3):
        first, second = draw.sample(sorted(NAMES), 2)
        text, wanted = hard_chat(layout, (first, second), seed)
        if is_saved_by_another_program:
            text = text.replace("\r\n", "\n") if is_iphone(layout) else text.replace("\n", "\r\n")
        messages = read_text(text).messages
        assert list(messages.select("sent_at", "sender", "kind", "text").iter_rows()) == wanted


@pytest.mark.parametrize("layout", ["android gb", "android ar", "android tw", "ios us", "ios kr", "ios he"])
def test_work_in_blocks_gives_the_same_as_work_at_once(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, _ = hard_chat(layout, ("Anna: work", "Zoë 🌻"), 0)
    once = read_text(text).messages
    for lines, size in ((1, 64), (7, 1 << 8)):
        monkeypatch.setattr(arrays, "LINES", lines)
        monkeypatch.setattr(headers, "LINES", lines)
        monkeypatch.setattr(cursor, "BLOCK", size)
        assert read_text(text).messages.equals(once)


def test_a_line_without_a_sender_leaves_the_next_message_alone() -> None:
    text = iphone("Anna: hi", "Ben: yo", "You changed something", "", "Anna: two\nlines", "Ben: b")
    assert rows(read_text(text)) == [
        ("Anna", "text", "hi"),
        ("Ben", "text", "yo"),
        (None, "system", "You changed something"),
        (None, "system", ""),
        ("Anna", "text", "two\nlines"),
        ("Ben", "text", "b"),
    ]


def test_a_thing_to_view_once_into_which_a_chat_was_pasted() -> None:
    text = android("Anna: hi", "Ben:.\n31/01/2023, 20:00 - Anna: old", "Anna: a", "Ben: b")
    assert rows(read_text(text))[1] == ("Ben", "text", ".\n31/01/2023, 20:00 - Anna: old")


def test_windows_line_breaks_inside_the_messages_of_an_iphone() -> None:
    text = iphone("Anna: hi\nyou", "Ben: one\r\ntwo", "Anna: a")
    assert rows(read_text(text))[1] == ("Ben", "text", "one\ntwo")


def test_every_phrase_of_the_app_is_found() -> None:
    for start in range(0, len(words.EXACT), 50):
        phrases = words.EXACT[start : start + 50]
        text = android("Anna: hi", "Ben: yo", *(f"Anna: {phrase}." for phrase in phrases))
        assert not {kind for _, kind, _ in rows(read_text(text))[2:]} - {"deleted", "call"}


@pytest.mark.parametrize("kind", ["waiting", "location"])
def test_every_beginning_of_the_app_is_found_in_any_case(kind: str) -> None:
    spellings = [way(stem) for stem, way in product(words.stems(kind), (str.lower, str.capitalize))]
    for start in range(0, len(spellings), 50):
        text = android("Anna: hi", "Ben: yo", *(f"Anna: {each}" for each in spellings[start : start + 50]))
        assert {found for _, found, _ in rows(read_text(text))[2:]} == {kind}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("I promise", "text"),
        ("she comes home", "text"),
        ("absent today", "text"),
        ("image omitted", "media"),
        ("Kontaktkarte ausgelassen", "media"),
        ("画像は含まれていません", "media"),
    ],
)
def test_people_may_use_the_words_of_placeholders_where_marks_were_lost(body: str, kind: str) -> None:
    assert rows(read_text(iphone("Anna: hi", "Ben: yo", "Anna: a", f"Ben: {body}")))[3][1] == kind


def test_the_date_of_a_file_counts_only_in_a_message() -> None:
    name = "IMG-20240605-WA0001"
    text = (
        f"05/06/2024, 10:00 - {name}: hi\n05/06/2024, 10:01 - Ben: IMG-20240605-WA0002.jpg (file attached)\n"
    )
    reading = read_text(text).reading
    assert reading.date_order == "dmy"
    assert [(each.dmy, each.mdy) for each in reading.evidence if each.code == "media_names"] == [(1, 0)]


def test_a_name_with_a_colon_that_is_not_one_of_the_two() -> None:
    pasted = "see\n31/01/2024, 20:00 - Dr: Cy: one\n31/01/2024, 20:01 - Dr: Cy: two\nend"
    lines = ["Anna: hi", "Ben: a", "Anna: b", "Ben: c"] * 3
    text = android(*lines, f"Anna: {pasted}", "Ben: d")
    assert rows(read_text(text))[-2] == ("Anna", "text", pasted)


def test_only_half_a_header_at_the_end_is_no_header() -> None:
    whole = export("android gb", [Said(at("2024-01-31T21:05"), name, "hi") for name in ("Anna", "Ben")])
    for size in range(1, len("31/01/2024, 21:05 -")):
        text = whole + "31/01/2024, 21:05 -"[:size]
        assert read_text(text).messages.select(pl.len()).item() == 2


def test_a_header_that_is_one_only_where_the_glance_ends() -> None:
    beginning = "31/01/2024, 21:05 -"
    text = "x" * (reader.HEAD - len(beginning) - 1) + "\n" + beginning + "x"
    with pytest.raises(NotAnExport):
        read_text(text)
