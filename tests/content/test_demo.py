"""Hold the demo person together: what Kim answers can be kept, and the conversation reads as an export."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from itertools import pairwise
from statistics import mean

import pytest

from reknit.demo.answers import DemoAnswer, answers
from reknit.demo.conversation import NOTICE, conversation, phrases
from reknit.demo.pulses import pulses
from reknit.programme.answer import read_answers
from reknit.programme.exercise import CONTENT, exercises

ENDED = dt.date(2026, 10, 13)
DAYS = 43
HEADER = re.compile(r"(\d\d/\d\d/\d{4}, \d\d:\d\d) - (.*)")


def messages(*, seed: int = 7) -> list[tuple[dt.datetime, str, str]]:
    """Return the messages of the demo conversation, first lines only."""
    lines = conversation(last=ENDED, seed=seed).decode().split("\n")
    found = [match.groups() for match in map(HEADER.fullmatch, lines) if match]
    parts = [(dt.datetime.strptime(at, "%d/%m/%Y, %H:%M"), *rest.partition(": ")) for at, rest in found]  # noqa: DTZ007  # exports carry local time
    return [(at, who, text) for at, who, colon, text in parts if colon]


@pytest.mark.parametrize("answer", answers(), ids=lambda one: f"{one.exercise}-day-{one.day}-{one.hour}")
def test_every_answer_can_be_kept(answer: DemoAnswer) -> None:
    head = exercises()[answer.exercise].head
    given, problems = read_answers(prompts=head.prompts, fields=answer.form(ended=ENDED))
    assert problems == ()
    assert given
    names = {prompt.key for prompt in head.prompts}
    assert {name.partition(".")[0] for name in answer.form(ended=ENDED)} <= names


@pytest.mark.parametrize(
    "answer", [one for one in answers() if one.follow_up], ids=lambda one: f"day-{one.day}"
)
def test_every_follow_up_can_be_kept(answer: DemoAnswer) -> None:
    later = exercises()[answer.exercise].head.follow_up
    assert later is not None
    given, problems = read_answers(prompts=later.prompts, fields=answer.follow_up)
    assert problems == ()
    assert len(given) == len(later.prompts)


def test_the_answers_tell_six_weeks() -> None:
    count = Counter(one.exercise for one in answers())
    assert count.total() >= 26
    assert (count["X01"], count["X03"], count["X12"], count["X16"]) == (1, 3, 6, 6)
    outcomes = Counter(outcome for one in answers() for outcome in one.follow_up.get("outcome", ()))
    assert outcomes["met"] > outcomes["waiting"] + outcomes["acted"]
    assert outcomes["acted"] == 1


def test_no_exercise_is_done_before_it_opens() -> None:
    by_day = dict(enumerate(pulses(days=DAYS)))
    for answer in answers():
        opens = exercises()[answer.exercise].head.opens_when
        pulse = by_day[answer.day]
        assert opens.day <= answer.day < DAYS
        assert pulse is None or pulse[0] <= opens.hurt_at_most


def test_the_conversation_is_the_same_every_time() -> None:
    assert conversation(last=ENDED) == conversation(last=ENDED)
    assert conversation(last=ENDED) != conversation(last=ENDED, seed=8)


def test_the_conversation_reads_as_an_export() -> None:
    text = conversation(last=ENDED).decode()
    found = messages()
    assert text.split("\n")[0].endswith(NOTICE)
    assert 5_500 <= len(found) <= 7_000
    assert {who for _, who, _ in found} == {"Kim", "Sam"}
    assert all(earlier[0] <= later[0] for earlier, later in pairwise(found))
    assert (found[-1][0].date() - ENDED).days == 6
    assert found[0][0].date() <= ENDED - dt.timedelta(days=700)
    for sign in ("<Media omitted>", "deleted", "<This message was edited>", "Missed voice call"):
        assert sign in text
    assert text.count("\n") > len(found) + 1
    assert "{" not in text


def test_sam_changes_more_than_kim() -> None:
    found = messages()
    third = len(found) // 3

    def letters(part: list[tuple[dt.datetime, str, str]], name: str) -> float:
        return mean(len(text) for _, who, text in part if who == name)

    early, late = found[:third], found[-third:]
    assert letters(late, "Sam") < 0.9 * letters(early, "Sam")
    assert letters(late, "Kim") > 0.9 * letters(early, "Kim")


def test_there_are_enough_phrases() -> None:
    lines = [line for talk in phrases().talks for line in (*talk.open, *talk.reply, *talk.more)]
    assert len(set(lines)) >= 250
    text = (CONTENT / "demo" / "phrases.toml").read_text(encoding="utf-8")
    slots = set(re.findall(r"\{(\w+)\}", text))
    assert slots <= set(tomllib.loads(text)["slots"])


def test_the_pulses_ease_with_setbacks() -> None:
    found = pulses(days=DAYS)
    assert found == pulses(days=DAYS)
    there = [pulse for pulse in found if pulse is not None]
    assert 0 < len(found) - len(there) < 8
    assert all(len(pulse) == 7 and all(0 <= value <= 10 for value in pulse) for pulse in there)
    hurt = [pulse[0] if pulse else None for pulse in found]
    assert mean(value for value in hurt[:7] if value is not None) > 7
    assert mean(value for value in hurt[-7:] if value is not None) < 5
    assert (hurt[6] or 0) > (hurt[5] or 0)
    assert (hurt[24] or 0) >= 7
