"""Read from a diary where someone stands: every answer, every sign, every statement, and the other's wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.journey.model import Start
from reknit.safety.model import Noticed, Phq, SafetyTen, Told
from reknit.safety.standing import Standing, standing

if TYPE_CHECKING:
    import datetime as dt

    from reknit.safety.model import Event
    from reknit.vault.diary import Diary

EVENT_KINDS: tuple[type[SafetyTen | Noticed | Phq | Told], ...] = (SafetyTen, Noticed, Phq, Told)


def events_of(*, diary: Diary, start: Start | None) -> list[Event]:
    """Return everything the states follow from; an order told at the start counts as a statement."""
    events: list[Event] = [kept.entry for kind in EVENT_KINDS for kept in diary.of(kind)]
    if start and start.asked == "order":
        events.append(Told(at=start.at, what="order"))
    return events


def standing_in(*, diary: Diary, start: Start | None, now: dt.datetime) -> Standing:
    """Return where someone stands now; `start` is what they told at the start, if they have."""
    events = events_of(diary=diary, start=start)
    return standing(events=events, now=now, asked=start.asked if start else "nothing")
