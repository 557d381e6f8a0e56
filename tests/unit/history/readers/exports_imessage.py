"""Write synthetic databases of Messages and the texts of imessage-exporter; all of it was made up."""

from __future__ import annotations

import plistlib
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reknit.history.readers.interface import Said

APPLE_EPOCH = 978_307_200
THEM = "+491701234567"
SIGNS = {"❤️": 2000, "👍": 2001, "👎": 2002, "😂": 2003, "‼️": 2004, "❓": 2005}
SCHEMA: dict[str, str] = {
    "message": (
        "ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE, text TEXT, attributedBody BLOB,"
        " handle_id INTEGER DEFAULT 0, service TEXT, date INTEGER, date_read INTEGER, date_delivered INTEGER,"
        " is_from_me INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0, is_system_message INTEGER DEFAULT 0,"
        " group_title TEXT, associated_message_guid TEXT, associated_message_type INTEGER DEFAULT 0,"
        " associated_message_emoji TEXT, balloon_bundle_id TEXT, thread_originator_guid TEXT,"
        " message_summary_info BLOB, date_edited INTEGER DEFAULT 0, date_retracted INTEGER DEFAULT 0,"
        " cache_has_attachments INTEGER DEFAULT 0, is_audio_message INTEGER DEFAULT 0"
    ),
    "handle": "ROWID INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT, service TEXT, person_centric_id TEXT",
    "chat": (
        "ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, style INTEGER, chat_identifier TEXT,"
        " service_name TEXT, display_name TEXT"
    ),
    "chat_message_join": "chat_id INTEGER, message_id INTEGER, message_date INTEGER",
    "chat_handle_join": "chat_id INTEGER, handle_id INTEGER",
    "attachment": "ROWID INTEGER PRIMARY KEY, uti TEXT, mime_type TEXT, hide_attachment INTEGER",
    "message_attachment_join": "message_id INTEGER, attachment_id INTEGER",
}
Value = str | int | float | bytes | None
Fields = Mapping[str, Value]


def typedstream(text: str) -> bytes:
    """Archive a text the way Messages does since macOS 10."""
    words = text.encode()
    size = len(words)
    if size < 0x81:
        counted = bytes([size])
    elif size < 0x10000:
        counted = b"\x81" + size.to_bytes(2, "little")
    else:
        counted = b"\x82" + size.to_bytes(4, "little")
    return (
        b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92"
        b"\x84\x84\x84\x08NSString\x01\x94\x84\x01+"
        + counted
        + words
        + b"\x86\x84\x02iI\x01\x04\x92\x84\x84\x84"
        b"\x0cNSDictionary\x00\x94\x84\x01i\x01\x92\x84\x96\x96\x1d__kIMMessagePartAttributeName\x86\x86"
    )


def keyed(text: str, *, is_wrapped: bool = True) -> bytes:
    """Archive a text as a property list with references."""
    string: object = {"NS.string": text, "$class": plistlib.UID(3)} if is_wrapped else text
    looks = {"NSString": plistlib.UID(2), "NSAttributes": plistlib.UID(0), "$class": plistlib.UID(0)}
    archive = {
        "$archiver": "NSKeyedArchiver",
        "$version": 100_000,
        "$top": {"root": plistlib.UID(1)},
        "$objects": ["$null", looks, string, {"$classname": "NSMutableString"}],
    }
    return plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)


def edits(*versions: str) -> bytes:
    """Write the history of an edited message."""
    history = [{"d": 690_513_474.0 + place, "t": typedstream(words)} for place, words in enumerate(versions)]
    return plistlib.dumps({"ec": {"0": history}, "ust": True}, fmt=plistlib.FMT_BINARY)


def nanoseconds(at: int) -> int:
    """Turn microseconds since 1970 into Apple's count."""
    return (at - APPLE_EPOCH * 1_000_000) * 1000


