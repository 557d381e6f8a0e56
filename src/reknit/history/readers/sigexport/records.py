"""Read the lines of `data.json`, in which signal-export keeps one message a line."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import msgspec

from reknit.history.readers.interface import ME, Said

# Two spaces are a line break in Markdown; signal-export puts them behind every message.
LINE_BREAK = "  "
_EPOCH = datetime.fromtimestamp(0, UTC)
_MICROSECONDS = 1_000_000
# What a call is called in the text; older versions have no other mark of it.
CALL = re.compile(r"(Incoming|Outgoing|Missed)(?: (?:voice|video))? call(?: \([^()\n]*\))?")
OUTWARD = "Outgoing"


class Record(msgspec.Struct, gc=False):
    """Hold one message as it is written."""

    date: str
    sender: str | None
    body: str | None = None
    sticker: object = None
    attachments: list[object] | None = None
    reactions: list[object] | None = None
    quote: str | None = None
    deleted: bool | None = None
    call: bool | None = None


def to_said(record: Record) -> Said | None:
    """Turn one line into what was said, or give nothing where it has no time."""
    moment = moment_of(record.date)
    if moment is None:
        return None
    at, offset = moment
    kind, text, sender = _content(record)
    return Said(at, sender, kind, text, reactions=_signs(record.reactions or ()), offset=offset)


def _content(record: Record) -> tuple[str, str, str | None]:
    text = without_break(record.body or "")
    call = CALL.fullmatch(text) if record.call or record.call is None else None
    if record.deleted:
        return "deleted", "", record.sender
    if record.call or call:
        return "call", "", ME if call and call[1] == OUTWARD else record.sender
    if record.attachments or record.sticker:
        return "media", text, record.sender
    if text or record.reactions or (record.quote or "").strip():
        return "text" if text else "media", text, record.sender
    # What the app itself says is written as a message of the other person without any words.
    return "system", "", None


def without_break(body: str) -> str:
    """Take off what signal-export added, and leave what was typed."""
    return body.removesuffix(LINE_BREAK).replace("\r\n", "\n")


def moment_of(date: str) -> tuple[int, int | None] | None:
    """Give the wall clock in microseconds, and the zone where there is one."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    if moment.year <= _EPOCH.year:
        return None  # signal-export writes 1970 where it knows no time
    offset = moment.utcoffset()
    since = moment.replace(tzinfo=UTC) - _EPOCH
    at = (since.days * 86_400 + since.seconds) * _MICROSECONDS + since.microseconds
    return at, None if offset is None else int(offset.total_seconds())


def _signs(reactions: object) -> tuple[tuple[str, str | None], ...]:
    """Read reactions, which are pairs of a name and a sign, or small records."""
    pairs = [_pair(each) for each in reactions] if isinstance(reactions, list) else []
    return tuple(
        (sign, who if isinstance(who, str) else None) for who, sign in pairs if isinstance(sign, str)
    )


def _pair(reaction: object) -> tuple[object, object]:
    match reaction:
        case [who, sign]:
            return who, sign
        case {"emoji": sign, **rest}:
            return rest.get("name", rest.get("sender")), sign
        case _:
            return None, None
