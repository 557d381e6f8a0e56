"""Read the encrypted chats of Messenger, alone and with the half from before; all of them are made here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings

from reknit.history import GroupChat, NotAnExport, SeveralChats, Source, read
from reknit.history.readers.interface import Said
from reknit.history.readers.messenger_e2ee import MessengerE2ee
from reknit.history.readers.meta.mojibake import repaired
from reknit.history.sources import open_files
from tests.unit.history.readers.exports_meta import export_messenger_e2ee, export_meta
from tests.unit.history.readers.reading_exports import (
    SECOND,
    START,
    conversations,
    harmed,
    read_all,
    read_one,
    survives,
    told,
    zipped,
)

HEY = Said(START, "Anna", "text", "hey 😂", offset=0)
YO = Said(START + SECOND, "Ben", "text", "yo", reactions=(("❤", "Anna"),), offset=0)


def thread(*messages: dict[str, Any], people: tuple[str, ...] = ("Ben", "Anna")) -> str:
    """Write an encrypted chat of messages as they are."""
    return json.dumps({"participants": people, "threadName": "Anna_3", "messages": messages})


@settings(max_examples=100, deadline=None)
@given(conversations())
@pytest.mark.slow
def test_what_is_written_is_read(written: list[Said]) -> None:
    assume(all(repaired(each.text) == each.text for each in written))
    assert told(read_one(export_messenger_e2ee(written, "Ben", "Anna"))) == written


def test_a_chat_beside_its_media() -> None:
    files = {"messages/Anna_3.json": export_messenger_e2ee([HEY, YO], "Ben", "Anna"), "media/x.jpg": b"x"}
    conversation = read_all(files)
    assert told(conversation) == [HEY, YO]
    assert conversation.reading.format == "messenger_e2ee"


def test_the_half_from_before_is_joined() -> None:
    old = export_meta(
        [HEY, YO], "Ben", "Anna", root="your_facebook_activity/messages", path="e2ee_cutover/anna_1"
    )
    later = [Said(START + 60 * SECOND, "Anna", "text", "now secret", offset=0), YO]
    new = export_messenger_e2ee(later, "Ben", "Anna")
    conversation = read([Source("facebook.zip", zipped(old)), Source("Anna_3.json", new)])
    assert [each.text for each in told(conversation)] == ["hey 😂", "yo", "now secret"]
    assert conversation.reading.duplicates == 1


@pytest.mark.parametrize(
    ("message", "kind", "text"),
    [
        ({"text": "hi", "type": "Generic"}, "text", "hi"),
        ({"text": "https://a.example", "type": "link"}, "text", "https://a.example"),
        ({"text": "sch\u00c3\u00b6n", "type": "text"}, "text", "schön"),
        ({"text": "a (edited)", "type": "text"}, "text", "a (edited)"),
        ({"text": "", "type": "media", "media": [{"uri": "./media/x.ogg"}]}, "media", ""),
        ({"text": "see", "type": "media", "media": [{"uri": "./media/x.ogg"}]}, "media", "see"),
        ({"type": "media", "media": []}, "media", ""),
        ({"text": "", "type": "text", "isUnsent": True}, "deleted", ""),
        ({"text": "gone", "type": "placeholder"}, "deleted", ""),
        ({"text": "", "type": "call"}, "call", ""),
        ({"text": "Anna missed your call.", "type": "text"}, "call", ""),
    ],
)
def test_kinds(message: dict[str, Any], kind: str, text: str) -> None:
    found = told(read_one(thread({"senderName": "Anna", "timestamp": START // 1000} | message)))
    assert [(each.sender, each.kind, each.text) for each in found] == [("Anna", kind, text)]


def test_several_chats_are_listed_by_name() -> None:
    files = {
        "Anna_3.json": export_messenger_e2ee([HEY, YO], "Ben", "Anna"),
        "Zoë_4.json": export_messenger_e2ee([HEY._replace(sender="Zoë")], "Ben", "Zoë", thread="Zoë_4"),
    }
    with pytest.raises(SeveralChats) as error:
        read_all(files)
    assert [(each.key, each.title, each.messages) for each in error.value.choices] == [
        ("Anna_3", "Anna", 2),
        ("Zoë_4", "Zoë", 1),
    ]
    assert told(read_all(files, chat=["Anna_3"])) == [HEY, YO]


def test_names_without_a_number_and_groups() -> None:
    (file,) = open_files([Source("x", thread().replace("Anna_3", "Anna_B").encode())])
    assert [chat.title for chat in MessengerE2ee().chats([file])] == ["Anna_B"]
    with pytest.raises(GroupChat):
        read_one(thread(people=("Anna", "Ben", "Zoë")))


def test_bad_messages_are_left_out_and_named() -> None:
    good = {"senderName": "Anna", "timestamp": START // 1000, "text": "hey 😂", "isUnsent": False}
    conversation = read_one(thread(good, good | {"text": 5}, good | {"timestamp": None}))
    assert told(conversation) == [HEY]
    assert conversation.reading.unplaced == 2


@pytest.mark.slow
def test_noise_never_gets_past_the_door() -> None:
    for harm in harmed(export_messenger_e2ee([HEY, YO, HEY, YO], "Ben", "Anna"), 60):
        survives(("Anna_3.json", harm))


def test_other_files_are_not_claimed() -> None:
    for content in (b'{"threadName": "MainThread"}', b'[{"messages": "threadName"}]', b'{"messages": []}'):
        with pytest.raises(NotAnExport):
            read_one(content)
