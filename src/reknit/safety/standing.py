"""Decide which states are open at a moment, what each of them locks and until when, and what lifts it.

Pure: the same events give the same answer in any order, and events from the future change nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reknit.safety.model import QUESTIONS, Noticed, Phq, SafetyTen, Told
from reknit.safety.signs import answer_of, past, signs_of
from reknit.safety.states import CLOSED_BY_WISH, CRISIS_GATE, FORTNIGHT, MONTH, TABLE, Lock, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeGuard

    from reknit.safety.model import Event, Reply
    from reknit.safety.signs import Sign
    from reknit.safety.states import Row

ASK_AGAIN_AFTER = MONTH
"""The ten are asked monthly, because an answer can change. Product choice."""

ABOUT_NOW = frozenset({"safe", "not_safe", "rather_not"})
"""What answers "Are you safe right now?"."""

NAMES = frozenset({*(state.value for state in State), "asked_for_none", "unsure"})
"""Every name a content file can be hidden in: the states, the other's wish, and an answer kept back."""


@dataclass(frozen=True, kw_only=True)
class Open:
    """One open state: its newest sign, what it locks until when, and what else has to be said to lift it.

    A lock that ends at None ends when everything in `waits_for` was said, and not before `not_before`;
    what it waits for is a plain statement, or "ten": a round of the ten that says no.
    """

    state: State
    since: dt.datetime
    locks: dict[Lock, dt.datetime | None]
    not_before: dt.datetime | None
    waits_for: tuple[str, ...] = ()
    is_repeated: bool = False

    @property
    def until(self) -> dt.datetime | None:
        """Return when the last of its locks ends by itself; None when it has to be lifted."""
        return None if self.waits_for else self.not_before


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where someone stands: the open states in order of authority, the other's wish, and the last answers.

    `ten` holds the last reply to each question; leaving one open later, or rather not saying, clears nothing.
    `phq` is the newest round of the two or nine questions.
    `asks_if_safe` says whether "Are you safe right now?" comes with the next opening.
    """

    open: tuple[Open, ...] = ()
    asked_for_none: bool = False
    ten: SafetyTen | None = None
    phq: Phq | None = None
    asks_if_safe: bool = False

    @property
    def states(self) -> frozenset[State]:
        """Return the open states."""
        return frozenset(one.state for one in self.open)

    @property
    def locks(self) -> frozenset[Lock]:
        """Return everything that is closed now, by a state or by the other's wish."""
        by_states = frozenset(lock for one in self.open for lock in one.locks)
        return by_states | CLOSED_BY_WISH if self.asked_for_none else by_states

    @property
    def is_unsure(self) -> bool:
        """Say whether someone would rather not answer one of the ten."""
        return self.ten is not None and "rather_not" in self.ten.replies.values()

    @property
    def names(self) -> frozenset[str]:
        """Return what stands, by name, as content files name it."""
        wish = {"asked_for_none"} if self.asked_for_none else set()
        doubt = {"unsure"} if self.is_unsure else set()
        return frozenset({state.value for state in self.states} | wish | doubt)

    def find(self, state: State) -> Open | None:
        """Return a state when it is open."""
        return next((one for one in self.open if one.state is state), None)


def standing(*, events: Sequence[Event], now: dt.datetime, asked: str = "nothing") -> Standing:
    """Return where someone stands now, from everything they said and everything that was noticed."""
    happened = past(events=events, now=now)
    found = (_open(state, happened, now) for state in TABLE)
    return Standing(
        open=tuple(one for one in found if one),
        asked_for_none=asked == "no_contact",
        ten=_last_replies(happened),
        phq=next((event for event in reversed(happened) if isinstance(event, Phq)), None),
        asks_if_safe=_asks_if_safe(happened, now),
    )


def is_ten_due(*, ten: SafetyTen | None, now: dt.datetime) -> bool:
    """Say whether it is time to ask the ten again."""
    return ten is None or now - ten.at >= ASK_AGAIN_AFTER


