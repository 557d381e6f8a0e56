"""Gather from everything that was said and noticed the signs that open a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reknit.safety.model import Noticed, Phq, SafetyTen, Told
from reknit.safety.states import FORTNIGHT, ITEM_NINE_OPENS, TABLE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from reknit.safety.model import Event, Level
    from reknit.safety.states import Row, State

ITEM_NINE = "hurt_self"
"""The key of the ninth item of the PHQ-9."""

LEVELS: tuple[Level, ...] = ("red", "amber")


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One thing that opens a state: when, by what, and whether the person said it was read wrongly."""

    at: dt.datetime
    by: Literal["ten", "text", "item_nine", "told"]
    denied: bool = False


def past(*, events: Sequence[Event], now: dt.datetime) -> list[Event]:
    """Return what has happened so far, oldest first; a clock that runs ahead changes nothing yet."""
    return sorted((event for event in events if event.at <= now), key=lambda event: event.at)


def answer_of(*, noticed: Noticed, now: dt.datetime) -> str:
    """Return what was said so far about what was noticed; an answer from the future counts for nothing."""
    is_given = noticed.answered_at is not None and noticed.answered_at <= now
    return noticed.answer if is_given else ""


def signs_of(*, state: State, events: Sequence[Event], now: dt.datetime) -> list[Sign]:
    """Return the signs that open a state, oldest first, from events that have happened."""
    row = TABLE[state]
    found = [*_direct(row, events), *_from_texts(row, events, now)]
    return sorted(found, key=lambda sign: sign.at)


def _direct(row: Row, events: Sequence[Event]) -> Iterator[Sign]:
    for event in events:
        if isinstance(event, SafetyTen) and event.said_yes(*row.ten):
            yield Sign(at=event.at, by="ten")
        elif isinstance(event, Phq) and row.item_nine and event.replies.get(ITEM_NINE, 0) >= ITEM_NINE_OPENS:
            yield Sign(at=event.at, by="item_nine")
        elif isinstance(event, Told) and event.what == row.told:
            yield Sign(at=event.at, by="told")


def _from_texts(row: Row, events: Sequence[Event], now: dt.datetime) -> Iterator[Sign]:
    noticed = [event for event in events if isinstance(event, Noticed) and event.sign == row.sign]
    for level in LEVELS:
        found = sorted(
            (sign for one in noticed if one.level == level and (sign := _from_text(row, one, now))),
            key=lambda sign: sign.at,
        )
        before = row.times[level] - 1
        for first, sign in zip(found, found[before:], strict=False):
            if sign.at - first.at <= FORTNIGHT:
                yield sign


def _from_text(row: Row, noticed: Noticed, now: dt.datetime) -> Sign | None:
    answer = answer_of(noticed=noticed, now=now)
    if noticed.level == "amber":
        confirmed_at = noticed.answered_at if answer == "right" else None
        return Sign(at=confirmed_at, by="text") if confirmed_at else None
    is_denied = answer == "not_like_that"
    if is_denied and row.denial_lifts:
        return None
    return Sign(at=noticed.at, by="text", denied=is_denied)
