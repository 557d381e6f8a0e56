"""Tell reports in words; the chats and the findings are made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reknit.history import Good, Season
from reknit.journey.story import spoken_amount, spoken_number, tell_story
from reknit.programme.measures import measure_words
from reknit.programme.sentences import sentences
from tests.unit.history.reports import FOUND, with_findings
from tests.unit.history.test_questions import finding

GOOD = (
    Good(measure="laughter", person=None, first=(0.1, 0.1), last=(0.1, 0.1)),
    Good(measure="questions", person=0, first=(0.1,), last=(0.1,)),
    Good(measure="thanks", person=1, first=(0.1,), last=(0.1,)),
)


def test_the_story_has_five_sentences_and_begins_with_ones_own_share() -> None:
    story = tell_story(replace(with_findings(*FOUND), stayed_good=GOOD))
    assert story.sentences == (
        "From 1 January 2024 to 6 October 2024 you and Ben wrote 1,680 messages, about 42 a week.",
        (
            "Some things held from beginning to end: laughing (both of you), asking questions (you) and "
            "saying thank you (Ben)."
        ),
        "Your share: since the week of 18 March 2024 you started fewer of the conversations.",
        "Ben’s share: since the week of 1 April 2024 Ben wrote loving words or signs less often.",
        sentences("history")["story_doubt"],
    )


def test_a_change_that_answers_a_question_and_lasts_is_told_first() -> None:
    larger_but_past = finding("initiative", 0.2, lasted=10)
    larger_but_beside = finding("laughter", 0.2)
    told = finding("plans", 0.6)
    story = tell_story(with_findings(larger_but_past, larger_but_beside, told))
    assert "you made fewer plans" in story.sentences[-3]


def test_nothing_found() -> None:
    story = tell_story(replace(with_findings(), stayed_good=(), best_season=None))
    assert len(story.sentences) == 3
    assert "not with you and not with Ben" in story.sentences[1]
    one_sided = tell_story(with_findings(finding("initiative", 0.5, person=1)))
    assert any("in your own messages nothing changed" in each for each in one_sided.sentences)
    other_sided = tell_story(with_findings(finding("initiative", 0.5)))
    assert any("In Ben’s messages nothing changed" in each for each in other_sided.sentences)


def test_too_little_to_say_anything() -> None:
    story = tell_story(replace(with_findings(), watched=(), findings=()))
    assert any("too little here" in each for each in story.sentences)


def test_the_warmest_time_is_told_where_nothing_held() -> None:
    season = Season(first=finding("we", 1).started_on, last=finding("we", 1, weeks=13).started_on)
    story = tell_story(replace(with_findings(), stayed_good=(), best_season=season))
    assert story.sentences[1] == "In writing, the two of you were warmest from March 2024 to June 2024."


def test_a_finding_says_what_since_when_how_large_and_how_sure() -> None:
    told = tell_story(with_findings(*FOUND)).findings
    assert told[1].line == "Since the week of 1 April 2024 Ben wrote loving words or signs less often."
    assert told[1].size == "1,000 in 100 messages before, 500 in 100 messages since."
    assert told[1].doubt == "That is about 50 % less (most likely 40 to 58 % less)."
    assert told[3].doubt == "That is about 2.5 times as much (most likely 2.1 to 3.0 times)."
    assert told[2].line == "From 8 April 2024 to 16 June 2024 you asked fewer questions."
    assert "in that time" in told[2].size
    assert (told[2].title, told[2].person) == ("Questions", 0)


def test_what_is_gone_is_told_without_per_cent() -> None:
    assert tell_story(with_findings(finding("plans", 0.01))).findings[0].doubt == "Hardly any is left of it."


def test_a_date_that_is_open_is_told_so() -> None:
    told = tell_story(with_findings(finding("plans", 0.5, weeks=20, open_by=9))).findings
    assert told[0].doubt.endswith("It began some time between the weeks of 20 May 2024 and 22 July 2024.")


def test_questions_are_answered_the_asker_first_with_what_else_changed() -> None:
    given_up = tell_story(with_findings(*FOUND)).questions[0]
    assert given_up.title == "Had one of you given up?"
    mine, theirs = given_up.answers
    assert (mine.who, mine.sign, mine.says) == ("Your share", "clear", "Clear sign")
    assert (theirs.who, theirs.sign) == ("Ben", "none")
    assert [each.measure for each in mine.findings] == ["initiative", "questions"]
    assert [each.measure for each in mine.around] == ["affection"]
    assert theirs.around == ()


def test_what_was_not_measured_is_said() -> None:
    full = with_findings()
    assert tell_story(full).not_measured == (sentences("history")["not_measured_reactions"],)
    words = {"disclosure", "affection"}
    foreign = replace(full, curves=tuple(each for each in full.curves if each.measure not in words))
    assert "opening up, affection" in tell_story(foreign).not_measured[0]
    with_reactions = replace(full, curves=(*full.curves, replace(full.curves[0], measure="reactions")))
    assert tell_story(with_reactions).not_measured == ()


def test_everything_that_may_be_called_good_has_words_for_it() -> None:
    from reknit.history.measures import MEASURES

    for measure in MEASURES:
        assert bool(measure_words()[measure.code].stayed) == (measure.better != "neither"), measure.code


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        (0, "0"),
        (0.04, "less than 0.1"),
        (0.3, "0.3"),
        (2, "2"),
        (9.96, "10.0"),
        (12.6, "13"),
        (1234, "1,234"),
    ],
)
def test_numbers_have_no_more_digits_than_anyone_can_use(value: float, spoken: str) -> None:
    assert spoken_number(value) == spoken


def test_shares_are_told_in_a_hundred() -> None:
    assert spoken_amount(0.123, "per_100") == "12"
    assert spoken_amount(0.5, "minutes") == "0.5"
