"""What is saved comes back as it was; what cannot come back is named; anything else is no export of ours."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from random import Random
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.journey import export
from reknit.journey.export import JSON_NAME, NotAnExport, read_export, write_export
from reknit.journey.model import PULSE_LINES, Pulse, Start, UnconfirmedCode, Wishes
from reknit.journey.readable import READABLE
from reknit.programme.answer import Answer, Draft, read_answers
from reknit.safety.model import QUESTIONS, SafetyTen
from reknit.vault.diary import Diary, Exported
from reknit.vault.sealing import new_key
from tests.unit.programme.forms import ONE_OF_EACH, Form, valid_forms
from tests.unit.vault.memory import MemoryStore

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
WISHES = b'{"at":"2026-11-24T09:00:00Z","idle_minutes":15}'


def packed(entries: list[Exported], *, reknit: int = 1) -> bytes:
    """Return the JSON of an export, written by hand."""
    listed = msgspec.json.encode(entries)
    return b'{"reknit":%d,"exported_at":"2026-11-24T09:30:00Z","entries":%s}' % (reknit, listed)


def zipped(text: bytes, *, name: str = JSON_NAME, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with one file in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(name, text)
    return file.getvalue()


def entry(kind: str = Wishes.KIND, text: bytes = WISHES, *, entry_id: UUID | None = None) -> Exported:
    """Return one entry on its way."""
    return Exported(id=entry_id or uuid4(), kind=kind, entry=msgspec.Raw(text))


@given(forms=st.lists(valid_forms(), max_size=3))
def test_everything_comes_back_in_order_with_its_id_and_byte_for_byte(forms: list[Form]) -> None:
    diary = Diary(key=new_key(), owner=uuid4(), store=MemoryStore())
    diary.keep(Start(at=NOW, name="Kim", ex="Sam", ended_on=NOW.date()))
    diary.keep(SafetyTen(at=NOW, replies=dict.fromkeys(QUESTIONS, "no")))
    diary.keep(Pulse(at=NOW, **dict.fromkeys(PULSE_LINES, 5)))
    diary.keep(Wishes(at=NOW))
    diary.keep(UnconfirmedCode(at=NOW, code="AAAAA"))
    for form in forms:
        kept, _ = read_answers(prompts=ONE_OF_EACH, fields=form)
        diary.keep(Answer(at=NOW, exercise="X90", title="Small", given=kept), about="X90")
        diary.keep(Draft(at=NOW, exercise="X90", fields=form), about="X90")
    entries = tuple(diary.export())
    found, left_out = read_export(content=write_export(entries=entries, now=NOW))
    assert left_out == ()
    assert found == entries
    assert [bytes(one.entry) for one in found] == [bytes(one.entry) for one in entries]
    elsewhere = Diary(key=new_key(), owner=uuid4(), store=MemoryStore())
    elsewhere.restore(found)
    assert tuple(elsewhere.export()) == entries


def test_a_strange_but_valid_spelling_survives() -> None:
    spaced = entry(text=b'{ "at": "2026-11-24T09:00:00+00:00",\n  "idle_minutes": 15, "later": "\\u00e9" }')
    found, _ = read_export(content=write_export(entries=[spaced], now=NOW))
    assert bytes(found[0].entry) == bytes(spaced.entry)


def test_the_same_moment_writes_the_same_file() -> None:
    one = entry()
    assert write_export(entries=[one], now=NOW) == write_export(entries=[one], now=NOW)
    with zipfile.ZipFile(io.BytesIO(write_export(entries=[one], now=NOW))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2026, 11, 24, 9, 30, 0)}
        assert archive.namelist() == ["reknit.json", *(name for name, _, _ in READABLE)]


def test_an_empty_diary_can_be_saved_too() -> None:
    assert read_export(content=write_export(entries=[], now=NOW)) == ((), ())


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_again_by_another_program_is_read(method: int) -> None:
    one = entry()
    assert read_export(content=zipped(packed([one]), method=method)) == ((one,), ())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("journey.wishes/2", WISHES),
        ("accept.urge/1", b"{}"),
        (Wishes.KIND, b"[]"),
        (Wishes.KIND, b'{"idle_minutes":15}'),
        (Wishes.KIND, b'{"at":"yesterday"}'),
        (UnconfirmedCode.KIND, b'{"at":"2026-11-24T09:00:00Z","code":"\xff"}'),
    ],
)
def test_what_cannot_be_kept_is_named_and_takes_nothing_with_it(kind: str, text: bytes) -> None:
    good = [entry(), entry()]
    content = zipped(packed([good[0], entry(kind, text), entry(kind, text), good[1]]))
    assert read_export(content=content) == (tuple(good), (kind,))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a picture, perhaps",
        zipped(b"{}", name="chat.txt"),
        zipped(b""),
        zipped(b"{}"),
        zipped(b"[1, 2]"),
        zipped(b"not json"),
        zipped(b"[" * 100_000),
        zipped(b'{"reknit":1,"exported_at":"2026-11-24T09:30:00Z","entries":[{"id":"1"}]}'),
        zipped(packed([]).replace(b"{", b'{"colour":"red",', 1)),
        zipped(packed([], reknit=2)),
        zipped(packed([entry("\N{LATIN SMALL LETTER E WITH ACUTE}")]).replace(b"\xc3\xa9", b"\xff")),
    ],
    ids=[str(place) for place in range(12)],
)
def test_anything_else_is_no_export(content: bytes) -> None:
    with pytest.raises(NotAnExport, match="Choose the zip file you saved"):
        read_export(content=content)


def test_an_encrypted_zip_is_no_export() -> None:
    content = bytearray(zipped(packed([])))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    with pytest.raises(NotAnExport) as raised:
        read_export(content=bytes(content))
    assert "encrypted" in str(raised.value.__cause__)


def test_more_than_a_life_can_hold_is_no_export(monkeypatch: pytest.MonkeyPatch) -> None:
    text = packed([entry()])
    monkeypatch.setattr(export, "LARGEST", len(text))
    assert len(read_export(content=zipped(text))[0]) == 1
    monkeypatch.setattr(export, "LARGEST", len(text) - 1)
    with pytest.raises(NotAnExport):
        read_export(content=zipped(text))


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_file_is_no_export_or_gives_back_what_it_held(method: int) -> None:
    random, one = Random(7), entry()
    whole = zipped(packed([one] * 9), method=method)
    for _ in range(400):
        content = bytearray(whole)
        for _ in range(random.randint(1, 3)):
            content[random.randrange(len(content))] = random.randrange(256)
        kept = bytes(content[: random.choice([len(content), random.randrange(len(content))])])
        try:
            assert read_export(content=kept) == ((one,) * 9, ())
        except NotAnExport:
            continue
