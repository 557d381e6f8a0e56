"""Read the text of sigtop: a block for each message, with its time and zone."""

from __future__ import annotations

import re
from typing import NamedTuple

from reknit.history.readers.english_dates import midnight, of_day
from reknit.history.readers.interface import ME, Said
from reknit.history.readers.sigtop.names import shown_name

_MICROSECONDS = 1_000_000
HEADING = re.compile(r"\s*(?:Conversation: ([^\n]*)\n\n?)?")
_BLOCK = re.compile(
    r"^(?:From: (?P<sender>[^\n]*)\n)?Type: (?P<type>[\w-]+)\n"
    r"(?P<fields>(?:(?:Sent|Received|Attachment|Reaction|Edited): [^\n]*(?:\n|\Z))+)",
    re.MULTILINE,
)
# The month is written in English, whatever the language of the computer.
_TIME = re.compile(
    r"^(?:Sent|Received): \w+, (\d{1,2}) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)$",
    re.MULTILINE,
)
_REACTION = re.compile(r"^Reaction: (\S+) from ([^\n]*)$", re.MULTILINE)
_ATTACHMENT = re.compile(r"^Attachment: ([^\n]*)$", re.MULTILINE)
_LONG_TEXT = "(text/x-signal-plain"
_EDITED = re.compile(r"^Edited: ", re.MULTILINE)
_QUOTED = "> From: "
_VERSION = "| Version: "
_SPOKEN = frozenset(("incoming", "outgoing"))


class Read(NamedTuple):
    """Hold what was said, and the numbers of lines of messages without a time."""

    said: list[Said]
    unplaced: list[int]


def looks_like_blocks(text: str) -> bool:
    """Tell by the first block."""
    heading = HEADING.match(text)
    block = _BLOCK.match(text, heading.end() if heading else 0)
    return block is not None and bool(_TIME.search(block["fields"]))


def read_blocks(text: str) -> Read:
    """Cut a text into messages."""
    text = text.replace("\r\n", "\n")
    heading = HEADING.match(text)
    first = heading.end() if heading else 0
    blocks = [each for each in _BLOCK.finditer(text) if _is_free(text, each.start(), first)]
    ends = [*(block.start() for block in blocks[1:]), len(text)]
    said: list[Said] = []
    unplaced: list[int] = []
    number, seen = 1, 0
    for block, end in zip(blocks, ends, strict=False):
        number, seen = number + text.count("\n", seen, block.start()), block.start()
        one = _said(block, text[block.end() : end])
        if one is None:
            unplaced.append(number)
        else:
            said.append(one)
    return Read(_with_own_signs(said), unplaced)


def _is_free(text: str, start: int, first: int) -> bool:
    """Tell a block from one that somebody pasted into a message, which has no empty line before it."""
    return start <= first or text.startswith("\n\n", start - 2)


def _said(block: re.Match[str], rest: str) -> Said | None:
    moment = _moment(block["fields"])
    if moment is None:
        return None
    at, offset = moment
    written = block["sender"]
    sender = shown_name(written) if written else ME if block["type"] == "outgoing" else None
    edited = bool(_EDITED.search(block["fields"]))
    text = _newest(rest) if edited else _words(rest.split("\n"))
    if block["type"] == "call-history":
        kind, text = "call", ""
    elif block["type"] not in _SPOKEN:
        kind, sender, text = "system", None, ""
    else:
        # Stickers and whatever else has no words are written without any.
        files = [name for name in _ATTACHMENT.findall(block["fields"]) if _LONG_TEXT not in name]
        kind = "media" if files or not text else "text"
    signs = tuple((sign, shown_name(who)) for sign, who in _REACTION.findall(block["fields"]))
    return Said(at, sender, kind, text, edited=edited, reactions=signs, offset=offset)


def _with_own_signs(said: list[Said]) -> list[Said]:
    """Give the owner's reactions to Me: under a message their own name stands, before one it is "You"."""
    senders = {one.sender for one in said} - {None}
    if ME not in senders or len(senders) != len((ME, "the other")):
        return said
    return [
        one._replace(reactions=tuple((sign, who if who in senders else ME) for sign, who in one.reactions))
        if one.reactions
        else one
        for one in said
    ]


def _moment(fields: str) -> tuple[int, int] | None:
    """Give the wall clock where the computer stood, and how far it was ahead of UTC."""
    found = _TIME.search(fields)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    begin, since = midnight(day, month, year), of_day(int(hour), int(minute), int(second))
    offset = of_day(int(hours), int(minutes), 0)
    if begin is None or since is None or offset is None:
        return None
    return (begin + since) * _MICROSECONDS, -offset if sign == "-" else offset


def _words(lines: list[str]) -> str:
    """Give what was typed, without the message that was answered."""
    start = 1 if lines[0] == "" else 0
    if lines[start:] and lines[start].startswith(_QUOTED):
        start = next(
            (place for place in range(start, len(lines)) if not lines[place].startswith(">")), len(lines)
        )
        start += 1
    return "\n".join(lines[start:]).rstrip("\n")


def _newest(rest: str) -> str:
    """Give the version that stands first, which is the last one written."""
    lines = rest.strip("\n").split("\n")
    later = [place for place, line in enumerate(lines) if line.startswith(_VERSION)][1:]
    newest = [line.removeprefix("|").removeprefix(" ") for line in lines[: later[0] if later else len(lines)]]
    blank = newest.index("") if "" in newest else len(newest)
    return _words(newest[blank:] or [""])
