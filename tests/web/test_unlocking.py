"""Someone comes back, forgets, is away too long, or is not who they say."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from reknit.journey.model import Wishes
from reknit.storage.models import Person
from reknit.vault.envelope import Argon2Profile, new_envelope
from reknit.vault.recovery import new_recovery_code

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
PASSPHRASE = "lantern orbit pickle harbour"
NEW = {"passphrase": "granite teapot violin moss", "again": "granite teapot violin moss"}


def is_in(client: Client) -> bool:
    """Say whether Today opens."""
    return client.get("/today/").status_code == 200


def test_the_only_one_at_home_needs_no_name(kim: Someone, stranger: Client) -> None:
    assert 'name="name"' not in stranger.get("/unlock/").content.decode()
    assert stranger.post("/unlock/", {"passphrase": PASSPHRASE})["Location"] == "/today/"
    assert is_in(stranger)


def test_with_two_at_home_the_name_decides(kim: Someone, noor: Someone, stranger: Client, text: Read) -> None:
    assert 'name="name"' in stranger.get("/unlock/").content.decode()
    wrong = stranger.post("/unlock/", {"name": "Nobody", "passphrase": PASSPHRASE})
    assert "do not open a place here" in text(wrong)
    stranger.post("/unlock/", {"name": " NOOR ", "passphrase": PASSPHRASE})
    assert "Noor." in stranger.get("/today/").content.decode()


def test_a_wrong_passphrase_says_so(kim: Someone, stranger: Client, text: Read) -> None:
    answer = stranger.post("/unlock/", {"passphrase": "wrong"})
    assert answer.status_code == 422
    assert "That passphrase does not open it." in text(answer)
    assert "Type a passphrase." in text(stranger.post("/unlock/", {"passphrase": ""}))


def test_many_wrong_tries_rest_for_a_while(kim: Someone, stranger: Client, text: Read) -> None:
    for _ in range(10):
        stranger.post("/unlock/", {"passphrase": "wrong"})
    assert "It rests for ten minutes" in text(stranger.post("/unlock/", {"passphrase": PASSPHRASE}))
    assert not is_in(stranger)


def test_the_throttle_keeps_nothing_anyone_typed(kim: Someone, stranger: Client) -> None:
    from axes.models import AccessAttempt

    stranger.post(
        "/unlock/", {"passphrase": "planted-passphrase", "held.path": "/x/", "held.note": "planted-note"}
    )
    kept = str(AccessAttempt.objects.values().get())
    assert "planted" not in kept
    assert "Kim" not in kept


def test_the_next_page_is_one_of_ours(kim: Someone, stranger: Client) -> None:
    for path, leads in (
        ("/path/", "/path/"),
        ("https://elsewhere.example/", "/today/"),
        ("//x.example", "/today/"),
    ):
        stranger = Client()
        assert stranger.post("/unlock/", {"passphrase": PASSPHRASE, "next": path})["Location"] == leads


def test_the_recovery_code_opens_and_sets_a_new_passphrase(kim: Someone, text: Read) -> None:
    client = Client()
    assert "does not open it" in text(client.post("/unlock/code/", NEW | {"code": new_recovery_code()}))
    assert client.post("/unlock/code/", NEW | {"code": kim.code.lower()})["Location"] == "/today/"
    assert is_in(client)
    again = Client()
    again.post("/unlock/", {"passphrase": NEW["passphrase"]})
    assert is_in(again)


def test_a_new_passphrase_ends_every_other_session(kim: Someone, text: Read) -> None:
    other = Client()
    other.post("/unlock/", {"passphrase": PASSPHRASE})
    assert "not your present passphrase" in text(kim.post("/yours/passphrase/", NEW | {"current": "wrong"}))
    assert (
        kim.post("/yours/passphrase/", NEW | {"current": PASSPHRASE})["Location"] == "/yours/?done=passphrase"
    )
    assert "holds from now on" in text(kim.get("/yours/?done=passphrase"))
    assert is_in(kim.client)
    assert Session.objects.count() == 1
    assert not is_in(other)


def test_a_new_recovery_code_voids_the_old_one(kim: Someone, text: Read) -> None:
    assert kim.post("/yours/code/")["Location"] == "/start/code/"
    shown = kim.get("/start/code/").content.decode()
    fresh = "-".join(re.findall(r"<span>(\w{5})</span>", shown))
    assert "does not open it" in text(Client().post("/unlock/code/", NEW | {"code": kim.code}))
    assert Client().post("/unlock/code/", NEW | {"code": fresh})["Location"] == "/today/"


def test_half_a_session_opens_nothing(kim: Someone) -> None:
    del kim.client.cookies["half"]
    assert not is_in(kim.client)


def test_halves_of_two_sessions_do_not_fit(kim: Someone) -> None:
    other = Client()
    other.post("/unlock/", {"passphrase": PASSPHRASE})
    other.cookies["half"] = kim.client.cookies["half"].value
    assert not is_in(other)
    broken = Client()
    broken.post("/unlock/", {"passphrase": PASSPHRASE})
    broken.cookies["half"] = "not base64 at all"
    assert not is_in(broken)


def test_it_locks_when_someone_is_away(kim: Someone) -> None:
    assert is_in(kim.client)
    session = kim.client.session
    session["seen"] = int(time.time()) - 15 * 60 - 1
    session.save()
    answer = kim.get("/today/")
    assert answer["Location"] == "/unlock/?next=/today/"
    assert kim.client.cookies["half"].value == ""


def test_being_there_keeps_it_open(kim: Someone) -> None:
    session = kim.client.session
    session["seen"] = before = int(time.time()) - 14 * 60
    session.save()
    assert is_in(kim.client)
    assert kim.client.session["seen"] > before


def test_the_idle_time_is_remembered_for_the_next_time(kim: Someone, text: Read) -> None:
    kim.post("/yours/idle/", {"idle_minutes": "60"})
    assert kim.post("/yours/idle/", {"idle_minutes": "7"})["Location"] == "/yours/"
    client = Client()
    client.post("/unlock/", {"passphrase": PASSPHRASE})
    assert client.session["idle_minutes"] == 60
    kept = kim.diary.newest(Wishes)
    assert kept is not None
    assert kept.entry.idle_minutes == 60
    assert "1 hour" in text(client.get("/yours/"))


def test_signing_out_and_opening_the_unlock_page_both_lock(kim: Someone) -> None:
    kim.post("/sign-out/")
    assert not is_in(kim.client)
    assert kim.post("/sign-out/")["Location"] == "/"
    kim.client.post("/unlock/", {"passphrase": PASSPHRASE})
    kim.get("/unlock/")
    assert not is_in(kim.client)
    assert not Session.objects.exists()


def test_a_form_that_locked_is_held_and_kept_after_unlocking(kim: Someone, text: Read) -> None:
    kim.get("/leave/")
    typed = {"happened": "two\nlines & more", "sit_with": "Noor", "distress": "7"}
    held = kim.post("/exercises/X01/", typed)
    assert held.status_code == 403
    assert "What you typed is still here" in text(held)
    assert "two\nlines &amp; more" in held.content.decode()
    carried = {f"held.{name}": value for name, value in typed.items()} | {"held.path": "/exercises/X01/"}
    wrong = kim.client.post("/unlock/", carried | {"passphrase": "wrong"})
    assert "two\nlines &amp; more" in wrong.content.decode()
    back = kim.client.post("/unlock/", carried | {"passphrase": PASSPHRASE})
    assert 'action="/exercises/X01/"' in back.content.decode()
    assert "two\nlines &amp; more" in back.content.decode()
    away = kim.client.post(
        "/unlock/", carried | {"passphrase": PASSPHRASE, "held.path": "https://x.example/"}
    )
    assert 'action="/today/"' in away.content.decode()


def test_a_held_form_never_carries_a_passphrase(kim: Someone) -> None:
    kim.get("/leave/")
    held = kim.post("/yours/passphrase/", NEW | {"current": PASSPHRASE}).content.decode()
    assert NEW["passphrase"] not in held
    assert PASSPHRASE not in held


def test_an_outdated_envelope_is_renewed_on_the_way_in(kim: Someone) -> None:
    cheap = Argon2Profile(passes=1, memory=8 * 1024, lanes=1)
    _, key = kim.person, b"k" * 32
    envelope = new_envelope(
        key=key, owner=kim.person.id.bytes, passphrase="old", code=kim.code, profile=cheap
    )
    Person.objects.filter(pk=kim.person.pk).update(envelope=envelope.as_bytes())
    Client().post("/unlock/", {"passphrase": "old"})
    stored = bytes(Person.objects.get(pk=kim.person.pk).envelope)
    assert b'"memory":65536' in stored


def test_hosted_the_name_is_always_asked(kim: Someone, stranger: Client, settings: Settings) -> None:
    settings.HOSTED = True
    assert 'name="name"' in stranger.get("/unlock/").content.decode()


def test_a_bare_button_that_locked_is_not_pressed_again(kim: Someone) -> None:
    kim.get("/leave/")
    assert kim.post("/yours/delete/")["Location"] == "/unlock/"
    assert Person.objects.filter(pk=kim.person.pk).exists()


def test_opening_ones_own_place_forgives_no_guess_at_another(kim: Someone, noor: Someone, text: Read) -> None:
    for guess in range(10):
        Client().post("/unlock/", {"name": "Kim", "passphrase": f"wrong {guess}"})
        Client().post("/unlock/", {"name": "Noor", "passphrase": PASSPHRASE})
    assert "It rests" in text(Client().post("/unlock/", {"name": "Kim", "passphrase": PASSPHRASE}))
