"""Read the rows of Signal Desktop's own database, which sigtop copies as JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from reknit.history.readers.interface import ME, NotAnExport, Said
from reknit.history.readers.mended_json import open_json

# Signal Desktop keeps words that are too long for a message as a file of this kind.
LONG_TEXT = "text/x-signal-plain"
_MICROSECONDS_PER_MILLISECOND = 1000
# The end of the year 9999; nothing later can be written as a date.
_LATEST_MILLISECONDS = 253_402_300_799_999
_WHOLE = re.compile(rb"[\[}]\s*\]\s*\Z")
_SPOKEN = frozenset(("incoming", "outgoing"))
_CALL = "call-history"
_OUTWARD = "Outgoing"


class NoWordsInside(NotAnExport):
    """Say that the newest Signal Desktop keeps words where sigtop's JSON does not look."""

    def __init__(self) -> None:
        super().__init__(
            "This is JSON of sigtop without any words in it, as newer versions of Signal give it. "
            "Export again with sigtop as text."
        )


class Sign(msgspec.Struct, gc=False, rename={"who": "fromId"}):
    """Hold a reaction."""

    emoji: str | None = None
    who: str | None = None
    remove: object = None


class Attached(msgspec.Struct, gc=False, rename={"content_type": "contentType"}):
    """Hold what an attached file is."""

    content_type: str | None = None


class Call(msgspec.Struct, gc=False, rename={"was_incoming": "wasIncoming"}):
    """Hold which way a call went."""

    was_incoming: bool | None = None
    direction: str | None = None


class Option(msgspec.Struct, gc=False):
    """Hold one answer of a poll."""

    option: str | None = None


class Poll(msgspec.Struct, gc=False):
    """Hold a poll."""

    question: str | None = None
    options: list[Option | str] | None = None


class Row(
    msgspec.Struct,
    gc=False,
    rename={
        "chat": "conversationId",
        "service_id": "sourceServiceId",
        "uuid": "sourceUuid",
        "is_deleted": "deletedForEveryone",
        "is_erased": "isErased",
        "is_view_once": "isViewOnce",
        "has_attachments": "hasAttachments",
        "edits": "editHistory",
        "call": "callHistoryDetails",
        "newer_call": "callHistory",
    },
):
    """Hold one row, as far as it matters here."""

    type: str | None = None
    chat: str | None = None
    sent_at: int | float | None = None
    timestamp: int | float | None = None
    body: str | None = None
    source: str | None = None
    service_id: str | None = None
    uuid: str | None = None
    reactions: list[Sign] | None = None
    attachments: list[Attached] | None = None
    has_attachments: object = None
    sticker: object = None
    contact: list[object] | None = None
    is_deleted: object = None
    is_erased: object = None
    is_view_once: object = None
    edits: list[object] | None = None
    call: Call | None = None
    newer_call: Call | None = None
    poll: Poll | None = None


class _Exact(msgspec.Struct):
    messages: list[Row]


class _Loose(msgspec.Struct):
    messages: list[msgspec.Raw]


class Read(NamedTuple):
    """Hold what was said, and what could not be read."""

    said: list[Said]
    unplaced: list[int]
    damaged: int


def read_rows(content: bytes, them: str) -> Read:
    """Turn all rows of one chat into what was said."""
    # Half a file is not closed, so that the last row is not taken for whole.
    end = b"}" if _WHOLE.search(content[-1000:]) else b""
    opened = open_json(b'{"messages":' + content + end, exact=_Exact, loose=_Loose, item=Row)
    rows: Sequence[Row] = opened.messages
    if rows and not any(row.body for row in rows):
        raise NoWordsInside
    speakers = _Speakers(them, is_group=_is_group(rows))
    said = []
    unplaced = list(opened.unplaced)
    for place, row in enumerate(rows, start=1):
        at = row.sent_at or row.timestamp or 0
        if 0 < at <= _LATEST_MILLISECONDS:
            said.append(_said(row, int(at) * _MICROSECONDS_PER_MILLISECOND, speakers))
        else:
            unplaced.append(place)
    return Read(said, unplaced, opened.damaged)


class _Speakers(NamedTuple):
    them: str
    is_group: bool

    def of(self, row: Row) -> str:
        if row.type == "outgoing":
            return ME
        return (_account(row) or row.source or self.them) if self.is_group else self.them


def _account(row: Row) -> str | None:
    return row.service_id or row.uuid


def _is_group(rows: Sequence[Row]) -> bool:
    """Tell by who wrote; one person has a number in old rows and an account in newer ones."""
    incoming = [row for row in rows if row.type == "incoming"]
    accounts = {account for row in incoming if (account := _account(row))}
    numbers = {row.source for row in incoming if row.source}
    return len(accounts or numbers) > 1


def _said(row: Row, at: int, speakers: _Speakers) -> Said:
    sender: str | None = speakers.of(row)
    if row.type == _CALL:
        kind, text, sender = "call", "", ME if _is_outward(row.call or row.newer_call) else sender
    elif row.type in _SPOKEN:
        kind, text = _content(row)
    else:
        kind, text = "system", ""
    return Said(
        at,
        None if kind == "system" else sender,
        kind,
        text.replace("\r\n", "\n"),
        edited=bool(row.edits),
        reactions=_signs(row, speakers.them) if row.reactions else (),
        offset=0,
    )


def _is_outward(call: Call | None) -> bool:
    return call is not None and (call.direction == _OUTWARD or call.was_incoming is False)


def _content(row: Row) -> tuple[str, str]:
    body = row.body or ""
    if row.is_deleted or (row.is_erased and not row.is_view_once):
        return "deleted", ""
    if row.poll is not None:
        answers = [each if isinstance(each, str) else each.option for each in row.poll.options or ()]
        return "poll", "\n".join(line for line in (row.poll.question, *answers) if line)
    files = [each for each in row.attachments or () if each.content_type != LONG_TEXT]
    if files or row.sticker or row.contact or row.is_view_once:
        return "media", body
    if body:
        return "text", body
    return ("media" if row.has_attachments else "system"), ""


def _signs(row: Row, them: str) -> tuple[tuple[str, str | None], ...]:
    """Name who put a sign: a chat with one person goes by the identifier of that person."""
    return tuple(
        (each.emoji, None if each.who is None else them if each.who == row.chat else ME)
        for each in row.reactions or ()
        if each.emoji and not each.remove
    )
