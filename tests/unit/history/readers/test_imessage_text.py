"""Read the texts of imessage-exporter: blocks, replies set in, and all that the program adds."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import GroupChat, HistoryError, SeveralChats, Source, read
from reknit.history.readers.interface import Said
from tests.unit.history.readers.exports_imessage import export_imessage_text
from tests.unit.history.test_sources import archive

if TYPE_CHECKING:
    from pathlib import Path

    from reknit.history import Conversation

AT = 1_706_731_533_000_000
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=30
).map(lambda words: f"a {words} z")
PATH = "/Users/x/Library/Messages/Attachments/ab/11/IMG 1.HEIC"
Row = tuple[str | None, str, str]


def rows(conversation: Conversation) -> list[Row]:
    return list(conversation.messages.select("sender", "kind", "text").iter_rows())


def of_text(text: str, name: str = "renamed.bin") -> Conversation:
    return read([Source(name, text.encode())])


def of_lines(*bodies: tuple[str, ...]) -> list[Row]:
    """Write one message of Anna for each body, a second apart."""
    return rows(of_text("".join(_message(place, *body) for place, body in enumerate(bodies))))


def _message(second: int, *lines: str) -> str:
    return "\n".join([f"Jan 31, 2024  9:05:{second:02} PM", "Anna", *lines]) + "\n\n"


@st.composite
def conversations(draw: st.DrawFn) -> list[Said]:
    """Draw a conversation of all kinds that such a file can hold."""
    at = draw(st.integers(1_400_000_000, 1_900_000_000)) * 1_000_000
    said = [Said(at, "Anna", "text", "the first")]
    for gap in draw(st.lists(st.integers(1, 10**6), min_size=1, max_size=10)):
        at += gap * 1_000_000
        kind = draw(st.sampled_from(["text", "text", "media", "deleted", "system"]))
        sender = None if kind == "system" else draw(st.sampled_from(["Me", "Anna"]))
        text = (
            draw(st.one_of(st.just(""), WORDS))
            if kind == "media"
            else draw(WORDS)
            if kind != "deleted"
            else ""
        )
        edited = kind == "text" and draw(st.booleans())
        has_signs = kind in {"text", "media"}
        signs = (("❤️", "Anna"), ("🦥", "Me"), ("❓", "Me"))[: draw(st.integers(0, 3)) if has_signs else 0]
        said.append(Said(at, sender, kind, text, edited, signs))
    return said


@settings(max_examples=100, deadline=None)
@given(conversations())
@pytest.mark.slow
def test_what_is_written_is_read(said: list[Said]) -> None:
    conversation = read([Source("x.txt", export_imessage_text(said)["Anna.txt"])])
    times = [datetime.fromtimestamp(each.at / 1_000_000, UTC).replace(tzinfo=None) for each in said]
    columns = ("sent_at", "sender", "kind", "text", "edited", "offset")
    assert list(conversation.messages.select(columns).iter_rows()) == [
        (at, each.sender, each.kind, each.text, each.edited, None)
        for at, each in zip(times, said, strict=True)
    ]
    assert [
        tuple((sign["emoji"], sign["by"]) for sign in signs) for signs in conversation.messages["reactions"]
    ] == [each.reactions for each in said]


def test_everything_a_body_can_be() -> None:
    assert of_lines(
        ("one", "", "two"),
        (PATH,),
        (PATH, "look", "attachments/12/34.mov"),
        ("IMG_0001.jpeg",),
        ("Audio Message.caf", "Transcription: call me"),
        ("Transcription: is a word",),
        ("Attachment missing!",),
        ("Outline Sticker from Anna: attachments/1/2.heic",),
        ("/Users/x/Library/Application Support/MobileSync/Backup/1a/2b/3c4d",),
        ("attachments/1/CL.loc.vcf",),
        ("hello", "Sent with Confetti"),
        ("Sent with Confetti",),
        ("an answer", "This message responded to an earlier message."),
        ("This message was deleted from the conversation!", "gone"),
        ("They unsent this message part 5 seconds after sending!",),
        ("Anna deleted a message.",),
        ("I deleted a message by mistake, sorry",),
        ("SharePlay Message", "Ended"),
        ("Started sharing location!",),
        ("Apple Cash transaction: $5",),
        ("GamePigeon message:", "8 ball"),
        ("a message:",),
        ("bonjour", "Translated from:", "hello"),
        ("https://example.org/a.pdf and more",),
        ("it is 1/2.",),
        (),
    ) == [
        ("Anna", "text", "one\n\ntwo"),
        ("Anna", "media", ""),
        ("Anna", "media", "look"),
        ("Anna", "media", ""),
        ("Anna", "media", ""),
        ("Anna", "text", "Transcription: is a word"),
        ("Anna", "media", ""),
        ("Anna", "media", ""),
        ("Anna", "media", ""),
        ("Anna", "location", ""),
        ("Anna", "text", "hello"),
        ("Anna", "text", "Sent with Confetti"),
        ("Anna", "text", "an answer"),
        ("Anna", "deleted", ""),
        ("Anna", "deleted", ""),
        ("Anna", "deleted", ""),
        ("Anna", "text", "I deleted a message by mistake, sorry"),
        (None, "system", ""),
        (None, "system", ""),
        (None, "system", ""),
        ("Anna", "media", ""),
        ("Anna", "text", "a message:"),
        ("Anna", "text", "hello"),
        ("Anna", "text", "https://example.org/a.pdf and more"),
        ("Anna", "text", "it is 1/2."),
        ("Anna", "media", ""),
    ]


def test_reactions_in_both_ages() -> None:
    older = (
        "hi",
        "Reactions:",
        "Loved by Me",
        'Emoji("🦥") by Anna',
        "Sticker from Me: a.heic",
        "",
        "more words",
    )
    typed = ("my list", "Reactions:", "none at all")
    conversation = of_text(_message(1, *older) + _message(2, *typed) + _message(3, "hi", "Tapbacks:"))
    assert [text for _, _, text in rows(conversation)] == [
        "hi\nmore words",
        "my list\nReactions:\nnone at all",
        "hi\nTapbacks:",
    ]
    assert conversation.messages["reactions"][0].to_list() == [
        {"emoji": "❤️", "by": "Me"},
        {"emoji": "🦥", "by": "Anna"},
    ]


EDITED = """May 17, 2022  5:29:42 PM (Read by you after 1 hour, 49 seconds)
Anna
May 17, 2022  5:29:42 PM first
Edited 30 seconds later: second
Edited 1 minute, 2 seconds later: third
and its second line

