"""Store sealed rows of one person in the database, in short transactions and nothing computed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Count

from reknit.storage.models import Person, SealedEntry
from reknit.vault.diary import SealedRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

BATCH = 500
COLUMNS = ("entry_id", "shelf", "sealed")


class DatabaseStore:
    """A sealed store over the table of sealed entries."""

    def __init__(self, *, owner: UUID) -> None:
        self._owner = owner

    @property
    def _rows(self) -> QuerySet[SealedEntry]:
        return SealedEntry.objects.filter(owner_id=self._owner)

    def add(self, rows: Sequence[SealedRow]) -> None:
        """Store new rows, all or none; ids already there are left untouched."""
        entries = [
            SealedEntry(owner_id=self._owner, entry_id=row.entry_id, shelf=row.shelf, sealed=row.sealed)
            for row in rows
        ]
        with transaction.atomic():
            SealedEntry.objects.bulk_create(entries, batch_size=BATCH, ignore_conflicts=True)

    def replace(self, row: SealedRow) -> bool:
        """Overwrite the row with this id and say whether there was one."""
        found = self._rows.filter(entry_id=row.entry_id)
        return bool(found.update(shelf=row.shelf, sealed=row.sealed))

    def remove(self, entry_ids: Sequence[UUID]) -> None:
        """Remove rows for good; ids that are not there are no error."""
        self._rows.filter(entry_id__in=entry_ids).delete()

    def get(self, entry_id: UUID) -> SealedRow | None:
        """Return one row."""
        found = self._rows.filter(entry_id=entry_id).values_list(*COLUMNS)
        return next(map(_row, found), None)

    def newest(self, shelves: Sequence[bytes], most: int | None) -> list[SealedRow]:
        """Return rows of these shelves, newest first, at most so many."""
        found = self._rows.filter(shelf__in=shelves).order_by("-position")
        return [_row(values) for values in found.values_list(*COLUMNS)[:most]]

    def everything(self) -> Iterator[SealedRow]:
        """Return every row, oldest first."""
        found = self._rows.order_by("position").values_list(*COLUMNS)
        return map(_row, found.iterator(BATCH))

    def shelves(self) -> dict[bytes, int]:
        """Return how many rows stand on each shelf."""
        counted = self._rows.values_list("shelf").annotate(Count("position")).order_by()
        return {bytes(shelf): count for shelf, count in counted}


def _row(values: tuple[UUID, bytes, bytes]) -> SealedRow:
    # SQLite hands out bytes, PostgreSQL a view of them.
    entry_id, shelf, sealed = values
    return SealedRow(entry_id, bytes(shelf), bytes(sealed))


def delete_person(*, owner: UUID) -> None:
    """Delete a person, all they kept and all their sessions; on SQLite leave no trace in file or log."""
    end_sessions(owner=owner)
    Person.objects.filter(pk=owner).delete()
    if connection.vendor == "sqlite":
        transaction.on_commit(_empty_log)


def end_sessions(*, owner: UUID, but: str | None = None) -> None:
    """End every session of a person, but perhaps one.

    A session says whose it is only inside. Left behind, it is half of what opens an old backup.
    """
    person, sessions = str(owner), Session.objects.exclude(pk=but or "").iterator()
    theirs = [one.pk for one in sessions if one.get_decoded().get(SESSION_KEY) == person]
    Session.objects.filter(pk__in=theirs).delete()


def _empty_log() -> None:
    # secure_delete has overwritten the pages; the write-ahead log still holds their old state.
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
