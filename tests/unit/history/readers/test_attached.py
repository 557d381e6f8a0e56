"""Offer chats, and never what was sent inside one; the files are synthetic and were written for this."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from reknit.history.readers import find_chats
from reknit.history.sources import open_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WHATSAPP = "31/01/2024, 21:05 - Zoe: hi\n31/01/2024, 21:06 - Ben: yo\n" * 3
TELEGRAM = json.dumps(
    {
        "name": "Zoe",
        "type": "personal_chat",
        "id": 1,
        "messages": [
            {
                "id": 1,
                "type": "message",
                "date": "2024-01-31T21:05:33",
                "from": "Zoe",
                "from_id": "user1",
                "text": "hi",
            }
        ],
    }
)
FRAMES: tuple[dict[str, object], ...] = (
    {"version": "1", "backupTimeMs": "1706790000000"},
    {"account": {}},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {"profileGivenName": "Anna"}}},
    {"chat": {"id": "3", "recipientId": "2"}},
    {
        "chatItem": {
            "chatId": "3",
            "authorId": "2",
            "dateSent": "1706731533123",
            "incoming": {},
            "standardMessage": {"text": {"body": "hi"}},
        }
    },
)
SIGNAL = "\n".join(json.dumps(frame) for frame in FRAMES)
META = json.dumps(
    {
        "participants": [{"name": "Anna"}, {"name": "Ben"}],
        "messages": [{"sender_name": "Anna", "timestamp_ms": 1706731533123, "content": "hi"}],
        "title": "Anna",
        "thread_path": "inbox/anna_1",
    }
)
E2EE = json.dumps(
    {
        "participants": ["Ben", "Anna"],
        "threadName": "Anna_3",
        "messages": [
            {
                "senderName": "Anna",
                "text": "hi",
                "timestamp": 1706731533123,
                "type": "text",
                "isUnsent": False,
            }
        ],
    }
)
PERSON = {"name": "Anna", "email": "anna@example.org", "user_type": "Human"}
GOOGLE = json.dumps(
    {
        "messages": [
            {
                "creator": PERSON,
                "created_date": "Wednesday, January 31, 2024 at 9:05:33 PM UTC",
                "attached_files": [{"original_name": "list.txt", "export_name": "File-list.txt"}],
                "topic_id": "a",
                "message_id": "b",
            }
        ]
    }
)
ANDROID = "31/01/2024, 21:05 - Anna: result.json (file attached)\n31/01/2024, 21:06 - Ben: yo\n"


@pytest.mark.parametrize(
    ("files", "title"),
    [
        ({"main.jsonl": SIGNAL, "files/notes.txt": WHATSAPP, "files/result.json": TELEGRAM}, "Anna"),
        (
            {"messages/inbox/anna_1/message_1.json": META, "messages/inbox/anna_1/files/notes.txt": WHATSAPP},
            "Anna",
        ),
        ({"Anna_3.json": E2EE, "media/result.json": TELEGRAM, "media/deeper/notes.txt": WHATSAPP}, "Anna"),
        ({"result.json": TELEGRAM, "chats/chat_01/files/notes.txt": WHATSAPP}, "Zoe"),
        ({"DM 1/messages.json": GOOGLE, "DM 1/File-list.txt": WHATSAPP}, "DM 1"),
        ({"WhatsApp Chat with Anna.txt": ANDROID, "result.json": TELEGRAM}, "WhatsApp Chat with Anna"),
    ],
)
def test_what_was_sent_is_no_chat(tmp_path: Path, files: Mapping[str, str], title: str) -> None:
    assert titles(tmp_path / "folder", files) == [title]


@pytest.mark.parametrize(
    "files",
    [
        {"main.jsonl": SIGNAL, "other/notes.txt": WHATSAPP},
        {"files/main.jsonl": SIGNAL, "files/notes.txt": WHATSAPP},
        {"one/main.jsonl": SIGNAL, "two/files/notes.txt": WHATSAPP},
        {"WhatsApp Chat with Anna.txt": ANDROID.replace("result", "holiday"), "result.json": TELEGRAM},
    ],
)
def test_chats_beside_each_other_are_all_offered(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert len(titles(tmp_path / "folder", files)) == 2


def test_folders_of_one_name_in_two_places_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "one", {"main.jsonl": SIGNAL})
    write(tmp_path / "two", {"files/notes.txt": WHATSAPP})
    assert len(find_chats(open_files([tmp_path / "one", tmp_path / "two"]))) == 2


def titles(folder: Path, files: Mapping[str, str]) -> list[str]:
    """List the chats in a folder, and see that the same are in it as an archive."""
    write(folder, files)
    archive = folder.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    in_folder, in_archive = (
        [chat.title for chat in find_chats(open_files([each]))] for each in (folder, archive)
    )
    assert in_folder == in_archive
    return in_folder


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Put texts into a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
