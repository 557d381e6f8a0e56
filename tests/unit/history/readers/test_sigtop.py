"""Read the files of sigtop: rows as JSON, blocks as text."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import EmptyExport, GroupChat, HistoryError, SeveralChats, Source, read
from reknit.history.readers.interface import Said
from reknit.history.readers.mended_json import BrokenExport
from tests.unit.history.readers.exports_signal import export_sigtop_json, export_sigtop_text
from tests.unit.history.test_sources import archive

if TYPE_CHECKING:
    from pathlib import Path

    from reknit.history import Conversation

AT = 1_706_731_533_123
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=30
).map(lambda words: f"a {words} z")
NAME = "Anna (+491701234567).json"
Row = tuple[str | None, str, str]


def rows(conversation: Conversation) -> list[Row]:
    return list(conversation.messages.select("sender", "kind", "text").iter_rows())


def of_rows(*given_rows: dict[str, object], name: str = NAME) -> Conversation:
    whole = [{"conversationId": "c", "type": "incoming", "sent_at": AT, **each} for each in given_rows]
    return read([Source(name, json.dumps(whole).encode())])


def of_text(text: str) -> Conversation:
    return read([Source("renamed.bin", text.encode())])


def block(*more: str, sender: str = "Anna (+491701234567)", kind: str = "incoming") -> str:
    """Write one message."""
    head = [f"From: {sender}"] if sender else []
    return "\n".join([*head, f"Type: {kind}", "Sent: Thu, 18 Sep 2025 08:44:56 -0430", *more]) + "\n\n"


@st.composite
def conversations(draw: st.DrawFn) -> list[Said]:
    """Draw a conversation of all kinds that sigtop knows."""
    at = draw(st.integers(1_400_000_000, 1_900_000_000)) * 1_000_000
    said = []
    for gap in draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=10)):
        at += gap * 1_000_000
        kind = draw(st.sampled_from(["text", "text", "media", "call", "system"]))
        sender = None if kind == "system" else draw(st.sampled_from(["Me", "Anna"]))
        text = (
            draw(WORDS) if kind == "text" else draw(st.one_of(st.just(""), WORDS)) if kind == "media" else ""
        )
        edited = kind == "text" and draw(st.booleans())
        signs = (("❤", "Anna"), ("😂", "Me"))[: draw(st.integers(0, 2))] if text else ()
        said.append(Said(at, sender, kind, text, edited, signs))
    return [*said, Said(at, "Me", "text", "the last")]


def check(conversation: Conversation, said: list[Said], offset: int) -> None:
    times = [datetime.fromtimestamp(each.at / 1_000_000, UTC).replace(tzinfo=None) for each in said]
    columns = ("sent_at", "sender", "kind", "text", "edited", "offset")
    assert list(conversation.messages.select(columns).iter_rows()) == [
        (at, each.sender, each.kind, each.text, each.edited, offset)
        for at, each in zip(times, said, strict=True)
    ]
    assert [
        tuple((sign["emoji"], sign["by"]) for sign in signs) for signs in conversation.messages["reactions"]
    ] == [each.reactions for each in said]


@settings(max_examples=100, deadline=None)
@given(conversations(), st.integers(-11, 14))
@pytest.mark.slow
def test_what_is_written_is_read(said: list[Said], hours: int) -> None:
    check(read([Source(*next(iter(export_sigtop_json(said).items())))]), said, 0)
    text = next(iter(export_sigtop_text(said, hours=hours).values()))
    told = [
        each._replace(sender=None) if each.kind == "call" and each.sender is None else each for each in said
    ]
    check(read([Source("x.txt", text)]), told, hours * 3600)


def test_everything_a_row_can_be() -> None:
    given_rows: list[dict[str, object]] = [
        {"body": "one\r\ntwo"},
        {"body": "mine", "type": "outgoing"},
        {"body": "gone", "deletedForEveryone": 1},
        {"body": "", "isErased": 1},
        {"isErased": True, "isViewOnce": True},
        {"body": "look", "attachments": [{"contentType": "image/png"}]},
        {"body": "long", "attachments": [{"contentType": "text/x-signal-plain"}]},
        {"sticker": {"emoji": "😂"}},
        {"contact": [{"name": {}}]},
        {"poll": {"question": "When?", "options": ["now", {"option": "later"}]}},
        {"hasAttachments": 1},
        {"hasAttachments": 0},
        {"type": "call-history", "callHistoryDetails": {"wasIncoming": False}},
        {"type": "call-history", "callHistory": {"direction": "Outgoing"}},
        {"type": "call-history", "callHistory": {"direction": "Incoming"}},
        {"type": "call-history"},
        {"type": "timer-notification", "body": "x"},
        {"type": None},
        {"sent_at": None, "timestamp": AT, "body": "by another time"},
    ]
    conversation = of_rows(*given_rows, {"sent_at": None}, {"sent_at": 10**18})
    assert rows(conversation) == [
        ("Anna", "text", "one\ntwo"),
        ("Me", "text", "mine"),
        ("Anna", "deleted", ""),
        ("Anna", "deleted", ""),
        ("Anna", "media", ""),
        ("Anna", "media", "look"),
        ("Anna", "text", "long"),
        ("Anna", "media", ""),
        ("Anna", "media", ""),
        ("Anna", "poll", "When?\nnow\nlater"),
        ("Anna", "media", ""),
        (None, "system", ""),
        ("Me", "call", ""),
        ("Me", "call", ""),
        ("Anna", "call", ""),
        ("Anna", "call", ""),
        (None, "system", ""),
        (None, "system", ""),
        ("Anna", "text", "by another time"),
    ]
    assert conversation.reading.unplaced_lines == (20, 21)


def test_reactions_go_by_the_chat() -> None:
    signs = [
        {"emoji": "❤", "fromId": "c"},
        {"emoji": "😂", "fromId": "mine"},
        {"emoji": "👍"},
        {"emoji": "👎", "fromId": "c", "remove": True},
        {"fromId": "c"},
    ]
    found = of_rows({"body": "hi", "reactions": signs}).messages["reactions"][0]
    assert [(each["emoji"], each["by"]) for each in found] == [("❤", "Anna"), ("😂", "Me"), ("👍", None)]


def test_one_person_with_a_number_and_an_account() -> None:
    conversation = of_rows(
        {"body": "old", "source": "+491701234567"},
        {"body": "new", "sourceServiceId": "a", "source": "+491701234567"},
        {"body": "newer", "sourceUuid": "a"},
        {"body": "mine", "type": "outgoing", "sourceServiceId": "me"},
    )
    assert [sender for sender, _, _ in rows(conversation)] == ["Anna", "Anna", "Anna", "Me"]


def test_a_group_is_refused() -> None:
    people: list[dict[str, object]] = [{"body": "hi", "sourceServiceId": who} for who in ("a", "b")]
    with pytest.raises(GroupChat):
        of_rows(*people, {"type": "outgoing", "body": "x"})
    with pytest.raises(GroupChat):
        of_rows(*people, {"sourceServiceId": "c"})
    with pytest.raises(GroupChat):
        of_rows(
            {"body": "hi", "source": "+1"}, {"body": "hi", "source": "+2"}, {"type": "outgoing", "body": "x"}
        )
    with pytest.raises(GroupChat):
        of_text(
            block("", "a") + block("", "b", sender="Cleo") + block("", "c", sender="You", kind="outgoing")
        )


def test_rows_without_words_say_what_to_do() -> None:
    state = {"sendStateByConversationId": {}, "reactions": [{"emoji": "❤", "fromId": "c"}]}
    with pytest.raises(HistoryError, match="as text"):
        read([Source("x.json", json.dumps([state]).encode())])


def test_half_a_file_keeps_what_is_whole() -> None:
    said = [Said(AT * 1000 + place, "Anna", "text", "hello") for place in range(9)]
    content = export_sigtop_json(said)[NAME]
    conversation = read([Source(NAME, content[: len(content) - 60])])
    assert len(conversation.messages) == 8
    assert conversation.reading.unplaced == 1


TEXT = (
    "Conversation: Anna (+491701234567)\n\n"
    + block("Received: Thu, 18 Sep 2025 08:44:57 -0430", "", "one", "", "two: three")
    + block(
        "", "> From: You", "> Sent: Wed, 17 Sep 2025 08:44:56 -0430", ">", "> what was asked", "", "an answer"
    )
    + block("", "> From: You", "> Sent: Wed, 17 Sep 2025 08:44:56 -0430", ">", "> and no answer")
    + block(
        "Attachment: a.jpg (image/jpeg, 12 bytes)",
        "Reaction: ❤ from You",
        "",
        "look",
        sender="You",
        kind="outgoing",
    )
    + block("Attachment: no filename (text/x-signal-plain, 9000 bytes)", "", "long")
    + block()
    + block(
        "Edited: 2 versions",
        "",
        "| Version: 2",
        "| Attachment: a.jpg (image/jpeg, 1 bytes)",
        "| Sent: Thu, 18 Sep 2025 08:44:56 -0430",
        "|",
        "| > From: You",
        "| >",
        "| > asked",
        "|",
        "| newest",
        "| of two lines",
        "|",
        "| Version: 1",
        "| Sent: Thu, 18 Sep 2025 08:44:56 -0430",
        "|",
        "| older",
    )
    + block("Edited: 1 versions", "", "| Version: 1", "| Sent: Thu, 18 Sep 2025 08:44:56 -0430")
    + block(sender="", kind="call-history")
    + block(kind="call-history")
    + block(sender="", kind="timer-notification")
    + block("", "pasted", "From: Zoe", "Type: incoming", "Sent: Thu, 18 Sep 2025 08:44:56 -0430")
    + block("no empty line before it")
    + "From: Anna\nType: incoming\nSent: unknown\nReceived: unknown\n\nwithout a time\n\n"
    + "From: Anna\nType: incoming\nSent: Thu, 45 Sep 2025 08:44:56 -0430\n\nno such day\n\n"
    + "From: Anna\nType: incoming\nSent: Thu, 18 Sep 2025 08:44:56 -9930\n\nno such zone\n\n"
    + "From: Anna\nType: incoming\nReceived: Thu, 18 Sep 2025 08:44:56 +0000\n\nonly received"
)


def test_everything_a_text_can_hold() -> None:
    conversation = of_text(TEXT)
    pasted = "pasted\nFrom: Zoe\nType: incoming\nSent: Thu, 18 Sep 2025 08:44:56 -0430"
    assert rows(conversation) == [
        ("Anna", "text", "one\n\ntwo: three"),
        ("Anna", "text", "an answer"),
        ("Anna", "media", ""),
        ("Me", "media", "look"),
        ("Anna", "text", "long"),
        ("Anna", "media", ""),
        ("Anna", "text", "newest\nof two lines"),
        ("Anna", "media", ""),
        (None, "call", ""),
        ("Anna", "call", ""),
        (None, "system", ""),
        ("Anna", "text", pasted),
        ("Anna", "text", "no empty line before it"),
        ("Anna", "text", "only received"),
    ]
    assert conversation.messages["reactions"][3].to_list() == [{"emoji": "❤", "by": "Me"}]
    assert conversation.messages["edited"].to_list()[6:8] == [True, True]
    assert conversation.messages["offset"].to_list() == [-16_200] * 13 + [0]
    assert str(conversation.messages["sent_at"][0]) == "2025-09-18 08:44:56"
    assert conversation.reading.unplaced == 3
    assert rows(of_text(TEXT.replace("\n", "\r\n"))) == rows(conversation)
    assert rows(of_text(TEXT.split("\n\n", 1)[1])) == rows(conversation)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Anna (+49 170 1234567)", "Anna"),
        ("Anna (0f8fad5b-d9cb-469f-a165-70867728950e)", "Anna"),
        ("Anna (anna.01)", "Anna"),
        ("Anna (work)", "Anna (work)"),
        ("Anna", "Anna"),
    ],
)
def test_names_without_their_numbers(written: str, name: str) -> None:
    assert rows(of_text(block("", "hi", sender=written))) == [(name, "text", "hi")]
    assert rows(of_rows({"body": "hi"}, name=f"{written}.json")) == [(name, "text", "hi")]


def test_the_owner_may_have_a_name() -> None:
    named = of_text(block("", "hi") + block("", "yo", sender="Ben", kind="outgoing"))
    assert named.messages["sender"].to_list() == ["Anna", "Ben"]
    nameless = of_text(block("", "hi") + block("", "yo", sender="", kind="outgoing"))
    assert nameless.messages["sender"].to_list() == ["Anna", "Me"]


def test_reactions_of_the_owner_stand_under_their_own_name() -> None:
    conversation = of_text(
        block("Reaction: ❤ from Ben Keller", "Reaction: 😂 from Anna", "", "hi")
        + block("", "yo", sender="You", kind="outgoing")
    )
    assert conversation.messages["reactions"].to_list() == [
        [{"emoji": "❤", "by": "Me"}, {"emoji": "😂", "by": "Anna"}],
        [],
    ]
    alone = of_text(block("Reaction: ❤ from Ben Keller", "", "hi"))
    assert alone.messages["reactions"].to_list() == [[{"emoji": "❤", "by": "Ben Keller"}]]


def test_a_folder_with_many_chats(tmp_path: Path) -> None:
    files = {
        **export_sigtop_text([Said(AT * 1000, "Anna", "text", "hi")]),
        **export_sigtop_json([Said(AT * 1000, "Cleo", "text", "hi")], them="Cleo"),
        "Note to Self (+49).txt": b"Conversation: Note to Self (+491)\n\n"
        + block("", "milk", sender="You", kind="outgoing").encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SeveralChats) as asked:
        read([tmp_path])
    assert sorted(choice.title for choice in asked.value.choices) == ["Anna", "Cleo"]
    assert rows(read([tmp_path], chat=["Cleo"])) == [("Cleo", "text", "hi")]
    assert rows(read([Source("x.zip", archive(*files.items()))], chat=["Anna"])) == [("Anna", "text", "hi")]


def test_a_chat_of_which_only_one_side_is_there() -> None:
    assert rows(of_text(block("", "hi", sender="You", kind="outgoing"))) == [("Me", "text", "hi")]


@pytest.mark.parametrize(
    "text",
    [
        "From: Anna\nType: incoming\n\nhi",
        "From: Anna\nSent: Thu, 18 Sep 2025 08:44:56 -0430\n\nhi",
        "Conversation: Anna\n\nhi",
        '[{"conversationId": "x", "text": "hi"}]',
        '[{"conversationId"',
        "[" * 30_000 + '"conversationId" "sent_at"',
    ],
)
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises(HistoryError):
        of_text(text)


def test_rows_without_a_bottom_end_in_a_sentence() -> None:
    row = json.dumps([{"conversationId": "c", "type": "incoming", "sent_at": AT, "body": "hi"}])
    with pytest.raises(BrokenExport):
        of_text(row.replace('"hi"', '"hi", "x": ' + "[" * 30_000))


def test_nothing_with_a_time() -> None:
    with pytest.raises(EmptyExport):
        of_rows({"body": "x", "sent_at": 0})


@pytest.mark.slow
def test_damage_ends_in_a_sentence() -> None:
    said = [Said(AT * 1000 + each, "Anna", "text", "hello you") for each in range(20)]
    draw = random.Random(13)
    for whole in (*export_sigtop_text(said).values(), *export_sigtop_json(said).values()):
        for _ in range(100):
            content = bytearray(whole[: draw.randrange(len(whole)) + 1])
            for _ in range(draw.randrange(8)):
                content[draw.randrange(len(content))] = draw.randrange(256)
            for encoded in (bytes(content), content.decode("latin-1").encode("utf-16")):
                try:
                    read([Source("x", encoded)])
                except HistoryError:
                    continue


def test_long_lines_end() -> None:
    for line in ("Attachment: " + " (" * 150_000, "Reaction: " + "x from" * 50_000, "x"):
        assert [kind for _, kind, _ in rows(of_text(block(line, "", "hi")))] == [
            "media" if line.startswith("Attachment") else "text"
        ]
    name = "Anna" + " (1" * 100_000
    assert rows(of_text(block("", "hi") + block("", "hi", sender=name)))[1] == (name, "text", "hi")
