"""The page on which someone brings a message history and answers what the file leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.http import StreamingHttpResponse
from django.shortcuts import render

from reknit.history import FirstReport, HistoryError, Report, Source
from reknit.journey.story import once_each, tell_story
from reknit.programme.exports import exports
from reknit.web.clock import now
from reknit.web.history.asking import Questions, Told, fingerprint, told_by
from reknit.web.history.bringing import bring, finish
from reknit.web.history.forms import UploadForm
from reknit.web.journey.knowing import desk, start_of
from reknit.web.shell.request import OpenRequest, posted
from reknit.web.shell.uploads import is_too_large

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from django.http import HttpResponse

    from reknit.vault.diary import Kept
    from reknit.web.history.bringing import Brought, Outcome

# Remembered for as long as someone is in: the day on which they last read a report.
LAST_READ = "report_read"


def history(request: OpenRequest) -> HttpResponse | StreamingHttpResponse:
    """Ask for an export and for what it leaves open; keep the report, and forget the text."""
    form = UploadForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        is_too_large=is_too_large(request),
    )
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _again(request, form, problem=str(form.errors["chat"][0]))
    sources = [Source(name=file.name, content=file.read()) for file in form.cleaned_data["chat"]]
    told = told_by(request.POST, of=fingerprint(sources))
    stages = bring(sources, told=told, start=start_of(request), now=now(request))
    if request.headers.get("HX-Request"):
        return StreamingHttpResponse(_step_by_step(request, form, told, stages))
    return _answer(request, form, told, finish(stages))


def _step_by_step(
    request: OpenRequest, form: UploadForm, told: Told, stages: Generator[int, None, Outcome]
) -> Iterator[bytes]:
    """Say each stage as it begins, in a comment that a few lines of script read, and then answer."""
    try:
        while True:
            yield f"<!--{next(stages)}-->".encode()
    except StopIteration as stop:
        outcome: Outcome = stop.value
    yield _answer(request, form, told, outcome).content


def _answer(request: OpenRequest, form: UploadForm, told: Told, outcome: Outcome) -> HttpResponse:
    """Keep a report and show the own words once; otherwise ask, or say what is wrong."""
    if isinstance(outcome, HistoryError):
        return _again(request, form, problem=str(outcome))
    if isinstance(outcome, Questions):
        return _again(request, form, told=told, questions=outcome)
    return _kept(request, outcome)


def _again(
    request: OpenRequest,
    form: UploadForm,
    *,
    problem: str = "",
    told: Told | None = None,
    questions: Questions | None = None,
) -> HttpResponse:
    """Show the page again; where a script holds on to the file, only what stands below it."""
    is_in_hand = bool(request.headers.get("HX-Request"))
    rest: dict[str, object] = {
        "problem": problem,
        "told": told,
        "questions": questions,
        "is_in_hand": is_in_hand,
        "exports": exports(),
    }
    if is_in_hand:
        return render(request, "history/_rest.html", rest)
    return _page(request, form, rest, status=422 if problem else 200)


def _page(
    request: OpenRequest, form: UploadForm, rest: dict[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    reports: list[Kept[Report] | Kept[FirstReport]] = [
        *request.diary.of(Report),
        *request.diary.of(FirstReport),
    ]
    today = now(request).date()
    is_second = request.session.get(LAST_READ) == today.isoformat()
    context = {
        "form": form,
        "reports": reports,
        "hurt": desk(request).known.hurt(on=today),
        "is_second": is_second or any(kept.entry.at.date() == today for kept in reports),
        "exports": exports(),
        "most": settings.UPLOAD_MOST_MB,
        **(rest or {}),
    }
    return render(request, "history/history.html", context, status=status)


def _kept(request: OpenRequest, brought: Brought) -> HttpResponse:
    entry_id = request.diary.keep(brought.report)
    asked = {each.question: each.title for each in tell_story(brought.report).questions}
    words = once_each(brought.words)
    fields = [(each, msgspec.json.encode(each).decode()) for each in words]
    quotes = [
        (title, own)
        for code, title in asked.items()
        if (own := [pair for pair in fields if pair[0].question == code])
    ]
    context = {"entry_id": entry_id, "quotes": quotes}
    return render(request, "history/kept.html", context)