def database(
    messages: Sequence[Fields] = (),
    *,
    handles: Sequence[Fields] = ({"id": THEM},),
    chats: Sequence[Fields] = ({"style": 45, "chat_identifier": THEM},),
    without: Sequence[str] = (),
    connection: sqlite3.Connection | None = None,
    **others: Sequence[Fields],
) -> bytes:
    """Write a database; every message is in the first chat unless `chat` says otherwise."""
    made = connection or sqlite3.connect(":memory:")
    for table, columns in SCHEMA.items():
        kept = [column for column in columns.split(",") if column.split()[0] not in without]
        if table not in without:
            made.execute(f"CREATE TABLE {table} ({', '.join(kept)})")
    rows = {"handle": handles, "chat": chats, **others}
    joined: list[Fields] = []
    for number, message in enumerate(messages, start=1):
        fields: dict[str, Value] = {"guid": f"G{number}", "date": 1, "handle_id": 1, **message}
        joined.append({"chat_id": fields.pop("chat", 1), "message_id": number})
        insert(made, "message", {key: value for key, value in fields.items() if key not in without})
    for table, fields_of in {
        **rows,
        "chat_message_join": [*joined, *others.get("chat_message_join", ())],
    }.items():
        for row in fields_of:
            insert(made, table, row)
    made.commit()
    return made.serialize()


def insert(connection: sqlite3.Connection, table: str, fields: Fields) -> None:
    """Put one row into a table."""
    named, marks = ", ".join(fields), ", ".join("?" * len(fields))
    connection.execute(f"INSERT INTO {table} ({named}) VALUES ({marks})", list(fields.values()))  # noqa: S608


def _message(said: Said, me: str, place: int) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "guid": f"GUID-{place}",
        "date": nanoseconds(said.at),
        "is_from_me": int(said.sender == me),
        "handle_id": 0 if said.sender == me else 1,
    }
    if said.kind == "system":
        return {**fields, "item_type": 2, "group_title": said.text or None}
    if said.kind == "deleted":
        return {**fields, "date_edited": fields["date"], "date_retracted": fields["date"]}
    if said.kind == "media":
        fields |= {"text": f"\ufffc{said.text}", "cache_has_attachments": 1}
    else:
        fields |= {"text": said.text} if place % 2 else {"attributedBody": typedstream(said.text)}
    return {**fields, "date_edited": nanoseconds(said.at + 1) if said.edited else 0}


def export_imessage(said: Sequence[Said], me: str = "Me", them: str = THEM) -> bytes:
    """Write `chat.db` with one chat in it."""
    messages = [_message(each, me, place) for place, each in enumerate(said)]
    reactions: list[dict[str, Value]] = [
        {
            "guid": f"R-{place}-{sign}",
            "date": nanoseconds(each.at + 1),
            "is_from_me": int(who == me),
            "handle_id": 0 if who == me else 1,
            "text": "Loved something",
            "associated_message_guid": f"p:0/GUID-{place}",
            "associated_message_type": SIGNS.get(sign, 2006),
            "associated_message_emoji": None if sign in SIGNS else sign,
        }
        for place, each in enumerate(said)
        for sign, who in each.reactions
    ]
    return database(
        [*messages, *reactions], handles=[{"id": them}], chats=[{"style": 45, "chat_identifier": them}]
    )


def stamp(at: int) -> str:
    """Write a time as imessage-exporter does."""
    moment = datetime.fromtimestamp(at // 1_000_000, UTC)
    return f"{moment:%b %d, %Y} {moment.hour % 12 or 12:>2}:{moment:%M:%S %p}"


_NAMES = {
    "❤️": "Loved",
    "👍": "Liked",
    "👎": "Disliked",
    "😂": "Laughed",
    "‼️": "Emphasized",
    "❓": "Questioned",
}


def _block(said: Said, me: str, them: str) -> str:
    time = stamp(said.at)
    if said.kind == "system":
        return f"{time} {said.text}\n\n"
    lines = [f"{time} (Read by them after 2 minutes)" if said.sender == me else time, said.sender or them]
    if said.kind == "deleted":
        lines.append("You unsent this message part 5 seconds after sending!")
    if said.kind == "media":
        lines.append("attachments/12/34.jpeg")
    if said.edited:
        lines.append(f"{time} older")
        lines.append(f"Edited 5 seconds later: {said.text}")
    elif said.text:
        lines.append(said.text)
    if said.reactions:
        lines.append("Tapbacks:")
        lines += [f"    {_NAMES.get(sign, sign)} by {who}" for sign, who in said.reactions]
    return "\n".join(lines) + "\n\n"


def export_imessage_text(said: Sequence[Said], me: str = "Me", them: str = "Anna") -> dict[str, bytes]:
    """Write the text file of one chat."""
    return {f"{them}.txt": "".join(_block(each, me, them) for each in said).encode()}
