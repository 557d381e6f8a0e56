"""Read `chat.md` and the older `index.md`, which signal-export writes for people to read."""

from __future__ import annotations

import re
from typing import NamedTuple

from reknit.history.readers.interface import ME, Said
from reknit.history.readers.sigexport.records import CALL, LINE_BREAK, OUTWARD, moment_of, without_break

# Where a message begins; versions before 2.0 write a comma after the day and no seconds.
_HEADER = re.compile(r"^\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(:\d\d)?)\] ([^\n]*?): ?", re.MULTILINE)
_DELETED = "(This message was deleted)"
# Who put which sign under a message: `(- Ben: ❤ -)`.
_REACTIONS = re.compile(r"\n?^\(- ([^\n]*) -\)", re.MULTILINE)
_SIGN = ": "
# What stands for a sticker is the last thing in a message.
_STICKER = re.compile(
    r"\n?\(\( [^\n]{0,60} \)\)\Z|\[[^\]\n]{0,60}\]\(\.\./exported_stickers/[^)\n]{0,300}\) {0,2}\Z"
)
_LONGEST_STICKER = 500
# What stands for a file: `![name](./media/name)`. No name is longer, and a search must end.
_FILE = re.compile(r"\]\((?:\./)?media/([^\n]{0,600}?)\)(?: {1,2}|$)", re.MULTILINE)
_LONGEST_NAME = 300
_LEFT_OUT = re.compile(r"\((?:media|attachment) not exported\) {0,2}")
_QUOTE = re.compile(r"\A\s*\n> [^\n]*(?:\n>[^\n]*)*\n*")
# Of the headers, so many have an empty line before them where the version writes empty lines.
_MOST = 0.9


class Written(NamedTuple):
    """Hold the messages of a text, the numbers of lines that belong to none, and whether it has seconds."""

    said: list[Said]
    unplaced: list[int]
    has_seconds: bool


def looks_like_markdown(text: str, *, is_named: bool) -> bool:
    """Tell signal-export's text from WhatsApp's on an iPhone, whose headers can look the same."""
    text = text.lstrip().replace("\r\n", "\n")
    headers = list(_HEADER.finditer(text))
    if not headers or headers[0].start() or "\u200e" in text:
        return False
    bodies = _cut(text, headers)
    return (
        is_named
        or headers[0][3] is None
        or sum(body.rstrip("\n").endswith(LINE_BREAK) for body in bodies) * 2 >= len(bodies)
        or (len(headers) > 1 and _has_blanks(text, headers))
        or bool(_REACTIONS.search(text))
    )


def read_markdown(text: str) -> Written:
    """Cut a text into messages."""
    text = text.replace("\r\n", "\n")
    headers = list(_HEADER.finditer(text))
    if _has_blanks(text, headers):
        # A header in the middle of a message was pasted into it.
        headers = headers[:1] + [each for each in headers[1:] if text.startswith("\n\n", each.start() - 2)]
    said: list[Said] = []
    before = text[: headers[0].start()] if headers else text
    unplaced = [number for number, line in enumerate(before.split("\n"), start=1) if line.strip()]
    number, seen = 1, 0
    for header, body in zip(headers, _cut(text, headers), strict=True):
        moment = moment_of(f"{header[1]} {header[2]}")
        number, seen = number + text.count("\n", seen, header.start()), header.start()
        if moment is None:
            unplaced.append(number)
        else:
            said.append(_said(moment[0], header[4], body.rstrip("\n")))
    return Written(said, unplaced, any(header[3] for header in headers))


def _cut(text: str, headers: list[re.Match[str]]) -> list[str]:
    ends = [*(header.start() for header in headers[1:]), len(text)]
    return [text[header.end() : end] for header, end in zip(headers, ends, strict=True)]


def _has_blanks(text: str, headers: list[re.Match[str]]) -> bool:
    """Tell whether this version writes an empty line after each message."""
    after = sum(text.startswith("\n\n", header.start() - 2) for header in headers[1:])
    return len(headers) > 1 and after >= _MOST * (len(headers) - 1)


def _said(at: int, sender: str, body: str) -> Said:
    if body.strip() == _DELETED:
        return Said(at, sender, "deleted", "")
    body = _QUOTE.sub("", body, count=1)
    signs = [each for each in _REACTIONS.finditer(body) if _SIGN in each[1]][-1:]
    reactions = tuple(pair for each in signs for pair in _signs(each[1]))
    body = "".join([body[: each.start()] + body[each.end() :] for each in signs]) or body
    rest = _without_sticker(_without_files(body))
    text = without_break(rest)
    if CALL.fullmatch(text):
        return Said(at, ME if text.startswith(OUTWARD) else sender, "call", "")
    if rest != body:
        return Said(at, sender, "media", text, reactions=reactions)
    if not text and not reactions:
        return Said(at, None, "system", "")
    return Said(at, sender, "text" if text else "media", text, reactions=reactions)


def _without_sticker(body: str) -> str:
    end = max(0, len(body) - _LONGEST_STICKER)
    return body[:end] + _STICKER.sub("", body[end:])


def _without_files(body: str) -> str:
    """Cut out the names of files; each stands twice, so that its beginning can be told."""
    kept = []
    seen = 0
    for file in _FILE.finditer(body):
        before = body[max(seen, file.start() - _LONGEST_NAME) : file.start()]
        name = len(file[1]) + 1 if before.endswith(f"[{file[1]}") else len(before) - before.rfind("[")
        if name > len(before) or "\n" in before[len(before) - name :]:
            continue
        kept.append(body[seen : file.start() - name].removesuffix("!"))
        seen = file.end()
    return _LEFT_OUT.sub("", "".join(kept) + body[seen:])


def _signs(written: str) -> tuple[tuple[str, str | None], ...]:
    pairs = (each.rpartition(": ") for each in written.split(", "))
    return tuple((sign.strip(), who) for who, _, sign in pairs if sign.strip())
