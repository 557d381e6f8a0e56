"""Read the exports of Instagram and Messenger, whole accounts and single files; all of them are made here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings

from reknit.history import EmptyExport, GroupChat, NotAnExport, SeveralChats, Source, read
from reknit.history.readers import mended_json
from reknit.history.readers.interface import Said
from reknit.history.readers.meta import Meta, threads
from reknit.history.readers.meta.mojibake import repaired
from reknit.history.readers.meta.notices import _WORDS, NOTICE_KINDS, is_gone, notices
from reknit.history.sources import open_files
from tests.unit.history.readers.exports_meta import export_meta, meta_message, meta_thread, spoiled
from tests.unit.history.readers.reading_exports import (
    SECOND,
    START,
    conversations,
    harmed,
    in_pieces_of,
    read_all,
    read_one,
    survives,
    told,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path


AT = START // 1000


def said(*texts: str, names: tuple[str, str] = ("Anna", "Ben")) -> list[Said]:
    """Let two people say something in turn, one message a second."""
    return [
        Said(START + number * SECOND, names[number % 2], "text", text, offset=0)
        for number, text in enumerate(texts)
    ]


def one(message: dict[str, Any], *people: str) -> tuple[str | None, str, str]:
    """Read a message that follows one of each of two people."""
    people = people or ("Anna", "Ben")
    before = [meta_message(each) for each in said("hey", "yo", names=(people[0], people[-1]))]
    conversation = read_one(meta_thread([*before, {"timestamp_ms": AT + 5000} | message], *people))
    last = told(conversation)[-1]
    return last.sender, last.kind, last.text


@settings(max_examples=150, deadline=None)
@given(conversations(me="Zoë 🌻", them="Anna Müller"))
@pytest.mark.slow
def test_what_is_written_is_read(written: list[Said]) -> None:
    files = export_meta(written, "Zoë 🌻", "Anna Müller", part=3)
    assert told(read_all(files)) == written


@settings(max_examples=50, deadline=None)
@given(conversations())
def test_clean_files_are_read_as_they_are(written: list[Said]) -> None:
    (content,) = export_meta(written, "Ben", "Anna", spoil=False).values()
    assume(all(repaired(each.text) == each.text for each in written))
    assert told(read_one(content)) == written


@pytest.mark.parametrize("number", [11, 3])
def test_parts_are_put_in_order_by_their_numbers(number: int) -> None:
    written = [one._replace(at=START) for one in said(*map(str, range(number)))]
    files = export_meta(written, "Ben", "Anna", part=1)
    assert f"your_instagram_activity/messages/inbox/anna_123/message_{number}.json" in files
    assert told(read_all(files)) == written


@pytest.mark.parametrize(
    ("root", "layout"),
    [
        ("your_instagram_activity/messages", "Instagram"),
        ("your_facebook_activity/messages", "Messenger"),
        ("your_activity_across_facebook/messages", "Messenger"),
        ("messages", "Instagram or Messenger"),
        ("instagram-anna-2024-01-31/messages", "Instagram"),
        ("facebook-ben/messages", "Messenger"),
    ],
)
@pytest.mark.parametrize(
    "section", ["inbox", "archived_threads", "filtered_threads", "message_requests", "e2ee_cutover"]
)
def test_every_layout_of_an_account(root: str, layout: str, section: str) -> None:
    written = said("hey", "yo", "🙂")
    files = export_meta(written, "Ben", "Anna", root=root, path=f"{section}/anna_123", part=2)
    files |= {f"{root}/autofill_information.json": b'{"autofill": []}', "personal.json": b"[1, 2]"}
    conversation = read_all(files)
    assert told(conversation) == written
    assert conversation.reading.layout == layout
    assert conversation.reading.format == "meta"


def test_a_folder_several_archives_and_loose_files(tmp_path: Path) -> None:
    written = said("1", "2", "3", "4")
    files = export_meta(written, "Ben", "Anna", part=2)
    archives = [
        Source(f"part-{number}.zip", zipped(dict([each]))) for number, each in enumerate(files.items())
    ]
    assert told(read(archives)) == written
    loose = [Source(f"{number}.txt", content) for number, content in enumerate(files.values())]
    assert told(read(loose)) == written
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert told(read([tmp_path])) == written


def test_two_exports_of_one_account_count_once() -> None:
    written = said("1", "2", "2", "4", "5")
    written[2] = written[1]
    first, second = (export_meta(part, "Ben", "Anna") for part in (written[:4], written[1:]))
    conversation = read([Source("a.zip", zipped(first)), Source("b.zip", zipped(second))])
    assert told(conversation) == written
    assert conversation.reading.duplicates == 3


def test_an_account_asks_which_chat() -> None:
    files = export_meta(said("hey", "yo"), "Ben", "Anna")
    files |= export_meta(said("hi", "ho", "hu", names=("Zoë", "Ben")), "Ben", "Zoë", path="inbox/zoe_9")
    files |= {"messages/inbox/group_1/message_1.json": meta_thread([], "Anna", "Zoë", "Ben")}
    with pytest.raises(SeveralChats) as error:
        read_all(files)
    assert [(each.key, each.title, each.messages) for each in error.value.choices] == [
        ("zoe_9", "Zoë", 3),
        ("anna_123", "Anna", 2),
    ]
    assert len(read_all(files, chat=["zoe_9"]).messages) == 3
    assert len(read_all(files, chat=["anna"]).messages) == 2


def test_a_large_account_is_listed_without_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "MOST_COUNTED", 10)
    files = export_meta(said("hey", "yo"), "Ben", "Anna")
    files |= export_meta(said("hi", "ho", names=("Zoë", "Ben")), "Ben", "Zoë", path="inbox/zoe_9")
    chats = Meta().chats(open_files([Source("x.zip", zipped(files))]))
    assert [(each.key, each.title, each.messages) for each in chats] == [
        ("anna_123", "Anna", None),
        ("zoe_9", "Zoë", None),
    ]


def test_two_threads_with_people_whose_accounts_are_gone_stay_two() -> None:
    files = export_meta(said("hey", "yo", names=("Facebook user", "Ben")), "Ben", "Facebook user")
    files |= {
        path.replace("anna_123", "zoe_9"): content.replace(b"anna_123", b"zoe_9")
        for path, content in files.items()
    }
    with pytest.raises(SeveralChats):
        read_all(files)


def test_groups_are_refused() -> None:
    three = [meta_message(each) for each in [*said("hey", "yo"), Said(START, "Zoë", "text", "hi")]]
    for thread in (
        meta_thread(three[:2], "Anna", "Zoë", "Ben"),
        meta_thread(three[:2], "Anna", "Ben", joinable_mode={"mode": 1, "link": ""}),
        meta_thread(three[:2], "Anna", "Ben", thread_type="RegularGroup"),
        meta_thread(three, "Anna", "Ben"),
    ):
        with pytest.raises(GroupChat):
            read_one(thread)


def test_nothing_in_a_thread() -> None:
    with pytest.raises(EmptyExport):
        read_one(meta_thread([], "Anna", "Ben"))


@pytest.mark.parametrize(
    ("message", "kind", "text"),
    [
        ({"content": "hello\r\nyou"}, "text", "hello\nyou"),
        ({"content": " https://a.example/b "}, "text", " https://a.example/b "),
        (
            {"content": "look https://a.example", "share": {"link": "https://a.example"}},
            "text",
            "look https://a.example",
        ),
        ({"content": "haha", "share": [{"link": "https://instagram.com/stories/x"}]}, "text", "haha"),
        ({"share": {"link": "https://a.example"}}, "media", ""),
        ({"content": "Anna sent an attachment.", "share": {"link": "https://a.example"}}, "media", ""),
        ({"content": "Anna изпрати нещо.", "share": {"link": "https://a.example"}}, "media", ""),
        ({"content": "look", "photos": [{"uri": "a"}]}, "media", "look"),
        ({"content": "Anna sent a photo.", "photos": [{"uri": "a"}]}, "media", ""),
        ({"videos": [{"uri": "a"}]}, "media", ""),
        ({"audio_files": [{"uri": "a"}]}, "media", ""),
        ({"gifs": [{"uri": "a"}]}, "media", ""),
        ({"files": [{"uri": "a"}]}, "media", ""),
        ({"sticker": {"uri": "a", "ai_stickers": []}}, "media", ""),
        ({}, "media", ""),
        ({"content": ""}, "media", ""),
        ({"call_duration": 0, "content": "Anna called you."}, "call", ""),
        ({"call_duration": 61}, "call", ""),
        ({"missed": True, "content": "Anna missed your call."}, "call", ""),
        ({"type": "Call", "content": "?"}, "call", ""),
        ({"content": "You missed a video call from Anna."}, "call", ""),
        ({"is_unsent": True}, "deleted", ""),
        ({"is_unsent": True, "content": "oh no", "photos": [{"uri": "a"}]}, "deleted", ""),
        ({"is_taken_down": True, "content": "oh no"}, "deleted", ""),
        ({"content": "Anna unsent a message"}, "deleted", ""),
        ({"content": "Anna sent a location.", "share": {"link": "https://bing.com/maps"}}, "location", ""),
        ({"content": "Anna created a poll: tea or coffee?"}, "poll", "Anna created a poll: tea or coffee?"),
        ({"type": "Generic", "content": "hi", "ip": "::1"}, "text", "hi"),
        ({"content": "You sent good photos"}, "text", "You sent good photos"),
        ({"content": "Du hast mich angerufen"}, "text", "Du hast mich angerufen"),
        ({"content": "Zoë sent a photo."}, "text", "Zoë sent a photo."),
    ],
)
def test_kinds(message: dict[str, Any], kind: str, text: str) -> None:
    message = message | ({"content": spoiled(message["content"])} if "content" in message else {})
    assert one({"sender_name": "Anna"} | message) == ("Anna", kind, text)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"content": "Liked a message"}, "Liked a message"),
        ({"content": "Reacted ❤ to your message "}, "Reacted ❤ to your message"),
        ({"content": "Reacted 👍🏽 to your message"}, "Reacted 👍🏽 to your message"),
        ({"content": "Anna Müller changed the theme to Love."}, "Anna Müller changed the theme to Love."),
        ({"content": "Anna set your nickname to Bär 🐻."}, "Anna set your nickname to Bär 🐻."),
        ({"content": "Ben sent an attachment."}, "Ben sent an attachment."),
        ({"content": "You sent an attachment."}, "You sent an attachment."),
        ({"content": "Hat mit 😂 auf deine Nachricht reagiert"}, "Hat mit 😂 auf deine Nachricht reagiert"),
        ({"content": "A réagi ❤ à votre message"}, "A réagi ❤ à votre message"),
        ({"content": "赞了一条消息"}, "赞了一条消息"),
        ({"type": "Subscribe", "content": "Anna added Zoë."}, "Anna added Zoë."),
    ],
)
def test_what_the_app_says_is_nobodys(message: dict[str, Any], text: str) -> None:
    message = message | {"content": spoiled(message["content"]), "sender_name": spoiled("Anna Müller")}
    assert one(message, "Anna Müller", "Ben") == (None, "system", text)


@pytest.mark.slow
def test_every_notice_is_recognised_as_it_is_written() -> None:
    holes = {"{who}": "Anna", "{whom}": "Ben", "{number}": "3", "{sign}": "❤️", "{any}": "something new"}
    for kind in NOTICE_KINDS:
        phrases = _WORDS[kind]["phrases"]
        assert len(phrases) == len(set(phrases))
        for phrase in phrases:
            text = phrase
            for hole, filling in holes.items():
                text = text.replace(hole, filling)
            assert notices([text, f"{text}.", text], ["Anna Müller", "Ben"]) == dict.fromkeys(
                range(3), kind
            ), phrase


def test_letters_are_repaired_only_where_they_are_spoiled() -> None:
    for text in ("schön 😂", "naïve", "“quoted”", "caf\u00e9", "\u00e0 c\u00f4t\u00e9", "小安", "plain"):
        assert repaired(spoiled(text)) == text
        assert repaired(text) == text
    assert repaired(spoiled("ok 😂")[:-1]) == "ok \ufffd"
    assert repaired(spoiled("schön 😂")[:-3]) == "schön \ufffd"


def test_half_an_emoji_is_counted_as_damage() -> None:
    messages = [meta_message(each) for each in said("hey", "yo", "so 😂")]
    messages[2]["content"] = messages[2]["content"][:-1]
    conversation = read_one(meta_thread(messages, "Anna", "Ben"))
    assert told(conversation)[-1].text == "so \ufffd"
    assert conversation.reading.damaged_characters == 1


def test_half_a_pair_is_counted_as_damage() -> None:
    written = said(r"back\\slash", "😂", "x")
    content = meta_thread([meta_message(each, spoil=False) for each in written], "Anna", "Ben")
    content = content.replace(b'"x"', rb'"\ud83d and \ude02"')
    conversation = read_one(content)
    assert [each.text for each in told(conversation)] == [r"back\\slash", "😂", "\ufffd and \ufffd"]
    assert conversation.reading.damaged_characters == 2


def test_reactions_belong_to_their_message() -> None:
    written = [
        Said(START, "Anna", "text", "hey", reactions=(("❤", "Ben"), ("😂", "Anna")), offset=0),
        Said(START + SECOND, "Ben", "text", "yo", offset=0),
    ]
    messages = [meta_message(each) for each in written]
    messages[1]["reactions"] = [{"reaction": "👍"}, {"actor": "Anna"}]
    written[1] = written[1]._replace(reactions=(("👍", None),))
    assert told(read_one(meta_thread(messages, "Anna", "Ben", spoil=False))) == written


def test_edited_messages_of_instagram_are_marked() -> None:
    files = export_meta(said("hey (edited)", "yo"), "Ben", "Anna")
    assert [(each.text, each.edited) for each in told(read_all(files))] == [("hey", True), ("yo", False)]
    files = export_meta(said("hey (edited)", "yo"), "Ben", "Anna", root="your_facebook_activity/messages")
    assert [(each.text, each.edited) for each in told(read_all(files))] == [
        ("hey (edited)", False),
        ("yo", False),
    ]


@pytest.mark.parametrize(
    ("sender", "people", "title", "name"),
    [
        ("Instagram user", ("Anna", "Ben"), "Anna", "Anna"),
        ("", ("Anna", "Ben"), "Anna", "Anna"),
        ("Facebook-Nutzer", ("Facebook-Nutzer", "Ben"), "Facebook-Nutzer", "Facebook-Nutzer"),
        ("Utilisateur Facebook", ("Ben",), "Anna", "Anna"),
        ("", ("Ben",), "Ben", "Facebook user"),
    ],
)
def test_who_is_behind_a_deleted_account(sender: str, people: tuple[str, ...], title: str, name: str) -> None:
    messages = [
        meta_message(Said(START, "Ben", "text", "hey", reactions=(("❤", sender),))),
        {"sender_name": sender, "timestamp_ms": AT + 1000, "content": "yo"},
    ]
    found = told(read_one(meta_thread(messages, *people, title=title)))
    assert [each.sender for each in found] == ["Ben", name]
    assert found[0].reactions == (("❤", name),)


def test_a_deleted_account_in_a_chat_in_which_both_write() -> None:
    messages = [meta_message(each) for each in said("hey", "yo")]
    messages.append({"sender_name": "Facebook user", "timestamp_ms": AT + 9000, "content": "bye"})
    for title in ("Anna", "else"):
        found = told(read_one(meta_thread(messages, "Anna", "Ben", title=title)))
        assert [each.sender for each in found] == ["Anna", "Ben", "Anna"]
    assert is_gone("INSTAGRAM USER ")


def test_old_files_and_old_shapes() -> None:
    messages = [
        {"sender_name": "Anna", "timestamp": AT // 1000, "content": "hey", "type": "Generic"},
        {"sender_name": "Ben", "timestamp_ms": AT + 1000.0, "content": "yo"},
    ]
    content = json.dumps({"messages": messages, "participants": ["Anna", "Ben"]})
    assert told(read_one(content)) == said("hey", "yo")


def test_bad_messages_are_left_out_and_named() -> None:
    messages: list[Any] = [meta_message(each) for each in said("hey", "yo", "1", "2", "3")]
    messages[2]["content"] = {"not": "text"}
    messages[3]["timestamp_ms"] = -5
    del messages[4]["timestamp_ms"]
    conversation = read_one(meta_thread(messages, "Anna", "Ben"))
    assert told(conversation) == said("hey", "yo")
    assert conversation.reading.unplaced_lines == (3, 1, 2)


def test_a_file_that_is_cut_off_gives_what_is_whole() -> None:
    content = meta_thread([meta_message(each) for each in said("1", "2", "3", "4 } ] {")], "Anna", "Ben")
    for end in (content.index(b'"1"') + 2, content.index(b'"1"') + 3, content.index(b'"1"') + 20):
        conversation = read_one(content[:end])
        assert [each.text for each in told(conversation)] == ["2", "3", "4 } ] {"]
        assert conversation.reading.unplaced == 1
    conversation = read_one(content[: content.index(b'"title"') + 12])
    assert len(conversation.messages) == 4
    for broken in (content[:60] + content[: len(content) // 2][60:].replace(b"]", b"}", 1), content[:90]):
        survives(("x", broken))


def test_what_is_broken_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    written = said("1", "2", "3", "4", "5")
    content = meta_thread([meta_message(each) for each in written], "Anna", "Ben")
    for harm in (b"@2", b'"2', b'"2", }', b'"2" 7', b"]"):
        conversation = read_one(content.replace(b'"2"', harm))
        assert [each.text for each in told(conversation)] == ["1", "3", "4", "5"]
        assert conversation.reading.unplaced_lines == (4,)
    both = content.replace(b'"5"', b"@").replace(b'"2"', b"@")
    conversation = read_one(both)
    assert [each.text for each in told(conversation)] == ["1", "3", "4"]
    assert conversation.reading.unplaced_lines == (1, 4)
    last = read_one(content.replace(b'"1"', b"@"))
    assert [each.text for each in told(last)] == ["2", "3", "4", "5"]
    monkeypatch.setattr(mended_json, "MOST_BROKEN", 1)
    assert len(told(read_one(both.replace(b"@", b'"5"', 1)))) == 3


@pytest.mark.parametrize(
    "content",
    [
        b'{"messages": 5, "sender_name": 1, "timestamp_ms": 2, "x":' + b"[" * 20_000,
        b'{"sender_name": "timestamp_ms", "timestamp_ms"',
        b'{"messages": 5, "sender_name": 1, "timestamp_ms": 2}',
        b'{"x":' + b"[" * 100_000 + b'"sender_name" "timestamp_ms"',
        b'{"sender_name": 1, "timestamp_ms": 2, "x":' + b"[" * 20_000,
        b'["sender_name", "timestamp_ms"]',
    ],
)
def test_what_only_looks_like_a_thread_is_refused(content: bytes) -> None:
    with pytest.raises(NotAnExport):
        read_one(content)


def test_names_that_cannot_be_read_at_the_head() -> None:
    messages = [meta_message(each) for each in said("hey", "yo")]
    content = meta_thread(messages, "Anna", "Ben").replace(b'"Anna"\n    }', b"5\n    }", 1)
    content = content.replace(b'"title": "Anna"', rb'"title": "\ud83d"')
    with pytest.raises(NotAnExport):
        read_one(content)
    headless = json.dumps({"messages": messages, "title": "Anna"})
    assert told(read_one(headless)) == said("hey", "yo")


def test_an_account_to_be_looked_at_is_asked_for_as_json() -> None:
    page = b"<html><head></head><body><div>Anna</div></body></html>"
    folder = "your_instagram_activity/messages/inbox/anna_1"
    for files in (
        {f"{folder}/message_1.html": page},
        {f"{folder}/message_1.html": page, f"{folder}/message_2.html": page, "start_here.html": page},
    ):
        with pytest.raises(NotAnExport, match="JSON"):
            read_all(files)
    with pytest.raises(NotAnExport, match="does not look like"):
        read_all({"a.txt": b"x", "b.txt": b"y", "c.html": page})


def test_other_files_are_not_claimed() -> None:
    for content in (
        b'{"messages": [], "participants": []}',
        b'[{"sender_name": "timestamp_ms"}]',
        b"\n",
        b"{}",
    ):
        (file,) = open_files([Source("message_1.json", content)])
        assert not Meta().recognises(file)


@pytest.mark.slow
def test_noise_never_gets_past_the_door() -> None:
    written = said("hey 😂", "yo", "schön", "4", "5")
    content = meta_thread([meta_message(each) for each in written], "Anna", "Ben")
    for harm in harmed(content, 60):
        survives(("message_1.json", harm))
    for encoding in ("utf-16", "utf-32", "latin-1", "cp037"):
        survives(("x", content.decode().encode(encoding)))


def test_a_long_file_is_counted_across_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    in_pieces_of(7, monkeypatch)
    content = meta_thread([meta_message(each) for each in said("hey", "yo")], "Anna", "Ben")
    (chat,) = Meta().chats(open_files([Source("x", content)]))
    assert (chat.messages, chat.title, chat.key) == (2, "Anna", "anna_123")
