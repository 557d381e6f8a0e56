"""Read what DiscordChatExporter wrote as JSON, in one file or in parts, and refuse other files by name."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import EmptyExport, GroupChat, NotAnExport, SeveralChats, Source, read
from reknit.history.readers import arrays
from reknit.history.readers.discord import NotSavedAsJson, OnlyOwnMessages
from reknit.history.readers.interface import Said
from tests.unit.history.readers.exports_discord import FIRST_ID, entry, export_discord, in_parts, person
from tests.unit.history.readers.reading_exports import (
    SECOND,
    START,
    conversations,
    harmed,
    read_all,
    read_one,
    survives,
    told,
)

HOUR = 3600


def at(seconds: float) -> int:
    """Count seconds from the start of the chat."""
    return START + round(seconds * SECOND)


CHAT = [
    Said(at(0.762), "Anna", "text", "hi", offset=0),
    Said(at(60), "Ben", "text", "two\nlines 👨‍👩‍👧", offset=0, reactions=(("❤", "Anna"), ("😂", None))),
    Said(at(120.01), "Anna", "media", "", offset=HOUR),
    Said(at(180.5), "Ben", "call", "", offset=HOUR),
    Said(at(240), None, "system", "Pinned a message.", offset=-19_800),
    Said(at(86_400), "Anna", "media", "look", edited=True, offset=0),
]


def message(**fields: Any) -> dict[str, Any]:
    """Write one message of Anna with other fields."""
    return entry(0, CHAT[0]) | fields


def chat(*messages: dict[str, Any]) -> bytes:
    """Write a chat of such messages."""
    content = json.loads(export_discord([]))
    return json.dumps(content | {"messages": list(messages)}).encode()


@pytest.mark.parametrize("name", ["Direct Messages - Anna [77].json", "renamed", "Anna.txt"])
def test_a_chat_is_known_by_its_content(name: str) -> None:
    conversation = read_one(export_discord(CHAT), name)
    assert told(conversation) == CHAT
    assert conversation.reading.format == "discord"
    assert conversation.reading.unplaced == 0


@settings(max_examples=100, deadline=None)
@given(conversations(), st.sampled_from((0, HOUR, -19_800)), st.randoms(use_true_random=False), st.booleans())
@pytest.mark.slow
def test_what_is_written_is_read(said: list[Said], offset: int, mixed: random.Random, shuffled: bool) -> None:  # noqa: FBT001
    said = [each._replace(offset=offset, text=each.text.replace("\r", "")) for each in said]
    content = json.loads(export_discord(said))
    whole = list(content.items())
    if shuffled:
        mixed.shuffle(whole)
        mixed.shuffle(content["messages"])
    assert told(read_one(json.dumps(dict(whole)))) == said


@pytest.mark.parametrize("piece", [3000, 10**6])
def test_parts_are_one_chat(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "PIECE", piece)
    said = [CHAT[number % 2]._replace(at=at(number)) for number in range(230)]
    parts = in_parts(said, 20)
    assert told(read_all(dict(parts))) == said
    sources = [Source(name, content) for name, content in reversed(list(parts.items()))]
    assert told(read(sources)) == said


def test_exports_that_overlap_hold_each_message_once() -> None:
    files: dict[str, bytes | str] = {"a.json": export_discord(CHAT[:4]), "b.json": export_discord(CHAT)}
    assert told(read_all(files)) == CHAT


def test_an_export_with_the_newest_first() -> None:
    content = json.loads(export_discord(CHAT))
    assert told(read_one(json.dumps(content | {"messages": content["messages"][::-1]}))) == CHAT


def test_messages_without_ids_are_put_in_order_by_time() -> None:
    late, early = message(timestamp="2024-01-31T22:05:33+01:00"), message(timestamp="2024-01-31T20:59:00Z")
    for fields in (late, early):
        del fields["id"]
    assert [each.at for each in told(read_one(chat(late, early)))] == [at(0) - 393 * SECOND, at(HOUR)]
    strange = [message(id="x"), message(id=None), message(id="9" * 30)]
    assert len(read_one(chat(*strange)).messages) == 3


@pytest.mark.parametrize(
    ("stamp", "at_", "offset"),
    [
        ("2024-01-31T21:05:33.7620000+00:00", at(0.762), 0),
        ("2024-01-31T21:05:33.76+05:30", at(0.76), 19_800),
        ("2024-01-31T21:05:33-0300", at(0), -10_800),
        ("2024-01-31T21:05:33", at(0), None),
    ],
)
def test_times_keep_their_zone_and_their_parts_of_a_second(stamp: str, at_: int, offset: int | None) -> None:
    [found] = told(read_one(chat(message(timestamp=stamp))))
    assert (found.at, found.offset) == (at_, offset)


def test_a_message_without_a_time_is_counted() -> None:
    wrong = [message(), message(timestamp="soon"), message(timestamp=None), message(id="2")]
    conversation = read_one(chat(*wrong))
    assert len(conversation.messages) == 2
    assert conversation.reading.unplaced_lines == (2, 3)


@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        ({"type": "Reply", "content": "yes"}, "text", "yes"),
        ({"type": None}, "text", "hi"),
        ({"type": 0}, "text", "hi"),
        ({"type": "20", "content": "/roll"}, "text", "/roll"),
        ({"type": "RecipientAdd", "content": "Added Zoe to the group."}, "system", "Added Zoe to the group."),
        ({"type": "46", "content": None}, "system", ""),
        ({"type": 3}, "call", ""),
        ({"content": "", "stickers": [{"name": "x"}]}, "media", ""),
        ({"content": "", "embeds": [{"title": "x"}]}, "media", ""),
        ({"content": "", "forwardedMessage": {"content": "as she said"}}, "text", "as she said"),
        ({"content": "", "forwardedMessage": {"content": None}}, "media", ""),
        ({"content": "When?", "poll": {"answers": []}}, "poll", "When?"),
        ({"content": "a\r\nb"}, "text", "a\nb"),
    ],
)
def test_what_a_message_carries_makes_its_kind(fields: dict[str, Any], kind: str, text: str) -> None:
    [found] = told(read_one(chat(message(**fields))))
    assert (found.kind, found.text) == (kind, text)
    assert found.sender == (None if kind == "system" else "Anna")


def test_people_are_told_by_their_ids() -> None:
    authors: list[dict[str, Any] | None] = [
        {"id": "1", "name": "anna", "nickname": "Annika"},
        {"id": "1", "name": "anna", "nickname": None},
        {"id": "1", "name": "anna", "nickname": "Anna"},
        {"id": "2", "name": "ben"},
        {"name": "ben"},
    ]
    senders = [message(id=str(number), author=author) for number, author in enumerate(authors)]
    assert [each.sender for each in told(read_one(chat(*senders)))] == ["Anna"] * 3 + ["ben"] * 2
    same = [
        message(id=str(number), author={"id": str(number), "name": f"al{number}", "nickname": "Al"})
        for number in (1, 2)
    ]
    assert [each.sender for each in told(read_one(chat(*same)))] == ["al1", "al2"]
    gone = told(read_one(chat(message(author=None), message(id=str(FIRST_ID + 1), author=person("Ben")))))
    assert [each.sender for each in gone] == ["Deleted User", "Ben"]


def test_signs_that_somebody_made_are_named() -> None:
    signs = [
        {"emoji": {"id": "5", "name": "hug"}, "count": 1, "users": [person("Ben")]},
        {"emoji": {"id": None, "name": None}, "count": 10**9},
    ]
    [found, _] = told(
        read_one(chat(message(reactions=signs), message(id=str(FIRST_ID + 1), author=person("Ben"))))
    )
    assert found.reactions == ((":hug:", "Ben"), ("", None), ("", None))


def test_several_chats_are_listed() -> None:
    files: dict[str, bytes | str] = {
        "a.json": export_discord(CHAT),
        "b.json": export_discord(CHAT[:2], "Zoe", id="78"),
        "c.json": export_discord(CHAT, "All of us", id="79", type="DirectGroupTextChat"),
        "d.json": '[{"ID": 1, "Timestamp": "2024", "Contents": "hi"}]',
    }
    with pytest.raises(SeveralChats) as asked:
        read_all(files)
    assert [(each.key, each.title) for each in asked.value.choices] == [("77", "Anna"), ("78", "Zoe")]
    assert told(read_all(files, chat=["zoe"])) == CHAT[:2]
    with pytest.raises(GroupChat):
        read_all({"c.json": files["c.json"]})


def test_a_channel_that_says_little_is_called_by_its_file() -> None:
    content = json.loads(export_discord(CHAT)) | {"channel": {"type": 5}}
    assert told(read_one(json.dumps(content))) == CHAT
    bare = {"guild": {"id": "0"}, "messages": content["messages"], "channel": {}}
    assert told(read_one(json.dumps(bare))) == CHAT


@pytest.mark.parametrize(
    "content",
    [
        '[{"ID": 123, "Timestamp": "2024-01-31 20:05:33", "Contents": "hi", "Attachments": ""}]',
        '[\n {"ID":"123","Timestamp":"2024-01-31T20:05:33","Contents":"hi"}]',
    ],
)
def test_the_package_that_discord_sends_holds_one_side_only(content: str) -> None:
    with pytest.raises(OnlyOwnMessages, match="only what you wrote"):
        read_one(content)
    with pytest.raises(OnlyOwnMessages):
        read_all({"messages/c1/messages.json": content, "messages/c2/messages.json": content})


@pytest.mark.parametrize(
    "content",
    [
        'AuthorID,Author,Date,Content,Attachments,Reactions\n"1","anna","2024-01-31T21:05:33","hi","",""\n',
        "=====\nGuild: Direct Messages\nChannel: Anna\n=====\n\n[31-Jan-24 09:05 PM] anna\nhi\n",
        '<html><body><div class="chatlog"><div class="chatlog__message-group">hi</div></div></body></html>',
        "<html><body><div class=chatlog><div id=x class=chatlog__message>hi</div></div></body></html>",
    ],
)
def test_the_other_formats_of_the_exporter_are_refused_by_name(content: str) -> None:
    with pytest.raises(NotSavedAsJson, match="choose JSON"):
        read_one(content)


@pytest.mark.parametrize(
    "content", [{"messages": []}, {"guild": {}, "messages": []}, [{"guild": {}}], [{"ID": 1}]]
)
def test_other_json_is_not_taken_for_discord(content: object) -> None:
    with pytest.raises(NotAnExport):
        read_one(json.dumps(content))


def test_an_empty_chat_says_so() -> None:
    with pytest.raises(EmptyExport):
        read_one(export_discord([]))


@pytest.mark.slow
def test_damaged_exports_are_read_or_refused_by_name() -> None:
    whole = export_discord(CHAT)
    for harm in harmed(whole, 60):
        survives(("a.json", harm))
    cut = read_one(whole[: whole.index(str(FIRST_ID + 3).encode())])
    assert told(cut) == CHAT[:3]
    assert cut.reading.unplaced == 1
    spoiled = read_one(whole.replace(b'"hi"', rb'"hi \ud83d"'))
    assert told(spoiled)[0].text == "hi \ufffd"
    assert spoiled.reading.damaged_characters == 1
    for encoding in ("utf-16", "utf-8-sig"):
        assert told(read_one(whole.decode().encode(encoding))) == CHAT
