"""Open what a person hands over: files, folders and archives, none of them trusted."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, NamedTuple

import polars as pl

from reknit.history.errors import HistoryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# What is taken into memory at once: a million messages of Telegram are 360 MB.
LARGEST_READ = 512 * 1024 * 1024
# What may be unpacked of all archives together; the parts of an account of many years.
LARGEST_UNPACKED = 2 * 1024 * 1024 * 1024
# What may be read piece by piece: a backup of text messages with pictures inside.
LARGEST_FILE = 16 * 1024 * 1024 * 1024
# An account with media has as many files as pictures.
MOST_MEMBERS = 200_000
# Chats shrink about fourfold, a chat of nothing but "ok" about fiftyfold, a bomb a thousandfold.
LARGEST_RATIO = 200
# Below this size no ratio is harmful.
HARMLESS_SIZE = 1024 * 1024
# A mail client or a cloud may put the archive into another one, not deeper.
DEEPEST_ARCHIVE = 2
# One broken character in a thousand is damage on the way; more is another encoding.
DAMAGED_SHARE = 0.001
# So much of a file is looked at to tell what it is.
GLANCE = 64 * 1024
# What is held of a file that is read piece by piece.
PIECE = 1024 * 1024

# What a chat may be in; everything else in an archive or a folder is media and is never opened.
CHAT_SUFFIXES = frozenset(
    (".txt", ".json", ".jsonl", ".ndjson", ".html", ".htm", ".xml", ".mbox", ".eml", ".db", ".db-wal", ".md")
)
# What the messages are called in a backup of an iPhone, where no file has an ending.
IPHONE_MESSAGES = "3d0d7e5fb2ce288813306e4d4636395e047a3d28"
ARCHIVE_SUFFIX = ".zip"
ARCHIVE_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
READABLE_COMPRESSION = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED_FLAG = 0x1
# Whatever the standard library says about bytes that are no proper archive.
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OSError)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Source(NamedTuple):
    """Name an uploaded file and hold its bytes."""

    name: str
    content: bytes


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
            "This file is larger than a chat can be. Export the chat again without pictures and media.",
        )


class EncryptedArchive(HistoryError):
    """Say that the archive has a password."""

    code = "encrypted_zip"

    def __init__(self) -> None:
        super().__init__(
            "This zip file has a password. Unpack it first, then choose the file that was inside.",
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
            "There is no chat in here. Choose the file or the folder that the app itself exported.",
        )


class WrongEncoding(HistoryError):
    """Say that the characters cannot be read."""

    code = "wrong_encoding"

    def __init__(self) -> None:
        super().__init__(
            "The letters in this file cannot be read. Use the file as the app made it, "
            "before another program saved it.",
        )


@dataclass
class _Room:
    """Count down what may still be unpacked, over all archives and the archives inside them."""

    left: int = LARGEST_UNPACKED

    def take(self, size: int) -> None:
        """Allow one member, by the size it states, which is also all that is read of it."""
        if size > self.left:
            raise TooLarge
        self.left -= size


@dataclass(frozen=True, kw_only=True, eq=False)
class File:
    """Offer one file by its path inside what was handed over, and read of it only what is asked for."""

    path: str
    size: int
    place: Path | None = None  # where it lies on disk by itself, for a database with its log beside it
    _stream: Callable[[], IO[bytes]] = field(repr=False)
    _room: _Room | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Return the last part of the path."""
        return PurePosixPath(self.path).name

    @property
    def folder(self) -> str:
        """Return the path of the folder it lies in, empty at the top."""
        return str(PurePosixPath(self.path).parent).removeprefix(".")

    @cached_property
    def head(self) -> bytes:
        """Return the first bytes, without a byte order mark; those of UTF-16 as UTF-8."""
        with self.open() as stream:
            start = _taken(stream, min(GLANCE, self.size))
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            return start.decode("utf-16", errors="ignore").encode(errors="ignore")
        return start.removeprefix(BYTE_ORDER_MARK)

    def open(self) -> IO[bytes]:
        """Open the file; raise TooLarge where even reading it piece by piece would not end."""
        if self.size > LARGEST_FILE:
            raise TooLarge
        return self._stream()

    def pieces(self, size: int = PIECE) -> Iterator[bytes]:
        """Read piece by piece, so that no more than one piece is held."""
        left = self.size
        with self.open() as stream:
            while left > 0 and (piece := _taken(stream, min(size, left))):
                left -= len(piece)
                yield piece

    def read(self) -> bytes:
        """Return all of the file; raise TooLarge where it does not fit."""
        if self.size > LARGEST_READ:
            raise TooLarge
        if self._room is not None:
            self._room.take(self.size)
        with self.open() as stream:
            return _taken(stream, self.size)

    def text(self) -> Text:
        """Return all of the file as valid UTF-8; raise EmptyExport or WrongEncoding."""
        return _decoded(self.read())


class Text(NamedTuple):
    """Hold one file as valid UTF-8, and how many of its characters were damaged on the way."""

    content: bytes
    damaged: int


def _taken(stream: IO[bytes], size: int) -> bytes:
    try:
        return stream.read(size)
    except BROKEN_ARCHIVE as error:
        raise DamagedArchive from error


