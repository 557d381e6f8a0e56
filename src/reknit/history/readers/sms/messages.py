"""Say what an entry of a backup is: who it is with, when it was, and what of it a person wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.sms.contacts import BETWEEN, OWN_TOKEN, known, plain
from reknit.history.readers.sms.entries import read
from reknit.history.readers.sms.values import attributes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reknit.history.readers.sms.entries import Entry

# Types of sms, boxes of mms, types of calls. A draft was never sent and a failed message never arrived: both
# are left out. What waits to be sent was sent as far as its author knew, and stays.
RECEIVED, SENT, DRAFT, OUTBOX, FAILED, QUEUED = "1", "2", "3", "4", "5", "6"
OUTGOING = frozenset((SENT, OUTBOX, QUEUED))
UNSENT = frozenset((DRAFT, FAILED))
# Who an address of an mms is.
FROM, TO = "137", "151"
# Some phones write the time of an mms in seconds: so many milliseconds had passed by March 1973.
LEAST_MILLISECONDS = 100_000_000_000
MOST_MILLISECONDS = 253_370_764_800_000
_SLIDES = "application/smil"
_WORDS = "text/plain"


class Moment(NamedTuple):
    """Hold one message or call between the owner of the phone and somebody else."""

    at: int  # milliseconds since 1970
    is_mine: bool
    kind: str
    text: str
    date: str  # as written for people
    twin: tuple[object, ...]  # the same for the same message in another backup


def people_of(written: bytes) -> tuple[str, ...]:
    """List the plain addresses an entry is with."""
    plains = (plain(each) for each in read(written).split(BETWEEN))
    return tuple(dict.fromkeys(each for each in plains if known(each) and each != OWN_TOKEN))


def own_of(entry: Entry) -> frozenset[str]:
    """List the addresses of the owner of the phone that an mms gives away."""
    if not entry.addresses:
        return frozenset()
    by_kind: dict[str, set[str]] = {}
    for each in map(attributes, entry.addresses):
        address = plain(each.get("address", ""))
        if known(address) and address != OWN_TOKEN:
            by_kind.setdefault(each.get("type", ""), set()).add(address)
    is_received = read(entry.box) == RECEIVED
    found = by_kind.get(TO if is_received else FROM, set())
    return frozenset(found) if len(found) == 1 else frozenset()


def is_unsent(entry: Entry) -> bool:
    """Say whether a message never left the phone."""
    return entry.tag != "call" and read(entry.box) in UNSENT


def moment_of(entry: Entry, values: Mapping[str, str]) -> Moment | None:
    """Turn an entry into a message, or into nothing where it has no time or no sender."""
    at = _time(values)
    box = _box(entry)
    if at is None or not box:
        return None
    kind, text = ("call", "") if entry.tag == "call" else _kind_and_text(entry, values)
    return Moment(
        at=at,
        is_mine=box == SENT if entry.tag == "call" else box in OUTGOING,
        kind=kind,
        text=text,
        date=known(values.get("readable_date")),
        twin=(entry.tag, at, box, text, known(values.get("m_id")), known(values.get("duration"))),
    )


def _box(entry: Entry) -> str:
    box = read(entry.box)
    is_call = entry.tag == "call" and box.isdecimal()
    return box if is_call or box in (RECEIVED, *OUTGOING, *UNSENT) else ""


def _time(values: Mapping[str, str]) -> int | None:
    """Take the time the phone shows; where it has none, that of sending."""
    for name in ("date", "date_sent"):
        written = known(values.get(name)).partition(".")[0]
        is_number = written.isascii() and written.isdecimal() and len(written) <= len(str(MOST_MILLISECONDS))
        if is_number and 0 < (at := int(written)) < MOST_MILLISECONDS:
            return at if at >= LEAST_MILLISECONDS else at * 1000
    return None


def _kind_and_text(entry: Entry, values: Mapping[str, str]) -> tuple[str, str]:
    if entry.tag == "sms":
        text = _words(values.get("body"))
        return ("text", text) if text else ("media", "")
    parts = [attributes(part) for part in entry.parts]
    types = [part.get("ct", "").lower() for part in parts]
    said = [_words(part.get("text")) for part, ct in zip(parts, types, strict=True) if ct == _WORDS]
    text = "\n".join(each for each in said if each)
    has_more = any(ct not in (_WORDS, _SLIDES) for ct in types)
    return ("media" if has_more or not text else "text"), text


def _words(written: str | None) -> str:
    """Return what was typed; a phone writes the word null where nothing was."""
    return "" if written is None or written == "null" else written
