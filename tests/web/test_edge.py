"""What holds for every page: closed by default, no trace, no third party, nothing of anyone else's."""

from __future__ import annotations

import datetime as dt
import logging
import re
import uuid
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from reknit.programme.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = {
    "/sign-out/",
    "/",
    "/start/",
    "/start/strength/",
    "/unlock/",
    "/unlock/code/",
    "/help/",
    "/help/crisis/",
    "/leave/",
    "/kitchen/",
}
NOW = dt.datetime.now().astimezone()
ID = str(uuid.UUID(int=0))


def every_path(resolver: URLResolver | None = None) -> Iterator[str]:
    """Return a path for every page there is."""
    for found in (resolver or get_resolver()).url_patterns:
        if isinstance(found, URLResolver):
            yield from every_path(found)
        elif isinstance(found, URLPattern):
            path = "/" + str(found.pattern)
            path = (
                re.sub(r"<uuid:\w+>", ID, path)
                .replace("<slug:topic>", "crisis")
                .replace("<slug:name>", "X01")
            )
            yield path


PATHS = list(every_path())


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_closed_unless_it_is_meant_for_all(stranger: Client, path: str) -> None:
    answer = stranger.get(path)
    if path in OPEN_TO_ALL:
        assert answer.status_code in {200, 302, 405}
        assert "/unlock/?next=" not in answer.headers.get("Location", "")
    else:
        assert answer["Location"].startswith("/unlock/?next=")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_leaves_no_trace_and_asks_no_third_party(kim: Someone, path: str) -> None:
    answer = kim.get(path)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["Cache-Control"].startswith("no-store") or "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    assert len(page) < 100_000
    assert not re.search(r'(src|action)="(https?:)?//', page)
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick" not in page
    if (
        answer.status_code == 200
        and answer["Content-Type"].startswith("text/html")
        and path not in {"/kitchen/", "/start/strength/"}
    ):
        assert "data-leave" in page
        assert 'href="/leave/"' in page


def test_nobody_sees_anything_of_anyone_else(kim: Someone, noor: Someone) -> None:
    entry_id = kim.diary.keep(Answer(at=NOW, exercise="X01", title="Mine", given=()), about="X01")
    for path in (
        f"/kept/{entry_id}/",
        f"/kept/{entry_id}/later/",
        f"/history/{entry_id}/",
        f"/history/{entry_id}/measures/affection/",
    ):
        assert noor.get(path).status_code == 404
    assert noor.post(f"/kept/{entry_id}/forget/").status_code == 404
    assert noor.post(f"/history/{entry_id}/forget/").status_code == 404
    assert kim.get(f"/kept/{entry_id}/").status_code == 200


def test_a_form_from_elsewhere_is_refused_and_an_old_page_is_held(kim: Someone, text: Read) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = kim.client.cookies
    typed = {"pull": "3", "note": "still here"}
    elsewhere = strict.post("/pulse/", typed, headers={"origin": "https://elsewhere.example"})
    assert elsewhere.status_code == 403
    assert "still here" not in elsewhere.content.decode()
    stale = strict.post("/pulse/", typed, headers={"origin": "http://testserver"})
    assert stale.status_code == 403
    assert "still here" in stale.content.decode()
    assert 'action="/pulse/"' in stale.content.decode()


def test_a_missing_page_is_calm(kim: Someone, text: Read) -> None:
    assert "There is nothing on this page." in text(kim.get("/nothing/"))


def test_a_request_that_makes_no_sense_is_calm(kim: Someone, text: Read) -> None:
    answer = kim.post("/pulse/", {f"n{number}": "x" for number in range(1200)})
    assert answer.status_code == 400
    assert "Nothing was changed" in text(answer)


def test_a_failure_is_calm_and_its_log_impersonal(
    kim: Someone, text: Read, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise ValueError("planted words of a person")

    monkeypatch.setattr("reknit.web.journey.views.choose_today", fail)
    client = Client(raise_request_exception=False)
    client.cookies = kim.client.cookies
    from reknit.web.shell.logs import Impersonal, PlaceOnly

    with caplog.at_level(logging.ERROR, logger="django"):
        logging.getLogger("django").propagate = True
        answer = client.get("/today/?planted=words")
        logging.getLogger("django").propagate = False
    assert "Something broke on our side." in text(answer)
    for record in caplog.records:
        assert Impersonal().filter(record)
        written = PlaceOnly("{message}", style="{").format(record)
        assert "planted" not in written
        assert "ValueError" in written
