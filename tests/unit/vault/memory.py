"""Keep sealed rows in memory: the smallest store that keeps the contract."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from reknit.vault.diary import SealedRow


class MemoryStore:
    """A sealed store over a dict, which remembers the order of keeping by itself."""

    def __init__(self) -> None:
        self._rows: dict[UUID, SealedRow] = {}

    def add(self, rows: Sequence[SealedRow]) -> None:
        """Store new rows; ids already there are left untouched."""
        for row in rows:
            self._rows.setdefault(row.entry_id, row)

    def replace(self, row: SealedRow) -> bool:
        """Overwrite the row with this id and say whether there was one."""
        found = row.entry_id in self._rows
        if found:
            self._rows[row.entry_id] = row
        return found

    def remove(self, entry_ids: Sequence[UUID]) -> None:
        """Remove rows; ids that are not there are no error."""
        for entry_id in entry_ids:
            self._rows.pop(entry_id, None)

    def get(self, entry_id: UUID) -> SealedRow | None:
        """Return one row."""
        return self._rows.get(entry_id)

    def newest(self, shelves: Sequence[bytes], most: int | None) -> list[SealedRow]:
        """Return rows of these shelves, newest first, at most so many."""
        return [row for row in reversed(self._rows.values()) if row.shelf in shelves][:most]

    def everything(self) -> Iterator[SealedRow]:
        """Return every row, oldest first."""
        return iter(list(self._rows.values()))

    def shelves(self) -> dict[bytes, int]:
        """Return how many rows stand on each shelf."""
        return dict(Counter(row.shelf for row in self._rows.values()))