def is_held(*, noticed: Noticed, events: Sequence[Event], now: dt.datetime) -> bool:
    """Say whether something closed rests on this, or may come to rest on it with others like it."""
    others = [event for event in events if event != noticed]
    may_add_up = answer_of(noticed=noticed, now=now) == "right" and now - noticed.at <= FORTNIGHT
    return may_add_up or standing(events=others, now=now) != standing(events=events, now=now)


def _open(state: State, happened: Sequence[Event], now: dt.datetime) -> Open | None:
    row, signs = TABLE[state], signs_of(state=state, events=happened, now=now)
    if not signs:
        return None
    last, waits = signs[-1].at, _waits(row, signs, happened)
    ends = {lock: None if span is None else last + span for lock, span in row.locks.items()}
    locks = {lock: None if waits else end for lock, end in ends.items() if waits or (end and end > now)}
    if not locks:
        return None
    return Open(
        state=state,
        since=last,
        locks=locks,
        not_before=max((end for end in ends.values() if end), default=None),
        waits_for=waits,
        is_repeated=sum(not sign.denied for sign in signs) > 1,
    )


def _waits(row: Row, signs: Sequence[Sign], happened: Sequence[Event]) -> tuple[str, ...]:
    counted = [sign for sign in signs if not sign.denied]
    if not counted:
        return ()
    asks_ten = row.needs_ten_no or (row.ten_no_if_ten and any(sign.by == "ten" for sign in counted))
    last = counted[-1].at
    cleared = _said_no_at(row, happened, last) if asks_ten else last
    waits_for_ten: tuple[str, ...] = ("ten",) if cleared is None else ()
    is_told = cleared is not None and _was_told(row, happened, cleared)
    return waits_for_ten if row.lifted_by is None or is_told else (*waits_for_ten, row.lifted_by)


def _said_no_at(row: Row, happened: Sequence[Event], after: dt.datetime) -> dt.datetime | None:
    rounds = (event for event in happened if isinstance(event, SafetyTen) and event.at > after)
    return next((one.at for one in rounds if one.said_no(*row.ten)), None)


def _was_told(row: Row, happened: Sequence[Event], after: dt.datetime) -> bool:
    return any(isinstance(one, Told) and one.what == row.lifted_by and one.at > after for one in happened)


def _last_replies(happened: Sequence[Event]) -> SafetyTen | None:
    rounds = [event for event in happened if isinstance(event, SafetyTen)]
    if not rounds:
        return None
    replies = {question: _last_reply(question, rounds) for question in QUESTIONS}
    return SafetyTen(
        at=rounds[-1].at, replies={question: reply for question, reply in replies.items() if reply}
    )


def _last_reply(question: str, rounds: Sequence[SafetyTen]) -> Reply | None:
    given = [one.replies[question] for one in reversed(rounds) if question in one.replies]
    newest = given[0] if given else None
    before = next((reply for reply in given if reply != "rather_not"), None)
    return before if newest == "rather_not" and before in {"yes", "once"} else newest


def _asks_if_safe(happened: Sequence[Event], now: dt.datetime) -> bool:
    crisis = _open(State.SELF_HARM, happened, now)
    if crisis and Lock.CONTACT in crisis.locks:
        return True
    said = max((one.at for one in happened if isinstance(one, Told) and one.what in ABOUT_NOW), default=None)
    return any(
        one.answered_at is not None and (said is None or said < one.answered_at)
        for one in happened
        if _was_denied(one, now)
    )


def _was_denied(event: Event, now: dt.datetime) -> TypeGuard[Noticed]:
    """Say whether red words about dying were called misread lately: one "no" does not end the asking."""
    return (
        isinstance(event, Noticed)
        and (event.sign, event.level) == ("self_harm", "red")
        and answer_of(noticed=event, now=now) == "not_like_that"
        and now - event.at < CRISIS_GATE
    )
