"""What Today shows, and what it costs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from reknit.journey.model import PULSE_LINES, Pulse
from reknit.programme.answer import Answer
from tests.web.cast import begin

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
NOW = dt.datetime.now().astimezone()


def pulse(*, days_ago: int, hurt: int) -> Pulse:
    """Return a pulse of some days ago."""
    values = dict.fromkeys(PULSE_LINES, 5) | {"hurt": hurt}
    return Pulse(at=NOW - dt.timedelta(days=days_ago), **values)


def test_today_greets_and_offers_one_thing_with_its_reason(kim: Someone, text: Read) -> None:
    page = kim.get("/today/")
    read = text(page)
    assert "Day 12." in read
    assert "Because it is day 12" in read
    assert page.content.decode().count('class="primary"') == 1
    for path in ("/exercises/X14/", "/check/", "/help/"):
        assert f'href="{path}"' in page.content.decode()


def test_the_pulse_is_kept_and_becomes_a_curve_from_the_second_day(kim: Someone, text: Read) -> None:
    assert "From the second day on it becomes a curve" in text(kim.get("/today/"))
    kim.diary.keep(pulse(days_ago=1, hurt=9))
    kim.post("/pulse/", dict.fromkeys(PULSE_LINES, "4") | {"hurt": "7", "pull": "99", "anger": "x"})
    kept = kim.diary.newest(Pulse)
    assert kept is not None
    assert (kept.entry.hurt, kept.entry.pull, kept.entry.anger, kept.entry.rested) == (7, 10, 5, 4)
    page = kim.get("/today/")
    assert 'aria-label="hurt fell from 9 to 8. over, for now fell from 5 to 4.5"' in page.content.decode()
    assert "As a table" in text(page)
    assert "You told us at" in text(page)


def test_a_heavy_day_sends_to_the_body_first(kim: Someone, text: Read) -> None:
    kim.diary.keep(pulse(days_ago=0, hurt=9))
    assert "You put hurt" in text(kim.get("/today/")) or "you put hurt at 9" in text(kim.get("/today/"))


def test_all_seven_lines_have_a_page(kim: Someone, text: Read) -> None:
    assert "nothing to see yet" in text(kim.get("/curve/"))
    for days_ago in (9, 4, 1):
        kim.diary.keep(pulse(days_ago=days_ago, hurt=days_ago))
    page = kim.get("/curve/")
    assert page.content.decode().count("<figure>") == 7


def test_a_wave_is_asked_about_twenty_minutes_later(kim: Someone, text: Read) -> None:
    wave = Answer(at=NOW - dt.timedelta(minutes=25), exercise="X14", title="Ride the wave", given=())
    entry_id = kim.diary.keep(wave, about="X14")
    page = kim.get("/today/")
    assert "How did it go?" in text(page)
    assert f"/kept/{entry_id}/later/" in page.content.decode()


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (2, "It is late"),
        (9, "Good morning"),
        (15, "Good afternoon"),
        (20, "Good evening"),
        (23, "Good evening"),
    ],
)
def test_the_greeting_knows_the_hour(
    kim: Someone, text: Read, monkeypatch: pytest.MonkeyPatch, hour: int, words: str
) -> None:
    at = NOW.replace(hour=hour)
    monkeypatch.setattr("reknit.web.journey.views.now", lambda _request: at)
    assert f"{words}, Kim." in text(kim.get("/today/"))


def test_the_browsers_zone_decides_which_day_it_is(kim: Someone) -> None:
    kim.client.cookies["zone"] = "Pacific/Kiritimati"
    kim.post("/pulse/", dict.fromkeys(PULSE_LINES, "4"))
    kept = kim.diary.newest(Pulse)
    assert kept is not None
    assert kept.entry.at.utcoffset() == dt.timedelta(hours=14)
    kim.client.cookies["zone"] = "../../etc/passwd"
    assert kim.get("/today/").status_code == 200


def test_the_path_shows_what_is_done_open_and_closed(kim: Someone, text: Read) -> None:
    kim.diary.keep(Answer(at=NOW, exercise="X12", title="x", given=()), about="X12")
    kim.diary.keep(pulse(days_ago=0, hurt=9))
    read = text(kim.get("/path/"))
    assert "kept once" in read
    assert "Waits for a day when hurt is 8 or lower." in read


def test_checking_a_message_closes_when_it_must(kim: Someone, text: Read) -> None:
    assert "What you would write" in text(kim.get("/check/"))
    kim.post("/start/ten/", {"order": "yes"})
    assert "What you would write" not in text(kim.get("/check/"))


def test_today_costs_few_queries(kim: Someone, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kim.get("/today/")
    with django_assert_num_queries(11):
        kim.get("/today/")


def test_leaving_the_ten_open_later_clears_nothing(kim: Someone, text: Read) -> None:
    kim.post("/start/ten/", {"afraid": "yes", "order": "yes", "i_contacted": "yes"})
    assert "checked" in kim.get("/start/ten/").content.decode()
    kim.post("/start/ten/", {})
    assert "not your fault" in text(kim.get("/start/ten/read/"))
    kim.post("/start/ten/", {"afraid": "no", "order": "no", "i_contacted": "no"})
    read = text(kim.get("/start/ten/read/"))
    assert "An order means" in read
    assert "Looking and writing after a no" in read
    assert "no fault of yours" in text(kim.get("/check/"))


def test_whoever_is_afraid_is_not_asked_to_weigh_both_sides(kim: Someone, text: Read) -> None:
    kim.post("/start/ten/", {"afraid": "yes"})
    assert kim.get("/exercises/X03/").status_code == 404
    assert "Meet" not in text(kim.get("/path/")).split("The path")[1]
    assert "before anything else" in text(kim.get("/today/"))
    assert "no fault of yours" in text(kim.get("/check/"))


def test_an_order_and_a_pursuit_close_the_check_with_their_own_words(
    kim: Someone, noor: Someone, text: Read
) -> None:
    kim.post("/start/ten/", {"order": "yes", "i_contacted": "yes"})
    assert "an order forbids contact" in text(kim.get("/check/"))
    noor.post("/start/ten/", {"i_contacted": "yes"})
    assert "looking that they did not want" in text(noor.get("/check/"))


def test_without_the_ten_nothing_opens_that_leads_to_contact(text: Read, db: None) -> None:
    nell = begin("Nell", told=False)
    assert "opens after ten questions about safety" in text(nell.get("/check/"))
    assert nell.get("/start/ten/read/")["Location"] == "/start/ten/"
