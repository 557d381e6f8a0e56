"""The net is under every field: each page is walked, each field is found, and each one is read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from reknit.demo.kim import fill
from reknit.journey.model import UnconfirmedCode
from reknit.programme.answer import Answer, Draft
from reknit.programme.exercise import exercises, load_exercises
from reknit.safety.model import Noticed, Told
from reknit.steps.accept.model import Held
from reknit.vault.recovery import new_recovery_code
from tests.unit.journey.reader import RED
from tests.web.cast import NOW, PASSPHRASE, begin
from tests.web.crawling import Form, every_view, read_page, view_of, walk
from tests.web.test_exercises import EVERY_TYPE

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from tests.web.cast import Someone

pytestmark = pytest.mark.django_db

NOT_READ = {
    "passphrase": "a passphrase is never read by anything but the lock",
    "again": "the same passphrase once more",
    "current": "the passphrase of today",
    "code": "a recovery code, drawn by us",
    "file": "an export, read as what it is: entries that were read when they were kept",
    "chat": "a message history, measured and forgotten; the other person wrote half of it",
}
"""The fields that are not read, by name, with the reason."""

OPEN_TO_ALL = {
    "accounts:landing": "before anyone is in",
    "accounts:begin": "tried below, as a stranger",
    "accounts:unlock": "name and passphrase open the diary; until then there is none to keep a sign in",
    "accounts:recover": "as unlocking",
}
"""Pages for somebody who is not in."""

NO_PAGE = {
    "accounts:strength", "accounts:sign_out", "accounts:new_code", "accounts:idle", "accounts:export",
    "journey:pulse", "journey:draft", "journey:forget", "safety:read_right", "safety:forget_noticed",
    "safety:say", "safety:two_weeks_not_now", "history:pin", "history:unpin", "history:take",
    "history:forget", "words:reading", "words:draft", "words:keep", "words:read_again", "words:change",
    "words:copied", "words:burn",
}  # fmt: skip
"""Addresses that only take a form; each answers a plain visit with 405."""

ENDS = {"safety:leave"}
"""Leaving, which locks."""


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, db: None) -> Someone:
    """Someone six weeks in, with something on every page and an exercise that asks in every way."""
    (tmp_path / "X99.md").write_text(EVERY_TYPE, encoding="utf-8")
    every = exercises() | load_exercises(folder=tmp_path)
    for place in ("journey.exercise", "journey.knowing"):
        monkeypatch.setattr(f"reknit.web.{place}.exercises", lambda: every)
    found = begin("Kim", told=False)
    fill(diary=found.diary, now=NOW)
    wave = Answer(at=NOW - dt.timedelta(minutes=30), exercise="X14", title="Wave", given=())
    found.diary.keep(wave, about="X14")
    found.diary.keep(Held(at=NOW - dt.timedelta(hours=30), text="Hello Sam."))
    found.diary.keep(UnconfirmedCode(at=NOW, code=new_recovery_code()))
    found.diary.keep(Noticed(at=NOW, where="X03.story", sign="order", level="amber", shown_at=NOW))
    found.get("/today/")
    return found


STARTS = (
    "/today/", "/start/code/", "/start/ending/", "/start/ten/", "/start/ten/read/",
    "/how-you-have-been/more/", "/how-you-have-been/read/", "/safe/", "/drawer/burned/", "/kitchen/",
)  # fmt: skip


def addresses(pages: dict[str, list[Form]]) -> set[str]:
    """Return the names of the pages that were walked."""
    return {view_of(path) for path in pages}


def test_the_walk_comes_by_every_page_there_is(full: Someone) -> None:
    walked = addresses(walk(full, *STARTS))
    assert every_view() - walked - set(OPEN_TO_ALL) - NO_PAGE - ENDS == set()
    some_id = {"entry_id": "5b0c1e0e-6f0a-4c63-9f52-0d5f6f1f7c11"}
    some = {"name": "X01"} | some_id | {"pin_id": some_id["entry_id"]}
    for name in NO_PAGE:
        assert full.get(_reverse(name, some)).status_code == 405, name


def _reverse(name: str, some: dict[str, str]) -> str:
    from django.urls import NoReverseMatch

    for keys in ((), ("name",), ("entry_id",), ("entry_id", "pin_id")):
        try:
            return reverse(name, kwargs={key: some[key] for key in keys})
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def fields(pages: dict[str, list[Form]]) -> list[tuple[Form, str]]:
    """Return every field that words can be typed into, once for each kind of page, with its form."""
    found: dict[tuple[str, str, str], tuple[Form, str]] = {}
    for path, forms in pages.items():
        for form in forms:
            for name in form.typed:
                about = path if view_of(path) == "journey:exercise" else view_of(path)
                found.setdefault((about, form.action if about == path else "", name), (form, name))
    return list(found.values())


def test_every_field_is_read_and_a_card_comes_before_the_next_page(full: Someone) -> None:
    found = fields(walk(full, *STARTS))
    assert {name for _, name in found} > set(NOT_READ) - {"passphrase"}
    tried = [(form, name) for form, name in found if name not in NOT_READ]
    kinds = {"short", "long", "long.landing", "lines", "columns.left", "columns.right"}
    assert {name for form, name in tried if "X99" in form.page} == kinds
    assert {"ex", "text", "felt", "would_do", "hoping"} <= {name for _, name in tried}
    for form, name in tried:
        _forget(full)
        values = form.values | {name: [RED, *form.values[name][1:]]}
        answer = full.post(urlsplit(form.action).path, values)
        [noticed] = full.diary.of(Noticed)
        assert (noticed.entry.sign, noticed.entry.level) == ("self_harm", "red"), (form.page, name)
        assert noticed.entry.where.endswith(f".{name}"), (noticed.entry.where, form.page, name)
        card = f"/noticed/{noticed.id}/"
        if noticed.entry.source:
            assert answer["Location"].startswith(card), (form.page, name)
        else:
            assert answer.status_code == 422
            assert RED in answer.content.decode()
            assert full.get("/path/")["Location"].startswith(card)


def _forget(someone: Someone) -> None:
    for kind in (Noticed, Told):
        someone.diary.forget(*(kept.id for kept in someone.diary.of(kind)))
    for name in (*exercises(), "X99"):
        someone.diary.forget(*(kept.id for kept in someone.diary.of(Draft, about=name)))


def test_what_saves_itself_is_read_and_raises_its_card_only_at_the_next_page(full: Someone) -> None:
    tried = [
        (form, name)
        for form, name in fields(walk(full, *STARTS))
        if form.draft and name not in NOT_READ and ("X99" in form.page or "check" in form.page)
    ]
    assert {form.draft for form, _ in tried} == {"/exercises/X99/draft/", "/check/draft/"}
    for form, name in tried:
        _forget(full)
        values = form.values | {name: [RED, *form.values[name][1:]]}
        answer = full.post(form.draft, values, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        [noticed] = full.diary.of(Noticed)
        assert noticed.entry.source
        again = full.post(form.draft, values | {name: [f"{RED}. And"]}, headers={"HX-Request": "true"})
        assert again.status_code == 200
        assert len(full.diary.of(Noticed)) == 1
        assert full.get(form.page)["Location"].startswith(f"/noticed/{noticed.id}/")


def test_the_first_page_of_all_is_read_too(stranger: Client) -> None:
    answer = stranger.get("/start/")
    [form] = [one for one in read_page("/start/", answer)[0] if one.typed]  # type: ignore[arg-type]  # a page
    assert set(form.typed) - set(NOT_READ) == {"name"}
    sent = {"name": RED, "passphrase": PASSPHRASE, "again": PASSPHRASE, "adult": "on"}
    card = stranger.post("/start/", sent)["Location"]
    assert card.startswith("/noticed/")
    assert stranger.get(card).status_code == 200


def test_fields_for_whoever_is_not_in_are_names_and_keys(stranger: Client) -> None:
    for path in ("/", "/unlock/", "/unlock/code/"):
        forms, _ = read_page(path, stranger.get(path))  # type: ignore[arg-type]  # a page
        assert {name for form in forms for name in form.typed} <= {"name", "passphrase", "again", "code"}


def test_a_field_nobody_thought_of_would_be_found(full: Someone) -> None:
    page = full.get("/today/")
    page.content = page.content.replace(
        b"</main>", b'<form method="post"><textarea name="new"></textarea></form></main>'
    )
    forms, _ = read_page("/today/", page)
    assert "new" in {name for form in forms for name in form.typed}
