"""The pages of an exercise: its questions, the draft on the way, and how it went some time after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reknit.journey.today import why_not_now
from reknit.programme.answer import Answer, Draft, read_answers
from reknit.programme.exercise import exercises
from reknit.programme.prompts import Practice
from reknit.programme.sentences import sentence, spoken
from reknit.web.clock import now
from reknit.web.journey.kept import insights_of
from reknit.web.journey.knowing import desk, start_of
from reknit.web.journey.showing import show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from django.http import HttpResponse

    from reknit.journey.model import Start
    from reknit.journey.opening import Closed
    from reknit.programme.answer import Fields, Problem
    from reknit.programme.exercise import Exercise
    from reknit.web.shell.request import OpenRequest


def exercise(request: OpenRequest, name: str) -> HttpResponse:
    """Ask the questions of an exercise, and keep the answers."""
    known = desk(request).known
    found = _exercise(name, known.start)
    closed = why_not_now(known=known, name=name, now=now(request))
    if closed and closed.code == "hidden":
        raise Http404
    context: dict[str, object] = {"not_yet": _why(closed), "done": known.done[name]}
    if request.method != "POST":
        return _page(request, found, context)
    given, problems = read_answers(prompts=found.head.prompts, fields=_fields(request))
    if problems:
        # What was typed is kept before anything is said about it.
        _save_draft(request, name)
        return _page(request, found, context, fields=_fields(request), problems=problems)
    answer = Answer(at=now(request), exercise=name, title=found.head.title, given=given)
    entry_id = request.diary.keep(answer, about=name)
    request.diary.forget(*(kept.id for kept in request.diary.of(Draft, about=name)))
    return redirect("journey:one_kept", entry_id=entry_id)


@require_POST
def draft(request: OpenRequest, name: str) -> HttpResponse:
    """Keep what is typed so far, so that it can be gone on with later."""
    _exercise(name, start_of(request))
    begun = _save_draft(request, name)
    if request.headers.get("HX-Request"):
        return render(request, "journey/_draft_kept.html", {"at": begun.at})
    return redirect("journey:exercise", name=name)


def _save_draft(request: OpenRequest, name: str) -> Draft:
    begun = Draft(at=now(request), exercise=name, fields=_fields(request))
    kept = request.diary.newest(Draft, about=name)
    if kept:
        request.diary.change(entry_id=kept.id, entry=begun, about=name)
    else:
        request.diary.keep(begun, about=name)
    return begun


def follow_up(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Ask once more, some time after, and keep it with the answer."""
    kept = request.diary.get(Answer, entry_id=entry_id)
    asked = _exercise(kept.entry.exercise, start_of(request)).head.follow_up
    if asked is None:
        raise Http404
    fields: Fields = _fields(request) if request.method == "POST" else {}
    given, problems = read_answers(prompts=asked.prompts, fields=fields) if fields else ((), ())
    if given and not problems:
        answered = replace(kept.entry, follow_up=given, followed_up_at=now(request))
        request.diary.change(entry_id=entry_id, entry=answered, about=kept.entry.exercise)
        return redirect("journey:one_kept", entry_id=entry_id)
    shown = show(prompts=asked.prompts, fields=fields, problems=problems)
    context = {"follow_up": asked, "shown": shown, "has_problems": bool(problems), "kept": kept}
    return render(request, "journey/follow_up.html", context, status=422 if problems else 200)


def _page(
    request: OpenRequest,
    found: Exercise,
    context: Mapping[str, object],
    *,
    fields: Fields | None = None,
    problems: Sequence[Problem] = (),
) -> HttpResponse:
    begun = request.diary.newest(Draft, about=found.head.id) if fields is None else None
    typed: Fields = fields if fields is not None else begun.entry.fields if begun else {}
    shown = show(prompts=found.head.prompts, fields=typed, problems=problems)
    page = {
        **context,
        "exercise": found,
        "shown": shown,
        "has_problems": bool(problems),
        "draft": begun,
        "has_practice": any(isinstance(prompt, Practice) for prompt in found.head.prompts),
        "insights": insights_of(request, found.head.id),
    }
    return render(request, "journey/exercise.html", page, status=422 if problems else 200)


def _why(closed: Closed | None) -> str:
    if closed is None:
        return ""
    after = exercises().get(closed.exercise)
    title = after.head.title if after else closed.exercise
    return sentence(area="closed", code=closed.code, number=closed.number, exercise=title)


def _exercise(name: str, start: Start) -> Exercise:
    try:
        return spoken(exercises()[name], name=start.name, ex=start.ex)
    except KeyError as error:
        raise Http404 from error


def _fields(request: OpenRequest) -> dict[str, tuple[str, ...]]:
    names = (name for name in request.POST if name != "csrfmiddlewaretoken")
    return {name: tuple(str(value) for value in request.POST.getlist(name)) for name in names}
