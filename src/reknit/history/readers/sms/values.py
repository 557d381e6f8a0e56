"""Read what stands between the quotes of a tag, as it was before a phone wrote it down."""

from __future__ import annotations

import re

_ATTRIBUTE = re.compile(rb"\s([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_WANTED = frozenset(
    b"address type date date_sent body readable_date m_id duration ct text".split(),
)
# One reference after the other: the two halves of an emoji are two of them.
_REFERENCES = re.compile(r"(?:&(?:#x[0-9a-fA-F]+|#[0-9]+|amp|lt|gt|quot|apos);)+")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CONTROLS = dict.fromkeys([*(set(range(32)) - {9, 10, 13}), 0xFFFE, 0xFFFF])
_LARGEST_CHARACTER = 0x10FFFF
# The longest number a character can have, with the x of a hexadecimal one.
_LONGEST_NUMBER = 8
DAMAGED = "\ufffd"


def attributes(raw: bytes) -> dict[str, str]:
    """Give the values of a tag that say something, by their names."""
    return {name.decode(): text_of(value) for name, value in _ATTRIBUTE.findall(raw) if name in _WANTED}


def text_of(quoted: bytes) -> str:
    """Give a value without its quotes, and every character as itself."""
    text = _decoded(quoted[1:-1])
    if "&" in text:
        text = _REFERENCES.sub(_characters, text)
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_CONTROLS)


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode(errors="replace")


def _characters(match: re.Match[str]) -> str:
    """Join halves; what is only one of them, or no character at all, is damage."""
    written = "".join(_character(each) for each in match[0][1:-1].split(";&"))
    return written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(reference: str) -> str:
    if reference in _NAMED:
        return _NAMED[reference]
    digits = reference[1:]
    if len(digits) > _LONGEST_NUMBER:
        return DAMAGED
    number = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    return chr(number) if number <= _LARGEST_CHARACTER else DAMAGED
