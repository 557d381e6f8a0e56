"""The database keeps people apart, stores all or none, and asks no more queries than it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import IntegrityError, OperationalError, connection

from reknit.storage.models import Person, SealedEntry
from reknit.storage.store import BATCH, DatabaseStore, delete_person
from reknit.vault.diary import SealedRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

HERE = b"h" * 16
SAVEPOINT = 2
"""Statements around a short transaction inside the one that a test runs in."""


def a_person(handle: str) -> Person:
    """Store a person."""
    return Person.objects.create(handle=handle, envelope=b"envelope")


def rows(number: int) -> list[SealedRow]:
    """Return fresh rows."""
    return [SealedRow(uuid4(), HERE, b"sealed") for _ in range(number)]


@pytest.mark.django_db
def test_two_people_never_see_each_others_rows() -> None:
    one, other = (DatabaseStore(owner=a_person(handle).pk) for handle in ("one", "other"))
    (mine,) = added = rows(1)
    one.add(added)
    theirs = mine._replace(sealed=b"theirs")
    other.remove([mine.entry_id])
    assert not other.replace(theirs)
    assert other.get(mine.entry_id) is None
    assert list(other.everything()) == other.newest([HERE], None) == []
    assert other.shelves() == {}

    # The same id is another entry for another person: no one can tell who uses which id.
    other.add([theirs])
    assert other.get(mine.entry_id) == theirs
    assert one.get(mine.entry_id) == mine
    other.remove([mine.entry_id])
    assert list(one.everything()) == added


@pytest.mark.django_db
def test_deleting_a_person_leaves_nothing_of_them_and_everything_of_others() -> None:
    gone, stays = a_person("gone"), a_person("stays")
    DatabaseStore(owner=gone.pk).add(rows(3))
    kept = rows(2)
    DatabaseStore(owner=stays.pk).add(kept)
    delete_person(owner=gone.pk)
    assert list(Person.objects.all()) == [stays]
    assert set(SealedEntry.objects.values_list("owner_id", flat=True)) == {stays.pk}
    assert list(DatabaseStore(owner=stays.pk).everything()) == kept
    delete_person(owner=gone.pk)


@pytest.mark.django_db
def test_deleting_a_person_ends_their_sessions_on_every_device() -> None:
    gone, stays = a_person("gone"), a_person("stays")
    for person in (gone, gone, stays):
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session.create()
    SessionStore().create()
    delete_person(owner=gone.pk)
    left = [session.get_decoded().get(SESSION_KEY) for session in Session.objects.all()]
    assert sorted(left, key=str) == sorted([str(stays.pk), None], key=str)


def test_a_new_envelope_ends_the_sessions_of_the_old_one() -> None:
    old, new = Person(envelope=b"old"), Person(envelope=b"new")
    assert old.get_session_auth_hash() != new.get_session_auth_hash()
    assert old.get_session_auth_hash() == Person(envelope=memoryview(b"old")).get_session_auth_hash()
    assert old.get_session_auth_fallback_hash() == []


@pytest.mark.django_db
def test_what_is_shown_of_a_person_and_an_entry_is_an_id() -> None:
    person = a_person("one")
    (row,) = added = rows(1)
    DatabaseStore(owner=person.pk).add(added)
    assert str(person) == str(person.pk)
    assert str(SealedEntry.objects.get()) == str(row.entry_id)


def full_at(statement: int) -> Callable[..., Any]:
    """Return a wrapper under which the disk is full at this INSERT."""
    seen = 0

    def execute(run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal seen
        seen += "INSERT" in sql.upper()
        if seen == statement:
            raise OperationalError("the disk is full")
        return run(sql, *rest)

    return execute


@pytest.mark.django_db(transaction=True)
def test_rows_are_stored_all_or_none() -> None:
    store = DatabaseStore(owner=a_person("one").pk)
    with connection.execute_wrapper(full_at(2)), pytest.raises(OperationalError):
        store.add(rows(3 * BATCH))
    assert list(store.everything()) == []


@pytest.mark.django_db(transaction=True)
def test_rows_of_nobody_are_refused() -> None:
    store = DatabaseStore(owner=uuid4())
    with pytest.raises(IntegrityError):
        store.add(rows(2))
    assert list(store.everything()) == []


@pytest.mark.django_db
def test_every_read_and_write_is_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    store = DatabaseStore(owner=a_person("one").pk)
    added = rows(100)
    with django_assert_num_queries(1 + SAVEPOINT):
        store.add(added)
    with django_assert_num_queries(1):
        assert len(store.newest([HERE, bytes(16)], None)) == 100
    with django_assert_num_queries(1):
        assert store.get(added[0].entry_id) == added[0]
    with django_assert_num_queries(1):
        assert list(store.everything()) == added
    with django_assert_num_queries(1):
        assert store.shelves() == {HERE: 100}
    with django_assert_num_queries(1):
        assert store.replace(added[0])
    with django_assert_num_queries(1):
        store.remove([one.entry_id for one in added])


@pytest.mark.django_db
def test_many_rows_are_added_in_few_statements(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    store = DatabaseStore(owner=a_person("one").pk)
    # SQLite takes at most 999 values a statement, four of which make a row.
    statements = {"sqlite": 5, "postgresql": 2}[connection.vendor]
    with django_assert_num_queries(statements + SAVEPOINT):
        store.add(rows(2 * BATCH))


@pytest.mark.django_db
def test_a_person_is_deleted_without_reading_what_they_kept(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    owner = a_person("one").pk
    DatabaseStore(owner=owner).add(rows(100))
    with django_assert_num_queries(4):
        delete_person(owner=owner)


@pytest.mark.django_db
def test_after_deleting_the_log_is_emptied_where_there_is_one(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        delete_person(owner=a_person("one").pk)
    assert len(callbacks) == {"sqlite": 1, "postgresql": 0}[connection.vendor]


@pytest.mark.django_db(transaction=True)
def test_a_person_can_be_deleted_outside_any_transaction() -> None:
    owner = a_person("one").pk
    DatabaseStore(owner=owner).add(rows(2))
    delete_person(owner=owner)
    assert not SealedEntry.objects.exists()
