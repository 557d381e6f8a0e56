"""Keep what is typed and lay it in the drawer; always keep first, and only then let go of anything."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from reknit.journey.model import Pulse
from reknit.steps.accept.model import Held
from reknit.steps.accept.rules import is_heated
from reknit.steps.meet.model import Drafted
from reknit.steps.meet.rules import judge
from reknit.vault.diary import NoSuchEntry
from reknit.web.clock import now
from reknit.words import read

if TYPE_CHECKING:
    from uuid import UUID

    from reknit.vault.diary import Kept
    from reknit.web.shell.request import OpenRequest


LATE = dt.timedelta(seconds=30)
"""For so long after a message was laid down an autosave of it can still be on its way. Product choice."""


def drafted(request: OpenRequest) -> Kept[Drafted] | None:
    """Return the message on the check page, if there is one."""
    return request.diary.newest(Drafted)


def save(request: OpenRequest, *, text: str) -> Drafted | None:
    """Keep the message as it stands; an empty field keeps nothing."""
    kept = drafted(request)
    if not text.strip():
        request.diary.forget(*([kept.id] if kept else []))
        return None
    if kept is None and _was_just_laid_down(request, text):
        return None
    entry = Drafted(at=now(request), text=text, version_of=kept.entry.version_of if kept else None)
    if kept:
        request.diary.change(entry_id=kept.id, entry=entry)
    else:
        request.diary.keep(entry)
    return entry


def _was_just_laid_down(request: OpenRequest, text: str) -> bool:
    """Say whether these words went into the drawer a moment ago: a late autosave must not bring them back."""
    held = request.diary.newest(Held)
    return held is not None and held.entry.text == text and now(request) - held.entry.at < LATE


def lay_down(request: OpenRequest, *, text: str) -> UUID:
    """Lay a message in the drawer and clear the page; an older version then says that it was changed."""
    kept, reading = drafted(request), read(text)
    older = kept.entry.version_of if kept else None
    held = Held(
        at=now(request),
        text=text,
        level=judge(reading=reading).level,
        faults=tuple(sign.label for sign in reading.faults),
        parts=tuple(sign.label for sign in reading.parts),
        version_of=older,
    )
    entry_id = request.diary.keep(held)
    if older:
        _mark_changed(request, older)
    request.diary.forget(*([kept.id] if kept else []))
    return entry_id


def _mark_changed(request: OpenRequest, older: UUID) -> None:
    try:
        before = request.diary.get(Held, entry_id=older).entry
    except NoSuchEntry:
        return  # it was burned in the meantime
    request.diary.change(entry_id=older, entry=replace(before, changed_at=now(request)))


def take_out(request: OpenRequest, *, held: Kept[Held]) -> None:
    """Put a message from the drawer on the check page; what stood there is laid in the drawer first."""
    on_page = drafted(request)
    if on_page and on_page.entry.version_of == held.id:
        return  # it is there already, perhaps with work in it
    if on_page:
        lay_down(request, text=on_page.entry.text)
    request.diary.keep(Drafted(at=now(request), text=held.entry.text, version_of=held.id))


def is_heated_today(request: OpenRequest) -> bool:
    """Say whether there was so much anger in today's pulse that cooling down comes first."""
    pulse = request.diary.newest(Pulse)
    is_today = pulse is not None and pulse.entry.at.date() == now(request).date()
    return is_heated(anger=pulse.entry.anger if pulse and is_today else None)
