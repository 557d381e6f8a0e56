"""The pages of the message history: bring it, say who is who, and look at the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from reknit.history import HistoryError, Source, UndecidedDateOrder, read
from reknit.history.report import NotInChat, Report, report
from reknit.programme.sentences import sentence
from reknit.web.clock import now
from reknit.web.history.forms import UploadForm
from reknit.web.history.naming import is_settled, named
from reknit.web.history.pictures import initiative_curve, length_curve, reply_curve, weeks_curve
from reknit.web.journey.knowing import desk, start_of
from reknit.web.shell.request import OpenRequest, posted
from reknit.web.shell.uploads import is_too_large

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpResponse

    from reknit.vault.diary import Kept


def history(request: OpenRequest) -> HttpResponse:
    """Ask for an export, measure it, keep the report, and forget the text."""
    form = UploadForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        is_too_large=is_too_large(request),
    )
    if form.is_valid():
        sources = [Source(name=file.name, content=file.read()) for file in form.cleaned_data["chat"]]
        try:
            return redirect(_measured(request, sources))
        except HistoryError as error:
            form.add_error("chat", str(error))
    start = start_of(request)
    reports = [(kept, is_settled(report=kept.entry, start=start)) for kept in request.diary.of(Report)]
    context = {"form": form, "reports": reports, "hurt": desk(request).known.hurt(on=now(request).date())}
    return render(request, "history/history.html", context, status=422 if form.errors else 200)


def dates(request: OpenRequest, one: UUID, other: UUID) -> HttpResponse:
    """Ask which of two readings of the dates is right, and forget the other."""
    both = [_kept(request, one), _kept(request, other)]
    chosen = next((kept for kept in both if str(kept.id) == request.POST.get("right")), None)
    if chosen:
        request.diary.forget(*(kept.id for kept in both if kept is not chosen))
        return redirect("history:who", entry_id=chosen.id)
    return render(request, "history/dates.html", {"both": both})


def who(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Ask which of the two someone is, and call both by the names they chose."""
    kept, start = _kept(request, entry_id), start_of(request)
    if request.method == "POST":
        try:
            seen = kept.entry.seen_by(request.POST.get("me", ""))
        except NotInChat as error:
            raise Http404 from error
        request.diary.change(entry_id=entry_id, entry=named(report=seen, me=start.name, them=start.ex))
        return redirect("history:report", entry_id=entry_id)
    return render(request, "history/who.html", {"report": kept.entry, "entry_id": entry_id})


def one_report(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Show what was read, and what it shows."""
    found = _kept(request, entry_id).entry
    if not is_settled(report=found, start=start_of(request)):
        return redirect("history:who", entry_id=entry_id)
    context = {
        "report": found,
        "entry_id": entry_id,
        "names": [person.name for person in found.people],
        "evidence": [sentence(area="evidence", code=one.code) for one in found.reading.evidence],
        "weeks": weeks_curve(found),
        "initiative": initiative_curve(found),
        "reply": reply_curve(found),
        "length": length_curve(found),
    }
    return render(request, "history/report.html", context)


@require_POST
def forget(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Remove a report for good."""
    request.diary.forget(_kept(request, entry_id).id)
    return redirect("history:history")


def _measured(request: OpenRequest, sources: Sequence[Source]) -> str:
    """Keep the report, or two where the dates can be read in two ways; return where to go on."""
    try:
        entry_id = request.diary.keep(report(read(sources), now=now(request)))
        return reverse("history:who", args=[entry_id])
    except UndecidedDateOrder as undecided:
        orders = [candidate.order for candidate in undecided.candidates]
        reports = [report(read(sources, date_order=order), now=now(request)) for order in orders]
        return reverse("history:dates", args=[request.diary.keep(one) for one in reports[:2]])


def _kept(request: OpenRequest, entry_id: UUID) -> Kept[Report]:
    return request.diary.get(Report, entry_id=entry_id)
