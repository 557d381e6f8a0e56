"""The pages of the way: today, the pulse, the curve, the path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reknit.journey.curve import curve
from reknit.journey.model import PULSE_LINES, Pulse, UnconfirmedCode
from reknit.journey.opening import is_hidden, is_step_open
from reknit.journey.today import today as choose_today
from reknit.journey.today import why_not_now
from reknit.programme.prompts import SCALE_TOP
from reknit.programme.sentences import sentence, spoken
from reknit.programme.steps import Step, pulse_lines, steps
from reknit.safety.states import State
from reknit.web.clock import now
from reknit.web.journey.curves import SHOWN, curve_page
from reknit.web.journey.knowing import desk, start_of

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpResponse

    from reknit.journey.today import Known, Today
    from reknit.programme.exercise import Exercise
    from reknit.programme.steps import PulseLine
    from reknit.web.shell.request import OpenRequest

POINTS = 60
"""Points of a curve over all days; more would not be seen, only sent."""

MIDDLE = 5
"""Where a slider stands that was never moved."""


@dataclass(frozen=True, kw_only=True)
class OnPath:
    """An exercise on the path: how often it was done, or why it is closed."""

    exercise: Exercise
    done: int
    closed: str


def today(request: OpenRequest) -> HttpResponse:
    """Show the one next thing, the three tools, the pulse, and where someone has been."""
    found = desk(request)
    known, at = found.known, now(request)
    if not known.start.is_told:
        waits = request.diary.newest(UnconfirmedCode)
        return redirect("accounts:code" if waits else "accounts:ending")
    chosen = choose_today(known=known, now=at)
    points = curve(pulses=[kept.entry for kept in found.pulses])
    context = {
        "greeting": _greeting(at),
        "start": known.start,
        "day": known.start.day(today=at.date()),
        "chosen": chosen,
        "reason": sentence(area="reasons", code=chosen.reason, **chosen.numbers),
        "exercise": _on_desk(known, chosen),
        "pulse": _sliders(known.pulse),
        "told_today": known.pulse if known.pulse and known.pulse.at.date() == at.date() else None,
        "curve": curve_page(days=points, ended_on=known.start.ended_on, lines=SHOWN),
        "steps": _begun(known),
        "has_closed": bool(known.standing.open),
        "is_afraid": State.VIOLENCE in known.standing.states,
    }
    return render(request, "journey/today.html", context)


@require_POST
def pulse(request: OpenRequest) -> HttpResponse:
    """Keep how it is right now."""
    values = {line: _on_scale(request.POST.get(line, "")) for line in PULSE_LINES}
    request.diary.keep(Pulse(at=now(request), **values))
    return redirect("/today/#curve")


def curves(request: OpenRequest) -> HttpResponse:
    """Show all seven lines over all days."""
    start = start_of(request)
    points = curve(pulses=[kept.entry for kept in request.diary.of(Pulse)], most=POINTS)
    pictures = [
        (line, curve_page(days=points, ended_on=start.ended_on, lines=(line.key,))) for line in pulse_lines()
    ]
    table = curve_page(days=points, ended_on=start.ended_on, lines=PULSE_LINES)
    return render(request, "journey/curves.html", {"pictures": pictures, "table": table})


def path(request: OpenRequest) -> HttpResponse:
    """Show the steps, what is done, what is open, and what is not yet."""
    known = desk(request).known
    at = now(request)
    day = known.start.day(today=at.date())
    shown = [step for step in steps() if is_step_open(step=step.id, standing=known.standing)]
    walked = [(step, [_on_path(known, one, at) for one in _of_step(known, step)]) for step in shown]
    return render(request, "journey/path.html", {"steps": walked, "start": known.start, "day": day})


def _greeting(at: dt.datetime) -> str:
    hours = ((5, "It is late"), (12, "Good morning"), (18, "Good afternoon"))
    return next((words for until, words in hours if at.hour < until), "Good evening")


def _on_scale(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 4  # noqa: PLR2004 - no longer than 100
    return min(SCALE_TOP, int(text)) if is_number else MIDDLE


def _sliders(last: Pulse | None) -> list[tuple[PulseLine, int]]:
    return [(line, getattr(last, line.key) if last else MIDDLE) for line in pulse_lines()]


def _on_desk(known: Known, chosen: Today) -> dict[str, object] | None:
    exercise = known.exercises.get(chosen.exercise)
    if exercise is None:
        return None
    step = next(one for one in steps() if one.id == exercise.head.step)
    named = spoken(exercise, name=known.start.name, ex=known.start.ex)
    return {"id": exercise.head.id, "step": step, "title": named.head.title, "summary": named.head.summary}


def _of_step(known: Known, step: Step) -> list[Exercise]:
    return [
        one
        for one in known.exercises.values()
        if one.head.step == step.id and not is_hidden(head=one.head, standing=known.standing)
    ]


def _begun(known: Known) -> list[tuple[Step, int, int]]:
    """Return the four steps, each with how many of its exercises were done, and how many there are."""
    return [
        (
            step,
            sum(bool(known.done[one.head.id]) for one in _of_step(known, step)),
            len(_of_step(known, step)),
        )
        for step in steps()
        if step.id != "first" and is_step_open(step=step.id, standing=known.standing)
    ]


def _on_path(known: Known, exercise: Exercise, at: dt.datetime) -> OnPath:
    why = why_not_now(known=known, name=exercise.head.id, now=at)
    after = known.exercises.get(why.exercise) if why else None
    title = after.head.title if after else ""
    closed = sentence(area="closed", code=why.code, number=why.number, exercise=title) if why else ""
    return OnPath(exercise=exercise, done=known.done[exercise.head.id], closed=closed)
