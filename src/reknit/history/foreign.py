"""Tell what a file is that is no exported chat, and what to export instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.history.readers.interface import NotAnExport
from reknit.history.sources import EmptyExport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.errors import HistoryError
    from reknit.history.sources import File

# The first bytes of things people choose by mistake, and what they are.
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF, which holds a picture of a chat and not the chat itself."),
    (b"\x89PNG", "This is a picture. A screenshot cannot be read."),
    (b"\xff\xd8\xff", "This is a photo. A screenshot cannot be read."),
    (b"GIF8", "This is a picture. A screenshot cannot be read."),
    (b"ID3", "This is a sound file."),
    (b"OggS", "This is a voice message."),
    (b"RIFF", "This is a sound or a film."),
    (b"SQLite format 3", "This is a database, but not that of Messages on a Mac or an iPhone."),
    (b"\xd0\xcf\x11\xe0", "This is an office document."),
    (b"{\\rtf", "This is a document of a word processor."),
    (b"7z\xbc\xaf", "This is a 7z archive, which cannot be opened here. Unpack it first."),
    (b"Rar!", "This is a rar archive, which cannot be opened here. Unpack it first."),
    (b"\x1f\x8b", "This is a gz archive, which cannot be opened here. Unpack it first."),
    (b"bplist", "This is a settings file of a Mac or an iPhone."),
)
# The names of backups, which are encrypted and cannot be recognised by content.
_ENDINGS: tuple[tuple[str, str], ...] = (
    (".crypt", "This is WhatsApp's own encrypted backup. It opens only in WhatsApp."),
    (".backup", "This is Signal's own encrypted backup. It opens only in Signal."),
)
_PAGE = "This is a web page, but not Telegram's. From Instagram or Facebook, ask for JSON instead."
_FILM_MARK = b"ftyp"
_WEB_STARTS = (b"<!doctype html", b"<html")


def refuse(files: Sequence[File]) -> HistoryError:
    """Give the error that says what the file looks like; of several, that none of them is a chat."""
    if all(not file.head.strip() for file in files):
        return EmptyExport()
    if len(files) == 1:
        return NotAnExport(_looks_like(files[0]))
    # An account of Instagram or Facebook that was exported to be looked at and not to be read.
    pages = [file for file in files if _is_page(file.head.lstrip().lower())]
    return NotAnExport(_PAGE) if 2 * len(pages) >= len(files) else NotAnExport()


def _looks_like(file: File) -> str:
    head, name = file.head, file.name.lower()
    for start, sentence in _STARTS:
        if head.startswith(start):
            return sentence
    for ending, sentence in _ENDINGS:
        if ending in name:
            return sentence
    if head[4:8] == _FILM_MARK:
        return "This is a film or a sound file."
    file.text()  # says so where the letters cannot be read
    return _written(head.lstrip().lower())


def _is_page(head: bytes) -> bool:
    return head.startswith(_WEB_STARTS)


def _written(head: bytes) -> str:
    if _is_page(head):
        return _PAGE
    if head.startswith((b"{", b"[")):
        return "This is a JSON file, but there is no chat in it that is known here."
    if head.startswith(b"<"):
        return "This is an XML file, but not a backup of text messages."
    return "This does not look like an exported chat."
