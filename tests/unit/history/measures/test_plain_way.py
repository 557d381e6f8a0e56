"""Follow any conversation as a person would, message by message, and compare with the columns."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.history.measures import MEASURES, tally
from tests.unit.history.measures.talking import Line, anna, at, ben, talk

SILENCE = 60
QUIET_UNTIL = 7 * 60
DAY = 24 * 60
WORDS = ("", "x", "question", "love", "blame", "insult", "apology", "repair", "blame apology")


class Seen(NamedTuple):
    """Be what one message is in its conversation."""

    starts: bool
    turns: bool
    ends: bool
    answered: bool
    opens: bool
    bid: bool
    heat: bool
    flares: bool
    mends: bool


@st.composite
def chats(draw: st.DrawFn) -> list[Line]:
    """Draw a conversation with pauses of every length, steps back in time among them."""
    time, lines = at("01 20:00"), []
    for _ in range(draw(st.integers(2, 14))):
        time += timedelta(minutes=draw(st.sampled_from((-30, 0, 1, 5, 59, 60, 61, 300, 800))))
        say = draw(st.sampled_from((anna, ben)))
        lines.append(say("01 00:00", draw(st.sampled_from(WORDS)))._replace(at=time))
    return lines


def awake(start: Line, end: Line) -> int:
    """Count the waking minutes one by one."""
    length = max(0, int((end.at - start.at).total_seconds() / 60))
    first = start.at.hour * 60 + start.at.minute
    return sum((first + minute) % DAY >= QUIET_UNTIL for minute in range(length))


def says(line: Line, *words: str) -> bool:
    """Tell whether one of these is said."""
    return any(word in line.text.split() for word in words)


def followed(lines: list[Line]) -> list[Seen]:
    """Go from message to message."""
    seen: list[Seen] = []
    turn: list[Line] = []
    conversation = 0
    flared: tuple[int, set[str | None]] | None = None  # the conversation, and who has mended it
    is_hot = False
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        pause = 0.0 if before is None else (line.at - before.at).total_seconds() / 60
        starts, turns = pause >= SILENCE, before is not None and before.who != line.who
        conversation += starts
        is_hot = is_hot and not starts
        turn = [line] if starts or turns or before is None else [*turn, line]
        mends = (
            says(line, "apology", "repair")
            and flared is not None
            and conversation - flared[0] <= 1
            and line.who not in flared[1]
        )
        if mends and flared:
            flared[1].add(line.who)
        hot = says(line, "blame", "insult")
        flares = hot and not is_hot
        is_hot = is_hot or hot
        if flares:
            flared = (conversation, set())
        after = lines[place + 1] if place + 1 < len(lines) else None
        is_other = after is not None and after.who != line.who
        seen.append(
            Seen(
                starts=starts,
                turns=turns,
                ends=is_other or (after is not None and after.at - line.at >= timedelta(minutes=SILENCE)),
                answered=after is not None and is_other and awake(line, after) < SILENCE,
                opens=bool(line.text) and sum(bool(each.text) for each in turn) == 1,
                bid=any(says(each, "question", "love") for each in turn),
                heat=any(says(each, "blame", "insult") for each in turn),
                flares=flares,
                mends=mends,
            )
        )
    return seen


@given(chats())
def test_the_columns_are_what_one_sees_message_by_message(lines: list[Line]) -> None:
    messages = talk(*lines).messages
    assert [Seen(*row) for row in messages.select(Seen._fields).iter_rows()] == followed(lines)


@given(chats())
def test_a_share_is_a_share_and_both_people_are_treated_alike(lines: list[Line]) -> None:
    swapped = [line._replace(who={"Anna": "Ben", "Ben": "Anna"}[str(line.who)]) for line in lines]
    here, there = tally(talk(*lines)), tally(talk(*swapped))
    for each, other in zip(here, [there[place ^ 1] for place in range(len(there))], strict=True):
        assert (each.measure, each.of.tolist()) == (other.measure, other.of.tolist())
        # Logarithms are summed in no fixed order, so the last digit may differ.
        assert each.amount.tolist() == pytest.approx(other.amount.tolist())
    shares = {measure.code for measure in MEASURES if measure.unit in {"share", "per_100"}}
    assert all(0 <= (each.value() or 0) <= 1 for each in here if each.measure in shares)
