"""Where a state closes something it is gone everywhere: paths, Today, links, and every direct address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import pytest

from reknit.programme.exercise import Exercise, exercises
from reknit.safety.model import Noticed, Told
from tests.web.cast import NOW
from tests.web.crawling import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reknit.safety.model import Event
    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
STARTS = ("/today/", "/path/", "/closed/", "/noticed/", "/yours/", "/check/", "/start/ten/read/")
PLACES = ("reknit.web.journey.exercise", "reknit.web.journey.knowing")

FUTURE = {
    "X06": ("understand", "Whose share was it"),
    "X18": ("meet", "Practise a meeting"),
    "X19": ("meet", "After you met"),
    "X20": ("meet", "The apology"),
    "R1": ("rebuild", "A first message"),
    "R4": ("rebuild", "Version two"),
    "L1": ("let_go", "A closing letter"),
}
"""Exercises that will come, with no word in them about where they must not be seen."""


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Exercise]:
    """Add the exercises that will come, open to everyone from the first day."""
    small = exercises()["X23"]
    later = {
        name: msgspec.structs.replace(
            small, head=msgspec.structs.replace(small.head, id=name, step=step, title=title)
        )
        for name, (step, title) in FUTURE.items()
    }
    every = exercises() | later
    for place in PLACES:
        monkeypatch.setattr(f"{place}.exercises", lambda: every)
    return every


def noticed(sign: str) -> Noticed:
    """Return a sign that was noticed an hour ago, and shown."""
    at = NOW - dt.timedelta(hours=1)
    return Noticed(at=at, where="X14.hoping", sign=sign, level="red", shown_at=at)  # type: ignore[arg-type]


CLOSED: list[tuple[str, Event, set[str]]] = [
    ("violence", noticed("abused"), {"X03", "X06", "X16", "X18", "X19", "X20", "R1", "R4"}),
    ("minor", noticed("minor"), {"X03", "X06", "X18", "X19", "X20", "R1", "R4", "L1"}),
    ("crisis", Told(at=NOW, what="not_safe"), {"X18", "X19", "X20", "R1", "R4"}),
    ("own violence", noticed("threat"), {"X18", "X19", "X20", "R1", "R4"}),
    ("order", noticed("order"), {"X18", "X19", "X20", "R1", "R4"}),
    ("pursuit", noticed("stalking"), {"X20", "R1", "R4"}),
    ("pressure", noticed("manipulation"), {"X20", "R1"}),
]


@pytest.mark.parametrize(("event", "gone"), [row[1:] for row in CLOSED], ids=[row[0] for row in CLOSED])
def test_what_is_closed_is_gone_from_every_page_and_every_address(
    kim: Someone, whole: Mapping[str, Exercise], event: Event, gone: set[str]
) -> None:
    before = walk(kim, *STARTS)
    assert {f"/exercises/{name}/" for name in whole} - set(before) <= {"/exercises/L1/"} | {
        f"/exercises/{name}/" for name in ("R1", "R4", "L1")
    }
    kim.diary.keep(event)
    walked = walk(kim, *STARTS)
    titles = {whole[name].head.title for name in gone}
    for name in gone:
        assert f"/exercises/{name}/" not in walked
        assert kim.get(f"/exercises/{name}/").status_code == 404
        assert kim.post(f"/exercises/{name}/", {"rise": "later"}).status_code == 404
    for path in walked:
        answer = kim.get(path)
        page = answer.content.decode() if answer.status_code == 200 else ""
        for title in titles:
            assert title not in page, (path, title)
    for name in set(whole) - gone:
        assert kim.get(f"/exercises/{name}/").status_code == 200, name


@pytest.mark.parametrize("afraid", [True, False])
def test_in_the_victim_edition_no_page_speaks_of_shares_a_hello_an_apology_or_a_new_start(
    kim: Someone, whole: Mapping[str, Exercise], text: Read, *, afraid: bool
) -> None:
    if afraid:
        kim.post("/start/ten/", {"watched": "once"})
    else:
        kim.diary.keep(noticed("abused"))
    for path in walk(kim, *STARTS):
        answer = kim.get(path)
        if answer.status_code != 200 or path.startswith(("/closed/", "/noticed/", "/start/ten/")):
            continue  # these say that it is closed, and why
        read = text(answer).lower()
        for word in (
            "your share",
            "whose share",
            "say hi",
            "short hello",
            "apolog",
            "version two",
            "rebuild",
        ):
            assert word not in read, (path, word)
    assert "People to talk to" in text(kim.get("/today/"))
    assert "danger" in kim.get("/today/").content.decode()


def test_a_draft_of_something_closed_is_not_taken(kim: Someone, whole: Mapping[str, Exercise]) -> None:
    kim.diary.keep(noticed("abused"))
    assert kim.post("/exercises/X06/draft/", {"a": "b"}).status_code == 302


def test_whoever_is_under_age_reads_no_old_messages(kim: Someone) -> None:
    kim.diary.keep(noticed("minor"))
    for path in ("/history/", "/history/5b0c1e0e-6f0a-4c63-9f52-0d5f6f1f7c11/"):
        assert kim.get(path)["Location"] == "/closed/"
    kim.diary.keep(Told(at=NOW, what="of_age"))
    assert kim.get("/history/").status_code == 200
