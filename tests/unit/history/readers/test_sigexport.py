"""Read the folders of signal-export: JSON Lines, and text for people in two ages."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import GroupChat, HistoryError, SeveralChats, Source, read
from reknit.history.readers.interface import Said
from tests.unit.history.readers.exports_signal import as_lines, export_sigexport
from tests.unit.history.test_sources import archive

if TYPE_CHECKING:
    from pathlib import Path

    from reknit.history import Conversation

AT = 1_706_731_533_000_000
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=30
).map(lambda words: f"a {words} z")
Row = tuple[str | None, str, str]


def rows(conversation: Conversation) -> list[Row]:
    return list(conversation.messages.select("sender", "kind", "text").iter_rows())


def of_records(*records: dict[str, object]) -> Conversation:
    whole = [
        {"date": "2024-01-31T21:05:33", "sender": "Anna", "body": "hi", "quote": "", **each}
        for each in records
    ]
    return read([Source("renamed.txt", as_lines(whole))])


def of_text(text: str, name: str = "renamed.txt") -> Conversation:
    return read([Source(name, text.encode())])


@st.composite
def conversations(draw: st.DrawFn) -> list[Said]:
    """Draw a conversation of all kinds that signal-export knows."""
    at = draw(st.integers(1_400_000_000, 1_900_000_000)) * 1_000_000
    said = []
    for gap in draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=10)):
        at += gap * 1_000_000
        kind = draw(st.sampled_from(["text", "text", "media", "call", "deleted", "system"]))
        sender = (
            None if kind == "system" else "Anna" if kind == "call" else draw(st.sampled_from(["Me", "Anna"]))
        )
        text = (
            draw(WORDS) if kind == "text" else draw(st.one_of(st.just(""), WORDS)) if kind == "media" else ""
        )
        signs = (("❤", "Anna"), ("😂", "Me"))[: draw(st.integers(0, 2))] if text else ()
        said.append(Said(at, sender, kind, text, reactions=signs))
    return said


@settings(max_examples=100, deadline=None)
@given(conversations(), st.sampled_from(["data.json", "chat.md"]))
@pytest.mark.slow
def test_what_is_written_is_read(said: list[Said], name: str) -> None:
    conversation = read([Source(name, export_sigexport(said)[f"Anna/{name}"])])
    times = [datetime.fromtimestamp(each.at / 1_000_000, UTC).replace(tzinfo=None) for each in said]
    assert list(conversation.messages.select("sent_at", "sender", "kind", "text", "offset").iter_rows()) == [
        (at, each.sender, each.kind, each.text, None) for at, each in zip(times, said, strict=True)
    ]
    assert [
        tuple((sign["emoji"], sign["by"]) for sign in signs) for signs in conversation.messages["reactions"]
    ] == [each.reactions for each in said]


def test_everything_a_record_can_be() -> None:
    records: list[dict[str, object]] = [
        {"body": "one\r\ntwo  "},
        {"body": "answer  ", "quote": "\n\n> question\n\n"},
        {"body": "  ", "attachments": [{"name": "a.jpg", "path": "media/a.jpg"}]},
        {"body": "look  ", "attachments": [{"name": "", "path": "", "missing_kind": "media"}]},
        {"body": "  ", "sticker": {"id": "1", "emoji": "😂"}},
        {"body": "gone", "deleted": True},
        {"body": "Outgoing voice call (unanswered)  ", "call": True, "missed": True},
        {"body": "Missed video call  ", "call": True, "missed": True},
        {"body": "an unknown sort of call", "call": True},
        {"body": "Incoming call"},
        {"body": "Incoming call", "call": False},
        {"body": "  "},
        {"body": None, "quote": "> picture"},
        {"sender": "No-Sender", "body": "by whom"},
        {"sender": None, "body": None},
    ]
    assert rows(of_records(*records)) == [
        ("Anna", "text", "one\ntwo"),
        ("Anna", "text", "answer"),
        ("Anna", "media", ""),
        ("Anna", "media", "look"),
        ("Anna", "media", ""),
        ("Anna", "deleted", ""),
        ("Me", "call", ""),
        ("Anna", "call", ""),
        ("Anna", "call", ""),
        ("Anna", "call", ""),
        ("Anna", "text", "Incoming call"),
        (None, "system", ""),
        ("Anna", "media", ""),
        ("Anna", "text", "by whom"),
        (None, "system", ""),
    ]


def test_somebody_without_a_name_beside_nobody() -> None:
    conversation = of_records({"sender": "No-Sender"}, {"sender": "Me"})
    assert [sender for sender, _, _ in rows(conversation)] == ["No-Sender", "Me"]


def test_reactions_in_every_shape() -> None:
    shapes = [
        ["Anna", "❤"],
        {"name": "Ben", "emoji": "😂"},
        {"sender": "Zoe", "emoji": "👍"},
        [None, "🔥"],
        ["x"],
        3,
    ]
    conversation = of_records({"reactions": shapes})
    assert [(each["emoji"], each["by"]) for each in conversation.messages["reactions"][0]] == [
        ("❤", "Anna"),
        ("😂", "Ben"),
        ("👍", "Zoe"),
        ("🔥", None),
    ]


def test_times_with_parts_of_a_second_and_with_a_zone() -> None:
    conversation = of_records({"date": "2024-01-31T21:05:33.123456"}, {"date": "2024-01-31T21:05:33+01:00"})
    assert [str(at) for at in conversation.messages["sent_at"]] == [
        "2024-01-31 21:05:33.123456",
        "2024-01-31 21:05:33",
    ]
    assert conversation.messages["offset"].to_list() == [None, 3600]


def test_one_bad_line_costs_no_more_than_itself() -> None:
    good: dict[str, object] = {"date": "2024-01-31T21:05:33", "sender": "Anna", "body": "hi", "reactions": []}
    bad: list[dict[str, object]] = [
        {**good, "date": "yesterday"},
        {**good, "date": "1970-01-01T01:00:00"},
        {**good, "body": 3},
    ]
    conversation = read([Source("data.json", as_lines([good, *bad]) + b'{"date": "2024')])
    assert rows(conversation) == [("Anna", "text", "hi")]
    assert conversation.reading.unplaced_lines == (2, 3, 4, 5)


# The dots at the ends of lines stand for spaces.
TEXT = """[2024-01-31 21:05:33] Anna: hi··

