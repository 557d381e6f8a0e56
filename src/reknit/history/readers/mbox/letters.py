"""Read one letter: who wrote it to whom, when, and in which words."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.parser import HeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.mbox.markup import words_of
from reknit.history.readers.mbox.quoting import WORDS, own_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from reknit.history.readers.mbox.splitting import Raw

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# "Wed Jan 31 20:05:33 +0000 2024", in front of every letter of an archive.
_LINE_DATE = re.compile(
    r"(?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2}) +(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)"
    r"(?: +(?P<zone>[+-]\d{4}|[A-Z]{3,4}))? +(?P<year>\d{4})(?: +(?P<late>[+-]\d{4}))?"
)
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_ANSWER = re.compile(r"\s*(?:\w{2,3}|Antw|Odp|Vast|回复|答复)\s*[:\uff1a]", re.IGNORECASE)
_LABELS, _DRAFT_MARK = "X-Gmail-Labels", "X-Mozilla-Draft-Info"
_DRAFTS, _SENT = frozenset(WORDS["drafts"]), frozenset(WORDS["sent"])
# Parts that prove who wrote, and invitations: nobody sent them as a thing.
_NOT_SENT = frozenset(
    (
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "text/calendar",
    )
)
MOST_PARTS = 500
# Of names and subjects no more is read, and of the receivers enough to see that there are several.
LONGEST_HEADER, LONGEST_LIST = 2000, 20_000
LAST_YEAR = 9999


class Head(NamedTuple):
    """Hold what the first lines of a letter say."""

    sender: str  # addresses in lower case
    receivers: frozenset[str]
    names: tuple[tuple[str, str], ...]  # address and name, as far as there is one
    own: frozenset[str]  # addresses that must be those of the owner of the archive
    is_draft: bool


class Words(NamedTuple):
    """Hold what a letter says."""

    at: int  # seconds since 1970 on the clock of the sender
    offset: int
    kind: str
    text: str
    key: object  # the same for the same letter in another folder


def read_head(raw: Raw) -> Head:
    """Read who wrote to whom."""
    message = _headers(raw)
    sender, *_ = *_addresses(message, "From"), ("", "")
    to = [*_addresses(message, "To"), *_addresses(message, "Cc"), *_addresses(message, "Bcc")]
    labels = {each.strip() for each in _header(message, _LABELS).split(",")}
    own = {address for _, address in _addresses(message, "Delivered-To", "X-Delivered-To", "X-Original-To")}
    if labels & _SENT and sender[1]:
        own.add(sender[1])
    return Head(
        sender=sender[1],
        receivers=frozenset(address for _, address in to),
        names=tuple((address, name) for name, address in (sender, *to) if name and name.lower() != address),
        own=frozenset(own),
        is_draft=bool(labels & _DRAFTS) or _DRAFT_MARK in message,
    )


def read_words(raw: Raw) -> Words | None:
    """Read a whole letter; give nothing where no date can be made out, or its parts are a bomb."""
    message = _headers(raw)
    when = _date(_header(message, "Date")) or _date_of_line(raw.line)
    if when is None:
        return None
    try:
        plain, pages, has_more = _parts(message_from_bytes(raw.content))
    except RecursionError:
        return None
    text = own_words("\n".join(plain)) if any(each.strip() for each in plain) else ""
    if not text and pages:
        text = own_words("\n".join(map(words_of, pages)))
    subject = _header(message, "Subject").strip()
    if not text and not has_more and subject and not _ANSWER.match(subject):
        text = subject
    offset = when.utcoffset() or timedelta(0)
    at = (when.astimezone(UTC) - _EPOCH + offset) // timedelta(seconds=1)
    kind = "media" if has_more or not text else "text"
    key = _header(message, "Message-ID").strip() or (at, _header(message, "From"), text)
    return Words(at, offset // timedelta(seconds=1), kind, text, key)


def _headers(raw: Raw) -> Message:
    """Read what stands before the first empty line, with letters of all kinds as they are."""
    end = _EMPTY_LINE.search(raw.content)
    content = raw.content[: end.start()] if end else raw.content
    try:
        return HeaderParser().parsestr(content.decode())
    except UnicodeDecodeError:
        return HeaderParser().parsestr(content.decode("cp1252", errors="replace"))


def _header(message: Message, name: str) -> str:
    """Read a header however it is encoded; one that cannot be read is taken as it stands."""
    return _decoded(message.get(name, ""))


def _addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """List names and addresses, the name decoded only after it has been told from the address."""
    values = [str(value)[:LONGEST_LIST] for name in names for value in message.get_all(name, [])]
    try:
        found = getaddresses(values)
    except RecursionError:  # remarks in remarks in remarks
        return []
    return [(_decoded(name).strip(), address.strip().lower()) for name, address in found if "@" in address]


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value[:LONGEST_HEADER])))
    except (MessageError, LookupError, ValueError):
        return value


def _date(written: str) -> datetime | None:
    """Read a date; one without a zone is that of UTC."""
    try:
        when = parsedate_to_datetime(written)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)) if _is_possible(when) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_possible(when: datetime) -> bool:
    return _EPOCH.year < when.year < LAST_YEAR


def _date_of_line(line: str) -> datetime | None:
    match = _LINE_DATE.search(line)
    if match is None:
        return None
    zone = match["zone"] or match["late"] or "+0000"
    return _date(f"{match['day']} {match['month']} {match['year']} {match['clock']} {zone}")


def _parts(message: Message) -> tuple[list[str], list[str], bool]:
    """Give the plain texts, the pages, and whether anything else was sent."""
    plain: list[str] = []
    pages: list[str] = []
    has_more = False
    for part in _leaves(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            is_part_of_page = part.get("Content-ID") is not None and bool(pages)
            has_more = has_more or (kind not in _NOT_SENT and not is_part_of_page)
        elif kind == "text/html":
            pages.append(_text(part))
        elif kind not in _NOT_SENT:
            plain.append(_unfolded(part, _text(part)))
    return plain, pages, has_more


def _leaves(message: Message) -> Iterator[Message]:
    """Walk through the parts that hold something; a letter inside the letter is one thing."""
    waiting = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [each for each in reversed(inner) if not isinstance(each, str)]
        else:
            yield part


def _text(part: Message) -> str:
    """Decode a part: as it says, else as what it most likely is."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode(charset).replace("\r\n", "\n").replace("\r", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1").replace("\r\n", "\n")


def _unfolded(part: Message, text: str) -> str:
    """Join lines again that were broken only to be sent."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    gap = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        if is_open and not line.startswith(">"):
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line.removeprefix(" "))
        is_open = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if is_open:
            lines[-1] = lines[-1].rstrip(" ") + gap
    return "\n".join(lines)
