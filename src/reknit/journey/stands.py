"""Read from a diary where someone stands: every answer, every sign, every statement, and the other's wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reknit.journey.model import Start
from reknit.safety.model import Noticed, Phq, SafetyTen, Told
from reknit.safety.standing import Standing, is_held, standing
from reknit.vault.diary import Exported

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from uuid import UUID

    from reknit.safety.model import Event
    from reknit.vault.diary import Diary, Kept

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


def noticed_in(*, diary: Diary, start: Start | None, now: dt.datetime) -> list[Kept[Noticed]]:
    """Return what was noticed, newest first; what was removed goes once nothing rests on it."""
    events, every = events_of(diary=diary, start=start), diary.of(Noticed)
    removed = [kept for kept in every if kept.entry.is_removed]
    diary.forget(*(kept.id for kept in removed if not is_held(noticed=kept.entry, events=events, now=now)))
    return [kept for kept in every if not kept.entry.is_removed]


def forget_noticed(*, diary: Diary, entry_id: UUID, start: Start | None, now: dt.datetime) -> bool:
    """Remove what was noticed; say whether a closing rests on it, which stays without it."""
    found = diary.get(Noticed, entry_id=entry_id).entry
    stays = is_held(noticed=found, events=events_of(diary=diary, start=start), now=now)
    if stays:
        diary.change(entry_id=entry_id, entry=found.removed())
    else:
        diary.forget(entry_id)
    return stays


def without_noticed(*, diary: Diary, start: Start | None, now: dt.datetime) -> Iterator[Exported]:
    """Return every entry for an export; of what was noticed only what closes something."""
    events = events_of(diary=diary, start=start)
    for one in diary.export():
        if one.kind != Noticed.KIND:
            yield one
            continue
        found = msgspec.json.decode(one.entry, type=Noticed)
        if is_held(noticed=found, events=events, now=now):
            bare = msgspec.Raw(msgspec.json.encode(found.removed()))
            yield Exported(id=one.id, kind=one.kind, about=one.about, entry=bare)
