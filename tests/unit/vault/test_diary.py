"""The diary gives back what was kept, to the person who kept it, from the place it was kept in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.vault.diary import PADDING, Diary, Exported, Kept, NoSuchEntry, SealedRow, UnableToOpenEntry
from reknit.vault.sealing import derive, new_key, seal
from tests.unit.vault.memory import MemoryStore

KEY, OWNER = new_key(), uuid4()
AT = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
OVERHEAD = 29


@dataclass(frozen=True, kw_only=True)
class Note:
    """One kind of entry."""

    KIND: ClassVar[str] = "test.note/1"

    at: dt.datetime = AT
    text: str


@dataclass(frozen=True, kw_only=True)
class Mood:
    """Another kind of entry."""

    KIND: ClassVar[str] = "test.mood/1"

    level: int


def diary_over(store: MemoryStore, *, key: bytes = KEY, owner: UUID = OWNER) -> Diary:
    """Open the diary of a person over a store."""
    return Diary(key=key, owner=owner, store=store)


@pytest.fixture
def store() -> MemoryStore:
    """Return an empty store."""
    return MemoryStore()


@pytest.fixture
def diary(store: MemoryStore) -> Diary:
    """Return an empty diary."""
    return diary_over(store)


def texts(kept: list[Kept[Note]]) -> list[str]:
    """Return only the words of notes."""
    return [one.entry.text for one in kept]


@given(text=st.text(), at=st.datetimes(timezones=st.just(dt.UTC)), about=st.text(max_size=8))
def test_an_entry_comes_back_as_it_was_kept(text: str, at: dt.datetime, about: str) -> None:
    diary = diary_over(MemoryStore())
    note = Note(at=at, text=text)
    entry_id = diary.keep(note, about=about)
    assert diary.of(Note, about=about) == [Kept(id=entry_id, entry=note)]
    assert diary.get(Note, entry_id=entry_id).entry == note


def test_the_newest_come_first_and_no_more_than_asked_for(diary: Diary) -> None:
    assert diary.newest(Note) is None
    for text in "abc":
        diary.keep(Note(text=text))
    assert texts(diary.of(Note)) == ["c", "b", "a"]
    assert texts(diary.of(Note, most=2)) == ["c", "b"]
    newest = diary.newest(Note)
    assert newest is not None
    assert newest.entry.text == "c"


def test_each_shelf_holds_its_own(diary: Diary) -> None:
    diary.keep_all([(Note(text="a"), "X"), (Mood(level=3), "X"), (Note(text="b"), ""), (Note(text="c"), "Y")])
    assert texts(diary.of(Note)) == ["b"]
    assert texts(diary.of(Note, about="X")) == ["a"]
    assert texts(diary.of(Note, about=["X", "Y", "Z"])) == ["c", "a"]
    assert diary.of(Note, about=[]) == []


def test_counting_opens_nothing(diary: Diary, store: MemoryStore) -> None:
    diary.keep_all([(Note(text="a"), "X"), (Note(text="b"), "X"), (Mood(level=3), "")])
    store.add([SealedRow(uuid4(), bytes(16), b"does not open")])
    asked = [(Note.KIND, "X"), (Note.KIND, ""), (Mood.KIND, "")]
    assert diary.counts(asked) == {(Note.KIND, "X"): 2, (Note.KIND, ""): 0, (Mood.KIND, ""): 1}


def test_a_changed_entry_stays_in_its_old_place(diary: Diary) -> None:
    first = diary.keep(Note(text="a"))
    diary.keep(Note(text="b"))
    diary.change(entry_id=first, entry=Note(text="A"))
    assert texts(diary.of(Note)) == ["b", "A"]
    assert diary.get(Note, entry_id=first).entry.text == "A"


def test_an_entry_that_is_not_there_cannot_be_read_or_changed(diary: Diary) -> None:
    nowhere = uuid4()
    with pytest.raises(NoSuchEntry, match=str(nowhere)):
        diary.get(Note, entry_id=nowhere)
    with pytest.raises(NoSuchEntry):
        diary.change(entry_id=nowhere, entry=Note(text="a"))
    diary.forget(nowhere)


def test_what_is_forgotten_is_gone(diary: Diary) -> None:
    gone, stays = diary.keep(Note(text="a")), diary.keep(Note(text="b"))
    diary.forget(gone)
    assert [one.id for one in diary.of(Note)] == [stays]
    with pytest.raises(NoSuchEntry):
        diary.get(Note, entry_id=gone)


def test_an_export_is_brought_back_under_another_key(diary: Diary) -> None:
    kept = diary.keep(Note(text="a"), about="X")
    diary.keep(Mood(level=3))
    exported = list(diary.export())
    assert [(one.kind, one.about) for one in exported] == [(Note.KIND, "X"), (Mood.KIND, "")]
    assert msgspec.json.decode(exported[1].entry) == {"level": 3}

    other = diary_over(MemoryStore(), key=new_key(), owner=uuid4())
    other.restore(exported)
    assert list(other.export()) == exported
    assert other.of(Note, about="X") == [Kept(id=kept, entry=Note(text="a"))]


def test_bringing_back_leaves_what_is_here_as_it_is(diary: Diary) -> None:
    kept = diary.keep(Note(text="old"))
    exported = list(diary.export())
    diary.change(entry_id=kept, entry=Note(text="new"))
    diary.restore(exported)
    assert texts(diary.of(Note)) == ["new"]


def test_another_persons_key_finds_and_opens_nothing(diary: Diary, store: MemoryStore) -> None:
    kept = diary.keep(Note(text="a"))
    stranger = diary_over(store, key=new_key())
    assert stranger.of(Note) == []
    assert stranger.counts([(Note.KIND, "")]) == {(Note.KIND, ""): 0}
    with pytest.raises(UnableToOpenEntry):
        stranger.get(Note, entry_id=kept)
    assert list(stranger.export()) == []
    assert stranger.damaged == {kept}


def test_an_entry_moved_to_another_shelf_does_not_open(diary: Diary, store: MemoryStore) -> None:
    moved, other = diary.keep(Note(text="a")), diary.keep(Note(text="b"), about="X")
    row, place = store.get(moved), store.get(other)
    assert row
    assert place
    store.replace(row._replace(shelf=place.shelf))
    assert texts(diary.of(Note, about="X")) == ["b"]
    assert diary.damaged == {moved}
    with pytest.raises(UnableToOpenEntry, match="kept as it is"):
        diary.get(Note, entry_id=moved)


def test_an_entry_given_to_another_owner_does_not_open(diary: Diary, store: MemoryStore) -> None:
    kept = diary.keep(Note(text="a"))
    with pytest.raises(UnableToOpenEntry):
        diary_over(store, owner=uuid4()).get(Note, entry_id=kept)


def test_an_entry_under_another_id_does_not_open(diary: Diary, store: MemoryStore) -> None:
    row, other = store.get(diary.keep(Note(text="a"))), uuid4()
    assert row
    store.add([row._replace(entry_id=other)])
    with pytest.raises(UnableToOpenEntry):
        diary.get(Note, entry_id=other)


def test_an_entry_of_another_kind_is_not_read_as_this_one(diary: Diary) -> None:
    kept = diary.keep(Mood(level=3))
    with pytest.raises(UnableToOpenEntry):
        diary.get(Note, entry_id=kept)


@pytest.mark.parametrize(
    "raw", [b'{"text":1}', b"{}", b"3", b'{"at":"2026-11-24T09:00:00Z","text":"\xff"}'], ids=str
)
def test_an_entry_of_another_shape_is_not_read(diary: Diary, raw: bytes) -> None:
    entry_id = uuid4()
    diary.restore([Exported(id=entry_id, kind=Note.KIND, entry=msgspec.Raw(raw))])
    with pytest.raises(UnableToOpenEntry):
        diary.get(Note, entry_id=entry_id)


@pytest.mark.parametrize("plaintext", [b"", b"junk", b"{}", b'{"kind":"\xff","entry":{}}'])
def test_a_page_of_another_shape_is_not_read(diary: Diary, store: MemoryStore, plaintext: bytes) -> None:
    entry_id, shelf = uuid4(), bytes(16)
    place = b"entry" + OWNER.bytes + entry_id.bytes + shelf
    sealed = seal(key=derive(key=KEY, purpose="entries"), plaintext=plaintext, place=place)
    store.add([SealedRow(entry_id, shelf, sealed)])
    with pytest.raises(UnableToOpenEntry):
        diary.get(Note, entry_id=entry_id)


@given(text=st.text(max_size=300))
def test_length_is_told_in_steps_only(text: str) -> None:
    store = MemoryStore()
    diary_over(store).keep(Note(text=text))
    (row,) = store.everything()
    plain = len(msgspec.json.encode({"kind": Note.KIND, "entry": Note(text=text)}))
    assert len(row.sealed) - OVERHEAD == plain + -plain % PADDING


def test_nothing_of_an_entry_shows(diary: Diary, store: MemoryStore) -> None:
    diary.keep(Note(text="unmistakable"), about="X03")
    (row,) = store.everything()
    stored = row.shelf + row.sealed
    assert not any(word in stored for word in (b"unmistakable", b"test.note", b"X03", b"2026"))


def test_whoever_listens_is_told_what_is_kept_and_changed_once_it_is_on_disk(diary: Diary) -> None:
    heard: list[tuple[UUID, str]] = []

    def listener(entry_id: UUID, entry: object) -> None:
        kept = diary.get(Note, entry_id=entry_id).entry
        assert kept is entry or kept == entry
        heard.append((entry_id, kept.text))

    first = diary.keep(Note(text="before"))
    diary.listen(listener)
    second = diary.keep(Note(text="a"))
    diary.keep_all([(Note(text="b"), ""), (Note(text="c"), "X")])
    diary.change(entry_id=first, entry=Note(text="d"))
    diary.restore(
        [Exported(id=uuid4(), kind=Note.KIND, entry=msgspec.Raw(msgspec.json.encode(Note(text="e"))))]
    )
    diary.forget(second)
    with pytest.raises(NoSuchEntry):
        diary.change(entry_id=second, entry=Note(text="f"))
    assert [text for _, text in heard] == ["a", "b", "c", "d"]
    assert heard[0][0] == second
    assert heard[-1][0] == first
