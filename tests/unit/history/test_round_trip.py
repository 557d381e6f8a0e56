"""Write made-up conversations in every layout and read them back; read noise without falling over."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import HistoryError, Source, read
from tests.unit.history.exports import LAYOUTS, Said, chat, export
from tests.unit.history.reading_chats import read_text
from tests.unit.history.test_sources import archive

# Text that a person could type and that is no placeholder: no marks, no brackets, not blank at either end.
LINES = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zs", "Zl", "Zp"), exclude_characters="<>():"),
    min_size=1,
    max_size=30,
).map(lambda line: f"a {line} z")
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
NAMES = st.sampled_from(["Anna", "Ben", "Anna - Work", "+49 170 1234567", "Zoë 🌻", "محمد", "小安"])


@st.composite
def conversations(draw: st.DrawFn) -> tuple[str, list[Said]]:
    """Draw a layout and a conversation that holds a day above the twelfth."""
    layout = draw(st.sampled_from(sorted(LAYOUTS)))
    names = draw(st.lists(NAMES, min_size=2, max_size=2, unique=True))
    at = draw(st.datetimes(datetime.fromisoformat("2012-01-13"), datetime.fromisoformat("2030-12-31")))
    at = at.replace(day=13, microsecond=0)
    said = [Said(at, names[0], "the first"), Said(at, names[1], "the second")]
    for gap, who, text in draw(
        st.lists(st.tuples(st.integers(0, 300_000), st.integers(0, 1), TEXTS), min_size=4, max_size=12),
    ):
        at += timedelta(seconds=gap)
        said.append(Said(at, names[who], text))
    return layout, said


@settings(max_examples=150, deadline=None)
@given(conversations())
@pytest.mark.slow
def test_what_is_written_is_read(drawn: tuple[str, list[Said]]) -> None:
    layout, said = drawn
    conversation = read_text(export(layout, said))
    has_seconds, _ = LAYOUTS[layout]
    assert list(conversation.messages.select("sent_at", "sender", "text").iter_rows()) == [
        (each.at if has_seconds else each.at.replace(second=0), each.sender, each.text) for each in said
    ]


def survives(content: bytes) -> None:
    """Take a conversation or a named error; anything else fails the test."""
    try:
        read([Source("x", content)])
    except HistoryError:
        return


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_noise_is_refused_by_name(content: bytes) -> None:
    survives(content)


@settings(max_examples=100, deadline=None)
@given(st.data())
@pytest.mark.slow
def test_damaged_exports_are_read_or_refused_by_name(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([export("ios de", chat(4)), export("android mx", chat(4))])).encode()
    content = bytearray(data.draw(st.sampled_from([whole, archive(("_chat.txt", whole))])))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    survives(bytes(content))


PIECES = st.sampled_from(
    [
        "31/01/2024, 21:05 - ",
        "[31.01.24, 21:05:33] ",
        "1/2/24, 9:05 PM - ",
        "Anna: ",
        "Ben:",
        "\n",
        "\r\n",
        "\u200e",
        "<x y>",
        " ",
        ":",
    ],
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=30).map("".join))
def test_broken_headers_are_read_or_refused_by_name(text: str) -> None:
    survives(text.encode(errors="replace"))
