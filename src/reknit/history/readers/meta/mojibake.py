"""Give letters back that Meta writes as one sign for each of their bytes."""

from __future__ import annotations

import re

# A letter of two, three or four bytes, each byte written as a sign of its own.
_LETTER = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}"
)
_CUT_LETTER = re.compile("([\u00e0-\u00ef][\u0080-\u00bf]|[\u00f0-\u00f4][\u0080-\u00bf]{1,2})$")
DAMAGED = "\ufffd"


def repaired(text: str) -> str:
    """Repair a text if it is spoiled in this way, and leave it alone if it is not."""
    if text.isascii():
        return text
    try:
        content = text.encode("latin-1")
    except UnicodeEncodeError:
        return text
    try:
        return content.decode()
    except UnicodeDecodeError:
        # Spoiled, and a letter was cut in half as well; clean text has no whole letter in it.
        is_spoiled = _LETTER.search(text) or _CUT_LETTER.search(text)
        return content.decode(errors="replace") if is_spoiled else text
