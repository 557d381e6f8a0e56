"""Open what a person hands over: text files, folders and archives, none of them trusted."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from reknit.history.errors import HistoryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# WhatsApp cuts an export at 40,000 messages; 64 MB are sixteen hundred bytes for each of them.
LARGEST_TEXT = 64 * 1024 * 1024
# An export with media may weigh 2 GB; only its names are looked at.
LARGEST_ARCHIVE = 2 * 1024 * 1024 * 1024
# 10,000 messages with media are at most as many files; some room for other exporters.
MOST_MEMBERS = 50_000
# Chats shrink about fourfold, a chat of nothing but "ok" about fiftyfold, a bomb a thousandfold.
LARGEST_RATIO = 200
# Below this size no ratio is harmful.
HARMLESS_SIZE = 1024 * 1024
# A mail client or a cloud may put the archive into another one, not deeper.
DEEPEST_ARCHIVE = 2
# One broken character in a thousand is damage on the way; more is another encoding.
DAMAGED_SHARE = 0.001

TEXT_SUFFIX = ".txt"
ARCHIVE_SUFFIX = ".zip"
ARCHIVE_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
READABLE_COMPRESSION = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED_FLAG = 0x1
# Whatever the standard library says about bytes that are no proper archive.
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OSError)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
CHAT_NAME = "_chat.txt"


class Source(NamedTuple):
    """Name an uploaded file and hold its bytes."""

    name: str
    content: bytes


class ChatText(NamedTuple):
    """Hold one export as valid UTF-8, and how many of its characters were damaged on the way."""

    name: str
    content: bytes
    damaged: int


class UnreadableFile(HistoryError):
    """Say that the file is not there or may not be opened."""

    code = "unreadable_file"

    def __init__(self) -> None:
        super().__init__("This file could not be opened. Check that it is still there, then choose it again.")


class EmptyExport(HistoryError):
    """Say that there is nothing in the file."""

    code = "empty"

    def __init__(self) -> None:
        super().__init__("This file is empty. Export the chat once more and choose the new file.")


class TooLarge(HistoryError):
    """Say that the file is larger than any chat."""

    code = "too_large"

    def __init__(self) -> None:
        super().__init__(
            "This file is larger than a chat can be. Export the chat again and choose “Without media”.",
        )


class EncryptedArchive(HistoryError):
    """Say that the archive has a password."""

    code = "encrypted_zip"

    def __init__(self) -> None:
        super().__init__(
            "This zip file has a password. Unpack it first, then choose the text file that was inside.",
        )


class DamagedArchive(HistoryError):
    """Say that the archive is broken."""

    code = "damaged_zip"

    def __init__(self) -> None:
        super().__init__(
            "This zip file is damaged or not complete. Export the chat once more and choose the new file.",
        )


class NoChatInside(HistoryError):
    """Say that the archive or folder holds no chat."""

    code = "no_chat_inside"

    def __init__(self) -> None:
        super().__init__(
            "There is no chat in here. In WhatsApp open the chat, choose “Export chat”, and use that file.",
        )


class WrongEncoding(HistoryError):
    """Say that the characters cannot be read."""

    code = "wrong_encoding"

    def __init__(self) -> None:
        super().__init__(
            "The letters in this file cannot be read. Use the file as WhatsApp made it, "
            "before another program saved it.",
        )


@dataclass
class _Room:
    """Count down what may still be unpacked, over all archives and the archives inside them."""

    left: int = LARGEST_TEXT

    def take(self, entry: zipfile.ZipInfo) -> int:
        """Allow one member, by the size it states, which is also all that is read of it."""
        allowed = min(self.left, max(HARMLESS_SIZE, entry.compress_size * LARGEST_RATIO))
        if entry.file_size > allowed:
            raise TooLarge
        self.left -= entry.file_size
        return entry.file_size


def chat_texts(sources: Sequence[Source | Path | str]) -> list[ChatText]:
    """Give the text of every export in what was handed over."""
    room = _Room()
    texts = [_decoded(member) for source in sources for member in _members(_opened(source), room)]
    if not texts:
        raise NoChatInside
    return texts


def _opened(source: Source | Path | str) -> list[Source]:
    if isinstance(source, Source):
        return [source]
    path = Path(source)
    try:
        if path.is_dir():
            inside = sorted(
                each for each in path.iterdir() if _is_wanted(each.name, (TEXT_SUFFIX, ARCHIVE_SUFFIX))
            )
            return _chats([_loaded(each) for each in inside])
        return [_loaded(path)]
    except OSError as error:
        raise UnreadableFile from error


def _loaded(path: Path) -> Source:
    if path.stat().st_size > LARGEST_ARCHIVE:
        raise TooLarge
    return Source(path.name, path.read_bytes())


def _members(sources: list[Source], room: _Room) -> Iterator[Source]:
    for source in sources:
        if source.content.startswith(ARCHIVE_STARTS):
            yield from _unpacked(source.content, room, depth=1)
        else:
            yield source


def _unpacked(content: bytes, room: _Room, *, depth: int) -> list[Source]:
    """Take the chats out of an archive; nothing else in it is ever unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_MEMBERS:
                raise TooLarge
            texts = [entry for entry in entries if _is_wanted(entry.filename, (TEXT_SUFFIX,))]
            if texts:
                return _chats(_inflated(archive, texts, room))
            inner = [entry for entry in entries if _is_wanted(entry.filename, (ARCHIVE_SUFFIX,))]
            if not inner or depth == DEEPEST_ARCHIVE:
                raise NoChatInside
            return [
                text
                for member in _inflated(archive, inner, room)
                for text in _unpacked(member.content, room, depth=depth + 1)
            ]
    except BROKEN_ARCHIVE as error:
        raise DamagedArchive from error


def _is_wanted(name: str, suffixes: tuple[str, ...]) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    is_decoy = path.name.startswith(".") or "__MACOSX" in path.parts
    return not is_decoy and path.suffix.lower() in suffixes


def _inflated(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], room: _Room) -> list[Source]:
    inflated = []
    for entry in entries:
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise EncryptedArchive
        if entry.compress_type not in READABLE_COMPRESSION:
            raise DamagedArchive
        with archive.open(entry) as member:
            content = member.read(room.take(entry))
        inflated.append(Source(PurePosixPath(entry.filename.replace("\\", "/")).name, content))
    return inflated


def _chats(texts: list[Source]) -> list[Source]:
    """Leave out text files that were sent inside the chat itself."""
    named = [text for text in texts if text.name == CHAT_NAME]
    if named:
        return named
    return [
        text
        for text in texts
        if not any(text.name.encode() in other.content for other in texts if other is not text)
    ]


def _decoded(source: Source) -> ChatText:
    """Make valid UTF-8 of an export, which it nearly always is already."""
    content = source.content
    if not content or content.isspace():
        raise EmptyExport
    if len(content) > LARGEST_TEXT:
        raise TooLarge
    damaged = 0
    if not _is_utf8(content):
        text = content.decode(_encoding(content), errors="replace")
        damaged = text.count("\ufffd")
        if damaged > DAMAGED_SHARE * len(text):
            raise WrongEncoding
        content = text.encode(errors="replace")
    if b"\0" in content:
        raise WrongEncoding
    return ChatText(source.name, content.removeprefix(BYTE_ORDER_MARK), damaged)


def _is_utf8(content: bytes) -> bool:
    """Check without making a text of it, which would take ten times as long and four times the memory."""
    try:
        pl.Series([content], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.ComputeError:
        return False
    return True


def _encoding(content: bytes) -> str:
    return "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
