"""Keep typed entries sealed: what goes in is a record, what is stored is bytes without meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID, uuid4

import msgspec

from reknit.errors import ReknitError
from reknit.vault.sealing import UnableToOpen, derive, fingerprint, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

PADDING = 64
"""Entries are padded to a multiple of this many bytes, so that length tells little."""

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)
"""What reading JSON can raise; the second where a string inside raw JSON is not UTF-8."""


class UnableToOpenEntry(ReknitError):
    """Say that one entry is there but does not open."""

    def __init__(self, entry_id: UUID) -> None:
        super().__init__(f"Entry {entry_id} could not be opened. It is kept as it is.")


class NoSuchEntry(ReknitError):
    """Say that there is no entry with this id."""

    def __init__(self, entry_id: UUID) -> None:
        super().__init__(f"There is no entry {entry_id}.")


class Entry(Protocol):
    """Anything that can be kept: a frozen record with a versioned kind, such as `accept.urge/1`."""

    KIND: ClassVar[str]


class SealedRow(NamedTuple):
    """One entry as it is stored: its id, the shelf it stands on, and sealed bytes."""

    entry_id: UUID
    shelf: bytes
    sealed: bytes


class SealedStore(Protocol):
    """Where sealed rows live, for one owner, in the order in which they were first kept."""

    def add(self, rows: Sequence[SealedRow]) -> None:
        """Store new rows, all or none; ids already there are left untouched."""

    def replace(self, row: SealedRow) -> bool:
        """Overwrite the row with this id and say whether there was one."""

    def remove(self, entry_ids: Sequence[UUID]) -> None:
        """Remove rows for good; ids that are not there are no error."""

    def get(self, entry_id: UUID) -> SealedRow | None:
        """Return one row."""

    def newest(self, shelves: Sequence[bytes], most: int | None) -> list[SealedRow]:
        """Return rows of these shelves, newest first, at most so many."""

    def everything(self) -> Iterator[SealedRow]:
        """Return every row, oldest first."""

    def shelves(self) -> dict[bytes, int]:
        """Return how many rows stand on each shelf."""


T = TypeVar("T", bound=Entry)


@dataclass(frozen=True, kw_only=True)
class Kept(Generic[T]):
    """An entry and the id it is kept under."""

    id: UUID
    entry: T


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """An entry on its way out or in: open, but not yet read as any type."""

    id: UUID
    kind: str
    about: str = ""
    entry: msgspec.Raw


class _Sealed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    kind: str
    about: str = ""
    entry: msgspec.Raw


class Diary:
    """One person's entries, opened with the person's key.

    Each entry stands on a shelf: its kind and, where a kind has many subjects, what it is about
    (`programme.answer/1` about `X03`). The store sees a shelf only as a keyed fingerprint.

    One entry that does not open never hides the others: readers of many leave it out and note it
    in `damaged`, for the caller to say so.
    """

    def __init__(self, *, key: bytes, owner: UUID, store: SealedStore) -> None:
        self._owner = owner
        self._store = store
        self._entries_key = derive(key=key, purpose="entries")
        self._index_key = derive(key=key, purpose="index")
        self.damaged: set[UUID] = set()
        self._listener: Callable[[UUID, Entry], None] | None = None

    def listen(self, listener: Callable[[UUID, Entry], None]) -> None:
        """Call this with every entry that is kept or changed from now on, once it is on disk.

        What is restored was kept before and is not told again.
        """
        self._listener = listener

    def keep(self, entry: Entry, *, about: str = "") -> UUID:
        """Seal and store one entry; when this returns it is on disk."""
        entry_id = uuid4()
        self._store.add([self._seal(entry_id=entry_id, entry=entry, about=about)])
        self._tell(entry_id, entry)
        return entry_id

    def keep_all(self, entries: Iterable[tuple[Entry, str]]) -> None:
        """Seal and store entries, each with what it is about, all or none."""
        new = [(uuid4(), entry, about) for entry, about in entries]
        rows = [self._seal(entry_id=entry_id, entry=entry, about=about) for entry_id, entry, about in new]
        self._store.add(rows)
        for entry_id, entry, _ in new:
            self._tell(entry_id, entry)

    def of(self, kind: type[T], *, about: str | Sequence[str] = "", most: int | None = None) -> list[Kept[T]]:
        """Return the entries of a kind about something, newest first, at most so many."""
        subjects = [about] if isinstance(about, str) else about
        shelves = [self._shelf(kind=kind.KIND, about=subject) for subject in subjects]
        rows = self._store.newest(shelves, most)
        return [kept for row in rows if (kept := self._open_or_note(row=row, kind=kind))]

    def newest(self, kind: type[T], *, about: str = "") -> Kept[T] | None:
        """Return the newest entry of a kind, or None."""
        return next(iter(self.of(kind, about=about, most=1)), None)

    def get(self, kind: type[T], *, entry_id: UUID) -> Kept[T]:
        """Return one entry; raise NoSuchEntry, or UnableToOpenEntry when it is of another kind."""
        row = self._store.get(entry_id)
        if row is None:
            raise NoSuchEntry(entry_id)
        return self._open(row=row, kind=kind)

    def counts(self, shelves: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Return how many entries stand on each shelf, given as kind and subject, opening none."""
        known = self._store.shelves()
        return {(kind, about): known.get(self._shelf(kind=kind, about=about), 0) for kind, about in shelves}

    def change(self, *, entry_id: UUID, entry: Entry, about: str = "") -> None:
        """Seal a new state of an entry in its old place; raise NoSuchEntry."""
        if not self._store.replace(self._seal(entry_id=entry_id, entry=entry, about=about)):
            raise NoSuchEntry(entry_id)
        self._tell(entry_id, entry)

    def forget(self, *entry_ids: UUID) -> None:
        """Remove entries for good."""
        self._store.remove(entry_ids)

    def export(self) -> Iterator[Exported]:
        """Open every entry, oldest first, without reading it as any type."""
        for row in self._store.everything():
            try:
                sealed = self._unseal(row=row)
            except UnableToOpenEntry:
                self.damaged.add(row.entry_id)
                continue
            yield Exported(id=row.entry_id, kind=sealed.kind, about=sealed.about, entry=sealed.entry)

    def restore(self, exported: Iterable[Exported]) -> None:
        """Seal entries from an export under their old ids; ids already here stay as they are."""
        self._store.add(
            [
                self._seal_raw(entry_id=one.id, kind=one.kind, about=one.about, entry=bytes(one.entry))
                for one in exported
            ]
        )

    def _tell(self, entry_id: UUID, entry: Entry) -> None:
        if self._listener:
            self._listener(entry_id, entry)

    def _shelf(self, *, kind: str, about: str) -> bytes:
        return fingerprint(key=self._index_key, text=f"{kind}\0{about}")

    def _place(self, *, entry_id: UUID, shelf: bytes) -> bytes:
        return b"entry" + self._owner.bytes + entry_id.bytes + shelf

    def _seal(self, *, entry_id: UUID, entry: Entry, about: str) -> SealedRow:
        return self._seal_raw(
            entry_id=entry_id, kind=entry.KIND, about=about, entry=msgspec.json.encode(entry)
        )

    def _seal_raw(self, *, entry_id: UUID, kind: str, about: str, entry: bytes) -> SealedRow:
        shelf = self._shelf(kind=kind, about=about)
        plaintext = msgspec.json.encode(_Sealed(kind=kind, about=about, entry=msgspec.Raw(entry)))
        padded = plaintext + b" " * (-len(plaintext) % PADDING)
        place = self._place(entry_id=entry_id, shelf=shelf)
        return SealedRow(entry_id, shelf, seal(key=self._entries_key, plaintext=padded, place=place))

    def _unseal(self, *, row: SealedRow) -> _Sealed:
        place = self._place(entry_id=row.entry_id, shelf=row.shelf)
        try:
            plaintext = unseal(key=self._entries_key, sealed=row.sealed, place=place)
            return msgspec.json.decode(plaintext, type=_Sealed)
        except (UnableToOpen, *UNREADABLE) as error:
            raise UnableToOpenEntry(row.entry_id) from error

    def _open_or_note(self, *, row: SealedRow, kind: type[T]) -> Kept[T] | None:
        try:
            return self._open(row=row, kind=kind)
        except UnableToOpenEntry:
            self.damaged.add(row.entry_id)
            return None

    def _open(self, *, row: SealedRow, kind: type[T]) -> Kept[T]:
        sealed = self._unseal(row=row)
        if sealed.kind != kind.KIND:
            raise UnableToOpenEntry(row.entry_id)
        try:
            return Kept(id=row.entry_id, entry=msgspec.json.decode(sealed.entry, type=kind))
        except UNREADABLE as error:
            raise UnableToOpenEntry(row.entry_id) from error
