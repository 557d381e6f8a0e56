"""Get the words out of the two ways in which Messages archives a text with its looks."""

from __future__ import annotations

import plistlib

# Where a string begins in a typed stream: its class, some bytes of bookkeeping, then this, then its length.
_CLASS = b"NSString"
_STRING = b"\x84\x01+"
# A length below this is written as it is; a mark says in how many bytes a longer one follows.
_SMALLEST_MARK = 0x81
_MARKS = {0x81: 2, 0x82: 4}
_PLIST = b"bplist00"
# Whatever the standard library says about bytes that are no proper property list.
_BROKEN_PLIST = (ValueError, TypeError, RecursionError, MemoryError)


def words_of(blob: bytes) -> str | None:
    """Give the text of an attributed string, or nothing where there is none to be found."""
    if blob.startswith(_PLIST):
        return _keyed(open_plist(blob))
    start = blob.find(_STRING, max(0, blob.find(_CLASS)))
    return _counted(blob, start + len(_STRING)) if start >= 0 else None


def open_plist(blob: bytes) -> object:
    """Read a binary property list, or give nothing."""
    try:
        return plistlib.loads(blob, fmt=plistlib.FMT_BINARY)
    except _BROKEN_PLIST:
        return None


def _counted(blob: bytes, start: int) -> str | None:
    """Read a string with its length before it: all of it or nothing."""
    mark = blob[start] if start < len(blob) else 0
    width = _MARKS.get(mark, 0)
    begin = start + 1 + width
    size = int.from_bytes(blob[start + 1 : begin], "little") if width else mark
    content = blob[begin : begin + size]
    if len(content) < size or (mark >= _SMALLEST_MARK and not width):
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _keyed(archive: object) -> str | None:
    """Follow the references of a keyed archive to the first string that has looks."""
    objects = archive.get("$objects") if isinstance(archive, dict) else None
    if not isinstance(objects, list):
        return None
    for each in objects:
        if isinstance(each, dict) and "NSString" in each:
            found = each["NSString"]
            if isinstance(found, plistlib.UID):
                found = objects[found.data] if found.data < len(objects) else None
            found = found.get("NS.string") if isinstance(found, dict) else found
            return found if isinstance(found, str) else None
    return None