May 17, 2022 12:30:00 AM
Me
5:29:42 PM first
Edited 30 seconds later: second

May 17, 2022 12:31:00 PM
Me
Edited 30 seconds later: is what I said

"""


def test_edited_messages_show_their_newest_words() -> None:
    conversation = of_text(EDITED)
    assert list(conversation.messages.select("text", "edited").iter_rows()) == [
        ("third\nand its second line", True),
        ("second", True),
        ("Edited 30 seconds later: is what I said", False),
    ]
    assert [str(at)[11:] for at in conversation.messages["sent_at"]] == ["17:29:42", "00:30:00", "12:31:00"]


REPLIES = """May 17, 2022  5:29:42 PM
Anna
what time?
Tapbacks:
    Liked by Me
    May 17, 2022  5:31:00 PM (Read by them after 5 seconds)
    Me
    about nine
    Tapbacks:
        Loved by Anna

    May 17, 2022  5:32:00 PM
    Me
    or ten
and more, in an older version

a second part
This message responded to an earlier message.

May 17, 2022  5:31:00 PM
Me
about nine
Tapbacks:
    Loved by Anna
This message responded to an earlier message.

May 17, 2022  5:33:00 PM
Anna
good
    May 17, 2022  5:34:00 PM

"""


def test_replies_stand_once() -> None:
    conversation = of_text(REPLIES)
    assert rows(conversation) == [
        ("Anna", "text", "what time?\na second part"),
        ("Me", "text", "about nine"),
        ("Me", "text", "or ten\nand more, in an older version"),
        ("Anna", "text", "good"),
    ]
    assert [len(signs) for signs in conversation.messages["reactions"]] == [1, 1, 0, 0]


def test_what_the_app_says() -> None:
    conversation = of_text(
        "May 17, 2022  5:29:42 PM You renamed the conversation to us\n\n"
        + _message(1, "hi")
        + "Feb 31, 2024  9:05:33 PM\nAnna\nno such day\n\n"
        + "Foo 31, 2024  9:05:33 PM\nAnna\nno such month\n\n"
        + "Jan 31, 2024  9:06:33\u202fPM\n\n"
        + "Jan 31, 2024  9:61:33 PM\nAnna\nno such minute\n\n"
    )
    assert rows(conversation) == [
        (None, "system", "You renamed the conversation to us"),
        ("Anna", "text", "hi"),
    ]
    assert conversation.reading.unplaced_lines == (7, 11, 15, 17)


def test_messages_taken_back_as_a_whole() -> None:
    conversation = of_text(
        "May 17, 2022  5:29:42 PM You unsent a message!\n\n"
        "May 17, 2022  5:30:42 PM Anna unsent a message!\n\n" + _message(1, "You unsent a message! Why?")
    )
    assert rows(conversation) == [
        ("Me", "deleted", ""),
        ("Anna", "deleted", ""),
        ("Anna", "text", "You unsent a message! Why?"),
    ]


def test_lines_of_windows() -> None:
    assert rows(of_text(REPLIES.replace("\n", "\r\n"))) == rows(of_text("\n" + REPLIES))


def test_a_folder_with_many_chats(tmp_path: Path) -> None:
    files = {
        **export_imessage_text([Said(AT, "Anna", "text", "hi"), Said(AT + 1, "Me", "text", "yo")]),
        **export_imessage_text([Said(AT, "Me", "text", "hello?")], them="+491701234567"),
        "Anna, Cleo.txt": "".join(
            _message(place, "all").replace("Anna", who) for place, who in enumerate(("Anna", "Cleo", "Me"))
        ).encode(),
        "orphaned.txt": _message(1, "of somebody").encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SeveralChats) as asked:
        read([tmp_path])
    assert sorted((choice.key, choice.title) for choice in asked.value.choices) == [
        ("+491701234567", "+491701234567"),
        ("Anna", "Anna"),
    ]
    assert rows(read([tmp_path], chat=["Anna"])) == [("Anna", "text", "hi"), ("Me", "text", "yo")]
    packed = archive(*((f"export/{name}", content) for name, content in files.items()))
    assert rows(read([Source("x.zip", packed)], chat=["+491701234567"])) == [("Me", "text", "hello?")]
    assert rows(of_text(_message(1, "of somebody"), "orphaned.txt")) == [("Anna", "text", "of somebody")]


def test_a_group_is_refused() -> None:
    with pytest.raises(GroupChat):
        of_text("".join(_message(1, "x").replace("Anna", who) for who in ("Anna", "Cleo", "Me")))


def test_the_web_page_says_what_to_do() -> None:
    page = '<html>\n<div class="message">\n<p><span class="timestamp">Jul 17, 2022 5:04:04 PM</span>'
    with pytest.raises(HistoryError, match="-f txt"):
        of_text(page, "Anna.html")


@pytest.mark.parametrize(
    "text",
    [
        "Jan 31, 2024\nAnna\nhi",
        "Foo 31, 2024  9:05:33 PM\nAnna\nhi",
        "on Jan 31, 2024  9:05:33 PM\nAnna\nhi",
        "Jan 31, 2024  9:05:33 PM",
    ],
)
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(HistoryError):
        of_text(text)


@pytest.mark.slow
def test_damage_ends_in_a_sentence() -> None:
    whole = (REPLIES + EDITED).encode()
    draw = random.Random(17)
    for _ in range(200):
        content = bytearray(whole[: draw.randrange(len(whole)) + 1])
        for _ in range(draw.randrange(8)):
            content[draw.randrange(len(content))] = draw.randrange(256)
        for encoded in (bytes(content), content.decode("latin-1").encode("utf-16")):
            try:
                read([Source("x", encoded)])
            except HistoryError:
                continue


def test_long_lines_end() -> None:
    for line in (
        " " * 300_000 + "x",
        "I unsent a message" * 20_000,
        "/" + "." * 300_000,
        "STAMP (" + ")" * 300_000,
    ):
        text = line.replace("STAMP", "Jan 31, 2024  9:05:33 PM")
        lines = ("x", "Tapbacks:", "Loved by Me", text, text)
        assert [len(words) for _, _, words in rows(of_text(_message(1, *lines)))] == [2 * len(text) + 3]