[2024-01-31 21:05:40] Me: one

two: three··
(- Anna: ❤, Zoe: Work: 😂 -)

[2024-01-31 21:06:00] Anna:·

> what was asked
> in two lines

an answer··

[2024-01-31 21:07:00] Me: look  ![a (1)].jpg](./media/a_(1)].jpg)  [b.pdf](./media/b.pdf)··

[2024-01-31 21:07:01] Anna:···
(( 😂 ))

[2024-01-31 21:07:02] Anna:   [😂](../exported_stickers/abc/1.webp)··

[2024-01-31 21:07:03] Me: (This message was deleted)

[2024-01-31 21:07:04] Me: Outgoing voice call (accepted, 1m 2s)··

[2024-01-31 21:07:05] Anna: (media not exported)··

[2024-01-31 21:07:06] Anna: pasted
[2024-01-30 10:00:00] Me: from elsewhere··

[2024-01-31 21:07:07] Anna:···

[2024-13-31 21:07:08] Anna: no such day··

[2024-01-31 21:07:09] Anna:···
(- Me: ❤ -)
""".replace("·", " ")


def test_everything_a_text_can_hold() -> None:
    conversation = of_text(TEXT)
    assert rows(conversation) == [
        ("Anna", "text", "hi"),
        ("Me", "text", "one\n\ntwo: three"),
        ("Anna", "text", "an answer"),
        ("Me", "media", "look"),
        ("Anna", "media", ""),
        ("Anna", "media", ""),
        ("Me", "deleted", ""),
        ("Me", "call", ""),
        ("Anna", "media", ""),
        ("Anna", "text", "pasted\n[2024-01-30 10:00:00] Me: from elsewhere"),
        (None, "system", ""),
        ("Anna", "media", ""),
    ]
    assert conversation.messages["reactions"][1].to_list() == [
        {"emoji": "❤", "by": "Anna"},
        {"emoji": "😂", "by": "Zoe: Work"},
    ]
    assert conversation.reading.unplaced_lines == (33,)
    assert conversation.reading.clock.resolution_seconds == 1
    assert rows(of_text(TEXT.replace("\n", "\r\n"))) == rows(conversation)


def test_the_older_text_has_no_seconds() -> None:
    conversation = of_text("[2020-01-31, 21:05] Anna: hi\n[2020-01-31, 21:06] Me: yo\nthere\n")
    assert rows(conversation) == [("Anna", "text", "hi"), ("Me", "text", "yo\nthere")]
    assert conversation.reading.clock.resolution_seconds == 60
    assert conversation.reading.format == "sigexport"


def test_a_text_that_could_be_whatsapp_s() -> None:
    bare = "[2024-01-31 21:05:33] Anna: hi\n[2024-01-31 21:05:40] Ben: yo\n"
    assert of_text(bare).reading.format == "whatsapp"
    assert of_text(bare, "chat.md").reading.format == "sigexport"
    assert of_text(bare + "(- Anna: ❤ -)\n").reading.format == "sigexport"
    assert of_text(bare.replace("\n", "\n\n")).reading.format == "sigexport"
    assert of_text(bare.replace("\n", "  \n")).reading.format == "sigexport"
    assert of_text("\u200e" + bare.replace("hi", "\u200eimage omitted")).reading.format == "whatsapp"
    assert of_text("notes\n" + bare, "notes.md").reading.format == "whatsapp"


def test_lines_before_the_first_message_are_counted() -> None:
    said = [Said(AT, "Anna", "text", "hi"), Said(AT, "Me", "text", "yo")]
    content = export_sigexport(said)["Anna/chat.md"].decode()
    conversation = read([Source("chat.md", ("\n" + content + "\n" * 70_000).encode())])
    assert conversation.reading.unplaced == 0
    assert len(conversation.messages) == 2


def test_a_folder_with_many_chats(tmp_path: Path) -> None:
    files = {
        **export_sigexport([Said(AT, "Anna", "text", "hi"), Said(AT, "Me", "text", "yo")]),
        **export_sigexport([Said(AT, "Cleo", "text", "from Cleo")], them="Cleo"),
        **export_sigexport([Said(AT, "Me", "text", "milk")], them="NotetoSelf"),
        "Friends/data.json": export_sigexport(
            [Said(AT, who, "text", "all") for who in ("Anna", "Cleo", "Me")]
        )["Anna/data.json"],
        "Old/index.md": export_sigexport([Said(AT, "Me", "text", "nobody answered")])["Anna/chat.md"],
        "exported_stickers/abc/data.json": b'{"id": "abc", "title": "cats"}',
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SeveralChats) as asked:
        read([tmp_path])
    assert sorted((choice.key, choice.title) for choice in asked.value.choices) == [
        ("Anna", "Anna"),
        ("Cleo", "Cleo"),
        ("Old", "Old"),
    ]
    assert rows(read([tmp_path], chat=["anna"])) == [("Anna", "text", "hi"), ("Me", "text", "yo")]
    packed = archive(*((f"export/{name}", content) for name, content in files.items()))
    assert rows(read([Source("export.zip", packed)], chat=["Cleo"])) == [("Cleo", "text", "from Cleo")]


def test_two_bare_files_of_one_chat_are_one() -> None:
    older = [Said(AT, "Anna", "text", "old"), Said(AT + 60_000_000, "Me", "text", "yo")]
    newer = [*older[1:], Said(AT + 120_000_000, "Anna", "text", "new")]
    sources = [
        Source(f"{place}.json", export_sigexport(said)["Anna/data.json"])
        for place, said in enumerate((older, newer))
    ]
    assert [text for _, _, text in rows(read(sources))] == ["old", "yo", "new"]


def test_a_group_is_refused() -> None:
    with pytest.raises(GroupChat):
        of_records({"sender": "Anna"}, {"sender": "Ben"}, {"sender": "Me"})


@pytest.mark.parametrize(
    "content",
    [
        b'{"date": "2024-01-31T21:05:33", "sender": "Anna"}',
        b'{"date": "2024-01-31T21:05:33", "sender": "Anna", "body": "hi"}',
        b'{"date": "yesterday", "sender": "Anna", "body": "hi", "quote": ""}',
        b'{"date": 3, "sender": "Anna", "body": "hi", "quote": ""}',
        b"{" + b'"a":[' * 20_000,
        b'{"a": "\xff"}',
    ],
)
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(HistoryError):
        read([Source("data.json", content)])


@pytest.mark.slow
def test_damage_ends_in_a_sentence() -> None:
    said = [Said(AT + each, "Anna", "text", "hello you") for each in range(20)]
    draw = random.Random(11)
    for whole in export_sigexport(said).values():
        for _ in range(100):
            content = bytearray(whole[: draw.randrange(len(whole)) + 1])
            for _ in range(draw.randrange(8)):
                content[draw.randrange(len(content))] = draw.randrange(256)
            for encoded in (bytes(content), content.decode("latin-1").encode("utf-16")):
                try:
                    read([Source("x", encoded)])
                except HistoryError:
                    continue


def test_a_long_line_of_brackets_ends() -> None:
    first = "[2024-01-31 21:05:33] Anna: hi  \n\n"
    for line in ("[" * 300_000 + "](", "(- " + ": " * 150_000, "[" * 300_000 + "](media/" + "(( " * 100_000):
        text = f"{first}[2024-01-31 21:05:33] Anna: x\n{line}  \n\n[2024-01-31 21:05:33] Me: <{line}>  \n"
        assert [len(words) for _, _, words in rows(of_text(text))] == [2, len(line) + 2, len(line) + 2]


@pytest.mark.parametrize("words", ["x](media/a)", "[x\ny](media/a)"])
def test_what_is_no_file(words: str) -> None:
    assert rows(of_text(f"[2024-01-31 21:05:33] Anna: {words}  \n")) == [("Anna", "text", words)]