def open_files(sources: Sequence[Source | Path | str]) -> list[File]:
    """List every file in which a chat may be, in the order of what was handed over."""
    room = _Room()
    files = [file for source in sources for file in _files(source, room)]
    if not files:
        raise NoChatInside
    return files


def _files(source: Source | Path | str, room: _Room) -> list[File]:
    if isinstance(source, Source):
        content = source.content
        one = File(path=source.name, size=len(content), _stream=lambda: io.BytesIO(content))
        return _unpacked(one, room, depth=1)
    path = Path(source)
    try:
        if not path.is_dir():
            return _unpacked(_on_disk(path, path.name), room, depth=1)
        return [file for one in _folder(path) for file in _unpacked(one, room, depth=1)]
    except OSError as error:
        raise UnreadableFile from error


def _folder(top: Path) -> Iterator[File]:
    """Walk a folder; chats first, and archives only where there are none."""
    inside = [path for path in sorted(top.rglob("*")) if path.is_file() and not path.is_symlink()]
    if len(inside) > MOST_MEMBERS:
        raise TooLarge
    names = [path.relative_to(top).as_posix() for path in inside]
    chats = [_is_wanted(name, CHAT_SUFFIXES) for name in names]
    archives = [_is_wanted(name, frozenset((ARCHIVE_SUFFIX,))) for name in names]
    for path, name, wanted in zip(inside, names, chats if any(chats) else archives, strict=True):
        if wanted:
            yield _on_disk(path, name)


def _on_disk(path: Path, name: str) -> File:
    def stream() -> IO[bytes]:
        try:
            return path.open("rb")
        except OSError as error:
            raise UnreadableFile from error

    return File(path=name, size=path.stat().st_size, place=path, _stream=stream)


def _unpacked(file: File, room: _Room, *, depth: int) -> list[File]:
    """Give the chats in an archive, or the file itself where it is none."""
    if not file.head.startswith(ARCHIVE_STARTS):
        return [file]
    try:
        # By its path where it has one, so that it is closed when nobody needs it any more.
        archive = zipfile.ZipFile(file.place or file.open())
        entries = archive.infolist()
    except BROKEN_ARCHIVE as error:
        raise DamagedArchive from error
    if len(entries) > MOST_MEMBERS:
        raise TooLarge
    top = PurePosixPath(file.path).stem
    chats = [entry for entry in entries if _is_wanted(entry.filename, CHAT_SUFFIXES)]
    if chats:
        return [_member(archive, entry, room, top) for entry in chats]
    inner = [entry for entry in entries if _is_wanted(entry.filename, frozenset((ARCHIVE_SUFFIX,)))]
    if not inner or depth == DEEPEST_ARCHIVE:
        raise NoChatInside
    found = []
    for entry in inner:
        content = _member(archive, entry, room, top).read()
        if not content.startswith(ARCHIVE_STARTS):
            raise DamagedArchive
        held = _held(PurePosixPath(entry.filename).name, content)
        found += _unpacked(held, room, depth=depth + 1)
    return found


def _held(name: str, content: bytes) -> File:
    return File(path=name, size=len(content), _stream=lambda: io.BytesIO(content))


def _is_wanted(name: str, suffixes: frozenset[str]) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    is_decoy = path.name.startswith(".") or "__MACOSX" in path.parts
    is_chat = path.suffix.lower() in suffixes or (path.name == IPHONE_MESSAGES and suffixes is CHAT_SUFFIXES)
    return not is_decoy and not name.endswith("/") and is_chat


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: _Room, top: str) -> File:
    """Offer one member of an archive, its path led by the archive's own name."""
    if entry.flag_bits & ENCRYPTED_FLAG:
        raise EncryptedArchive
    if entry.compress_type not in READABLE_COMPRESSION:
        raise DamagedArchive
    if entry.file_size > max(HARMLESS_SIZE, entry.compress_size * LARGEST_RATIO):
        raise TooLarge

    def stream() -> IO[bytes]:
        try:
            return archive.open(entry)
        except BROKEN_ARCHIVE as error:
            raise DamagedArchive from error

    inside = entry.filename.replace("\\", "/").lstrip("/")
    return File(path=f"{top}/{inside}", size=entry.file_size, _stream=stream, _room=room)


def _decoded(content: bytes) -> Text:
    """Make valid UTF-8 of an export, which it nearly always is already."""
    if not content or content.isspace():
        raise EmptyExport
    damaged = 0
    if not _is_utf8(content):
        text = content.decode(_encoding(content), errors="replace")
        damaged = text.count("\ufffd")
        if damaged > DAMAGED_SHARE * len(text):
            raise WrongEncoding
        content = text.encode(errors="replace")
    if b"\0" in content:
        raise WrongEncoding
    return Text(content.removeprefix(BYTE_ORDER_MARK), damaged)


def _is_utf8(content: bytes) -> bool:
    """Check without making a text of it, which would take ten times as long and four times the memory."""
    try:
        pl.Series([content], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.ComputeError:
        return False
    return True


def _encoding(content: bytes) -> str:
    return "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
