"""The page of what is closed and why, and of what was noticed: to see, to lift where it can be, to remove."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from reknit.journey.stands import forget_noticed, noticed_in
from reknit.programme.exercise import exercises
from reknit.programme.sentences import sentence
from reknit.safety.cards import cards
from reknit.safety.model import Told
from reknit.web.clock import now
from reknit.web.journey.knowing import standing_of, start_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from uuid import UUID

    from django.http import HttpResponse

    from reknit.safety.cards import Card
    from reknit.safety.model import Noticed
    from reknit.safety.standing import Open
    from reknit.vault.diary import Kept
    from reknit.web.shell.request import OpenRequest


class Closing(NamedTuple):
    """What is closed until one moment; None: until it is lifted."""

    until: dt.datetime | None
    what: list[str]


class ShownState(NamedTuple):
    """An open state as the page shows it: its card, what it closes, and what can be said about it."""

    found: Open
    card: Card
    closings: list[Closing]
    waits: list[tuple[str, str]]


def closings(found: Open) -> list[Closing]:
    """Return what an open state closes, grouped by when that ends, soonest first."""
    ends = sorted(found.locks.items(), key=lambda one: (one[1] is None, one[1] or found.since))
    return [
        Closing(until, [sentence(area="locks", code=lock.value) for lock, _ in locks])
        for until, locks in groupby(ends, key=lambda one: one[1])
    ]


def closed(request: OpenRequest) -> HttpResponse:
    """Show what is closed, why, until when, and how each of it lifts."""
    standing, start = standing_of(request), start_of(request)
    context = {
        "states": [
            ShownState(one, cards()[one.state], closings(one), list(_waits(one))) for one in standing.open
        ],
        "asked_for_none": standing.asked_for_none,
        "ex": start.ex,
    }
    return render(request, "safety/closed.html", context)


def _waits(found: Open) -> Iterator[tuple[str, str]]:
    for code in found.waits_for:
        if code == "ten" or "ten" not in found.waits_for:
            yield code, sentence(area="lifting", code=code)


@require_POST
def say(request: OpenRequest) -> HttpResponse:
    """Keep a plain statement that lifts something, when something waits for it."""
    what = request.POST.get("what", "")
    waited_for = {code for one in standing_of(request).open for code in one.waits_for} - {"ten"}
    if what in waited_for and request.POST.get("sure") == "yes":
        request.diary.keep(Told(at=now(request), what=what))  # type: ignore[arg-type]  # one that is waited for
    return redirect("safety:closed")


def noticed(request: OpenRequest) -> HttpResponse:
    """List what was noticed in someone's words."""
    found = noticed_in(diary=request.diary, start=start_of(request), now=now(request))
    shown = [
        (kept, sentence(area="signs", code=kept.entry.sign), _said(kept), _place(kept)) for kept in found
    ]
    return render(
        request, "safety/noticed.html", {"shown": shown, "is_held": request.GET.get("held") == "yes"}
    )


@require_POST
def forget(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Remove what was noticed; what it closed stays closed for its time."""
    stays = forget_noticed(diary=request.diary, entry_id=entry_id, start=start_of(request), now=now(request))
    return redirect(reverse("safety:noticed") + ("?held=yes" if stays else ""))


def _said(kept: Kept[Noticed]) -> str:
    return sentence(area="read_right", code=kept.entry.answer or "nothing")


def _place(kept: Kept[Noticed]) -> str:
    found = exercises().get(kept.entry.where.partition(".")[0])
    return found.head.title if found else ""
