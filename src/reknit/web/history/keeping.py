"""What someone keeps beside a report or lets go: pinned words, what they take from it, the report itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from reknit.history import FirstReport, OwnWords, Report
from reknit.steps.understand.model import Pinned, Taken
from reknit.vault.diary import UnableToOpenEntry
from reknit.web.clock import now
from reknit.web.history.forms import TakenForm

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from reknit.vault.diary import Kept
    from reknit.web.shell.request import OpenRequest

# Own messages offered at once: five for each of three questions.
MOST_PINS = 15


@require_POST
def pin(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Keep the own messages that were pinned; the others are not kept anywhere."""
    kept, at = request.diary.get(Report, entry_id=entry_id), now(request)
    try:
        chosen = [
            msgspec.json.decode(each, type=OwnWords) for each in request.POST.getlist("pin")[:MOST_PINS]
        ]
    except msgspec.DecodeError as error:
        raise Http404 from error
    pinned = [
        Pinned(
            at=at,
            question=one.question,
            measure=one.measure,
            when=one.when,
            sent_at=one.sent_at,
            text=one.text,
        )
        for one in chosen
    ]
    request.diary.keep_all((each, str(kept.id)) for each in pinned)
    return redirect("history:report", entry_id=kept.id)


@require_POST
def unpin(request: OpenRequest, entry_id: UUID, pin_id: UUID) -> HttpResponse:
    """Forget one pinned message for good."""
    request.diary.forget(request.diary.get(Pinned, entry_id=pin_id).id)
    return redirect("history:report", entry_id=entry_id)


@require_POST
def take(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Keep what someone takes from the report, in the place of what they took before."""
    about = str(request.diary.get(Report, entry_id=entry_id).id)
    form = TakenForm(request.POST)
    if not form.is_valid():
        return render(request, "history/taken.html", {"form": form, "entry_id": entry_id}, status=422)
    taken = Taken(at=now(request), text=form.cleaned_data["text"])
    before = request.diary.newest(Taken, about=about)
    if before:
        request.diary.change(entry_id=before.id, entry=taken, about=about)
    else:
        request.diary.keep(taken, about=about)
    return redirect(reverse("history:report", args=[entry_id]) + "#taken")


@require_POST
def forget(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Remove a report for good, with what was pinned and written beside it."""
    kept, about = _any_report(request, entry_id), str(entry_id)
    beside = [each.id for kind in (Pinned, Taken) for each in request.diary.of(kind, about=about)]
    request.diary.forget(kept.id, *beside)
    return redirect("history:history")


def _any_report(request: OpenRequest, entry_id: UUID) -> Kept[Report] | Kept[FirstReport]:
    try:
        return request.diary.get(Report, entry_id=entry_id)
    except UnableToOpenEntry:
        return request.diary.get(FirstReport, entry_id=entry_id)
