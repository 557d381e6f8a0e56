"""Read the database of Messages: `chat.db` of a Mac, or the same out of a backup of an iPhone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.history.readers.columns import names_of, to_frame
from reknit.history.readers.imessage.database import (
    BROKEN,
    LOG_ENDING,
    SQLITE_START,
    DamagedDatabase,
    Database,
    opened,
)
from reknit.history.readers.imessage.messages import (
    COLUMNS,
    Reactions,
    Row,
    is_about_another,
    moment,
    to_said,
)
from reknit.history.readers.imessage.people import threads_of
from reknit.history.readers.imessage.write_ahead import LOG_STARTS
from reknit.history.readers.interface import Chat, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.sources import File

_WITH_CHATS = "WHERE ROWID IN (SELECT message_id FROM chat_message_join WHERE chat_id IN ({})) ORDER BY ROWID"
# What the database calls a place that was sent.
_PLACES = frozenset(("public.vlocation", "text/x-vlocation"))


class IMessage:
    """Read the table of messages, with the words from wherever this version of the app keeps them."""

    format = "imessage"

    def recognises(self, file: File) -> bool:
        """Tell by the tables; the log beside a database is taken as well."""
        if file.head.startswith(LOG_STARTS):
            return True
        if not file.head.startswith(SQLITE_START):
            return False
        try:
            with opened(file) as database:
                return _is_messages(database)
        except DamagedDatabase:
            return b"chat_message_join" in file.head

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List every person once, whatever they wrote from, and every group."""
        logs = {file.path: file for file in files if file.head.startswith(LOG_STARTS)}
        return [
            chat
            for file in files
            if file.path not in logs
            for chat in self._chats(file, logs.get(file.path + LOG_ENDING))
        ]

    def _chats(self, file: File, log: File | None) -> list[Chat]:
        with opened(file, log) as database:
            if not _is_messages(database):
                raise DamagedDatabase
            threads = threads_of(database)
        return [
            Chat(
                format=self.format,
                key=thread.key,
                title=thread.title,
                messages=thread.messages,
                is_group=thread.is_group,
                files=(file, log) if log else (file,),
            )
            for thread in threads
        ]

    def read(
        self,
        chat: Chat,
        *,
        choices: Choices,  # noqa: ARG002 - nothing is left open in this format
        progress: Callable[[float], None],
    ) -> Part:
        """Turn all chats with one person into a conversation, in the order of time."""
        with opened(*chat.files) as database:
            numbers = next(thread.chats for thread in threads_of(database) if thread.key == chat.key)
            rows, is_torn = _rows(database, numbers)
            attached = _attached(database)
            damaged = database.damaged
        progress(0.6)
        return _part(rows, attached, them=chat.title, damaged=damaged, is_torn=is_torn)


def _is_messages(database: Database) -> bool:
    return database.has(
        message=("date", "handle_id", "is_from_me"),
        handle=("id",),
        chat=("chat_identifier",),
        chat_message_join=("chat_id", "message_id"),
    )


def _rows(database: Database, chats: Sequence[int]) -> tuple[list[Row], bool]:
    """Take all rows of some chats, or those before the place where the database is torn."""
    where = _WITH_CHATS.format(", ".join("?" * len(chats)))
    rows: list[Row] = []
    try:
        rows.extend(map(Row._make, database.select("message", COLUMNS, where=where, values=chats)))
    except BROKEN:
        if not rows:
            raise
        return rows, True
    return rows, False


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


def _part(rows: list[Row], attached: dict[object, str], *, them: str, damaged: int, is_torn: bool) -> Part:
    timed = [(moment(row), row) for row in rows]
    unplaced = [place for place, (at, _) in enumerate(timed, start=1) if at is None]
    known = sorted(((at, row) for at, row in timed if at is not None), key=lambda each: each[0])
    reactions = Reactions([row for _, row in known if is_about_another(row)], them)
    said = []
    for place, (at, row) in enumerate(known, start=1):
        if is_about_another(row):
            continue
        one = to_said(row, at, them=them, attached=attached.get(row.number), reactions=reactions)
        if one is None:
            unplaced.append(place)
        else:
            said.append(one)
    messages = to_frame(said)
    return Part(
        messages=messages,
        names=names_of(messages),
        format=IMessage.format,
        unplaced_lines=tuple(sorted([*unplaced, *([len(rows) + 1] if is_torn else [])])),
        damaged_characters=damaged,
    )
