"""Read Signal's own export: frames in JSON Lines, with all that can stand in them."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import EmptyExport, GroupChat, HistoryError, SeveralChats, Source, read
from reknit.history.readers.interface import Said
from reknit.history.readers.signal import Signal
from reknit.history.sources import open_files
from tests.unit.history.readers.exports_signal import (
    OPENING,
    OTHER,
    OWN,
    as_lines,
    chat,
    contact,
    export_signal,
    item,
    text,
)
from tests.unit.history.test_sources import archive

if TYPE_CHECKING:
    from pathlib import Path

    from reknit.history import Conversation

AT = 1_706_731_533_123
ANNA = contact(systemGivenName="Anna", profileGivenName="annie", e164="491701234567", aci="AAAA")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
KINDS = st.sampled_from(["text", "text", "media", "call", "deleted", "system"])


def opened(frames: list[dict[str, Any]], *, wanted: tuple[str, ...] = ()) -> Conversation:
    return read([Source("main.jsonl", as_lines(frames))], chat=wanted)


def of(*items: dict[str, Any], anna: dict[str, Any] = ANNA) -> Conversation:
    return opened([*OPENING, anna, chat(), *items])


def rows(conversation: Conversation) -> list[tuple[str | None, str, str]]:
    return list(conversation.messages.select("sender", "kind", "text").iter_rows())


@st.composite
def conversations(draw: st.DrawFn) -> list[Said]:
    """Draw a conversation of all kinds."""
    at = draw(st.integers(1_400_000_000_000, 1_900_000_000_000)) * 1000
    said = []
    for gap in draw(st.lists(st.integers(0, 10**9), min_size=1, max_size=12)):
        at += gap * 1000
        kind = draw(KINDS)
        sender = None if kind == "system" else draw(st.sampled_from(["Ben", "Anna"]))
        has_words = kind in {"text", "media"}
        said.append(
            Said(
                at=at,
                sender=sender,
                kind=kind,
                text=draw(WORDS if kind == "text" else st.one_of(st.just(""), WORDS)) if has_words else "",
                edited=kind == "text" and draw(st.booleans()),
                reactions=(("❤", "Anna"), ("😂", "Ben"))[: draw(st.integers(0, 2))] if has_words else (),
                offset=0,
            )
        )
    return said


@settings(max_examples=100, deadline=None)
@given(conversations())
@pytest.mark.slow
def test_what_is_written_is_read(said: list[Said]) -> None:
    conversation = read([Source("renamed.bin", export_signal(said)["main.jsonl"])])
    columns = ("sent_at", "sender", "kind", "text", "edited", "offset")
    times = [datetime.fromtimestamp(each.at / 1_000_000, UTC).replace(tzinfo=None) for each in said]
    assert list(conversation.messages.select(columns).iter_rows()) == [
        (at, each.sender, each.kind, each.text, each.edited, 0) for at, each in zip(times, said, strict=True)
    ]
    assert [
        tuple((sign["emoji"], sign["by"]) for sign in signs) for signs in conversation.messages["reactions"]
    ] == [each.reactions for each in said]


def test_a_folder_and_an_archive(tmp_path: Path) -> None:
    files = export_signal([Said(AT * 1000, "Ben", "text", "hi")])
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.jpg").write_bytes(b"x")
    assert rows(read([tmp_path])) == [("Ben", "text", "hi")]
    assert rows(read([Source("signal.zip", archive(*files.items()))])) == [("Ben", "text", "hi")]


def test_everything_a_message_can_be() -> None:
    picture = {"pointer": {"contentType": "image/png", "caption": "x"}, "flag": "VOICE_MESSAGE"}
    long_text = {"pointer": {"contentType": "text/x-signal-plain"}}
    reaction = {"emoji": "❤", "authorId": OWN, "sentTimestamp": "1"}
    items = [
        item(AT, OTHER, **text("one\r\ntwo")),
        item(AT, OTHER, **text("mine", quote={"text": {"body": "not mine"}}, linkPreview=[{"url": "x"}])),
        item(AT, OTHER, standardMessage={"attachments": [picture]}),
        item(AT, OTHER, **text("long", attachments=[long_text])),
        item(AT, OTHER, **text("with an unknown file", attachments=[{}])),
        item(
            AT, OTHER, stickerMessage={"sticker": {"emoji": "😂"}, "reactions": [reaction, {"authorId": OWN}]}
        ),
        item(AT, OTHER, contactMessage={"contact": {"name": {"givenName": "Zoe"}}}),
        item(AT, OTHER, viewOnceMessage={}),
        item(AT, OTHER, remoteDeletedMessage={}),
        item(AT, OTHER, adminDeletedMessage={"adminId": OWN}),
        item(AT, OTHER, paymentNotification={"note": "for the coffee"}),
        item(AT, OTHER, paymentNotification={"amountMob": "1"}),
        item(AT, OTHER, giftBadge={"state": "OPENED"}),
        item(AT, OTHER, directStoryReplyMessage={"textReply": {"text": {"body": "nice"}}}),
        item(AT, OTHER, directStoryReplyMessage={"emoji": "🔥"}),
        item(AT, OTHER, poll={"question": "When?", "options": [{"option": "now"}, {"option": "later"}]}),
        item(AT, OTHER, updateMessage={"expirationTimerChange": {"expiresInMs": "1"}}),
        item(AT, OTHER, updateMessage={"groupCall": {"startedCallRecipientId": OWN}}),
        item(AT, OTHER),
    ]
    assert rows(of(*items)) == [
        ("Anna", "text", "one\ntwo"),
        ("Anna", "text", "mine"),
        ("Anna", "media", ""),
        ("Anna", "text", "long"),
        ("Anna", "media", "with an unknown file"),
        ("Anna", "media", ""),
        ("Anna", "media", ""),
        ("Anna", "media", ""),
        ("Anna", "deleted", ""),
        ("Anna", "deleted", ""),
        ("Anna", "text", "for the coffee"),
        (None, "system", ""),
        (None, "system", ""),
        ("Anna", "text", "nice"),
        ("Anna", "text", "🔥"),
        ("Anna", "poll", "When?\nnow\nlater"),
        (None, "system", ""),
        ("Ben", "call", ""),
        (None, "system", ""),
    ]
    assert of(*items).messages["reactions"][5].to_list() == [{"emoji": "❤", "by": "Ben"}]


@pytest.mark.parametrize(
    ("direction", "sender"),
    [("OUTGOING", "Ben"), (2, "Ben"), ("DIRECTION_OUTGOING", "Ben"), ("INCOMING", "Anna"), (1, "Anna")],
)
def test_a_call_says_who_called(direction: object, sender: str) -> None:
    call = item(AT, OTHER, updateMessage={"individualCall": {"direction": direction}})
    assert rows(of(call)) == [(sender, "call", "")]
    nobody = item(AT, OTHER, updateMessage={"individualCall": {"state": "MISSED"}})
    assert rows(of(nobody)) == [("Anna", "call", "")]


def test_who_spoke_is_told_by_the_direction_first() -> None:
    strange = item(AT, "55", **text("from another number of hers"))
    no_way = item(AT, OWN, **text("mine"))
    del no_way["chatItem"]["outgoing"]
    assert rows(of(strange, no_way)) == [
        ("Anna", "text", "from another number of hers"),
        ("Ben", "text", "mine"),
    ]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"nickname": {"given": "Bee"}, "systemGivenName": "Anna", "systemFamilyName": "M"}, "Bee"),
        ({"nickname": {}, "systemGivenName": " Anna ", "systemFamilyName": "M"}, "Anna M"),
        ({"profileGivenName": "annie", "username": "a.01"}, "annie"),
        ({"e164": 491701234567, "username": "a.01"}, "+491701234567"),
        ({"e164": "+491701234567"}, "+491701234567"),
        ({"username": "a.01"}, "a.01"),
        ({"aci": "AAAA"}, "Signal chat 7"),
        ({"systemGivenName": "Ben"}, "Ben"),
    ],
)
def test_what_a_person_is_called(fields: dict[str, Any], name: str) -> None:
    conversation = of(item(AT, OTHER, **text("hi")), item(AT, OWN, **text("yo")), anna=contact(**fields))
    assert [sender for sender, _, _ in rows(conversation)] == [name, "Me" if name == "Ben" else "Ben"]


def test_the_owner_has_a_name_of_their_own_or_none() -> None:
    frames = [*OPENING[2:], ANNA, chat(), item(AT, OWN, **text("yo"))]
    assert rows(opened(frames)) == [("Me", "text", "yo")]
    nameless = [{"account": {"username": "x"}}, *frames]
    assert rows(opened(nameless)) == [("Me", "text", "yo")]


def other_chat() -> list[dict[str, Any]]:
    """Write a second person, a group, and a note to oneself."""
    cleo = item(AT, OTHER, **text("from Cleo"))
    cleo["chatItem"]["chatId"] = "8"
    group = item(AT, OTHER, **text("to all"))
    group["chatItem"]["chatId"] = "10"
    note = item(AT, OWN, **text("milk"))
    note["chatItem"]["chatId"] = "6"
    return [
        contact("3", systemGivenName="Cleo"),
        {"recipient": {"id": "4", "group": {"snapshot": {"title": {"title": "Friends"}}}}},
        {"recipient": {"id": "5", "group": {}}},
        chat("8", "3"),
        chat("10", "4"),
        chat("11", "5"),
        chat("12", "404"),
        cleo,
        group,
        note,
    ]


def test_an_account_lists_its_chats() -> None:
    frames = [*OPENING, ANNA, chat(), *other_chat(), item(AT, OTHER, **text("from Anna"))]
    found = Signal().chats(open_files([Source("x", as_lines(frames))]))
    assert [(each.title, each.messages, each.is_group) for each in found] == [
        ("Cleo", 1, False),
        ("Friends", 1, True),
        ("Anna", 1, False),
    ]
    with pytest.raises(SeveralChats):
        opened(frames)
    assert rows(opened(frames, wanted=("anna",))) == [("Anna", "text", "from Anna")]
    assert rows(opened(frames, wanted=("chat 8",))) == [("Cleo", "text", "from Cleo")]


def test_a_group_alone_is_refused() -> None:
    group = item(AT, OTHER, **text("to all"))
    with pytest.raises(GroupChat):
        opened([*OPENING, {"recipient": {"id": "4", "group": {}}}, chat("7", "4"), group])


def test_two_exports_of_one_chat_are_one() -> None:
    first = as_lines(
        [*OPENING, ANNA, chat(), item(AT, OTHER, **text("old")), item(AT + 60_000, OWN, **text("b"))]
    )
    moved = [item(AT + 60_000, OWN, **text("b")), item(AT + 120_000, OTHER, **text("new"))]
    for frame in moved:
        frame["chatItem"]["chatId"] = "70"
    second = as_lines([*OPENING, ANNA, chat("70"), *moved])
    conversation = read([Source("a", first), Source("b", second)])
    assert [words for _, _, words in rows(conversation)] == ["old", "b", "new"]
    assert conversation.reading.duplicates == 1


def test_frames_in_other_order_and_spelling() -> None:
    frames = [item(AT, OTHER, **text("early")), chat(), ANNA, *OPENING]
    assert rows(opened(frames)) == [("Anna", "text", "early")]
    written = (
        '{"recipient": {"id": 2, "contact": {"system_given_name": "Anna"}}}\r\n\r\n'
        '{"chat": {"id": 7, "recipient_id": 2}}\r\n'
        '{"chat_item": {"chat_id": 7, "author_id": 2, "date_sent": 1706731533123, "incoming": {},'
        ' "standard_message": {"text": {"body": "my_words: {\\"not_me\\": 1}"}}}}\r\n'
    )
    assert rows(read([Source("x", written.encode())])) == [("Anna", "text", 'my_words: {"not_me": 1}')]


def test_an_edited_message_keeps_its_place_and_time() -> None:
    minute = 60_000
    later = item(
        AT + 9 * minute, OTHER, **text("changed"), revisions=[item(AT, OTHER, **text("old"))["chatItem"]]
    )
    soon = item(AT + minute, OTHER, **text("soon"), revisions=[item(AT, OTHER, **text("old"))["chatItem"]])
    odd: list[dict[str, Any]] = [
        item(AT + (2 + place) * minute, OTHER, **text("odd"), revisions=revisions)
        for place, revisions in enumerate([{"dateSent": "1"}, ["x"], [{}], [{"dateSent": "soon"}]])
    ]
    last = item(AT + 9 * minute, OTHER, **text("last"), revisions=[item(AT, OTHER)["chatItem"]])
    conversation = of(later, soon, *odd, last)
    first = conversation.messages["sent_at"][0]
    after = [(at - first).total_seconds() for at in conversation.messages["sent_at"]]
    assert after == [0, 60, 120, 180, 240, 300, 540]
    assert conversation.messages["edited"].all()


def test_a_chat_whose_opening_line_is_lost() -> None:
    assert rows(opened([item(AT, OTHER, **text("hi"))])) == [("Signal chat 7", "text", "hi")]


def test_one_bad_line_costs_no_more_than_itself() -> None:
    good = as_lines([*OPENING, ANNA, chat(), item(AT, OTHER, **text("hi"))])
    bad = [
        b"{",
        as_lines([{"chatItem": {"chatId": "7", "dateSent": "0"}}]).strip(),
        as_lines([{"chatItem": {"chatId": "7", "dateSent": "soon"}}]).strip(),
        as_lines([{"chatItem": {"chatId": "7", "dateSent": "9" * 20}}]).strip(),
        as_lines([{"chatItem": {"chatId": "7", "dateSent": 1e999}}]).strip(),
        as_lines([{"chatItem": {"chatId": ["7"]}}]).strip(),
        b'{"x": ' + b"[" * 20_000,
    ]
    conversation = read([Source("x", good + b"\n".join(bad))])
    assert rows(conversation) == [("Anna", "text", "hi")]
    assert conversation.reading.unplaced_lines == tuple(range(9, 16))


def test_half_an_emoji_is_damage_and_a_whole_one_is_not() -> None:
    body = '"\\ud83d\\ude00 \\\\ud83d \\ud83d"'
    frame = json.dumps(item(AT, OTHER, **text("BODY"))).replace('"BODY"', body)
    content = as_lines([*OPENING, ANNA, chat()]) + frame.encode()
    conversation = read([Source("x", content)])
    assert rows(conversation) == [("Anna", "text", "😀 \\ud83d \ufffd")]
    assert conversation.reading.damaged_characters == 1


def test_a_first_line_longer_than_a_glance() -> None:
    account = {"account": {"accountSettings": {"x": "y" * 70_000}, "givenName": "Ben"}}
    frames = [account, *OPENING[2:], ANNA, chat(), item(AT, OTHER, **text("hi"))]
    assert rows(opened(frames)) == [("Anna", "text", "hi")]


@pytest.mark.parametrize(
    "content",
    [
        b'{"chat": "hi"}',
        b'{"chat": {"id": "1"}}',
        b'{"recipient": {"id": "1"}}',
        b'{"recipient": "Anna", "date": "2024-01-31"}',
        b'{"chatItem": {"text": "hi"}}',
        b'{"account": {"name": "x"}}\n{"messages": []}',
        b'[{"chatItem": {"chatId": "7"}}]',
        b'{"chat": {"id": "1", "recipientId": "2"}}',
        as_lines(OPENING),
    ],
)
def test_other_files_are_no_chat(content: bytes) -> None:
    with pytest.raises(HistoryError):
        read([Source("main.jsonl", content)])


def test_nothing_but_notes_without_a_time() -> None:
    with pytest.raises(EmptyExport):
        opened([*OPENING, ANNA, chat(), {"chatItem": {"chatId": "7"}}])


@pytest.mark.slow
def test_damage_ends_in_a_sentence() -> None:
    said = [Said((AT + each) * 1000, "Anna", "text", "hello you") for each in range(20)]
    whole = export_signal(said)["main.jsonl"]
    draw = random.Random(3)
    for _ in range(150):
        content = bytearray(whole[: draw.randrange(len(whole))])
        for _ in range(draw.randrange(8)):
            if content:
                content[draw.randrange(len(content))] = draw.randrange(256)
        for encoded in (bytes(content), content.decode("latin-1").encode("utf-16")):
            try:
                read([Source("main.jsonl", encoded)])
            except HistoryError:
                continue
