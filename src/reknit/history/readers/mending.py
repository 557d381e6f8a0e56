"""Mend JSON that an app wrote wrongly: half emoji, control characters, bytes that are no letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

_REPLACEMENT = b"\\ufffd"
# A pair of halves is an emoji, a half alone is damage, \x0b is how Telegram writes a control character.
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})"
    rb"|x(?P<control>[0-9a-fA-F]{2})"
    rb"|(?P<unknown>[^\"\\/bfnrtu])"
    rb"|.)",
    re.DOTALL,
)


class Mended(NamedTuple):
    """Hold what can be read, and how many characters were lost."""

    content: bytes
    damaged: int  # all of them
    broken: int  # those among them that were no letters at all, a sign of another encoding


def either_way(content: bytes) -> Iterator[bytes]:
    """Give the content as it is and, to whoever still asks, mended."""
    yield content
    yield mend(content).content


def mend(content: bytes) -> Mended:
    """Replace what no reader of JSON accepts."""
    text = content.decode(errors="replace")
    broken = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    if broken:
        content = text.encode()
    halves = 0

    def mended(escape: re.Match[bytes]) -> bytes:
        nonlocal halves
        if escape["half"]:
            halves += 1
            return _REPLACEMENT
        if escape["control"]:
            return b"\\u00" + escape["control"]
        return b"\\\\" + escape["unknown"] if escape["unknown"] else escape[0]

    content = _ESCAPE.sub(mended, content)
    return Mended(content, broken + halves, broken)


def damage_in(texts: pl.Series, damaged: int) -> int:
    """Count the lost characters among those that were read; files say many things twice."""
    return min(damaged, int(texts.str.count_matches("\ufffd", literal=True).sum())) if damaged else 0
