"""Tell reports in words; the chats and the findings are made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reknit.history import Good, OwnWords, Season
from reknit.history.questions import answers
from reknit.journey.story import once_each, tell_story, went_on_from
from reknit.programme.measures import measure_words
from reknit.programme.sentences import sentences
from tests.unit.history.reports import FOUND, NOW, talk, with_findings
from tests.unit.history.test_questions import finding

if TYPE_CHECKING:
    from reknit.history import Finding

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
            "From beginning to end both of you kept laughing, you kept asking questions, "
            "and Ben kept saying thank you."
        ),
        (
            "Your share: since the week of 18 March 2024 you started fewer of the conversations, "
            "and one other thing changed."
        ),
        (
            "Ben’s share: since the week of 1 April 2024 Ben wrote loving words or signs less often, "
            "and one other thing changed."
        ),
        sentences("history")["story_doubt"],
    )


def test_what_held_is_told_together_for_each_and_line_by_line() -> None:
    mine = Good(measure="plans", person=0, first=(0.1,), last=(0.1,))
    story = tell_story(replace(with_findings(), stayed_good=(GOOD[1], mine)))
    assert story.sentences[1] == "From beginning to end you kept asking questions and making plans."
    assert story.good == ("You kept asking questions.", "You kept making plans.")
    assert tell_story(replace(with_findings(), stayed_good=GOOD[::-1])).good == (
        "Both of you kept laughing.",
        "You kept asking questions.",
        "Ben kept saying thank you.",
    )


def test_a_change_that_went_on_is_told_from_its_beginning() -> None:
    first, then = finding("plans", 0.6, lasted=10), finding("plans", 0.2, weeks=10)
    beside = [finding("plans", 3, person=1, lasted=10), finding("thanks", 0.9), finding("we", 0.9)]
    story = tell_story(with_findings(first, then, *beside))
    assert story.sentences[-3] == (
        "Your share: since the week of 4 March 2024 you made fewer plans, and 2 other things changed."
    )
    assert went_on_from(then, findings=[then, *beside, first]) is first
    assert went_on_from(first, findings=[first, then]) is None
    assert went_on_from(finding("plans", 0.2, weeks=13), findings=[first]) is None
    assert went_on_from(finding("plans", 2, weeks=10), findings=[first]) is None


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
    assert story.too_short == sentences("history")["means_unknown_short"]
    assert tell_story(with_findings()).too_short == ""


@pytest.mark.parametrize(
    ("weeks", "days", "said"),
    [
        (1, 1, "On 22 January 2024 you and Ben wrote 6 messages."),
        (1, 3, "From 22 January 2024 to 24 January 2024 you and Ben wrote 18 messages."),
        (4, 28, "From 22 January 2024 to 18 February 2024 you and Ben wrote 168 messages, about 42 a week."),
    ],
)
def test_messages_a_week_are_told_where_there_are_some_weeks(weeks: int, days: int, said: str) -> None:
    written = talk(weeks, first="2024-01-22T08:00")[: 6 * days]
    assert tell_story(with_findings(said=written)).sentences[0] == said


def test_the_warmest_time_is_told_where_nothing_held() -> None:
    season = Season(first=finding("we", 1).started_on, last=finding("we", 1, weeks=13).started_on)
    story = tell_story(replace(with_findings(), stayed_good=(), best_season=season))
    assert story.sentences[1] == "In writing, the two of you were warmest from March 2024 to June 2024."


def test_a_finding_says_what_since_when_how_large_and_how_sure() -> None:
    told = tell_story(with_findings(*FOUND)).findings
    assert told[1].line == "Since the week of 1 April 2024 Ben wrote loving words or signs less often."
    assert told[1].size == "1,000 in 100 messages before, 500 since."
    assert told[1].doubt == "That is about 50\u00a0% less (most likely 40 to 58\u00a0%)."
    assert told[3].doubt == "That is about 2.5 times what it was (most likely 2.1 to 3 times)."
    assert told[2].line == "From 8 April 2024 to 16 June 2024 you asked fewer questions."
    assert "in that time" in told[2].size
    assert (told[2].title, told[2].person) == ("Questions", 0)


def test_what_is_gone_is_told_without_per_cent() -> None:
    found = finding("plans", 0.01), finding("we", 0.01, lasted=9), finding("thanks", 21)
    assert [each.doubt for each in tell_story(with_findings(*found)).findings] == [
        "Hardly any is left of it.",
        "In that time there was hardly any of it.",
        "Before that there was hardly any of it.",
    ]


def test_what_a_range_means_is_said_where_there_is_one() -> None:
    assert tell_story(with_findings(*FOUND)).most_likely == sentences("history")["most_likely"]
    assert tell_story(with_findings()).most_likely == ""


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


def test_an_answer_says_whether_one_thing_changed_or_several() -> None:
    def means(*found: Finding) -> str:
        return tell_story(with_findings(*found)).questions[0].answers[0].means

    assert means(finding("plans", 0.6)) == "One thing changed. There may be other reasons for it."
    assert means(finding("plans", 0.3)) == "One thing changed by a lot. Why is not in the file."
    assert means(*FOUND).startswith("Several things changed close together")
    assert means(finding("questions", 0.6), finding("thanks", 0.6)).startswith("A few things changed.")


def test_what_cannot_be_told_says_why() -> None:
    few = replace(with_findings(), answers=answers([], watched=[], last_day=NOW.date()))
    told = tell_story(few).questions[1]
    assert "too few messages of this kind" in told.answers[0].means
    assert "cannot be read" not in told.looks_at
    words = {"disclosure", "silence_after_heat", "plans"}
    foreign = replace(few, curves=tuple(each for each in few.curves if each.measure not in words))
    given_up, shut_down, _ = tell_story(foreign).questions
    assert "not in a language" in shut_down.answers[0].means
    assert "too few messages of this kind" in given_up.answers[0].means
    assert given_up.looks_at.endswith(sentences("history")["looks_at_partly"])


def test_a_message_is_shown_once() -> None:
    one = OwnWords(question="given_up", measure="plans", when="before", sent_at=NOW, text="hi")
    again = replace(one, question="shut_down")
    assert once_each([one, again, replace(one, text="yo")]) == [one, replace(one, text="yo")]


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
