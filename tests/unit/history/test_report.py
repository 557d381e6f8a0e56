"""Put a whole report together; the chats are made up."""

from __future__ import annotations

import importlib
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from reknit.history import (
    NotInChat,
    OnePersonOnly,
    Report,
    as_json,
    measure,
    own_words,
    report,
)
from reknit.history.changes import Change
from tests.unit.history.exports import Said, at
from tests.unit.history.reading_chats import android, read_text
from tests.unit.history.reports import FOUND, NOW, WEEKS, conversation, talk, with_findings
from tests.unit.history.test_questions import finding

if TYPE_CHECKING:
    from reknit.history.measures import Tally

report_module = importlib.import_module("reknit.history.report")


def test_a_report_holds_numbers_and_no_message() -> None:
    made = report(conversation(), now=NOW)
    assert [person.name for person in made.people] == ["Anna", "Ben"]
    assert len(made.weeks) == WEEKS
    assert made.weeks[0].starts_on == date(2024, 1, 1)
    assert sum(sum(week.counts) for week in made.weeks) == 7 * WEEKS * 6
    assert made.months[0] == date(2024, 1, 1)
    assert made.language == "en"
    assert made.unread == ("reactions",)
    text = msgspec.json.encode(made).decode()
    assert "cook" not in text
    assert msgspec.json.decode(text, type=Report) == made


def test_the_same_seen_from_the_other_side() -> None:
    mine, theirs = (with_findings(*FOUND, me="Anna"), with_findings(*FOUND, me="Anna").seen_by("Ben"))
    assert mine.seen_by("Anna") is mine
    assert theirs.people == mine.people[::-1]
    assert theirs.weeks[0].counts == mine.weeks[0].counts[::-1]
    assert theirs.findings[0].person == 1
    assert [(each.question, each.person) for each in theirs.answers] == [
        (each.question, each.person) for each in mine.answers
    ]
    assert theirs.seen_by("Anna") == mine
    with pytest.raises(NotInChat, match="Nobody in this chat is called “Zoe”"):
        mine.seen_by("Zoe")


def test_one_person_alone() -> None:
    with pytest.raises(OnePersonOnly):
        measure(read_text(android("Anna: hi", "Anna: hello?")))


def test_a_month_that_rests_on_too_little_has_no_value() -> None:
    made = report(read_text(android("Anna: hi you", "Ben: hello")), now=NOW)
    curves = {curve.measure: curve for curve in made.curves}
    assert curves["length"].values(0) == (None,)
    assert curves["volume"].values(0) == (7.0,)


def test_changes_are_looked_for_in_the_last_years_only(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def look(tallies: list[Tally]) -> tuple[Change, ...]:
        looked.extend(len(each.amount) for each in tallies)
        return (
            Change(
                measure="volume",
                person=0,
                first_week=0,
                last_week=None,
                no_earlier=0,
                no_later=0,
                before=2.0,
                after=1.0,
                ratio=0.5,
                low=0.4,
                high=0.6,
                p=0.001,
            ),
        )

    monkeypatch.setattr(report_module, "MOST_WEEKS", 30)
    monkeypatch.setattr(report_module, "find_changes", look)
    made = report(conversation(), now=NOW)
    assert set(looked) == {30}
    assert made.findings[0].started_on == date(2024, 1, 1) + timedelta(weeks=WEEKS - 30)
    assert len(made.weeks) == WEEKS


def test_values_are_told_in_their_units() -> None:
    made = report(conversation(), now=NOW)
    curves = {curve.measure: curve for curve in made.curves}
    assert curves["reply_time"].values(0)[1] == pytest.approx(7, rel=0.01)
    assert curves["volume"].values(0)[1] == pytest.approx(21, rel=0.02)
    assert 0 < (curves["affection"].values(0)[1] or 0) < 1


def test_own_words_show_what_became_less_by_what_was_before() -> None:
    chat = conversation()
    made = with_findings(finding("disclosure", 0.4, weeks=8), finding("length", 0.5, weeks=9))
    words = own_words(chat, measures=measure(chat), report=made)
    assert {(each.question, each.measure) for each in words} == {("shut_down", "disclosure")}
    assert [each.when for each in words] == ["before"] * 3 + ["after"] * 2
    assert all("sad today" in each.text for each in words[:3])
    assert not any("sad today" in each.text for each in words[3:])
    assert len({each.text for each in words}) == 5


def test_own_words_are_those_of_the_reader_alone() -> None:
    chat = conversation([*talk(20), *[Said(at("2024-06-01T09:00"), "Anna", "I never said that to you")]])
    made = with_findings(finding("disclosure", 0.4, person=1, weeks=2), me="Anna")
    assert own_words(chat, measures=measure(chat), report=made) == ()
    mirrored = own_words(chat, measures=measure(chat), report=made.seen_by("Ben"))
    assert mirrored
    assert {each.text for each in mirrored} & {each.text for each in talk(20) if each.sender == "Ben"}
    assert "I never said that to you" not in {each.text for each in mirrored}


def test_own_words_show_what_became_more_by_what_is_now() -> None:
    chat = conversation()
    more = finding("logistics", 2.0, weeks=3, lasted=20)
    made = with_findings(finding("affection", 0.5, weeks=30), more)
    assert {each.when for each in own_words(chat, measures=measure(chat), report=made)} == {"before", "after"}
    episode = with_findings(finding("silence_after_heat", 2.0), finding("short_answers", 3.0, lasted=30))
    shown = own_words(chat, measures=measure(chat), report=episode)
    assert shown == ()  # a bare "ok" is too short to be worth reading again


def test_lengths_are_shown_by_long_messages() -> None:
    chat = conversation()
    made = with_findings(finding("effort", 0.4, weeks=8))
    words = own_words(chat, measures=measure(chat), report=made)
    assert [each.when for each in words] == ["before"] * 3 + ["after"] * 2
    assert min(len(each.text.split()) for each in words[:3]) > 5


def test_the_report_as_json() -> None:
    made = json.loads(as_json(with_findings(*FOUND)))
    assert [each["name"] for each in made["people"]] == ["Anna", "Ben"]
    assert made["findings"][0] == {
        "measure": "initiative",
        "person": "Anna",
        "from": "2024-03-18",
        "from_earliest": "2024-03-04",
        "from_latest": "2024-03-18",
        "to": None,
        "before": 10,
        "after": 4.0,
        "ratio": 0.4,
        "low": 0.3333,
        "high": 0.48,
    }
    assert made["questions"]["given_up"] == {"Anna": "clear", "Ben": "none"}
    assert made["questions"]["friends_not_lovers"] == {"Anna": "none", "Ben": "clear"}
    assert made["reading"]["format"] == "whatsapp"
    assert made["weeks"][0] == {"from": "2024-01-01", "Anna": 21, "Ben": 21}
    assert made["measures"]["volume"]["Anna"]["2024-02"] == 21.0
    assert made["not_measured"] == ["reactions"]
    assert {tuple(each) for each in made["stayed_good"]} <= {("measure", "people", "first", "last")}
