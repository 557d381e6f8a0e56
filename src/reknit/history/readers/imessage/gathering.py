"""Go through all rows of some chats once, and put reactions under the messages they belong to."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.imessage.database import BROKEN
from reknit.history.readers.imessage.messages import (
    COLUMNS,
    Reactions,
    Row,
    is_about_another,
    moment,
    to_said,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reknit.history.readers.imessage.database import Database
    from reknit.history.readers.interface import Said

_OF_CHATS = "WHERE ROWID IN (SELECT message_id FROM chat_message_join WHERE chat_id IN ({})) ORDER BY ROWID"
# What the database calls a place that was sent.
_PLACES = frozenset(("public.vlocation", "text/x-vlocation"))


class Gathered(NamedTuple):
    """Hold what was said, in the order of time, and which rows could not be read."""

    said: list[Said]
    unplaced: list[int]  # places among the rows, counted from 1


def gathered(database: Database, chats: Sequence[int], *, them: str) -> Gathered:
    """Take all rows of some chats, or those before the place where the database is torn."""
    attached = _attached(database)
    said: list[tuple[int, object, Said]] = []
    about_others: list[tuple[int, Row]] = []
    unplaced: list[int] = []
    place = 0
    try:
        for place, row in enumerate(_rows(database, chats), start=1):
            at = moment(row)
            if at is not None and is_about_another(row):
                about_others.append((at, row))
                continue
            one = None if at is None else to_said(row, at, them=them, attached=attached.get(row.number))
            if at is None or one is None:
                unplaced.append(place)
            else:
                said.append((at, row.guid, one))
    except BROKEN:
        if not place:
            raise
        unplaced.append(place + 1)
    said.sort(key=itemgetter(0))
    about_others.sort(key=itemgetter(0))
    reactions = Reactions([row for _, row in about_others], them)
    return Gathered([reactions.put_under(guid, one) for _, guid, one in said], unplaced)


def _rows(database: Database, chats: Sequence[int]) -> Iterator[Row]:
    where = _OF_CHATS.format(", ".join("?" * len(chats)))
    return map(Row._make, database.select("message", COLUMNS, where=where, values=chats))


def _attached(database: Database) -> dict[object, str]:
    """Tell which messages have a file, and whether that is a place."""
    kinds = {
        number: "location" if _PLACES & {uti, mime} else "media"
        for number, uti, mime, is_hidden in database.select(
            "attachment", ["ROWID", "uti", "mime_type", "hide_attachment"]
        )
        if not is_hidden
    }
    joined = database.select("message_attachment_join", ["message_id", "attachment_id"])
    return {message: kinds[number] for message, number in joined if number in kinds}
