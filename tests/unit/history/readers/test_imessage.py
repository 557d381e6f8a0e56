"""Read databases of Messages: every way in which words, people and times can be kept."""

from __future__ import annotations

import plistlib
import random
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import EmptyExport, GroupChat, HistoryError, SeveralChats, Source, read
from reknit.history.readers.imessage import IMessage
from reknit.history.readers.imessage.database import DamagedDatabase
from reknit.history.readers.imessage.typedstream import words_of
from reknit.history.readers.imessage.write_ahead import in_memory
from reknit.history.readers.interface import Said
from reknit.history.sources import open_files
from tests.unit.history.readers.exports_imessage import (
    THEM,
    Fields,
    database,
    edits,
    export_imessage,
    insert,
    keyed,
    nanoseconds,
    typedstream,
)
from tests.unit.history.test_sources import archive

if TYPE_CHECKING:
    from pathlib import Path

    from reknit.history import Conversation

AT = 1_706_731_533_123_000
DATE = nanoseconds(AT)
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffc\ufffd"),
    min_size=1,
    max_size=200,
)
SECOND = 1_000_000_000
ANNA = "anna@example.org"


def opened(content: bytes, *, wanted: tuple[str, ...] = ()) -> Conversation:
    return read([Source("3d0d7e5f", content)], chat=wanted)


def rows(conversation: Conversation) -> list[tuple[str | None, str, str]]:
    return list(conversation.messages.select("sender", "kind", "text").iter_rows())


def of(*messages: Fields) -> list[tuple[str | None, str, str]]:
    return rows(
        opened(database([{"date": DATE + place * SECOND, **each} for place, each in enumerate(messages)]))
    )


@st.composite
def conversations(draw: st.DrawFn) -> list[Said]:
    """Draw a conversation of all kinds a database has."""
    at = draw(st.integers(1_400_000_000_000, 1_900_000_000_000)) * 1000
    said = []
    for gap in draw(st.lists(st.integers(1, 10**9), min_size=1, max_size=10)):
        at += gap * 1000
        kind = draw(st.sampled_from(["text", "text", "media", "deleted", "system"]))
        sender = None if kind == "system" else draw(st.sampled_from(["Me", THEM]))
        caption = draw(st.one_of(st.just(""), WORDS.map(lambda words: f"a {words} z")))
        text = {"text": draw(WORDS), "media": caption}.get(kind, "")
        signs = (("❤️", THEM), ("🦥", "Me"))[: draw(st.integers(0, 2))] if text else ()
        edited = kind == "text" and draw(st.booleans())
        said.append(Said(at, sender, kind, text, edited, signs, 0))
    return said


@settings(max_examples=80, deadline=None)
@given(conversations())
@pytest.mark.slow
def test_what_is_written_is_read(said: list[Said]) -> None:
    conversation = opened(export_imessage(said))
    columns = ("sent_at", "sender", "kind", "text", "edited", "offset")
    times = [datetime.fromtimestamp(each.at / 1_000_000, UTC).replace(tzinfo=None) for each in said]
    assert list(conversation.messages.select(columns).iter_rows()) == [
        (at, each.sender, each.kind, each.text, each.edited, 0) for at, each in zip(times, said, strict=True)
    ]
    assert [
        tuple((sign["emoji"], sign["by"]) for sign in signs) for signs in conversation.messages["reactions"]
    ] == [each.reactions for each in said]


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(1, 400))
def test_archived_words_come_back_whole(words: str, times: int) -> None:
    for text in (words, (words * times)[:70_000]):
        assert words_of(typedstream(text)) == text
        assert words_of(keyed(text)) == text
        assert words_of(keyed(text, is_wrapped=False)) == text


@pytest.mark.parametrize("size", [1, 127, 128, 129, 130, 255, 256, 65_535, 65_536, 70_000])
def test_lengths_of_every_width(size: int) -> None:
    text = "x" * (size - 1) + ("é" if size > 128 else "x")
    assert words_of(typedstream(text)) == text


