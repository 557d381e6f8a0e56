"""Write everything someone keeps into one file they can read and bring back, and read it again.

The file is a zip: `reknit.json` comes back exactly; the Markdown beside it is for reading.
"""

from __future__ import annotations

import datetime as dt
import io
import lzma
import zipfile
import zlib
from typing import TYPE_CHECKING

import msgspec

from reknit.errors import ReknitError
from reknit.journey.kinds import kinds
from reknit.journey.readable import readable
from reknit.vault.diary import UNREADABLE, Exported

if TYPE_CHECKING:
    from collections.abc import Iterable

JSON_NAME = "reknit.json"
LARGEST = 256 * 1024 * 1024
"""Unpacked bytes beyond which a file is not a diary (a life of daily use is below 100 MB)."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    msgspec.MsgspecError,
    EOFError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What a damaged, encrypted or foreign zip, or the JSON in it, can raise while it is read."""


class NotAnExport(ReknitError):
    """Say that a file is not an export of ours."""

    def __init__(self) -> None:
        super().__init__("This file is not a Reknit export. Choose the zip file you saved from “Yours”.")


class Packed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The exact part of an export."""

    reknit: int = 1
    exported_at: dt.datetime
    entries: tuple[Exported, ...]


def write_export(*, entries: Iterable[Exported], now: dt.datetime) -> bytes:
    """Return the zip file as bytes."""
    packed = Packed(exported_at=now, entries=tuple(entries))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_member(JSON_NAME, now), msgspec.json.encode(packed))
        for name, text in readable(entries=packed.entries, now=now):
            archive.writestr(_member(name, now), text)
    return file.getvalue()


def _member(name: str, now: dt.datetime) -> zipfile.ZipInfo:
    """Name a file in the zip; left to itself, zipfile would read the clock."""
    member = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def read_export(*, content: bytes) -> tuple[tuple[Exported, ...], tuple[str, ...]]:
    """Return the entries that can be kept, and the kinds of those that cannot; raise NotAnExport."""
    packed = _unpack(content)
    known = kinds()
    judged = [(one, _is_readable(one, known)) for one in packed.entries]
    left_out = {one.kind for one, is_good in judged if not is_good}
    return tuple(one for one, is_good in judged if is_good), tuple(sorted(left_out))


def _unpack(content: bytes) -> Packed:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(JSON_NAME) as member:
            text = member.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise NotAnExport
        packed = msgspec.json.decode(text, type=Packed)
    except BROKEN as error:
        raise NotAnExport from error
    if packed.reknit != 1:
        raise NotAnExport
    return packed


def _is_readable(one: Exported, known: dict[str, type]) -> bool:
    try:
        msgspec.json.decode(one.entry, type=known[one.kind])
    except (KeyError, *UNREADABLE):
        return False
    return True
