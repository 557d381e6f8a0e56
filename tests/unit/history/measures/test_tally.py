"""Count a week for each of the two; all counts here are made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from reknit.history.lexicon import CATEGORIES
from reknit.history.measures import MEASURES, readable, tally
from reknit.history.measures import exchange as module
from reknit.history.measures.effort import MOST_CHARACTERS
from reknit.history.measures.interface import Tally
from reknit.history.measures.length import MOST_WORDS
from tests.unit.history.measures.talking import anna, ben, counts, hear_nothing, talk, tallies

# A measure that counts messages which say something: what it hears, and something it must not hear.
SAYING = {
    "questions": (["question"], "feeling_question"),
    "short_answers": (["short_answer", "stonewall"], "agree"),
    "disclosure": (["disclosure"], "sad"),
    "affection": (
        ["love", "miss", "pet_name", "desire", "touch", "compliment", "kiss_sign", "love_emoji"],
        "mate",
    ),
    "desire": (["desire", "touch"], "love"),
    "plans": (["plan", "future"], "time_word"),
    "logistics": (["logistics"], "home"),
    "laughter": (["laughter", "laughter_emoji"], "glad"),
    "thanks": (["thanks"], "apology"),
    "apologies": (["apology"], "repair"),
    "heat": (["criticism", "contempt", "defence", "blame", "insult"], "stonewall"),
}


@pytest.mark.parametrize("code", SAYING)
def test_messages_that_say_something_are_counted_once_among_all_written_ones(code: str) -> None:
    heard, unheard = SAYING[code]
    lines = [anna("01 09:00", word) for word in heard]
    exchange = talk(
        *lines, anna("01 09:01", " ".join(heard)), anna("01 09:02", unheard), ben("01 09:03", unheard)
    )
    assert counts(exchange, code) == ([(len(heard) + 1, len(heard) + 2)], [(0, 1)])


def test_messages_without_words_are_no_share_of_what_is_said() -> None:
    exchange = talk(
        anna("01 09:00", "", "media"), anna("01 09:01", "thanks", "media"), ben("01 09:02", "", "call")
    )
    assert counts(exchange, "thanks") == ([(1, 1)], [(0, 0)])


def test_volume_is_of_the_days_that_are_covered() -> None:
    exchange = talk(anna("03 09:00"), ben("03 09:01"), ben("03 09:02"), anna("16 10:00"))
    assert counts(exchange, "volume") == ([(1, 5), (0, 7), (1, 2)], [(2, 5), (0, 7), (0, 2)])
    first, second = tallies(exchange, "volume")
    assert first.is_volume
    assert (first.value(), second.value(), second.value(0, 0)) == (1, 1, 7 * 2 / 5)


def test_initiative_is_a_share_of_what_both_started_and_leaves_out_the_first_message() -> None:
    lines = [anna("01 09:00"), ben("01 09:01"), ben("01 12:00"), anna("01 15:00"), ben("01 18:00")]
    exchange = talk(*lines)
    assert counts(exchange, "initiative") == ([(1, 3)], [(2, 3)])
    assert [each.value() for each in tallies(exchange, "initiative")] == [1 / 3, 2 / 3]


def test_reply_time_is_averaged_on_a_doubling_scale() -> None:
    lines = [anna("01 09:00"), ben("01 09:02"), anna("01 09:06"), ben("01 09:14"), anna("01 12:00")]
    exchange = talk(*lines, resolution=60)
    assert counts(exchange, "reply_time") == ([(2, 1)], [(1 + 3, 2)])
    assert [each.value() for each in tallies(exchange, "reply_time")] == [4, 4]


def test_an_answer_of_a_few_seconds_takes_the_minute_that_the_clock_shows() -> None:
    lines = [anna("01 09:00"), ben("01 09:00"), anna("01 09:00")]
    assert counts(talk(*lines, resolution=60), "reply_time") == ([(0, 1)], [(0, 1)])


def test_bids_are_left_open_by_the_one_who_would_have_answered() -> None:
    lines = [
        anna("01 09:00", "question"),  # answered
        ben("01 09:05", "love"),  # answered, by the last of the next turn
        anna("01 09:06"),
        anna("01 09:07", "plan"),  # not answered for two hours
        anna("01 11:30", "miss"),  # nor this
        ben("01 14:00", "compliment"),  # how this ended is not known
    ]
    assert counts(talk(*lines), "bids_unanswered") == ([(0, 1)], [(2, 3)])


def test_silence_after_heat_belongs_to_the_one_who_is_silent() -> None:
    lines = [
        anna("01 09:00", "blame"),
        anna("01 09:01"),
        ben("01 09:05", "insult"),
        ben("01 12:00"),
        anna("01 12:01"),
    ]
    assert counts(talk(*lines), "silence_after_heat") == ([(1, 1)], [(0, 1)])


def test_repair_is_a_share_of_all_heated_conversations_whoever_heated_them() -> None:
    lines = [
        anna("01 09:00", "blame"),
        ben("01 09:01", "apology"),
        ben("01 12:00", "insult"),
        ben("01 12:01", "repair"),
        anna("01 12:02", "repair"),
    ]
    assert counts(talk(*lines), "repair") == ([(1, 2)], [(2, 2)])


def test_night_share_is_of_everything_sent() -> None:
    lines = [anna("01 02:00", "", "media"), anna("01 06:59"), anna("01 07:00"), ben("01 12:00")]
    assert counts(talk(*lines), "night_share") == ([(2, 3)], [(0, 1)])


def test_length_is_of_text_messages_and_a_pasted_page_weighs_no_more_than_a_long_letter() -> None:
    exchange = talk(
        anna("01 09:00", "one two three"),
        anna("01 09:01", "a caption of five words", "media"),
        ben("01 09:02", "word " * (MOST_WORDS + 50)),
        ben("01 09:03", ""),
    )
    assert counts(exchange, "length") == ([(3, 1)], [(MOST_WORDS, 1)])


def test_effort_is_what_is_written_each_turn_however_it_is_cut_into_messages() -> None:
    exchange = talk(
        anna("01 09:00", "abc"),
        anna("01 09:01", "de"),
        ben("01 09:02", "x" * (MOST_CHARACTERS + 1)),
        anna("01 09:03", "f"),
        ben("01 09:04", "", "media"),
    )
    assert counts(exchange, "effort") == ([(6, 2)], [(MOST_CHARACTERS, 1)])


def test_we_is_a_share_of_what_speaks_of_i_or_we() -> None:
    exchange = talk(
        anna("01 09:00", "we"),
        anna("01 09:01", "we i"),
        anna("01 09:02", "i"),
        anna("01 09:03"),
        ben("01 09:04"),
    )
    assert counts(exchange, "we") == ([(2, 3)], [(0, 0)])


def test_reactions_belong_to_the_one_who_gave_them() -> None:
    exchange = talk(
        anna("01 09:00", by=("Ben", "Ben")), anna("01 09:01"), ben("01 09:02", by=("Ben",)), anna("09 09:00")
    )
    assert counts(exchange, "reactions") == ([(0, 1), (0, 0)], [(1, 2), (0, 1)])


def test_empty_weeks_are_there_and_know_nothing() -> None:
    exchange = talk(anna("01 09:00", "thanks"), ben("01 09:01"), anna("23 09:00"))
    first, second = tallies(exchange, "thanks")
    assert first.amount.tolist() == [1, 0, 0, 0]
    assert (first.of.tolist(), second.of.tolist()) == ([1, 0, 0, 1], [1, 0, 0, 0])
    assert (first.value(1, 2), first.value(0, 2), first.value(), second.value(1)) == (None, 1, 0.5, None)


def test_a_week_of_one_person_and_a_chat_of_pictures_alone_are_counted() -> None:
    exchange = talk(
        anna("01 09:00"), anna("01 12:00"), ben("08 09:00", "", "media"), ben("08 09:01", "", "media")
    )
    assert counts(exchange, "initiative") == ([(1, 1), (0, 1)], [(0, 1), (1, 1)])
    assert counts(exchange, "effort") == ([(2, 2), (0, 0)], [(0, 0), (0, 0)])
    pictures = talk(anna("01 09:00", "", "media"), ben("01 09:01", "", "media"))
    assert {each.value() for each in tallies(pictures, "thanks")} == {None}


def test_summer_time_costs_an_hour_of_volume_nothing() -> None:
    exchange = talk(anna("2024-03-31T01:59"), ben("2024-03-31T03:01"), anna("2024-03-31T03:02"))
    assert counts(exchange, "volume") == ([(2, 1)], [(1, 1)])


def test_measures_that_do_not_apply_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [anna("01 09:00", "thanks", by=("Ben",)), ben("01 09:01")]
    assert readable(talk(*lines)) == MEASURES
    without = readable(talk(lines[0]._replace(by=()), lines[1]))
    assert [each.code for each in MEASURES if each not in without] == ["reactions"]
    monkeypatch.setattr(module, "hear_language", hear_nothing)
    exchange = talk(*lines)
    assert {each.reads for each in readable(exchange)} == {"clock", "marks", "reactions"}
    assert [each.measure for each in tally(exchange)][::2] == [each.code for each in readable(exchange)]


def test_a_tally_gives_the_value_of_any_span() -> None:
    plain = Tally(measure="x", person=0, amount=np.array([1.0, 2, 3]), of=np.array([2.0, 2, 6]))
    assert (plain.value(), plain.value(1), plain.value(0, 1), plain.value(2, 2)) == (0.6, 5 / 8, 0.75, 0.5)
    logs = Tally(measure="x", person=0, amount=np.array([6.0]), of=np.array([2.0]), is_logarithmic=True)
    assert logs.value() == 8


def test_no_two_measures_share_a_code_and_each_is_tallied_for_both() -> None:
    exchange = talk(anna("01 09:00", " ".join(CATEGORIES), by=("Ben",)), ben("01 09:01"))
    pairs = [(each.measure, each.person) for each in tally(exchange)]
    assert pairs == [(each.code, person) for each in MEASURES for person in (0, 1)]
    assert len(set(pairs)) == 2 * len(MEASURES)
