"""See what each row of the table of messages is: words, a picture, a reaction, a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.imessage.typedstream import open_plist, words_of
from reknit.history.readers.interface import ME, Said

if TYPE_CHECKING:
    from collections.abc import Sequence

# The columns that are read, in the order of the fields of a row.
COLUMNS = (
    "ROWID",
    "guid",
    "text",
    "attributedBody",
    "date",
    "date_delivered",
    "date_read",
    "is_from_me",
    "item_type",
    "is_system_message",
    "associated_message_guid",
    "associated_message_type",
    "associated_message_emoji",
    "balloon_bundle_id",
    "date_edited",
    "date_retracted",
    "message_summary_info",
    "cache_has_attachments",
    "is_audio_message",
    "group_title",
)
# Seconds from 1970 to 2001, where Apple's clock begins.
APPLE_EPOCH = 978_307_200
# Larger numbers are nanoseconds; seconds were written until macOS 10.12.
LARGEST_SECONDS = 1_000_000_000_000
NANOSECONDS_PER_MICROSECOND = 1000
MICROSECONDS = 1_000_000
# The end of the year 9999; nothing later can be written as a date.
LATEST = 253_402_300_799 * MICROSECONDS
# What a database can hold as a whole number.
_TOO_LARGE = 2**63

# What stands in a text where a file or an app sits.
FILE_SLOT = "\ufffc"
APP_SLOT = "\ufffd"
_LINK = "com.apple.messages.URLBalloonProvider"
# Parts of the names of apps whose messages are of a kind of their own.
_APP_KINDS = (("findmy", "location"), ("polls", "poll"), ("peerpayment", "system"))

# Reactions are rows of their own: 2000 to 2999 put one on, the same number plus 1000 takes it off.
FIRST_REACTION, FIRST_REMOVAL = 2000, 3000
# An answer to a poll, also a row of its own.
VOTE = 4000
_REACTIONS = {0: "❤️", 1: "👍", 2: "👎", 3: "😂", 4: "‼️", 5: "❓"}
_OWN_EMOJI = 6


class Row(NamedTuple):
    """Hold one row as the database gave it, which may be anything."""

    number: object
    guid: object
    text: object
    body: object
    date: object
    delivered: object
    read: object
    is_mine: object
    item_type: object
    is_system: object
    target: object
    association: object
    emoji: object
    app: object
    edited: object
    retracted: object
    summary: object
    has_files: object
    is_audio: object
    group_title: object


class Content(NamedTuple):
    """Hold what a row says."""

    kind: str
    text: str = ""


def moment(row: Row) -> int | None:
    """Give the microseconds since 1970, or nothing where the row has no time at all."""
    for date in (row.date, row.delivered, row.read):
        if isinstance(date, int | float) and 0 < date < _TOO_LARGE:
            is_fine = date > LARGEST_SECONDS
            since = int(date) // NANOSECONDS_PER_MICROSECOND if is_fine else int(date * MICROSECONDS)
            at = since + APPLE_EPOCH * MICROSECONDS
            return at if at <= LATEST else None
    return None


def is_about_another(row: Row) -> bool:
    """Tell a reaction or a vote, which is no message, from everything else."""
    kind = row.association
    return isinstance(kind, int) and FIRST_REACTION <= kind <= VOTE


def to_said(row: Row, at: int, *, them: str, attached: str | None) -> Said | None:
    """Turn a row into what was said, or give nothing where its words cannot be read."""
    content = _content(row, attached)
    if content is None:
        return None
    kind, text = content
    return Said(
        at=at,
        sender=None if kind == "system" else ME if row.is_mine else them,
        kind=kind,
        text=text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text,
        edited=bool(row.edited) and kind in {"text", "media"},
        offset=0,
    )


def _content(row: Row, attached: str | None) -> Content | None:
    app = row.app if isinstance(row.app, str) else ""
    if row.item_type or row.is_system:
        content: Content | None = Content(
            "system", row.group_title if isinstance(row.group_title, str) else ""
        )
    elif row.retracted:
        content = Content("deleted")
    elif app and app != _LINK:
        content = _of_app(app, row)
    else:
        content = _of_person(row, attached, is_link=bool(app))
    return content


def _of_person(row: Row, attached: str | None, *, is_link: bool) -> Content | None:
    words = _words(row) or ""
    has_slot = FILE_SLOT in words
    shown = _without_slots(words) if has_slot or is_link else words
    if not is_link and (attached or has_slot or row.has_files or row.is_audio):
        return Content(attached or "media", shown)
    if shown or is_link:
        return Content("text" if shown else "media", shown)
    if row.edited:
        # Nothing to be seen at all is how a message that was taken back is kept.
        return Content("deleted")
    return None if isinstance(row.body, bytes) else Content("system")


def _of_app(app: str, row: Row) -> Content:
    """Take the message of an app for media: its words are the app's and not the person's."""
    kind = next((kind for part, kind in _APP_KINDS if part in app.lower()), "media")
    return Content(kind, _without_slots(_words(row) or "") if kind == "poll" else "")


def _words(row: Row) -> str | None:
    """Give the words from wherever this version of the app keeps them, the newest first."""
    if isinstance(row.text, str) and row.text:
        return row.text
    found = words_of(row.body) if isinstance(row.body, bytes) else None
    if not found and row.edited and isinstance(row.summary, bytes):
        found = _newest(open_plist(row.summary)) or found
    return found or None


def _newest(summary: object) -> str | None:
    """Find the last version of every part of an edited message."""
    parts = summary.get("ec") if isinstance(summary, dict) else None
    if not isinstance(parts, dict):
        return None
    newest = [
        versions[-1].get("t") for _, versions in sorted(parts.items(), key=str) if _is_history(versions)
    ]
    words = [words_of(each) for each in newest if isinstance(each, bytes)]
    return "\n".join(each for each in words if each) or None


def _is_history(versions: object) -> bool:
    return isinstance(versions, list) and bool(versions) and isinstance(versions[-1], dict)


def _without_slots(text: str) -> str:
    parts = text.replace(APP_SLOT, FILE_SLOT).split(FILE_SLOT)
    return "\n".join(part.strip() for part in parts if part.strip())


class Reactions:
    """Collect the signs under each message, the last word of each person counting."""

    def __init__(self, rows: Sequence[Row], them: str) -> None:
        self._signs: dict[str, dict[tuple[str, object, str], str]] = {}
        for row in rows:
            if isinstance(row.target, str) and isinstance(row.association, int) and row.association < VOTE:
                self._put(row, row.target, row.association, ME if row.is_mine else them)

    def _put(self, row: Row, target: str, kind: int, who: str) -> None:
        """Put a sign on or take it off; a target is `p:0/GUID`, `bp:GUID` or the GUID alone."""
        part, _, guid = target.rpartition("/" if "/" in target else ":")
        signs = self._signs.setdefault(guid, {})
        number = kind % 1000
        sign = row.emoji if number == _OWN_EMOJI and isinstance(row.emoji, str) else _REACTIONS.get(number)
        if kind >= FIRST_REMOVAL:
            signs.pop((who, number, part), None)
        elif sign:
            signs[who, number, part] = sign

    def put_under(self, guid: object, said: Said) -> Said:
        """Give a message with the signs that belong to it."""
        signs = self._signs.get(guid) if isinstance(guid, str) else None
        if not signs:
            return said
        return said._replace(reactions=tuple((sign, who) for (who, _, _), sign in signs.items()))
