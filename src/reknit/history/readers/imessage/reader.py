"""Read the database of Messages: `chat.db` of a Mac, or the same out of a backup of an iPhone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.history.readers.columns import names_of, to_frame
from reknit.history.readers.imessage.database import (
    LOG_ENDING,
    SQLITE_START,
    DamagedDatabase,
    Database,
    opened,
)
from reknit.history.readers.imessage.gathering import gathered
from reknit.history.readers.imessage.people import threads_of
from reknit.history.readers.imessage.write_ahead import LOG_STARTS
from reknit.history.readers.interface import Chat, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.sources import File


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
            progress(0.2)
            found = gathered(database, numbers, them=chat.title)
            damaged = database.damaged
        messages = to_frame(found.said)
        return Part(
            messages=messages,
            names=names_of(messages),
            format=self.format,
            unplaced_lines=tuple(found.unplaced),
            damaged_characters=damaged,
        )


def _is_messages(database: Database) -> bool:
    return database.has(
        message=("date", "handle_id", "is_from_me"),
        handle=("id",),
        chat=("chat_identifier",),
        chat_message_join=("chat_id", "message_id"),
    )
