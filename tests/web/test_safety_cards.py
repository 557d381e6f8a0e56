"""What someone sees when something was noticed: a card or a question, what it closes, and the way on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from reknit.safety.model import Noticed, Told
from reknit.safety.standing import standing
from reknit.safety.states import State
from reknit.vault.diary import Kept
from tests.unit.journey.reader import DOUBT, RED, SENTENCES
from tests.web.cast import NOW, PASSPHRASE, begin
from tests.web.test_exercises import sent

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
NOBODY = "Nobody reads this. Only you can reach a person."


def write(someone: Someone, words: str) -> HttpResponse:
    """Finish an exercise with these words in it."""
    return someone.post("/exercises/X14/", sent("X14") | {"hoping": [words]})


def only(someone: Someone) -> Kept[Noticed]:
    """Return the one thing that was noticed."""
    [kept] = someone.diary.of(Noticed)
    return kept


def lock_up(someone: Someone) -> None:
    """Go away, and come back some time later."""
    someone.post("/sign-out/")
    someone.post("/unlock/", {"name": someone.name, "passphrase": PASSPHRASE})


def test_certain_words_are_kept_and_their_card_comes_first_with_the_way_on(kim: Someone, text: Read) -> None:
    answer = write(kim, RED)
    card = answer["Location"]
    kept = only(kim)
    assert card.startswith(f"/noticed/{kept.id}/?next=%2Fkept%2F")
    page = kim.get(card)
    read = text(page)
    assert "Are you safe right now?" in read
    assert NOBODY in read
    assert RED not in read
    assert "116 123" in read
    assert "Until " in read
    assert "checking and holding messages to them" in read
    assert page.content.decode().count('class="primary"') == 1
    assert "Did I read that right?" in read
    onward = card.split("next=")[1].replace("%2F", "/")
    assert f'href="{onward}"' in page.content.decode()
    assert kim.get(onward).status_code == 200
    assert kim.get("/today/").status_code == 200
    assert only(kim).entry.shown_at is not None


@pytest.mark.parametrize("words", [one for one, (_, level) in SENTENCES.items() if level == "red"])
def test_each_certain_sign_has_its_card_and_closes_at_once(kim: Someone, text: Read, words: str) -> None:
    read = text(kim.get(write(kim, words)["Location"]))
    assert NOBODY in read
    assert "What closes, and until when" in read
    assert words not in read
    assert "What is closed for now" in text(kim.get("/today/"))
    assert text(kim.get("/closed/")).count("What is closed here, and why") == 1


def test_doubt_is_a_question_and_closes_nothing(kim: Someone, text: Read) -> None:
    page = kim.get(write(kim, DOUBT)["Location"])
    read = text(page)
    assert "One question before you go on." in read
    assert "Did I read that right?" in read
    assert page.content.decode().count('class="primary"') == 1
    assert "Nothing. Everything here follows its own days." in text(kim.get("/closed/"))


@pytest.mark.parametrize(
    ("answer", "says", "is_closed"),
    [
        ("right", "Are you safe right now?", True),
        ("not_like_that", "Then it was read wrongly.", False),
        ("rather_not", "That is fine.", False),
    ],
)
def test_the_question_has_three_answers(
    kim: Someone, text: Read, answer: str, says: str, *, is_closed: bool
) -> None:
    write(kim, DOUBT)
    page = f"/noticed/{only(kim).id}/"
    onward = kim.post(f"{page}answer/", {"answer": answer, "next": "/path/"})["Location"]
    assert onward == f"{page}?next=%2Fpath%2F"
    read = kim.get(onward)
    assert says in text(read)
    assert 'href="/path/"' in read.content.decode()
    assert "Did I read that right?" not in text(read)
    assert ("What is closed for now" in text(kim.get("/today/"))) is is_closed


def test_an_answer_that_is_none_changes_nothing(kim: Someone) -> None:
    write(kim, DOUBT)
    kept = only(kim)
    kim.post(f"/noticed/{kept.id}/answer/", {"answer": "no idea", "next": "//elsewhere.example"})
    assert only(kim).entry.answer == ""
    answer = kim.post(f"/noticed/{kept.id}/answer/", {"answer": "right", "next": "//elsewhere.example"})
    assert answer["Location"].endswith("?next=%2Ftoday%2F")


def test_certain_pursuit_denied_still_rests_for_its_time(kim: Someone, text: Read) -> None:
    write(kim, "I waited outside her work again")
    page = f"/noticed/{only(kim).id}/"
    kim.post(f"{page}answer/", {"answer": "not_like_that"})
    read = text(kim.get(page))
    assert "still rests for its time" in read
    assert "What is closed for now" in text(kim.get("/today/"))


def test_an_open_question_comes_back_with_the_next_opening_and_once_only(kim: Someone, text: Read) -> None:
    write(kim, DOUBT)
    page = f"/noticed/{only(kim).id}/"
    kim.get(page)
    kim.post(f"{page}answer/", {"answer": "rather_not"})
    assert kim.get("/today/").status_code == 200
    lock_up(kim)
    card = kim.get("/today/")["Location"]
    assert card == f"{page}?next=%2Ftoday%2F&ask=yes"
    assert "Did I read that right?" in text(kim.get(card))
    assert kim.get("/today/").status_code == 200
    kim.post(f"{page}answer/", {"answer": "not_like_that"})
    lock_up(kim)
    assert kim.get("/today/").status_code == 200


def test_after_words_about_dying_the_next_opening_asks_how_it_is(kim: Someone, text: Read) -> None:
    kim.get(write(kim, RED)["Location"])
    lock_up(kim)
    safe = kim.get("/path/")["Location"]
    assert safe == "/safe/?next=%2Fpath%2F"
    page = kim.get(safe)
    assert "Are you safe?" in text(page)
    assert page.content.decode().count('class="primary"') == 1
    assert kim.post("/safe/", {"what": "safe", "next": "/path/"})["Location"] == "/path/"
    assert kim.get("/path/").status_code == 200
    lock_up(kim)
    assert kim.get("/today/")["Location"].startswith("/safe/")
    assert kim.post("/safe/", {"what": "not_safe"})["Location"] == "/help/crisis/"
    assert kim.post("/safe/", {"what": "something"}).status_code == 200
    assert [kept.entry.what for kept in kim.diary.of(Told)] == ["not_safe", "safe"]


def test_a_form_that_locked_is_sent_first_and_asked_after(kim: Someone, text: Read) -> None:
    kim.get(write(kim, RED)["Location"])
    kim.post("/sign-out/")
    held = {"held.path": "/exercises/X14/draft/", "held.hoping": "mine"}
    back = kim.post("/unlock/", {"name": "Kim", "passphrase": PASSPHRASE} | held)
    assert "Still here." in text(back)
    assert kim.post("/exercises/X14/draft/", {"hoping": "mine"})["Location"].startswith("/safe/")


def test_nothing_stands_before_help_leaving_locking_or_taking_everything_along(kim: Someone) -> None:
    kim.post("/exercises/X14/draft/", {"hoping": RED}, headers={"hx-request": "true"})
    assert kim.get("/help/").status_code == 200
    assert kim.get("/help/crisis/").status_code == 200
    assert kim.post("/yours/export/").headers["Content-Type"] == "application/zip"
    assert kim.get("/yours/delete/").status_code == 200
    assert kim.get("/leave/")["Location"] == "/kitchen/"
    assert kim.get("/unlock/").status_code == 200


def test_of_several_the_certain_one_and_the_weightiest_come_first(kim: Someone) -> None:
    write(kim, f"{DOUBT}, I am sixteen, I will make him bleed")
    seen = []
    for _ in range(3):
        card = kim.get("/path/")["Location"]
        seen.append(kim.diary.get(Noticed, entry_id=UUID(card.split("/")[2])).entry.sign)
        kim.get(card)
    assert seen == ["threat", "minor", "self_harm"]
    assert kim.get("/path/").status_code == 200


def test_what_cannot_be_taken_yet_is_kept_as_a_draft_and_read(kim: Someone, text: Read) -> None:
    answer = kim.post("/exercises/X01/", {"happened": [RED]})
    assert answer["Location"].startswith("/noticed/")
    kim.get(answer["Location"])
    assert RED in kim.get("/exercises/X01/").content.decode()


def test_pursuit_that_comes_again_brings_a_line_for_it(kim: Someone, text: Read) -> None:
    first = text(kim.get(write(kim, "I waited outside her work again")["Location"]))
    assert "Respect Phoneline" not in first
    earlier = Noticed(at=NOW - dt.timedelta(days=9), where="x", sign="stalking", level="red", shown_at=NOW)
    kim.diary.keep(earlier)
    [newest] = [kept for kept in kim.diary.of(Noticed) if kept.entry.where != "x"]
    assert "Respect Phoneline" in text(kim.get(f"/noticed/{newest.id}/"))


def test_what_was_noticed_can_be_seen_and_removed_and_the_closing_stays(kim: Someone, text: Read) -> None:
    assert "Nothing." in text(kim.get("/noticed/"))
    kim.get(write(kim, "I waited outside her work again")["Location"])
    listed = text(kim.get("/noticed/"))
    assert "looking for the other person" in listed
    assert "Ride the wave" in listed
    gone = kim.post(f"/noticed/{only(kim).id}/forget/")["Location"]
    assert "stays closed for its time" in text(kim.get(gone))
    assert "Nothing." in text(kim.get(gone))
    assert State.PURSUIT in standing(events=[only(kim).entry], now=NOW + dt.timedelta(days=1)).states
    assert "What is closed for now" in text(kim.get("/today/"))


def test_what_closes_nothing_is_removed_without_a_word(kim: Someone) -> None:
    write(kim, DOUBT)
    assert kim.post(f"/noticed/{only(kim).id}/forget/")["Location"] == "/noticed/"
    assert kim.diary.of(Noticed) == []


def test_each_closing_is_lifted_by_its_own_plain_statement(kim: Someone, text: Read) -> None:
    kim.get(write(kim, "I am sixteen")["Location"])
    assert kim.get("/history/")["Location"] == "/closed/"
    page = text(kim.get("/closed/"))
    assert "I am 18 or older" in page
    for wrong in (
        {"what": "of_age"},
        {"what": "order_over", "sure": "yes"},
        {"what": "ten", "sure": "yes"},
        {},
    ):
        kim.post("/closed/say/", wrong)
    assert kim.diary.of(Told) == []
    kim.post("/closed/say/", {"what": "of_age", "sure": "yes"})
    assert "Nothing. Everything here" in text(kim.get("/closed/"))
    assert kim.get("/history/").status_code == 200


def test_violence_is_lifted_by_the_ten_and_then_by_oneself(kim: Someone, text: Read) -> None:
    kim.post("/start/ten/", {"afraid": "yes"})
    assert "Go through the ten questions again" in text(kim.get("/closed/"))
    assert "I am safe from them" not in text(kim.get("/closed/"))
    kim.post("/start/ten/", dict.fromkeys(("afraid", "hurt", "watched", "kept_from", "threatened"), "no"))
    assert "how it opens again" in text(kim.get("/start/ten/read/"))
    assert "I am safe from them now" in text(kim.get("/closed/"))
    kim.post("/closed/say/", {"what": "safe_from_them", "sure": "yes"})
    assert "Nothing. Everything here" in text(kim.get("/closed/"))


def test_an_order_told_once_stands_whatever_is_told_later(kim: Someone, text: Read) -> None:
    told = {"ex": "Sam", "ended_on": "2026-01-01", "ended_by": "them", "country": "GB"}
    kim.post("/start/ending/", told | {"asked": "order"})
    kim.post("/start/ending/", told | {"asked": "order"})
    assert len(kim.diary.of(Told)) == 1
    kim.post("/start/ending/", told | {"asked": "nothing"})
    assert "An order to stay away" in text(kim.get("/closed/"))
    kim.post("/start/ending/", told | {"asked": "no_contact"})
    assert "Sam asked for no contact" in text(kim.get("/closed/"))
    kim.post("/closed/say/", {"what": "order_over", "sure": "yes"})
    assert "An order to stay away" not in text(kim.get("/closed/"))


def test_somebody_elses_card_is_not_there(kim: Someone, noor: Someone) -> None:
    write(kim, RED)
    for page in ("", "answer/", "forget/"):
        path = f"/noticed/{only(kim).id}/{page}"
        answer = noor.get(path) if not page else noor.post(path, {"answer": "right"})
        assert answer.status_code == 404
    assert noor.diary.of(Noticed) == []


def test_an_export_leaves_it_out_unless_it_is_asked_for(kim: Someone) -> None:
    from reknit.journey.export import read_export

    write(kim, DOUBT)
    bare, _ = read_export(content=kim.post("/yours/export/").content)
    full, _ = read_export(content=kim.post("/yours/export/", {"noticed": "yes"}).content)
    assert Noticed.KIND not in {one.kind for one in bare}
    assert Noticed.KIND in {one.kind for one in full}
    assert len(full) == len(bare) + 1


def test_the_export_of_a_new_place_works_too(db: None) -> None:
    nell = begin("Nell", told=False)
    assert nell.post("/yours/export/").status_code == 200
