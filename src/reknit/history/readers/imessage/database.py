"""Open a database that somebody handed over: to read, never to write, and without trusting its schema."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reknit.history.readers.imessage.write_ahead import in_memory
from reknit.history.readers.interface import NotAnExport
from reknit.history.sources import LARGEST_READ

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reknit.history.sources import File

SQLITE_START = b"SQLite format 3\0"
LOG_ENDING = "-wal"
# No message is longer; a row that claims to be is damage.
LONGEST_VALUE = 64 * 1024 * 1024
# An ordinary column; others are computed when they are read, by whatever the file says.
_ORDINARY = 0


# What comes out of a damaged database; even the message of an error may hold letters that are none.
BROKEN = (sqlite3.Error, UnicodeDecodeError)


class DamagedDatabase(NotAnExport):
    """Say that the database cannot be read."""

    def __init__(self) -> None:
        super().__init__("This database of Messages is damaged or not complete.")


class Database:
    """Ask a foreign database only for columns that are really there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.damaged = 0
        connection.text_factory = self._text
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        for setting in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {setting}")
        # Views and virtual tables have no page of their own; they could run anything.
        real = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        self.columns = {name: self._columns(name) for (name,) in connection.execute(real)}

    def _columns(self, table: str) -> frozenset[str]:
        quoted = table.replace('"', '""')
        described = self._connection.execute(f'PRAGMA table_xinfo("{quoted}")')
        return frozenset(name for _, name, _, _, _, _, hidden in described if hidden == _ORDINARY)

    def _text(self, content: bytes) -> str:
        try:
            return content.decode()
        except UnicodeDecodeError:
            self.damaged += 1
            return content.decode(errors="replace")

    def has(self, **tables: Sequence[str]) -> bool:
        """Tell whether all of these tables have all of these columns."""
        return all(set(columns) <= self.columns.get(table, frozenset()) for table, columns in tables.items())

    def ask(self, question: str) -> Iterator[tuple[object, ...]]:
        """Put a question about tables that were found to be there."""
        return self._connection.execute(question)

    def select(
        self, table: str, columns: Sequence[str], *, where: str = "", values: Sequence[int] = ()
    ) -> Iterator[tuple[object, ...]]:
        """Give the rows of a table; a column that is not there is empty."""
        known = self.columns.get(table, frozenset())
        if not known:
            return iter(())
        named = ", ".join(name if name in known or name == "ROWID" else "NULL" for name in columns)
        # Only names written in this package come in here, never a word of the file.
        return self._connection.execute(f"SELECT {named} FROM {table} {where}", values)  # noqa: S608


@contextmanager
def opened(file: File, log: File | None = None) -> Iterator[Database]:
    """Open a database, with the log beside it; raise DamagedDatabase wherever it cannot be read."""
    try:
        connection = _connected(file, log)
        try:
            yield Database(connection)
        finally:
            connection.close()
    except BROKEN as error:
        raise DamagedDatabase from error


def _connected(file: File, log: File | None) -> sqlite3.Connection:
    written = _log(file, log)
    if file.place is not None and not written:
        # Immutable: SQLite then creates no file beside the database, and takes no lock.
        return sqlite3.connect(f"{file.place.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection = sqlite3.connect(":memory:")
    connection.deserialize(in_memory(file.read(), written))
    return connection


def _log(file: File, log: File | None) -> bytes:
    """Give the log that was handed over as well, or that lies beside the file."""
    if log is not None:
        return log.read()
    beside = file.place.with_name(file.place.name + LOG_ENDING) if file.place else None
    if beside is None or not beside.is_file() or max(beside.stat().st_size, file.size) > LARGEST_READ:
        return b""
    return beside.read_bytes()
