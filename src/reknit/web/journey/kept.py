"""The pages of what was kept: the list, one answer as it was given, and removing it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reknit.journey.insight import insights
from reknit.programme.answer import Answer
from reknit.programme.exercise import exercises
from reknit.programme.sentences import sentence, spoken
from reknit.steps.accept.rules import has_written
from reknit.web.clock import now
from reknit.web.journey.knowing import start_of
from reknit.web.journey.ratings import ratings_picture

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from reknit.web.shell.request import OpenRequest

PAGE = 50
"""Kept answers on one page of reading again."""

LAST_PAGE = 10_000
"""More pages than a life of daily use fills."""

FRESH = dt.timedelta(minutes=30)
"""For so long after keeping, the page of an answer says how to land."""


def kept(request: OpenRequest) -> HttpResponse:
    """List what was kept, newest first."""
    names = list(exercises())
    about, page = request.GET.get("exercise", ""), _page_number(request.GET.get("page", ""))
    found = request.diary.of(Answer, about=[about] if about in names else names, most=page * PAGE + 1)
    context = {
        "answers": found[(page - 1) * PAGE : page * PAGE],
        "older": page + 1 if len(found) > page * PAGE else 0,
        "newer": page - 1,
        "about": about,
    }
    return render(request, "journey/kept.html", context)


def one_kept(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Show one kept answer as it was given."""
    found, start = request.diary.get(Answer, entry_id=entry_id), start_of(request)
    source = exercises().get(found.entry.exercise)
    named = spoken(source, name=start.name, ex=start.ex) if source else None
    waits = named is not None and named.head.follow_up is not None and not found.entry.followed_up_at
    context = {
        "kept": found,
        "given": [(one, ratings_picture(one)) for one in (*found.entry.given, *found.entry.follow_up)],
        "exercise": named,
        "insights": insights_of(request, found.entry.exercise),
        "has_written": has_written(answer=found.entry),
        "is_fresh": now(request) - found.entry.at < FRESH,
        "follow_up": named.head.follow_up if named and waits else None,
    }
    return render(request, "journey/one_kept.html", context)


@require_POST
def forget(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Remove one kept answer for good."""
    found = request.diary.get(Answer, entry_id=entry_id)
    request.diary.forget(found.id)
    return redirect("journey:kept")


def insights_of(request: OpenRequest, name: str) -> list[str]:
    """Return in words what someone's newest answers to an exercise add up to."""
    answers = [one.entry for one in request.diary.of(Answer, about=name, most=PAGE)]
    found = insights(exercise=name, answers=answers, today=now(request).date())
    return [sentence(area="insights", code=one.code, **one.numbers) for one in found]


def _page_number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < len(str(LAST_PAGE))
    return max(1, int(text)) if is_number else 1
