"""The check reads along, keeps what is typed whatever it says, sends nothing, and closes where it has to."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from reknit.journey.model import Pulse, Start
from reknit.programme.words import check_words
from reknit.safety.model import QUESTIONS, Noticed, SafetyTen
from reknit.steps.accept.model import Held
from reknit.steps.meet.model import Drafted
from tests.unit.steps.meet.readings import reading, tone
from tests.web.cast import NOW, Someone, begin

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from reknit.vault.diary import Entry
    from reknit.words import Reading
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
TEXT = "well then, this is\nthe <b>draft</b> & more"


def reads(monkeypatch: pytest.MonkeyPatch, found: Reading) -> None:
    """Let the engine find this, whatever is typed."""
    monkeypatch.setattr("reknit.web.words.views.read", lambda _text: found)


def live(kim: Someone, text: str = TEXT) -> str:
    """Return what is shown while typing, as markup."""
    return kim.post("/check/reading/", {"text": text}, headers={"HX-Request": "true"}).content.decode()


def drafts(kim: Someone) -> list[str]:
    """Return what stands on the page."""
    return [one.entry.text for one in kim.diary.of(Drafted)]


def test_an_empty_page_says_what_it_does_and_judges_nothing(kim: Someone, text: Read) -> None:
    page = text(kim.get("/check/"))
    assert "nothing is sent from here" in page
    assert "your words may do to Sam" in page
    assert "How it may land" not in page


def test_a_plain_submit_keeps_the_words_and_reads_them(kim: Someone, text: Read) -> None:
    sent = kim.post("/check/", {"text": TEXT})
    assert (sent.status_code, sent["Location"]) == (302, "/check/#reading")
    page = kim.get("/check/").content.decode()
    assert "How it may land" in page
    assert "the &lt;b&gt;draft&lt;/b&gt; &amp; more</textarea>" in page
    assert drafts(kim) == [TEXT]


def test_reading_along_keeps_nothing(kim: Someone) -> None:
    assert "How it may land" in live(kim, "thanks, the keys are with Jo")
    assert drafts(kim) == []
    assert kim.get("/check/reading/").status_code == 405


def test_reading_along_of_an_empty_field_is_empty(kim: Someone) -> None:
    assert "<section" not in live(kim, " \n ")


def test_a_draft_is_kept_in_one_place_while_it_is_typed(kim: Someone, text: Read) -> None:
    for typed in ("one", "one two", "one two three"):
        saved = kim.post("/check/draft/", {"text": typed}, headers={"HX-Request": "true"})
        assert "Saved as a draft at" in text(saved)
    assert drafts(kim) == ["one two three"]
    assert kim.post("/check/draft/", {"text": "four"})["Location"] == "/check/"
    kim.post("/check/draft/", {"text": "  "})
    assert drafts(kim) == []
    assert kim.post("/check/draft/", {"text": ""}, headers={"HX-Request": "true"}).status_code == 200


def test_marks_stand_in_the_words_and_every_mark_can_be_asked(
    kim: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, reading("but", "regret", tone=tone(heat="hostile")))
    page = live(kim)
    assert '<span class="under takes_back">well</span></label>' in page
    buttons = re.findall(r'id="place-(\d)" popovertarget="(why-\d)" aria-describedby="(why-\d)"', page)
    assert buttons == [("1", "why-1", "why-1")]
    sheet = page.split('id="why-1" popover>')[1]
    assert sheet.index(check_words().faults["but"].does) < sheet.index(check_words().parts["regret"].does)
    assert "the &lt;b&gt;draft&lt;/b&gt; &amp; more</p>" in page
    assert page.count(check_words().kinds["takes_back"]) == 1


def test_an_apology_is_shown_part_by_part_and_other_words_are_not(
    kim: Someone, text: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, reading("regret"))
    page = live(kim)
    assert page.count('<li class="is-there">') == 1
    assert page.count('<li class="is-missing">') == 5
    reads(monkeypatch, reading("demand"))
    assert "As an apology" not in live(kim)


def test_a_steady_draft_is_told_so_with_what_cannot_be_known(
    kim: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, reading())
    page = live(kim)
    assert "Nothing here stands out." in page
    assert "That does not mean it should be sent." in page
    assert page.count(check_words().says["cannot_know"]) == 1
    assert "Look at this first" not in page


def test_meters_are_drawn_and_said(kim: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, reading(tone=tone(heat="hostile", footing="needy", distance="over_the_top")))
    page = live(kim)
    assert page.count("needle is-out") == 3
    assert check_words().meters["heat"].hostile in page
    reads(monkeypatch, reading())
    assert "needle is-out" not in live(kim)


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        ("self_harm", "crisis"),
        ("threat", "own-behaviour"),
        ("stalking", "own-behaviour"),
        ("manipulation", "own-behaviour"),
        ("abused", "danger"),
        ("minor", "young"),
        ("order", "order"),
    ],
)
def test_danger_comes_first_with_a_way_to_help_and_the_words_are_kept(
    kim: Someone, monkeypatch: pytest.MonkeyPatch, kind: str, topic: str
) -> None:
    reads(monkeypatch, reading("insult", "regret", risks={kind: "red"}))
    page = live(kim)
    assert f'href="/help/{topic}/"' in page
    assert "How it may land" not in page
    assert "As an apology" not in page
    assert "the &lt;b&gt;" not in page
    kim.post("/check/", {"text": TEXT})
    assert drafts(kim) == [TEXT]
    reads(monkeypatch, reading("insult", risks={kind: "amber"}))
    doubt = live(kim)
    assert f'href="/help/{topic}/"' in doubt
    assert ("How it may land" in doubt) == (kind != "self_harm")


def test_another_language_is_gone_through_by_hand(kim: Someone, text: Read) -> None:
    page = live(kim, "Du hast mich verletzt und ich will dass wir wieder zusammen sind, bitte antworte mir")
    assert "This does not read as English" in page
    assert check_words().parts["harm"].ask in page
    assert "How it may land" not in page


CLOSING: dict[str, tuple[Entry, str, bool]] = {
    "self_harm": (
        Noticed(at=NOW, where="check", sign="self_harm", level="red", shown_at=NOW),
        "/help/crisis/",
        False,
    ),
    "own_violence": (
        SafetyTen(at=NOW, replies={**dict.fromkeys(QUESTIONS, "no"), "i_hurt": "yes"}),
        "/help/own-behaviour/",
        False,
    ),
    "violence": (
        SafetyTen(at=NOW, replies={**dict.fromkeys(QUESTIONS, "no"), "afraid": "yes"}),
        "/help/danger/",
        True,
    ),
    "minor": (Noticed(at=NOW, where="check", sign="minor", level="red", shown_at=NOW), "/help/young/", False),
    "order": (
        SafetyTen(at=NOW, replies={**dict.fromkeys(QUESTIONS, "no"), "order": "yes"}),
        "/help/order/",
        False,
    ),
    "pursuit": (
        Noticed(at=NOW, where="check", sign="stalking", level="red", shown_at=NOW),
        "/help/own-behaviour/",
        False,
    ),
    "pressure": (
        Noticed(at=NOW, where="check", sign="manipulation", level="red", shown_at=NOW),
        "/help/own-behaviour/",
        False,
    ),
    "asked_for_none": (
        Start(
            at=NOW,
            name="Kim",
            ex="Sam",
            ended_on=NOW.date(),
            ended_by="them",
            asked="no_contact",
            country="GB",
        ),
        "/exercises/X14/",
        True,
    ),
}


@pytest.mark.parametrize("code", CLOSING)
def test_where_it_is_closed_it_says_why_and_nothing_typed_is_lost(
    kim: Someone, text: Read, code: str
) -> None:
    entry, way, keeps = CLOSING[code]
    kim.post("/check/", {"text": TEXT})
    kim.diary.keep(entry)
    page = kim.get("/check/")
    assert check_words().closed[code] in text(page)
    assert f'href="{way}"' in page.content.decode()
    assert "How it may land" not in text(page)
    assert "draft&lt;/b&gt; &amp; more" in page.content.decode()
    assert ("/check/keep/" in page.content.decode()) == keeps
    if not keeps:
        assert "Remove it for good" in text(page)
    told = live(kim)
    assert check_words().closed[code] in told
    assert "How it may land" not in told
    kim.post("/check/draft/", {"text": f"{TEXT}, later"})
    assert drafts(kim) == [f"{TEXT}, later"]
    kept = kim.post("/check/keep/", {"text": f"{TEXT}, last"})
    held = [one.entry.text for one in kim.diary.of(Held)]
    assert (held, drafts(kim)) == (([f"{TEXT}, last"], []) if keeps else ([], [f"{TEXT}, last"]))
    assert kept.status_code == 302


def test_a_closing_that_ends_by_itself_says_when(kim: Someone, text: Read) -> None:
    kim.get("/today/")  # whatever comes with opening has come
    kim.diary.keep(Noticed(at=NOW, where="check", sign="self_harm", level="red", shown_at=NOW))
    opens = NOW + dt.timedelta(hours=72)
    assert f"It opens again on {opens.day} {opens:%B %Y}" in text(kim.get("/check/"))


def test_before_the_ten_it_asks_for_them(text: Read) -> None:
    someone = begin("Ash", told=False)
    page = someone.get("/check/")
    assert check_words().closed["not_asked"] in text(page)
    assert "Answer the ten questions" in text(page)


def test_anger_today_offers_to_cool_down_and_locks_nothing(kim: Someone, text: Read) -> None:
    def pulse(anger: int, days: int = 0) -> Pulse:
        lines = dict.fromkeys(("hurt", "pull", "loneliness", "acceptance", "identity", "rested"), 5)
        return Pulse(at=NOW - dt.timedelta(days=days), anger=anger, **lines)

    assert "cool down" not in text(kim.get("/check/"))
    kim.diary.keep(pulse(9, days=1))
    assert "cool down" not in text(kim.get("/check/"))
    kim.diary.keep(pulse(6))
    page = kim.get("/check/")
    assert "Three minutes to cool down" in text(page)
    assert "/check/keep/" in page.content.decode()


def test_everyone_has_a_page_of_their_own(kim: Someone, noor: Someone, stranger: Client, text: Read) -> None:
    kim.post("/check/", {"text": "only for Kim"})
    assert "only for Kim" in text(kim.get("/check/"))
    assert "only for Kim" not in text(noor.get("/check/"))
    assert stranger.get("/check/")["Location"].startswith("/unlock/")
    held = stranger.post("/check/draft/", {"text": "typed after it locked"})
    assert "typed after it locked" in held.content.decode()


def test_the_page_asks_the_database_little(
    kim: Someone, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kim.post("/check/", {"text": TEXT})
    with django_assert_num_queries(12):
        kim.get("/check/")
