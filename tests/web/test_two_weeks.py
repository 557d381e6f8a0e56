"""How the last two weeks were: two questions, seven more where they weigh, and no number with a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reknit.safety.model import Phq
from reknit.safety.phq import FIRST_TWO, SEVEN_MORE
from tests.web.cast import begin

if TYPE_CHECKING:
    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
PAGE = "/how-you-have-been/"


def test_two_light_answers_are_read_back_with_a_next_step_and_a_person(kim: Someone, text: Read) -> None:
    assert "Little interest or pleasure in doing things" in text(kim.get(PAGE))
    assert kim.post(PAGE, {"interest": "0", "down": "1"})["Location"] == f"{PAGE}read/"
    page = kim.get(f"{PAGE}read/")
    read = text(page)
    for words in ("Feeling down, depressed, or hopeless: several days", "One next step", "And one person"):
        assert words in read
    assert "About the same as the last time" in read
    assert page.content.decode().count('class="primary"') == 1


@pytest.mark.parametrize("ninth", ["0", "1", "2"])
def test_no_result_is_a_number_with_a_label(kim: Someone, text: Read, ninth: str) -> None:
    kim.post(PAGE, {"interest": "3", "down": "3"})
    kim.post(f"{PAGE}more/", dict.fromkeys(SEVEN_MORE, "3") | {"hurt_self": ninth})
    whole = kim.get(f"{PAGE}read/").content.decode().split("<main")[1].split(">", 1)[1].split("</main>")[0]
    people = r'<div class="(?:lines-of-help|emergency)".*?</section>|<div class="emergency".*?</div>'
    main = re.sub(r"<[^>]+>", " ", re.sub(people, "", whole, flags=re.DOTALL))
    assert not re.search(r"\b(?:score|points|severe|moderate|mild|minimal)\b", main, re.IGNORECASE)
    assert not re.search(r"\d", main), main


def test_two_heavy_answers_ask_seven_more_which_may_be_left(kim: Someone, text: Read) -> None:
    assert kim.post(PAGE, {"interest": "2", "down": "2"})["Location"] == f"{PAGE}more/"
    assert "Trouble falling or staying asleep" in text(kim.get(f"{PAGE}more/"))
    assert "That is a lot to carry." in text(kim.get(f"{PAGE}read/"))
    kim.post(f"{PAGE}more/", {"sleep": "3"})
    kept = kim.diary.newest(Phq)
    assert kept
    assert kept.entry.replies == {"interest": 2, "down": 2, "sleep": 3}
    assert kim.get(f"{PAGE}more/")["Location"] == PAGE
    assert "More of this, or more often" in text(kim.get(f"{PAGE}read/"))


def test_all_nine_come_when_they_are_wished_for(kim: Someone, text: Read) -> None:
    page = f"{PAGE}?all=yes"
    assert "Thoughts that you would be better off dead" in text(kim.get(page))
    assert kim.post(page, dict.fromkeys((*FIRST_TWO, *SEVEN_MORE), "0"))["Location"] == f"{PAGE}read/"
    assert kim.post(page, {"down": "7"}).status_code == 422


def test_the_ninth_at_one_is_a_word_and_people_and_closes_nothing(kim: Someone, text: Read) -> None:
    kim.post(f"{PAGE}?all=yes", {"hurt_self": "1"})
    read = text(kim.get(f"{PAGE}read/"))
    assert "Are you safe right now?" in read
    assert "116 123" in read
    assert "Your safety plan" in read
    assert "Nothing. Everything here" in text(kim.get("/closed/"))


def test_the_ninth_from_two_on_is_a_card_and_closes_contact(kim: Someone, text: Read) -> None:
    kim.post(f"{PAGE}?all=yes", {"hurt_self": "2"})
    page = kim.get(f"{PAGE}read/")
    read = text(page)
    assert "Are you safe right now?" in read
    assert "Only you can reach a person" in read
    assert page.content.decode().count('class="primary"') == 1
    assert "checking and holding messages to them" in text(kim.get("/closed/"))


def test_not_this_time_asks_no_more_before_its_next_day(text: Read, db: None) -> None:
    nell = begin("Nell")
    nell.diary.forget(*(kept.id for kept in nell.diary.of(Phq)))
    assert "How the last two weeks were" in text(nell.get("/today/"))
    assert nell.get(f"{PAGE}read/")["Location"] == PAGE
    assert nell.get(f"{PAGE}more/")["Location"] == PAGE
    assert nell.post(f"{PAGE}not-now/")["Location"] == "/today/"
    assert "How the last two weeks were" not in text(nell.get("/today/"))
    assert "Nothing to read back" in text(nell.get(f"{PAGE}read/"))


def test_the_credit_line_stands_under_the_questions(kim: Someone, text: Read) -> None:
    for page in (PAGE, f"{PAGE}?all=yes"):
        assert "No permission required to reproduce, translate, display or distribute." in text(kim.get(page))
