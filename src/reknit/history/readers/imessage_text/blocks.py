"""Cut a text of imessage-exporter into messages, and each message from the replies set in under it."""

from __future__ import annotations

import re
from typing import NamedTuple

from reknit.history.readers.english_dates import midnight, of_day

_MICROSECONDS = 1_000_000
_HALF_A_DAY = 12
# The time as the program writes it: always in English, never with a zone.
STAMP = r"[A-Z][a-z]{2} {1,2}\d{1,2}, \d{4} {1,2}\d{1,2}:\d\d:\d\d[ \u202f][AP]M"
_PARTS = re.compile(r"(\w{3}) +(\d+), (\d+) +(\d+):(\d+):(\d+).([AP])M")
_HEADER = re.compile(rf"^({STAMP})(?: \([^\n]*\))?(?:$| (?P<notice>[^\n]+)$)", re.MULTILINE)
_SET_IN = "    "
_REPLY = re.compile(rf"{_SET_IN}({STAMP})(?: \([^\n]*\))?")


class Block(NamedTuple):
    """Hold one message as lines; a notice has no sender."""

    at: int | None
    sender: str | None
    lines: list[str]
    line: int  # where it begins, counted from 1
    is_reply: bool = False


def looks_like_blocks(text: str) -> bool:
    """Tell by the first line, which holds a time and nothing else or what the app says."""
    header = _HEADER.match(text.lstrip())
    return header is not None and moment(header[1]) is not None


def cut(text: str) -> list[Block]:
    """List all messages, those that are set in as replies among them."""
    headers = [each for each in _HEADER.finditer(text) if _is_free(text, each.start())]
    ends = [*(header.start() for header in headers[1:]), len(text)]
    number, seen = 1, 0
    blocks = []
    for header, end in zip(headers, ends, strict=False):
        number, seen = number + text.count("\n", seen, header.start()), header.start()
        lines = text[header.end() : end].strip("\n").split("\n")
        if header["notice"] is not None:
            blocks.append(Block(moment(header[1]), None, [header["notice"], *lines], number))
        else:
            blocks += _with_replies(moment(header[1]), lines, number)
    return blocks


def _is_free(text: str, start: int) -> bool:
    """Tell a message from an older version of one, which has no empty line before it."""
    return not text[:start].strip() if start < len(_SET_IN) else text.startswith("\n\n", start - 2)


def _with_replies(at: int | None, lines: list[str], number: int) -> list[Block]:
    """Take out what is set in; older versions set in only the first line of each part."""
    own: list[str] = []
    replies: list[Block] = []
    is_own = True
    for place, line in enumerate(lines):
        header = _REPLY.fullmatch(line)
        if header:
            replies.append(Block(moment(header[1]), None, [], number + place + 1, is_reply=True))
            is_own = False
        elif not is_own and line and not line.startswith(_SET_IN) and not lines[place - 1]:
            is_own = True
            own.append(line)
        elif is_own:
            own.append(line)
        else:
            replies[-1].lines.append(line.removeprefix(_SET_IN))
    told = [reply._replace(sender=reply.lines[0], lines=reply.lines[1:]) for reply in replies if reply.lines]
    return [Block(at, own[0] if own else "", own[1:], number), *told]


def moment(stamp: str) -> int | None:
    """Give the wall clock of a stamp in microseconds, or nothing where there is no such time."""
    ((month, day, year, hour, minute, second, half),) = _PARTS.findall(stamp)
    begin = midnight(day, month, year)
    since = of_day(int(hour) % _HALF_A_DAY + _HALF_A_DAY * (half == "P"), int(minute), int(second))
    return None if begin is None or since is None else (begin + since) * _MICROSECONDS
