"""Every store keeps the same promises; the one in memory and the one in the database are held to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from reknit.storage.models import Person
from reknit.storage.store import BATCH, DatabaseStore
from reknit.vault.diary import SealedRow
from tests.unit.vault.memory import MemoryStore

if TYPE_CHECKING:
    from reknit.vault.diary import SealedStore

pytestmark = pytest.mark.django_db

HERE, THERE, NOWHERE = b"h" * 16, b"\x00\xff" * 8, b"n" * 16


@pytest.fixture(params=["memory", "database"])
def store(request: pytest.FixtureRequest) -> SealedStore:
    """Return an empty store of each kind."""
    if request.param == "memory":
        return MemoryStore()
    return DatabaseStore(owner=Person.objects.create(handle="one", envelope=b"").pk)


def row(sealed: bytes = b"\x01sealed\x00", *, shelf: bytes = HERE, entry_id: UUID | None = None) -> SealedRow:
    """Return a row with a fresh id."""
    return SealedRow(entry_id or uuid4(), shelf, sealed)


def test_a_row_comes_back_as_it_was_added(store: SealedStore) -> None:
    added = row(bytes(range(256)))
    store.add([added])
    got = store.get(added.entry_id)
    assert got == added
    assert isinstance(got, SealedRow)
    assert [type(part) for part in got] == [UUID, bytes, bytes]
    assert store.get(uuid4()) is None


def test_an_empty_store_is_empty(store: SealedStore) -> None:
    store.add([])
    assert list(store.everything()) == []
    assert store.newest([HERE], None) == []
    assert store.shelves() == {}


def test_rows_are_told_in_the_order_of_adding(store: SealedStore) -> None:
    rows = [row(bytes([number])) for number in range(5)]
    store.add(rows[:2])
    store.add(rows[2:])
    assert list(store.everything()) == rows
    assert store.newest([HERE], None) == rows[::-1]
    assert store.newest([HERE], 2) == [rows[4], rows[3]]
    assert store.newest([HERE], 9) == rows[::-1]
    assert store.newest([HERE], 0) == []


def test_shelves_are_told_apart_and_read_together(store: SealedStore) -> None:
    rows = [row(shelf=HERE), row(shelf=THERE), row(shelf=HERE)]
    store.add(rows)
    assert store.newest([HERE], None) == [rows[2], rows[0]]
    assert store.newest([HERE, THERE], None) == rows[::-1]
    assert store.newest([THERE, NOWHERE], None) == [rows[1]]
    assert store.newest([], None) == []
    assert store.shelves() == {HERE: 2, THERE: 1}


def test_an_id_that_is_there_already_is_left_untouched(store: SealedStore) -> None:
    old, fresh = row(b"old"), row(b"fresh")
    store.add([old])
    store.add([row(b"new", shelf=THERE, entry_id=old.entry_id), fresh])
    assert list(store.everything()) == [old, fresh]


def test_of_the_same_id_twice_the_first_is_stored(store: SealedStore) -> None:
    first = row(b"first")
    store.add([first, row(b"second", entry_id=first.entry_id)])
    assert list(store.everything()) == [first]


def test_a_replaced_row_stays_in_its_place(store: SealedStore) -> None:
    rows = [row(), row()]
    store.add(rows)
    changed = row(b"changed", shelf=THERE, entry_id=rows[0].entry_id)
    assert store.replace(changed)
    assert list(store.everything()) == [changed, rows[1]]
    assert store.shelves() == {HERE: 1, THERE: 1}


def test_nothing_is_replaced_where_nothing_is(store: SealedStore) -> None:
    assert not store.replace(row())
    assert list(store.everything()) == []


def test_removed_rows_are_gone_and_missing_ones_are_no_error(store: SealedStore) -> None:
    rows = [row(), row(), row()]
    store.add(rows)
    store.remove([rows[0].entry_id, rows[2].entry_id, uuid4()])
    store.remove([])
    assert list(store.everything()) == [rows[1]]


def test_the_newest_place_is_never_given_twice(store: SealedStore) -> None:
    first, second = row(), row()
    store.add([first, second])
    store.remove([second.entry_id])
    third = row()
    store.add([third])
    assert store.newest([HERE], None) == [third, first]


def test_many_rows_come_back_in_order(store: SealedStore) -> None:
    rows = [row(bytes([number % 256])) for number in range(2 * BATCH + 1)]
    store.add(rows)
    assert list(store.everything()) == rows
    store.remove([one.entry_id for one in rows[1:]])
    assert list(store.everything()) == rows[:1]


def test_rows_can_be_changed_while_everything_is_told(store: SealedStore) -> None:
    rows = [row(bytes([number % 256])) for number in range(BATCH + 1)]
    store.add(rows)
    told: list[Any] = []
    for one in store.everything():
        told.append(one)
        store.replace(one._replace(sealed=b"changed"))
    assert [one.entry_id for one in told] == [one.entry_id for one in rows]
    assert {one.sealed for one in store.everything()} == {b"changed"}
