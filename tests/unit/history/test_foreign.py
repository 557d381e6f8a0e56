"""Hand over things that are no chat, and hear what they look like; all bytes are made here."""

from __future__ import annotations

import pytest

from reknit.history import EmptyExport, NotAnExport, Source, WrongEncoding, read

LOOKS = {
    b"%PDF-1.7\n": "a PDF",
    b"\x89PNG\r\n\x1a\n": "a picture",
    b"\xff\xd8\xff\xe0": "a photo",
    b"SQLite format 3\0": "a database",
    b"\0\0\0\x18ftypmp42": "a film",
    b"<!DOCTYPE html><p>hi": "a web page",
    b'{"hello": 1}': "a JSON file",
    b"<?xml version='1.0'?><a/>": "an XML file",
    b"Dear diary, today was fine.": "not look like an exported chat",
}


@pytest.mark.parametrize(("content", "words"), LOOKS.items())
def test_what_it_looks_like(content: bytes, words: str) -> None:
    with pytest.raises(NotAnExport, match=words):
        read([Source("file", content)])


@pytest.mark.parametrize(
    ("name", "app"), [("msgstore.db.crypt15", "WhatsApp"), ("signal-2026.backup", "Signal")]
)
def test_encrypted_backups_are_known_by_their_names(name: str, app: str) -> None:
    with pytest.raises(NotAnExport, match=f"{app}'s own encrypted backup"):
        read([Source(name, b"\x8f\x01\x02")])


def test_several_at_once() -> None:
    with pytest.raises(NotAnExport, match="not look like an exported chat"):
        read([Source("a", b"hello"), Source("b", b"%PDF")])
    with pytest.raises(EmptyExport):
        read([Source("a", b""), Source("b", b" ")])


def test_letters_that_cannot_be_read() -> None:
    with pytest.raises(WrongEncoding):
        read([Source("a", b"\xe4\xf6\xfc" * 99)])