def plist(value: dict[str, object] | list[int]) -> bytes:
    return plistlib.dumps(value, fmt=plistlib.FMT_BINARY)


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"\x04\x0bstreamtyped",
        b"NSString\x01\x94\x84\x01+",
        b"NSString\x01\x94\x84\x01+\x05abc",
        b"NSString\x01\x94\x84\x01+\x83abc",
        b"NSString\x01\x94\x84\x01+\x81\x05",
        b"NSString\x01\x94\x84\x01+\x02\xff\xfe",
        b"bplist00",
        plist([1]),
        plist({"$objects": {}}),
        plist({"$objects": ["$null", {"NSString": plistlib.UID(99)}]}),
        plist({"$objects": [{"NSString": 1}]}),
        plist({"$objects": ["$null"]}),
    ],
)
def test_no_words_to_be_found(blob: bytes) -> None:
    assert not words_of(blob)


def test_words_wherever_they_are() -> None:
    link = "com.apple.messages.URLBalloonProvider"
    messages: list[Fields] = [
        {"text": "as it is\r\nover two"},
        {"attributedBody": typedstream("archived")},
        {"text": "", "attributedBody": keyed("archived by key")},
        {"text": "\ufffclook at this\ufffcand this", "cache_has_attachments": 1},
        {"attributedBody": typedstream("\ufffc"), "cache_has_attachments": 1},
        {"text": "kept without a slot", "cache_has_attachments": 1},
        {"cache_has_attachments": 1},
        {"is_audio_message": 1, "text": "\ufffc"},
        {"text": "https://example.org", "balloon_bundle_id": link, "cache_has_attachments": 1},
        {"text": "\ufffd", "balloon_bundle_id": link},
        {"text": "\ufffd", "balloon_bundle_id": "com.example.game"},
        {"balloon_bundle_id": "com.apple.findmy.FindMyMessagesApp"},
        {"balloon_bundle_id": "com.apple.messages.Polls", "text": "\ufffdWhen?"},
        {"balloon_bundle_id": "com.apple.PassbookUIService.PeerPaymentMessagesExtension"},
        {"item_type": 1},
        {"is_system_message": 1, "text": "x"},
        {"text": " "},
        {},
    ]
    assert of(*messages) == [
        (THEM, "text", "as it is\nover two"),
        (THEM, "text", "archived"),
        (THEM, "text", "archived by key"),
        (THEM, "media", "look at this\nand this"),
        (THEM, "media", ""),
        (THEM, "media", "kept without a slot"),
        (THEM, "media", ""),
        (THEM, "media", ""),
        (THEM, "text", "https://example.org"),
        (THEM, "media", ""),
        (THEM, "media", ""),
        (THEM, "location", ""),
        (THEM, "poll", "When?"),
        (None, "system", ""),
        (None, "system", ""),
        (None, "system", ""),
        (THEM, "text", " "),
        (None, "system", ""),
    ]


def test_edited_and_taken_back() -> None:
    messages: list[Fields] = [
        {"text": "newest", "date_edited": DATE},
        {"date_edited": DATE, "message_summary_info": edits("first", "second")},
        {"date_edited": DATE, "message_summary_info": plist({"rp": [0]})},
        {"date_edited": DATE, "message_summary_info": b"no list"},
        {"date_edited": DATE, "message_summary_info": plist({"ec": {"0": [], "1": [1], "2": [{"t": "x"}]}})},
        {"date_edited": DATE},
        {"date_retracted": DATE, "text": "gone"},
    ]
    conversation = opened(database([{"date": DATE, **each} for each in messages]))
    assert list(conversation.messages.select("kind", "text", "edited").iter_rows()) == [
        ("text", "newest", True),
        ("text", "second", True),
        *[("deleted", "", False)] * 5,
    ]


