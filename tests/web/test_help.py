"""Someone needs help, signed in or not."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from reknit.safety.helplines import country_names
from reknit.web.safety import country

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db


def test_help_is_there_without_signing_in(stranger: Client, text: Read) -> None:
    page = stranger.get("/help/", headers={"accept-language": "en-GB,en;q=0.8"})
    assert "Samaritans" in text(page)
    assert 'href="tel:116123"' in page.content.decode()
    assert 'href="tel:999"' in page.content.decode()
    assert "looked at on" in text(page)


@pytest.mark.parametrize("language", ["", "en", "xx-YY", "de;q=0.5"])
def test_without_a_known_country_the_directories_are_shown(
    stranger: Client, text: Read, language: str
) -> None:
    assert "Find A Helpline" in text(stranger.get("/help/", headers={"accept-language": language}))


def test_the_clock_tells_more_than_the_language(
    stranger: Client, text: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zone.tab").write_text("# a table\nGB\t+513030-0000731\tEurope/London\n", encoding="utf-8")
    monkeypatch.setattr("reknit.web.safety.country.TZPATH", (str(tmp_path),))
    country._zones.cache_clear()
    stranger.cookies["zone"] = "Europe/London"
    assert "Samaritans" in text(stranger.get("/help/", headers={"accept-language": "en-US"}))
    stranger.cookies["zone"] = "Nowhere/Atlantis"
    assert "988" in text(stranger.get("/help/", headers={"accept-language": "en-US"}))
    country._zones.cache_clear()


def test_the_country_of_the_start_comes_first_and_can_be_changed(kim: Someone, text: Read) -> None:
    assert "Samaritans" in text(kim.get("/help/", headers={"accept-language": "en-US"}))
    assert "988" in text(kim.get("/help/?country=US"))
    assert "Samaritans" in text(kim.get("/help/?country=nowhere"))


@pytest.mark.parametrize("topic", ["crisis", "danger", "own-behaviour", "order", "young"])
def test_each_situation_has_its_page(stranger: Client, text: Read, topic: str) -> None:
    page = stranger.get(f"/help/{topic}/?country=GB")
    assert "Call 999" in text(page)
    assert "Source" in text(page)


def test_no_country_is_left_with_nothing(stranger: Client) -> None:
    for code in [*country_names(), "ZZ"]:
        assert 'href="tel:' in stranger.get(f"/help/crisis/?country={code}").content.decode(), code


def test_there_is_no_other_topic(stranger: Client) -> None:
    assert stranger.get("/help/other/").status_code == 404


def test_an_old_number_says_check_first(
    stranger: Client, text: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = dt.datetime.now().astimezone() + dt.timedelta(days=400)
    monkeypatch.setattr("reknit.web.safety.views.now", lambda _request: later)
    assert text(stranger.get("/help/?country=US")).count("Check the number first") >= 3


def test_leaving_locks_and_shows_something_dull(kim: Someone, text: Read) -> None:
    assert kim.get("/leave/")["Location"] == "/kitchen/"
    page = kim.get("/kitchen/")
    assert "Kitchen measures" in text(page)
    assert "Reknit" not in page.content.decode().replace("/static/reknit/", "")
    assert kim.get("/today/").status_code == 302


def test_leaving_works_for_anyone(stranger: Client) -> None:
    assert stranger.get("/leave/")["Location"] == "/kitchen/"


def test_the_chosen_country_goes_along(stranger: Client, text: Read) -> None:
    page = stranger.get("/help/?country=FR").content.decode()
    [link] = re.findall(r'href="(/help/crisis/[^"]*)"', page)
    assert "3114" in text(stranger.get(link))
    back = stranger.get(link).content.decode()
    assert 'href="/help/?country=FR"' in back
