"""The pages of a kept report: all of it, and each of its measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render

from reknit.history import FirstReport, Report
from reknit.safety.states import State
from reknit.steps.understand.model import Pinned, Taken
from reknit.vault.diary import UnableToOpenEntry
from reknit.web.clock import now
from reknit.web.history.forms import TakenForm
from reknit.web.history.pictures import timeline
from reknit.web.history.showing import reading_rows, report_page, shown_measure
from reknit.web.history.uploading import LAST_READ
from reknit.web.journey.knowing import standing_of, start_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from reknit.web.shell.request import OpenRequest


def one_report(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Show what a conversation shows."""
    try:
        found = request.diary.get(Report, entry_id=entry_id).entry
    except UnableToOpenEntry:
        return _first_report(request, entry_id)
    start, about = start_of(request), str(entry_id)
    request.session[LAST_READ] = now(request).date().isoformat()
    taken = request.diary.newest(Taken, about=about)
    context = {
        "page": report_page(found, ended_on=start.ended_on, pins=request.diary.of(Pinned, about=about)),
        "entry_id": entry_id,
        "taken": taken.entry if taken else None,
        "form": TakenForm(initial={"text": taken.entry.text if taken else ""}),
        "is_afraid": State.VIOLENCE in standing_of(request).states,
    }
    return render(request, "history/report.html", context)


def measure(request: OpenRequest, entry_id: UUID, name: str) -> HttpResponse:
    """Show one measure of a report: inside the report's page, or on a page of its own."""
    found = request.diary.get(Report, entry_id=entry_id).entry
    if name not in {curve.measure for curve in found.curves}:
        raise Http404
    is_how = request.GET.get("part") == "how"
    template = "history/measure.html"
    if request.headers.get("HX-Request"):
        template = "history/_how.html" if is_how else "history/_measure.html"
    context = {
        "one": shown_measure(found, name),
        "entry_id": entry_id,
        "people": found.people,
        "is_how": is_how,
    }
    return render(request, template, context)


def _first_report(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Show what a report of the first shape holds that still says something."""
    found = request.diary.get(FirstReport, entry_id=entry_id).entry
    names = (found.people[0].name, found.people[1].name)
    context = {
        "report": found,
        "entry_id": entry_id,
        "timeline": timeline(weeks=found.weeks, names=names, ended_on=start_of(request).ended_on),
        "rows": reading_rows(found.reading),
    }
    return render(request, "history/first.html", context)
