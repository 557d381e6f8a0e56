"""The pages of an exercise, from its first question to reading the answer again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reknit.journey.insight import insights
from reknit.journey.opening import Closed, why_closed
from reknit.programme.answer import Answer, Draft, read_answers
from reknit.programme.exercise import exercises
from reknit.programme.sentences import sentence
from reknit.web.clock import now
from reknit.web.journey.knowing import desk, start_of
from reknit.web.journey.ratings import ratings_picture
from reknit.web.journey.showing import heading, show, spoken, spoken_html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpResponse

    from reknit.journey.model import Start
    from reknit.programme.answer import Fields, Problem
    from reknit.programme.exercise import Exercise
    from reknit.vault.diary import Kept
    from reknit.web.shell.request import OpenRequest

PAGE = 50
"""Kept answers on one page of reading again."""

FRESH = dt.timedelta(minutes=30)
"""For so long after keeping, the page of an answer says how to land."""


def exercise(request: OpenRequest, name: str) -> HttpResponse:
    """Ask the questions of an exercise, and keep the answers."""
    found, start = _exercise(name), start_of(request)
    closed = _why_closed(request, found, start)
    if closed and closed.code == "hidden":
        raise Http404
    if request.method != "POST":
        return _page(request, found, start, closed=closed)
    prompts = [spoken(prompt=one, start=start) for one in found.head.prompts]
    given, problems = read_answers(prompts=prompts, fields=_fields(request))
    if problems:
        return _page(request, found, start, closed=closed, fields=_fields(request), problems=problems)
    title = heading(exercise=found, start=start)["title"]
    answer = Answer(at=now(request), exercise=name, title=title, given=given)
    entry_id = request.diary.keep(answer, about=name)
    request.diary.forget(*(kept.id for kept in request.diary.of(Draft, about=name)))
    return redirect("journey:one_kept", entry_id=entry_id)


@require_POST
def draft(request: OpenRequest, name: str) -> HttpResponse:
    """Keep what is typed so far, so that it can be gone on with later."""
    _exercise(name)
    begun = Draft(at=now(request), exercise=name, fields=dict(_fields(request)))
    kept = request.diary.newest(Draft, about=name)
    if kept:
        request.diary.change(entry_id=kept.id, entry=begun, about=name)
    else:
        request.diary.keep(begun, about=name)
    if request.headers.get("HX-Request"):
        return render(request, "journey/_draft_kept.html", {"at": begun.at})
    return redirect("journey:exercise", name=name)


def follow_up(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Ask once more, some time after, and keep it with the answer."""
    kept, start = _kept(request, entry_id), start_of(request)
    found = _exercise(kept.entry.exercise)
    if found.head.follow_up is None:
        raise Http404
    prompts = [spoken(prompt=one, start=start) for one in found.head.follow_up.prompts]
    fields: Fields = _fields(request) if request.method == "POST" else {}
    given, problems = read_answers(prompts=prompts, fields=fields) if fields else ((), ())
    if given and not problems:
        answered = replace(kept.entry, follow_up=given, followed_up_at=now(request))
        request.diary.change(entry_id=entry_id, entry=answered, about=found.head.id)
        return redirect("journey:one_kept", entry_id=entry_id)
    context = {
        "follow_up": found.head.follow_up,
        "shown": show(prompts=prompts, fields=fields, problems=problems, start=start),
        "has_problems": bool(problems),
        "kept": kept,
    }
    return render(request, "journey/follow_up.html", context, status=422 if problems else 200)


def kept(request: OpenRequest) -> HttpResponse:
    """List what was kept, newest first."""
    names = list(exercises())
    about = request.GET.get("exercise", "")
    page = int(request.GET["page"]) if request.GET.get("page", "").isdigit() else 1
    subjects = [about] if about in names else names
    found = request.diary.of(Answer, about=subjects, most=page * PAGE + 1)
    context = {
        "answers": found[(page - 1) * PAGE : page * PAGE],
        "older": page + 1 if len(found) > page * PAGE else 0,
        "newer": page - 1,
        "about": about,
    }
    return render(request, "journey/kept.html", context)


def one_kept(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Show one kept answer as it was given."""
    found, start = _kept(request, entry_id), start_of(request)
    source = exercises().get(found.entry.exercise)
    follows = source.head.follow_up if source else None
    context = {
        "kept": found,
        "given": [(one, ratings_picture(one)) for one in (*found.entry.given, *found.entry.follow_up)],
        "exercise": source,
        "afterwards": spoken_html(html=source.afterwards, start=start) if source else "",
        "insights": _insights(request, found.entry.exercise),
        "is_fresh": now(request) - found.entry.at < FRESH,
        "follow_up": follows if follows and not found.entry.followed_up_at else None,
    }
    return render(request, "journey/one_kept.html", context)


@require_POST
def forget(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Remove one kept answer for good."""
    found = _kept(request, entry_id)
    request.diary.forget(found.id)
    return redirect("journey:kept")


def _page(
    request: OpenRequest,
    found: Exercise,
    start: Start,
    *,
    closed: Closed | None,
    fields: Fields | None = None,
    problems: Sequence[Problem] = (),
) -> HttpResponse:
    begun = request.diary.newest(Draft, about=found.head.id) if fields is None else None
    typed: Fields = fields if fields is not None else begun.entry.fields if begun else {}
    context = {
        **heading(exercise=found, start=start),
        "exercise": found,
        "before": spoken_html(html=found.before, start=start),
        "shown": show(prompts=found.head.prompts, fields=typed, problems=problems, start=start),
        "has_problems": bool(problems),
        "draft": begun,
        "not_yet": _closed_sentence(closed) if closed else "",
        "insights": _insights(request, found.head.id),
        "done": request.diary.counts([(Answer.KIND, found.head.id)])[Answer.KIND, found.head.id],
    }
    return render(request, "journey/exercise.html", context, status=422 if problems else 200)


def _why_closed(request: OpenRequest, found: Exercise, start: Start) -> Closed | None:
    known = desk(request).known
    day, hurt = start.day(today=now(request).date()), known.pulse.hurt if known.pulse else None
    return why_closed(head=found.head, day=day, hurt=hurt, done=known.done, dangers=known.dangers)


def _closed_sentence(closed: Closed) -> str:
    title = _title(closed.exercise)
    return sentence(area="closed", code=closed.code, number=closed.number, exercise=title)


def _title(name: str) -> str:
    found = exercises().get(name)
    return found.head.title if found else name


def _insights(request: OpenRequest, name: str) -> list[str]:
    answers = [one.entry for one in request.diary.of(Answer, about=name, most=PAGE)]
    found = insights(exercise=name, answers=answers, today=now(request).date())
    return [sentence(area="insights", code=one.code, **one.numbers) for one in found]


def _exercise(name: str) -> Exercise:
    try:
        return exercises()[name]
    except KeyError as error:
        raise Http404 from error


def _kept(request: OpenRequest, entry_id: UUID) -> Kept[Answer]:
    return request.diary.get(Answer, entry_id=entry_id)


def _fields(request: OpenRequest) -> dict[str, tuple[str, ...]]:
    names = (name for name in request.POST if name != "csrfmiddlewaretoken")
    return {name: tuple(str(value) for value in request.POST.getlist(name)) for name in names}
