"""Someone takes what is theirs along, brings it back, or deletes it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reknit.demo.kim import fill
from reknit.journey.model import Start, UnconfirmedCode
from reknit.storage.models import Person, SealedEntry
from tests.web.cast import begin

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
NOW = dt.datetime.now().astimezone()


def export(someone: Someone) -> bytes:
    """Save everything."""
    answer = someone.post("/yours/export/")
    assert answer["Content-Type"] == "application/zip"
    assert "reknit" not in answer["Content-Disposition"]
    return answer.content


def bring(someone: Someone, content: bytes) -> HttpResponse:
    """Bring an export back."""
    return someone.post("/yours/import/", {"file": SimpleUploadedFile("notes.zip", content)})


def test_everything_comes_back_exactly_on_another_machine(db: None, text: Read) -> None:
    first = begin("Kim", told=False)
    fill(diary=first.diary, now=NOW)
    saved = export(first)
    before = list(first.diary.export())
    other = begin("Kim again", told=False)
    other.diary.keep(Start(at=NOW, name="Kim again"))
    assert f"{len(before)} entries were read" in text(bring(other, saved))
    assert list(other.diary.export()) == before
    assert "Kim." in text(other.get("/today/"))


def test_bringing_the_same_twice_doubles_nothing(kim: Someone) -> None:
    before = list(kim.diary.export())
    bring(kim, export(kim))
    assert list(kim.diary.export()) == before


def test_the_export_can_be_read_without_any_program(kim: Someone) -> None:
    kim.post(
        "/exercises/X01/",
        {"happened": "It ended.", "distress": "7", "sit_with": "Noor", "wait": ["post"], "body": ["eaten"]},
    )
    with zipfile.ZipFile(io.BytesIO(export(kim))) as archive:
        assert "It ended." in archive.read("exercises.md").decode()
        assert set(archive.namelist()) >= {"reknit.json", "start.md", "pulse.md", "safety.md"}


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_export_gets_a_sentence(kim: Someone, text: Read, content: bytes) -> None:
    answer = bring(kim, content)
    assert answer.status_code == 422
    assert "is not a Reknit export" in text(answer)


def test_without_a_file_it_asks_for_one(kim: Someone, text: Read) -> None:
    assert "Choose the zip file" in text(kim.post("/yours/import/"))


def test_a_code_on_its_way_is_not_brought_along(kim: Someone) -> None:
    kim.post("/yours/code/")
    saved = export(kim)
    kim.diary.forget(*(kept.id for kept in kim.diary.of(UnconfirmedCode)))
    bring(kim, saved)
    assert kim.diary.newest(UnconfirmedCode) is None


def test_two_clicks_delete_everything(kim: Someone, noor: Someone, text: Read) -> None:
    assert "/yours/delete/" in kim.get("/yours/").content.decode()
    assert "There is no way back" in text(kim.get("/yours/delete/"))
    assert "It is gone." in text(kim.post("/yours/delete/"))
    assert [person.pk for person in Person.objects.all()] == [noor.person.pk]
    assert not SealedEntry.objects.filter(owner_id=kim.person.pk).exists()
    assert kim.get("/today/").status_code == 302


def test_what_was_told_can_be_changed(kim: Someone, text: Read) -> None:
    assert 'value="Sam"' in kim.get("/start/ending/").content.decode()
    changed = {"ex": "S.", "ended_on": "2026-09-01", "ended_by": "both", "asked": "nothing", "country": "IE"}
    assert kim.post("/start/ending/", changed)["Location"] == "/today/"
    assert "S., the date" in text(kim.get("/yours/"))
    assert len(kim.diary.of(Start)) == 1


def test_an_import_changes_nothing_that_the_other_has_asked_for(kim: Someone, noor: Someone) -> None:
    old = export(noor)
    kim.post(
        "/start/ending/",
        {"ex": "Sam", "ended_on": "2026-09-01", "ended_by": "both", "asked": "no_contact", "country": "IE"},
    )
    bring(kim, old)
    kept = kim.diary.newest(Start)
    assert kept is not None
    assert kept.entry.asked == "no_contact"


def test_an_untold_place_survives_its_own_export(db: None) -> None:
    nell = begin("Nell", told=False)
    nell.diary.keep(Start(at=NOW, name="Nell"))
    bring(nell, export(nell))
    assert len(nell.diary.of(Start)) == 1
