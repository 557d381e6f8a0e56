"""Write everything someone keeps into one file they can read and bring back, and read it again.

The file is a zip: `reknit.json` comes back exactly; the Markdown beside it is for reading.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import msgspec

from reknit.errors import ReknitError
from reknit.journey.kinds import kinds
from reknit.journey.readable import readable
from reknit.vault.diary import Exported

if TYPE_CHECKING:
    from collections.abc import Iterable

JSON_NAME = "reknit.json"
LARGEST = 256 * 1024 * 1024
"""Unpacked bytes beyond which a file is not a diary (a life of daily use is below 100 MB)."""


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
        archive.writestr(JSON_NAME, msgspec.json.encode(packed))
        for name, text in readable(entries=packed.entries, now=now):
            archive.writestr(name, text)
    return file.getvalue()


def read_export(*, content: bytes) -> tuple[tuple[Exported, ...], tuple[str, ...]]:
    """Return the entries that can be kept, and the kinds of those that cannot; raise NotAnExport."""
    packed = _unpack(content)
    known = kinds()
    good = tuple(one for one in packed.entries if _is_readable(one, known))
    unknown = sorted({one.kind for one in packed.entries} - {one.kind for one in good})
    return good, tuple(unknown)


def _unpack(content: bytes) -> Packed:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(JSON_NAME) as member:
            text = member.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise NotAnExport
        packed = msgspec.json.decode(text, type=Packed)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, msgspec.DecodeError) as error:
        raise NotAnExport from error
    if packed.reknit != 1:
        raise NotAnExport
    return packed


def _is_readable(one: Exported, known: dict[str, type]) -> bool:
    try:
        msgspec.json.decode(one.entry, type=known[one.kind])
    except (KeyError, msgspec.ValidationError):
        return False
    return True