def test_times_of_every_kind() -> None:
    seconds = DATE // 1_000_000_000
    messages: list[Fields] = [
        {"text": "nanoseconds", "date": DATE},
        {"text": "seconds", "date": seconds + 1},
        {"text": "parts of seconds", "date": seconds + 2.5},
        {"text": "only delivered", "date": 0, "date_delivered": DATE + 3_000_000_000},
        {"text": "only read", "date": 0, "date_read": DATE + 4_000_000_000},
    ]
    bad: list[Fields] = [{"text": "x", "date": date} for date in (0, None, -5, "soon", 9e200)]
    conversation = opened(database([*messages, *bad]))
    at = datetime.fromtimestamp(AT // 1_000_000, UTC).replace(tzinfo=None)
    after = [(each - at).total_seconds() for each in conversation.messages["sent_at"]]
    assert after == [0.123, 1.0, 2.5, 3.123, 4.123]
    assert conversation.reading.unplaced_lines == (6, 7, 8, 9, 10)


def test_messages_stand_in_the_order_of_time() -> None:
    assert [
        text for _, _, text in of({"text": "b", "date": DATE + 9 * SECOND}, {"text": "a", "date": DATE})
    ] == [
        "a",
        "b",
    ]


def test_words_that_cannot_be_read_are_counted() -> None:
    conversation = opened(database([{"text": "a", "date": DATE}, {"attributedBody": b"x", "date": DATE}]))
    assert rows(conversation) == [(THEM, "text", "a")]
    assert conversation.reading.unplaced_lines == (2,)


def test_reactions_belong_to_messages() -> None:
    def sign(kind: int, target: str = "p:0/G1", **more: str | int) -> Fields:
        return {"associated_message_guid": target, "associated_message_type": kind, **more}

    messages: list[Fields] = [
        {"text": "hi"},
        sign(2000),
        sign(2001, is_from_me=1),
        sign(3001, is_from_me=1),
        sign(2003, "bp:G1", is_from_me=1),
        sign(2006, "G1", associated_message_emoji="🦥"),
        sign(2006),
        sign(2007),
        sign(3005),
        sign(2000, "p:0/UNKNOWN"),
        sign(4000),
        {"associated_message_type": 2000},
        sign(1000, text="\ufffc"),
        {"text": "not about another", "associated_message_type": 3, "associated_message_guid": "G1"},
    ]
    conversation = opened(
        database([{"date": DATE + place * SECOND, **each} for place, each in enumerate(messages)])
    )
    assert [kind for _, kind, _ in rows(conversation)] == ["text", "media", "text"]
    assert conversation.messages["reactions"][0].to_list() == [
        {"emoji": "❤️", "by": THEM},
        {"emoji": "😂", "by": "Me"},
        {"emoji": "🦥", "by": THEM},
    ]


def test_places_and_hidden_files() -> None:
    content = database(
        [
            {"text": "\ufffc", "date": DATE},
            {"text": "\ufffc", "date": DATE},
            {"text": "preview", "date": DATE},
        ],
        attachment=[
            {"ROWID": 1, "uti": "public.vlocation"},
            {"ROWID": 2, "mime_type": "image/jpeg", "hide_attachment": 0},
            {"ROWID": 3, "hide_attachment": 1},
        ],
        message_attachment_join=[{"message_id": each, "attachment_id": each} for each in (1, 2, 3)],
    )
    assert [kind for _, kind, _ in rows(opened(content))] == ["location", "media", "text"]


def several(**more: object) -> bytes:
    """Write one person with three chats and two handles, another person, and two groups."""
    messages: list[Fields] = [
        {"text": "by mail", "handle_id": 2, "chat": 2, "date": DATE + 2 * SECOND},
        {"text": "by message", "handle_id": 1, "chat": 1, "date": DATE + 1 * SECOND},
        {"text": "mine", "is_from_me": 1, "handle_id": 0, "chat": 3, "date": DATE + 3 * SECOND},
        {"text": "by message again", "handle_id": 1, "chat": 1, "date": DATE + 4 * SECOND},
        {"text": "from Cleo", "handle_id": 3, "chat": 4, "date": DATE},
        {"text": "to all", "handle_id": 3, "chat": 5, "date": DATE},
        {"text": "to many", "handle_id": 3, "chat": 6, "date": DATE},
        {"text": "to us", "handle_id": 99, "chat": 7, "date": DATE},
    ]
    return database(
        messages,
        handles=[
            {"id": THEM, "person_centric_id": "P1"},
            {"id": ANNA, "person_centric_id": "P1"},
            {"id": "cleo@example.org"},
            {"id": None},
        ],
        chats=[
            {"style": 45, "chat_identifier": THEM},
            {"style": 45, "chat_identifier": ANNA.upper()},
            {"style": 45, "chat_identifier": "tel:+49 170 1234567"},
            {"style": 45, "chat_identifier": "Cleo@Example.org"},
            {"style": 43, "chat_identifier": "chat123", "display_name": "Friends"},
            {"style": None, "chat_identifier": "chat456"},
            {"style": None, "chat_identifier": "us"},
            {"style": 45, "chat_identifier": "empty"},
        ],
        chat_handle_join=[
            {"chat_id": chat, "handle_id": handle}
            for chat, handle in ((1, 1), (2, 2), (3, 1), (4, 3), (5, 1), (5, 3), (7, 1), (7, 3), (7, 99))
        ],
        **more,  # type: ignore[arg-type]  # rows of further tables
    )


def test_one_person_has_many_handles_and_chats() -> None:
    content = several()
    found = IMessage().chats(open_files([Source("x", content)]))
    assert [(chat.title, chat.key, chat.messages, chat.is_group) for chat in found] == [
        (THEM, THEM, 4, False),
        ("cleo@example.org", "cleo@example.org", 1, False),
        ("Friends", "chat 5", 1, True),
        ("chat456", "chat 6", 1, True),
        ("us", "chat 7", 1, True),
    ]
    with pytest.raises(SeveralChats):
        opened(content)
    assert rows(opened(content, wanted=(THEM,))) == [
        (THEM, "text", "by message"),
        (THEM, "text", "by mail"),
        ("Me", "text", "mine"),
        (THEM, "text", "by message again"),
    ]


def test_handles_that_share_a_chat_are_one_person() -> None:
    content = database(
        [
            {"text": "a", "date": DATE},
            {"text": "b", "handle_id": 2, "date": DATE},
            {"text": "c", "handle_id": 2},
        ],
        handles=[{"id": THEM}, {"id": ANNA}],
    )
    assert {sender for sender, _, _ in rows(opened(content))} == {ANNA}


def test_a_message_in_two_chats_counts_once() -> None:
    content = database(
        [{"text": "a", "date": DATE}],
        chats=[{"style": 45, "chat_identifier": THEM}] * 2,
        chat_message_join=[{"chat_id": 2, "message_id": 1}],
    )
    assert rows(opened(content)) == [(THEM, "text", "a")]


def test_a_chat_without_any_name() -> None:
    content = database([{"text": "a", "date": DATE, "handle_id": 0}], chats=[{"style": 45}])
    assert rows(opened(content)) == [("chat 1", "text", "a")]


def test_a_group_alone_is_refused() -> None:
    content = database([{"text": "a"}], chats=[{"style": 43, "chat_identifier": "chat1"}])
    with pytest.raises(GroupChat):
        opened(content)


def test_databases_of_older_systems() -> None:
    newer = (
        "person_centric_id",
        "associated_message_emoji",
        "date_edited",
        "date_retracted",
        "message_summary_info",
        "is_system_message",
        "attachment",
        "message_attachment_join",
        "chat_handle_join",
        "attributedBody",
        "item_type",
        "balloon_bundle_id",
        "associated_message_type",
    )
    content = database([{"text": "old", "date": DATE // 1_000_000_000}], without=newer)
    assert rows(opened(content)) == [(THEM, "text", "old")]


def test_letters_that_are_broken_are_counted() -> None:
    made = sqlite3.connect(":memory:")
    database([{"text": "a", "date": DATE}], connection=made)
    made.execute("UPDATE message SET text = CAST(x'68ff69' AS TEXT)")
    made.commit()
    conversation = opened(made.serialize())
    assert rows(conversation) == [(THEM, "text", "h\ufffdi")]
    assert conversation.reading.damaged_characters == 1


@pytest.mark.parametrize("schema", ["VIEW message AS SELECT 1 AS date", "TABLE notes (text)"])
def test_other_databases_are_refused(schema: str) -> None:
    made = sqlite3.connect(":memory:")
    made.execute(f"CREATE {schema}")
    with pytest.raises(HistoryError, match="not that of Messages"):
        opened(made.serialize())


def test_nothing_in_the_file_is_run() -> None:
    for table, trap in (
        ("message", "CREATE VIEW message AS SELECT 1 AS ROWID, 1 AS date, 1 AS handle_id, 1 AS is_from_me"),
        ("chat", "CREATE VIRTUAL TABLE chat USING fts5(chat_identifier)"),
        ("handle", "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT AS ('x'))"),
    ):
        made = sqlite3.connect(":memory:")
        database([{"text": "a"}], connection=made)
        made.execute(f"DROP TABLE {table}")
        made.execute(trap)
        made.commit()
        with pytest.raises(HistoryError, match="not that of Messages"):
            opened(made.serialize())


def test_nothing_is_said_in_it() -> None:
    with pytest.raises(HistoryError):
        opened(database())
    with pytest.raises(EmptyExport):
        opened(database([{"text": "a", "date": 0}]))


def logged(folder: Path, *, checkpoint: bool = True) -> sqlite3.Connection:
    """Write a database whose newest messages still lie in the log beside it."""
    made = sqlite3.connect(folder / "chat.db")
    made.execute("PRAGMA journal_mode = WAL")
    database([{"text": "old", "date": DATE}], connection=made)
    if checkpoint:
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(2, 200):
        insert(
            made, "message", {"guid": f"N{number}", "text": "new" * 50, "date": DATE + number, "handle_id": 1}
        )
        insert(made, "chat_message_join", {"chat_id": 1, "message_id": number})
    made.commit()
    return made


def test_the_log_beside_a_database_is_read_and_nothing_is_written(tmp_path: Path) -> None:
    made = logged(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(read([tmp_path / "chat.db"]).messages) == 199
    content, log = before["chat.db"], before["chat.db-wal"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert len(read([Source("chat.db", content), Source("chat.db-wal", log)]).messages) == 199
    assert len(opened(content).messages) == 1
    (tmp_path / "chat.db-wal").write_bytes(b"")
    assert len(read([tmp_path / "chat.db"]).messages) == 1
    made.close()


def test_a_backup_of_an_iphone_and_an_archive(tmp_path: Path) -> None:
    content = export_imessage([Said(AT, THEM, "text", "hi", offset=0)])
    name = "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28"
    (tmp_path / "3d").mkdir()
    (tmp_path / name).write_bytes(content)
    (tmp_path / "3d" / "3d0d7e5fb2ce288813306e4d4636395e047a3d29").write_bytes(b"a picture")
    (tmp_path / "Info.plist").write_bytes(b"bplist00")
    assert len(read([tmp_path]).messages) == 1
    assert len(read([Source("x.zip", archive((name, content), ("3d/other", b"x")))]).messages) == 1


def test_an_archive_with_the_log_beside(tmp_path: Path) -> None:
    made = logged(tmp_path)
    files = [(f"Messages/{path.name}", path.read_bytes()) for path in sorted(tmp_path.iterdir())]
    made.close()
    assert len(read([Source("x.zip", archive(*files))]).messages) == 199


def test_a_log_alone_is_no_chat(tmp_path: Path) -> None:
    logged(tmp_path).close()
    log = b"\x37\x7f\x06\x82" + b"\0" * 60
    with pytest.raises(HistoryError):
        opened(log)
    with pytest.raises(HistoryError):
        read([Source("a", log), Source("b", log)])


def test_a_log_that_is_torn_counts_up_to_the_last_whole_step(tmp_path: Path) -> None:
    made = logged(tmp_path)
    content, log = (tmp_path / "chat.db").read_bytes(), bytearray((tmp_path / "chat.db-wal").read_bytes())
    made.close()
    changed = bytearray(log)
    changed[-1] ^= 1
    other_size = bytearray(content)
    other_size[16:18] = b"\x00\x01"
    for database_, torn in ((content, log[:-1]), (content, changed), (content, log[:9]), (other_size, log)):
        assert in_memory(bytes(database_), bytes(torn))[20:] == bytes(database_)[20:]


def test_a_log_cannot_make_a_database_grow_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = logged(tmp_path)
    content, log = (tmp_path / "chat.db").read_bytes(), (tmp_path / "chat.db-wal").read_bytes()
    made.close()
    monkeypatch.setattr("reknit.history.readers.imessage.write_ahead.LARGEST_READ", len(content))
    assert in_memory(content, log)[20:] == content[20:]


def test_logs_are_summed_in_both_orders(tmp_path: Path) -> None:
    made = logged(tmp_path)
    content, log = (tmp_path / "chat.db").read_bytes(), (tmp_path / "chat.db-wal").read_bytes()
    made.close()
    other = b"\x37\x7f\x06\x83" if log.startswith(b"\x37\x7f\x06\x82") else b"\x37\x7f\x06\x82"
    assert in_memory(content, other + log[4:])[20:] == content[20:]


def test_a_database_that_loses_its_tables_with_its_log() -> None:
    file, log = open_files([Source("a", database([{"text": "a"}])), Source("a-wal", b"")])
    emptied = open_files([Source("a", database(without=["message"]))])[0]
    assert IMessage().recognises(file)
    assert not IMessage().recognises(log)
    with pytest.raises(DamagedDatabase):
        IMessage().chats([emptied])


def test_half_a_database() -> None:
    content = export_imessage([Said(AT + each, THEM, "text", "hello " * 50, offset=0) for each in range(900)])
    with pytest.raises(DamagedDatabase):
        opened(content[: len(content) // 2])


def test_a_tear_at_the_beginning_costs_all() -> None:
    content = bytearray(
        export_imessage(
            [Said(AT + each, THEM, "text", f"hello {each} " * 30, offset=0) for each in range(900)]
        )
    )
    place = content.index(b"hello 1 ") // 4096 * 4096
    content[place : place + 8] = b"\xff" * 8
    with pytest.raises(DamagedDatabase):
        opened(bytes(content))


def test_a_tear_costs_what_comes_after_it() -> None:
    content = bytearray(
        export_imessage(
            [Said(AT + each, THEM, "text", f"hello {each} " * 30, offset=0) for each in range(900)]
        )
    )
    place = content.rindex(b"hello 600 ") // 4096 * 4096
    content[place : place + 8] = b"\xff" * 8
    conversation = opened(bytes(content))
    assert 300 < len(conversation.messages) < 900
    assert conversation.reading.unplaced_lines == (len(conversation.messages) + 1,)


@pytest.mark.slow
def test_damage_ends_in_a_sentence() -> None:
    whole = export_imessage([Said(AT + each, THEM, "text", "hello you", offset=0) for each in range(60)])
    draw = random.Random(5)
    for _ in range(150):
        content = bytearray(whole[: draw.choice((len(whole), draw.randrange(len(whole))))])
        for _ in range(draw.randrange(30)):
            if content:
                content[draw.randrange(len(content))] = draw.randrange(256)
        try:
            opened(bytes(content))
        except HistoryError:
            continue


def test_archives_of_noise() -> None:
    draw = random.Random(7)
    for whole in (typedstream("hello " * 40), keyed("hello"), edits("a", "b")):
        for _ in range(400):
            blob = bytearray(whole[: draw.randrange(len(whole)) + 1])
            for _ in range(draw.randrange(6)):
                blob[draw.randrange(len(blob))] = draw.randrange(256)
            found = words_of(bytes(blob))
            assert found is None or isinstance(found, str)
