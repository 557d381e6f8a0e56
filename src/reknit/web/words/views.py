"""The page for checking a message: it reads along, keeps what is typed, and sends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from reknit.programme.words import check_words
from reknit.steps.accept.model import Held
from reknit.steps.accept.rules import may_keep
from reknit.steps.meet.rules import closed_by
from reknit.steps.meet.telling import tell
from reknit.web.clock import now
from reknit.web.journey.knowing import standing_of, start_of
from reknit.web.words.keeping import drafted, is_heated_today, lay_down, save
from reknit.web.words.meters import drawn
from reknit.words import read

if TYPE_CHECKING:
    from django.http import HttpResponse

    from reknit.steps.meet.rules import Closed
    from reknit.web.shell.request import OpenRequest

TOPIC_OF = {
    "self_harm": "crisis",
    "threat": "own-behaviour",
    "stalking": "own-behaviour",
    "manipulation": "own-behaviour",
    "abused": "danger",
    "minor": "young",
    "order": "order",
    "own_violence": "own-behaviour",
    "violence": "danger",
    "pursuit": "own-behaviour",
    "pressure": "own-behaviour",
}
"""Which page of help answers a kind of danger, or a state that closes the check."""


def check(request: OpenRequest) -> HttpResponse:
    """Show the message that is being written, and what was read in it; a plain submit keeps it first."""
    if request.method == "POST":
        save(request, text=request.POST.get("text", ""))
        return redirect(reverse("words:check") + "#reading")
    kept, standing = drafted(request), standing_of(request)
    text, closed = kept.entry.text if kept else "", closed_by(standing=standing)
    context = {
        "start": start_of(request),
        "text": text,
        "version_of": kept.entry.version_of if kept else None,
        "may_keep": may_keep(standing=standing),
        "is_heated": is_heated_today(request),
        "in_drawer": request.diary.counts([(Held.KIND, "")])[Held.KIND, ""],
        **reading_of(text, closed),
    }
    return render(request, "words/check.html", context)


@require_POST
def reading(request: OpenRequest) -> HttpResponse:
    """Read along while someone types; nothing is kept by this."""
    text, closed = request.POST.get("text", ""), closed_by(standing=standing_of(request))
    return render(request, "words/_reading.html", {**reading_of(text, closed), "is_live": True})


@require_POST
def draft(request: OpenRequest) -> HttpResponse:
    """Keep what is typed so far, whatever the check says of it."""
    kept = save(request, text=request.POST.get("text", ""))
    if request.headers.get("HX-Request"):
        return render(request, "journey/_draft_kept.html", {"at": kept.at if kept else now(request)})
    return redirect("words:check")


@require_POST
def keep(request: OpenRequest) -> HttpResponse:
    """Lay the message in the drawer until tomorrow."""
    kept = save(request, text=request.POST.get("text", ""))
    if kept is None or not may_keep(standing=standing_of(request)):
        return redirect("words:check")
    return redirect("words:held", entry_id=lay_down(request, text=kept.text))


def reading_of(text: str, closed: Closed | None) -> dict[str, object]:
    """Return what a page says about a text: what was read in it, or what keeps the check closed."""
    if closed:
        return {
            "closed": closed,
            "why": check_words().closed[closed.code],
            "topic": TOPIC_OF.get(closed.code),
        }
    told = tell(text=text, reading=read(text)) if text.strip() else None
    return {
        "told": told,
        "meters": drawn(told.meters) if told else [],
        "topic": TOPIC_OF.get(told.danger) if told else None,
    }
