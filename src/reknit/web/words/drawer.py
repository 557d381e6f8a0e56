"""The drawer: messages lie closed for a day, are read again as the one who would get them, and stay here."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reknit.programme.words import check_words
from reknit.steps.accept.model import Held
from reknit.steps.accept.rules import lies, may_copy, may_keep, opens_at, reads_as_them
from reknit.steps.meet.rules import closed_by
from reknit.web.clock import now
from reknit.web.journey.knowing import standing_of, start_of
from reknit.web.words.keeping import is_heated_today, take_out
from reknit.web.words.views import reading_of
from reknit.words import risk_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from reknit.safety.standing import Standing
    from reknit.vault.diary import Kept
    from reknit.web.shell.request import OpenRequest

JUST_COPIED = dt.timedelta(minutes=10)
"""For so long after copying, the words stand in a field they can be selected in. Product choice."""


def drawer(request: OpenRequest) -> HttpResponse:
    """List what lies in the drawer."""
    at = now(request)
    lying = [(one, lies(held=one.entry, now=at), opens_at(held=one.entry)) for one in request.diary.of(Held)]
    context = {"lying": lying, "start": start_of(request), "is_heated": is_heated_today(request)}
    return render(request, "words/drawer.html", context)


def held(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Show one message: closed, to be read as the one who would get it, or what became of it."""
    kept, standing, at = request.diary.get(Held, entry_id=entry_id), standing_of(request), now(request)
    context = {
        "start": start_of(request),
        "kept": kept,
        "versions": _versions(request, kept),
        **reading_of(kept.entry.text, None),
        **_choices(kept.entry, standing, at),
    }
    return render(request, "words/held.html", context)


@require_POST
def read_again(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Keep how it read from the other side."""
    kept = request.diary.get(Held, entry_id=entry_id)
    if lies(held=kept.entry, now=now(request)) == "open":
        answered = replace(
            kept.entry,
            reread_at=now(request),
            felt=request.POST.get("felt", "").strip(),
            would_do=request.POST.get("would_do", "").strip(),
        )
        request.diary.change(entry_id=entry_id, entry=answered)
    return redirect("words:held", entry_id=entry_id)


@require_POST
def change(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Take a message out to change it; this one stays here as it is."""
    kept = request.diary.get(Held, entry_id=entry_id)
    is_closed = lies(held=kept.entry, now=now(request)) == "closed"
    if is_closed or not may_keep(standing=standing_of(request)):
        return redirect("words:held", entry_id=entry_id)
    take_out(request, held=kept)
    return redirect("words:check")


@require_POST
def copied(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Note that it was copied; the copying itself is done by hand, here in the browser, once."""
    kept = request.diary.get(Held, entry_id=entry_id)
    if _may_copy(kept.entry, standing_of(request), now(request)):
        request.diary.change(entry_id=entry_id, entry=replace(kept.entry, copied_at=now(request)))
    return redirect("words:held", entry_id=entry_id)


@require_POST
def burn(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Forget one message for good."""
    request.diary.forget(request.diary.get(Held, entry_id=entry_id).id)
    return redirect("words:burned")


def burned(request: OpenRequest) -> HttpResponse:
    """Say that it is gone."""
    return render(request, "words/burned.html")


def _choices(one: Held, standing: Standing, at: dt.datetime) -> dict[str, object]:
    """Return how a message lies, and what may be done with it by someone who stands so."""
    closed = closed_by(standing=standing)
    return {
        "lying": lies(held=one, now=at),
        "opens_at": opens_at(held=one),
        "as_them": reads_as_them(standing=standing),
        "may_copy": _may_copy(one, standing, at),
        "may_keep": may_keep(standing=standing),
        "why": check_words().closed[closed.code] if closed else "",
        "is_fresh": one.copied_at is not None and at - one.copied_at < JUST_COPIED,
    }


def _may_copy(one: Held, standing: Standing, at: dt.datetime) -> bool:
    return may_copy(held=one, is_red=risk_of(one.text).level == "red", standing=standing, now=at)


def _versions(request: OpenRequest, kept: Kept[Held]) -> list[Kept[Held]]:
    """Return the version this came from and those that came from it, where they are still here."""
    return [
        one
        for one in request.diary.of(Held)
        if one.id == kept.entry.version_of or one.entry.version_of == kept.id
    ]
