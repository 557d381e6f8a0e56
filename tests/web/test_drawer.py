"""A message lies closed for a day, is read as the one who would get it, and never leaves by itself."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reknit.journey.model import Start
from reknit.programme.words import check_words
from reknit.safety.model import QUESTIONS, Noticed, SafetyTen
from reknit.steps.accept.model import Held
from reknit.steps.meet.model import Drafted
from reknit.words import Risk
from tests.unit.steps.meet.readings import reading
from tests.web.cast import NOW, Someone

if TYPE_CHECKING:
    from uuid import UUID

    from pytest_django import DjangoAssertNumQueries

    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
TEXT = "I have your scarf.\nIt is with <Jo>."
LAID = NOW - dt.timedelta(hours=25)


def lay(kim: Someone, *, at: dt.datetime = LAID, **fields: object) -> UUID:
    """Lay a message in the drawer some time ago."""
    return kim.diary.keep(replace(Held(at=at, text=TEXT), **fields))  # type: ignore[arg-type]  # fields of a record


def held(kim: Someone, entry_id: UUID) -> Held:
    """Return how a message lies there now."""
    return kim.diary.get(Held, entry_id=entry_id).entry


def page_of(kim: Someone, entry_id: UUID) -> str:
    """Return the page of a message as markup."""
    return kim.get(f"/drawer/{entry_id}/").content.decode()


def test_keep_it_for_tomorrow(kim: Someone, text: Read) -> None:
    kept = kim.post("/check/keep/", {"text": TEXT})
    page = text(kim.get(kept["Location"]))
    tomorrow = NOW + dt.timedelta(days=1)
    assert "It is closed." in page
    assert f"It opens on {tomorrow.day} {tomorrow:%B %Y}" in page
    assert "scarf" not in page
    assert "scarf" not in text(kim.get("/check/"))
    assert kim.diary.of(Drafted) == []
    assert "closed, opens on" in text(kim.get("/drawer/"))
    assert "1 in it" in text(kim.get("/check/"))
    [one] = kim.diary.of(Held)
    assert one.entry.level


def test_an_autosave_that_comes_late_does_not_bring_it_back(kim: Someone) -> None:
    kim.post("/check/keep/", {"text": TEXT})
    kim.post("/check/draft/", {"text": TEXT})
    assert kim.diary.of(Drafted) == []
    kim.post("/check/draft/", {"text": f"{TEXT} And more."})
    assert len(kim.diary.of(Drafted)) == 1
    assert len(kim.diary.of(Held)) == 1


def test_what_was_read_is_noted_with_it(kim: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reknit.web.words.keeping.read", lambda _text: reading("but", "regret"))
    kim.post("/check/keep/", {"text": TEXT})
    [one] = kim.diary.of(Held)
    assert (one.entry.level, one.entry.faults, one.entry.parts) == ("red", ("but",), ("regret",))


def test_an_empty_field_is_not_laid_anywhere(kim: Someone) -> None:
    assert kim.post("/check/keep/", {"text": " "})["Location"] == "/check/"
    assert kim.diary.of(Held) == []


def test_while_it_is_closed_it_can_only_be_burned(kim: Someone, text: Read) -> None:
    entry_id = lay(kim, at=NOW)
    before = held(kim, entry_id)
    for way in ("read", "change", "copied"):
        assert kim.post(f"/drawer/{entry_id}/{way}/", {"felt": "x"})["Location"] == f"/drawer/{entry_id}/"
    assert held(kim, entry_id) == before
    assert kim.diary.of(Drafted) == []
    assert "It is burned." in text(kim.get(kim.post(f"/drawer/{entry_id}/burn/")["Location"]))
    assert kim.diary.of(Held) == []
    assert kim.get(f"/drawer/{entry_id}/").status_code == 404


def test_it_is_read_once_as_the_one_who_would_get_it(kim: Someone, text: Read) -> None:
    entry_id = lay(kim)
    page = kim.get(f"/drawer/{entry_id}/")
    assert "You are Sam. You have just come home. This is on your phone." in text(page)
    assert "It is with &lt;Jo&gt;." in page.content.decode()
    assert "/copied/" not in page.content.decode()
    kim.post(f"/drawer/{entry_id}/copied/")
    assert held(kim, entry_id).copied_at is None
    kim.post(f"/drawer/{entry_id}/read/", {"felt": " tired ", "would_do": "put it away"})
    after = text(kim.get(f"/drawer/{entry_id}/"))
    assert "Now you are you again." in after
    assert "As Sam, you said tired put it away" in after
    assert held(kim, entry_id).reread_at is not None
    assert "read again" in text(kim.get("/drawer/"))


def test_both_answers_may_be_left_open(kim: Someone, text: Read) -> None:
    entry_id = lay(kim)
    kim.post(f"/drawer/{entry_id}/read/")
    page = text(kim.get(f"/drawer/{entry_id}/"))
    assert "Now you are you again." in page
    assert "you said" not in page


def test_it_is_copied_once_and_can_be_selected_without_a_script(kim: Someone, text: Read) -> None:
    entry_id = lay(kim, reread_at=NOW)
    assert "Copy it, once" in page_of(kim, entry_id)
    kim.post(f"/drawer/{entry_id}/copied/")
    first = held(kim, entry_id).copied_at
    page = page_of(kim, entry_id)
    assert first is not None
    assert "readonly" in page
    assert "Copy it, once" not in page
    kim.post(f"/drawer/{entry_id}/copied/")
    assert held(kim, entry_id).copied_at == first
    later = lay(kim, reread_at=NOW, copied_at=NOW - dt.timedelta(hours=1))
    assert "readonly" not in page_of(kim, later)
    assert "You copied it." in page_of(kim, later)
    assert "copied on" in text(kim.get("/drawer/"))


def test_nothing_on_its_pages_sends(kim: Someone) -> None:
    for fields in ({}, {"reread_at": NOW}, {"reread_at": NOW, "copied_at": NOW}, {"changed_at": NOW}):
        page = page_of(kim, lay(kim, **fields))
        assert not [way for way in ("mailto:", "sms:", "whatsapp:") if way in page]


def test_changing_it_makes_a_new_version_and_keeps_the_old_beside_it(kim: Someone, text: Read) -> None:
    entry_id = lay(kim, reread_at=NOW)
    assert kim.post(f"/drawer/{entry_id}/change/")["Location"] == "/check/"
    page = text(kim.get("/check/"))
    assert "I have your scarf." in page
    assert "A new version." in page
    kim.post("/check/draft/", {"text": "I have your blue scarf."})
    assert held(kim, entry_id).changed_at is None
    kim.post(f"/drawer/{entry_id}/change/")
    assert kim.diary.of(Drafted)[0].entry.text == "I have your blue scarf."
    newer = kim.post("/check/keep/", {"text": "I have your blue scarf."})["Location"]
    assert held(kim, entry_id).changed_at is not None
    assert held(kim, entry_id).text == TEXT
    assert "You changed it." in page_of(kim, entry_id)
    assert "The version after" in page_of(kim, entry_id)
    assert "The version before" in text(kim.get(newer))
    assert "changed" in text(kim.get("/drawer/"))


def test_what_stood_on_the_page_is_laid_down_before_another_takes_its_place(kim: Someone) -> None:
    kim.post("/check/draft/", {"text": "something else"})
    entry_id = lay(kim, reread_at=NOW)
    kim.post(f"/drawer/{entry_id}/change/")
    assert [one.entry.text for one in kim.diary.of(Drafted)] == [TEXT]
    assert {one.entry.text for one in kim.diary.of(Held)} == {TEXT, "something else"}


def test_a_new_version_is_kept_when_the_old_was_burned(kim: Someone) -> None:
    entry_id = lay(kim, reread_at=NOW)
    kim.post(f"/drawer/{entry_id}/change/")
    kim.post(f"/drawer/{entry_id}/burn/")
    kim.post("/check/keep/", {"text": "all new"})
    assert [one.entry.text for one in kim.diary.of(Held)] == ["all new"]


def test_whoever_was_hurt_is_not_asked_to_read_as_them(kim: Someone, text: Read) -> None:
    entry_id = lay(kim)
    kim.diary.keep(SafetyTen(at=NOW, replies={**dict.fromkeys(QUESTIONS, "no"), "hurt": "yes"}))
    page = text(kim.get(f"/drawer/{entry_id}/"))
    assert "You are Sam" not in page
    assert "It never has to go anywhere." in page
    assert "Copy it, once" not in page
    assert check_words().closed["violence"] in page


@pytest.mark.parametrize("code", ["asked_for_none", "pursuit"])
def test_it_cannot_be_copied_where_contact_is_closed(kim: Someone, text: Read, code: str) -> None:
    entry_id = lay(kim, reread_at=NOW)
    if code == "asked_for_none":
        started = kim.diary.newest(Start)
        assert started
        kim.diary.change(entry_id=started.id, entry=replace(started.entry, asked="no_contact"))
    else:
        kim.diary.keep(Noticed(at=NOW, where="check", sign="stalking", level="red", shown_at=NOW))
    page = text(kim.get(f"/drawer/{entry_id}/"))
    assert check_words().closed[code] in page
    assert "Copy it, once" not in page
    kim.post(f"/drawer/{entry_id}/copied/")
    assert held(kim, entry_id).copied_at is None
    assert ("Change it" in page) == (code == "asked_for_none")
    taken = kim.post(f"/drawer/{entry_id}/change/")["Location"]
    assert taken == ("/check/" if code == "asked_for_none" else f"/drawer/{entry_id}/")


def test_words_of_danger_are_not_copied_and_help_comes_first(
    kim: Someone, text: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = lay(kim, reread_at=NOW)
    monkeypatch.setattr("reknit.web.words.views.read", lambda _text: reading(risks={"threat": "red"}))
    monkeypatch.setattr("reknit.web.words.drawer.risk_of", lambda _text: Risk(level="red"))
    page = page_of(kim, entry_id)
    assert check_words().risks["threat"].red in page
    assert 'href="/help/own-behaviour/"' in page
    assert "<details><summary>What you wrote" in page
    assert "Copy it, once" not in page
    assert "/change/" in page


def test_the_drawer_asks_the_database_little(
    kim: Someone, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entry_id = lay(kim, reread_at=NOW)
    for _ in range(5):
        lay(kim)
    kim.get("/today/")
    with django_assert_num_queries(6):
        kim.get("/drawer/")
    with django_assert_num_queries(11):
        kim.get(f"/drawer/{entry_id}/")


def test_an_empty_drawer_says_so(kim: Someone, text: Read) -> None:
    assert "Nothing lies here yet." in text(kim.get("/drawer/"))


def test_nobody_reaches_into_the_drawer_of_another(kim: Someone, noor: Someone) -> None:
    entry_id = lay(kim, reread_at=NOW)
    assert noor.get(f"/drawer/{entry_id}/").status_code == 404
    for way in ("read", "change", "copied", "burn"):
        assert noor.post(f"/drawer/{entry_id}/{way}/").status_code == 404
    assert kim.get(f"/drawer/{uuid.uuid4()}/").status_code == 404
    assert held(kim, entry_id).text == TEXT
