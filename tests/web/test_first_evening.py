"""Someone comes for the first time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reknit.journey.model import Start, UnconfirmedCode
from reknit.safety.model import QUESTIONS, SafetyTen
from reknit.storage.models import Person

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db

GOOD = {
    "name": "Kim",
    "passphrase": "otter velvet quarry lamp",
    "again": "otter velvet quarry lamp",
    "adult": "on",
}
ENDING = {"ex": "Sam", "ended_on": "2026-10-13", "ended_by": "them", "asked": "space", "country": "GB"}


def begin(stranger: Client) -> str:
    """Make a place and return the recovery code that is shown."""
    assert stranger.post("/start/", GOOD)["Location"] == "/start/code/"
    shown = stranger.get("/start/code/").content.decode()
    return "-".join(re.findall(r"<span>(\w{5})</span>", shown))


def test_the_way_from_landing_to_today(stranger: Client) -> None:
    landing = stranger.get("/").content.decode()
    assert 'href="/start/"' in landing
    for topic in ("danger", "order", "young", "crisis", "own-behaviour"):
        assert f"/help/{topic}/" in landing
    code = begin(stranger)
    assert stranger.post("/start/code/", {"code": code.lower()})["Location"] == "/start/ending/"
    assert stranger.post("/start/ending/", ENDING)["Location"] == "/start/ten/"
    assert stranger.post("/start/ten/", {"afraid": "no"})["Location"] == "/start/ten/read/"
    assert "You left some open, and that is fine." in stranger.get("/start/ten/read/").content.decode()
    assert ", Kim." in stranger.get("/today/").content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Type a name, or any word"),
        ({"passphrase": "", "again": ""}, "Type a passphrase."),
        ({"passphrase": "password1", "again": "password1"}, "This one can be guessed"),
        ({"again": "otter velvet"}, "The two are not the same"),
        ({"adult": ""}, "Reknit is for people of 18 and over"),
    ],
)
def test_every_slip_gets_a_sentence_and_keeps_what_was_typed(
    stranger: Client, text: Read, change: dict[str, str], sentence: str
) -> None:
    answer = stranger.post("/start/", GOOD | change)
    assert answer.status_code == 422
    assert sentence in text(answer)
    if "name" not in change:
        assert 'value="Kim"' in answer.content.decode()
    assert not Person.objects.exists()


def test_a_name_that_is_taken_says_so(stranger: Client, kim: object, text: Read) -> None:
    assert "already goes by this name" in text(stranger.post("/start/", GOOD | {"name": "  kim "}))


def test_the_code_must_be_typed_back_and_is_then_forgotten(stranger: Client, text: Read) -> None:
    code = begin(stranger)
    assert "not a recovery code" in text(stranger.post("/start/code/", {"code": "abc"}))
    assert "five groups" in text(stranger.post("/start/code/", {"code": code[:-1]}))
    assert code.split("-")[0] in stranger.get("/start/code/").content.decode()
    stranger.post("/start/code/", {"code": code})
    assert stranger.get("/start/code/")["Location"] == "/start/ending/"


def test_another_valid_code_is_not_this_one(stranger: Client, text: Read) -> None:
    from reknit.vault.recovery import new_recovery_code

    begin(stranger)
    assert "not the code above" in text(stranger.post("/start/code/", {"code": new_recovery_code()}))


def test_today_leads_back_to_the_page_that_is_open(stranger: Client) -> None:
    code = begin(stranger)
    assert stranger.get("/today/")["Location"] == "/start/code/"
    stranger.post("/start/code/", {"code": code})
    assert stranger.get("/today/")["Location"] == "/start/ending/"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ex": ""}, "A nickname is enough"),
        ({"ended_on": ""}, "Roughly when did it end?"),
        ({"ended_on": "soon"}, "Write the day as"),
        ({"ended_on": "2099-01-01"}, "That day has not come yet."),
        ({"ended_by": ""}, "Pick what comes closest."),
        ({"asked": ""}, "Pick what comes closest."),
    ],
)
def test_the_ending_page_names_what_is_missing(
    stranger: Client, text: Read, change: dict[str, str], sentence: str
) -> None:
    begin(stranger)
    answer = stranger.post("/start/ending/", ENDING | {"ties": ["children"]} | change)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert 'value="children" checked' in answer.content.decode()


@pytest.mark.parametrize(
    ("replies", "asked", "sentences"),
    [
        ({"afraid": "once"}, "nothing", ["not your fault", "People for this"]),
        ({"i_hurt": "yes"}, "nothing", ["You can stop", "Respect"]),
        ({"i_looked": "yes"}, "nothing", ["Looking and writing after a no"]),
        ({"order": "yes"}, "nothing", ["An order means no contact"]),
        ({}, "no_contact", ["One more word", "Sam asked for no contact"]),
        ({"hurt": "rather_not"}, "nothing", ["You would rather not say"]),
        ({"i_threatened": "yes"}, "nothing", ["Are you safe right now?", "Samaritans", "Call 999"]),
        (dict.fromkeys(QUESTIONS, "no"), "nothing", ["Nothing here stands in the way"]),
    ],
)
def test_the_ten_lead_to_help(
    stranger: Client, text: Read, replies: dict[str, str], asked: str, sentences: list[str]
) -> None:
    begin(stranger)
    stranger.post("/start/ending/", ENDING | {"asked": asked})
    read = text(stranger.post("/start/ten/", replies, follow=True))
    assert all(sentence in read for sentence in sentences)


def test_what_was_told_is_kept_sealed(stranger: Client) -> None:
    code = begin(stranger)
    stranger.post("/start/code/", {"code": code})
    stranger.post("/start/ending/", ENDING | {"ties": ["lease", "work"]})
    stranger.post("/start/ten/", {"afraid": "no", "order": "no"})
    diary = stranger.get("/today/").wsgi_request.diary  # type: ignore[attr-defined]
    start, ten = diary.newest(Start).entry, diary.newest(SafetyTen).entry
    assert (start.name, start.ex, start.ties, start.country) == ("Kim", "Sam", ("lease", "work"), "GB")
    assert ten.replies == {"afraid": "no", "order": "no"}
    assert diary.newest(UnconfirmedCode) is None


def test_the_passphrase_is_judged_while_it_is_typed(stranger: Client, text: Read) -> None:
    assert "Easily guessed" in text(stranger.post("/start/strength/", {"passphrase": "abc"}))
    assert "Very hard" in text(stranger.post("/start/strength/", {"passphrase": GOOD["passphrase"] * 9}))
    assert text(stranger.post("/start/strength/", {"passphrase": ""})).strip() == ""
    assert stranger.post("/start/strength/", {"passphrase": "y1641208\nÁ9b091Á58t"}).status_code == 200


def test_whoever_is_in_goes_from_the_landing_to_today(kim: object) -> None:
    assert kim.get("/")["Location"] == "/today/"  # type: ignore[attr-defined]
