"""The pages of the net: a card for what was noticed, the question after it, and "Are you safe right now?"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST

from reknit.programme.sentences import sentence
from reknit.safety.cards import cards
from reknit.safety.helplines import reach
from reknit.safety.model import Noticed, ReadRight, Told
from reknit.safety.states import STATE_OF, TABLE, State
from reknit.web.clock import now
from reknit.web.journey.knowing import standing_of
from reknit.web.safety.closing import closings
from reknit.web.safety.country import country_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from reknit.web.shell.request import OpenRequest

READ_RIGHT: tuple[ReadRight, ...] = tuple(answer for answer in get_args(ReadRight) if answer)
ABOUT_NOW = ("safe", "not_safe", "rather_not")

GO_ON_TO = {
    "crisis": "/help/crisis/",
    "danger": "/help/danger/",
    "own-behaviour": "/help/own-behaviour/",
    "order": "/help/order/",
    "young": "/help/young/",
    "wave": "/exercises/X14/",
    "screens": "/exercises/X16/",
    "plan": "/exercises/S1/",
}
"""Where the links of a card lead."""


def card(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Show the card of what was noticed: in full when it is certain, smaller and asking when it is not."""
    kept = request.diary.get(Noticed, entry_id=entry_id)
    if kept.entry.shown_at is None:
        request.diary.change(entry_id=entry_id, entry=replace(kept.entry, shown_at=now(request)))
    state = STATE_OF[kept.entry.sign]
    context = {
        "kept": kept,
        "sounded": sentence(area="signs", code=kept.entry.sign),
        "is_full": _is_full(kept.entry),
        "is_asking": kept.entry.answer == "" or request.GET.get("ask") == "yes",
        "is_denied": kept.entry.answer == "not_like_that",
        "time_runs": not TABLE[state].denial_lifts,
        "next": onward(request),
    }
    return render(request, "safety/card.html", context | about(request, state))


@require_POST
def read_right(request: OpenRequest, entry_id: UUID) -> HttpResponse:
    """Keep what someone says to "Did I read that right?", and answer it."""
    kept = request.diary.get(Noticed, entry_id=entry_id)
    answer = next((one for one in READ_RIGHT if one == request.POST.get("answer")), None)
    if answer:
        said = replace(kept.entry, answer=answer, answered_at=now(request))
        request.diary.change(entry_id=entry_id, entry=said)
    return redirect(_with_next(reverse("safety:card", args=[entry_id]), request))


def safe(request: OpenRequest) -> HttpResponse:
    """Ask "Are you safe right now?", and keep what is said."""
    said = next((one for one in ABOUT_NOW if one == request.POST.get("what")), None)
    if said:
        request.diary.keep(Told(at=now(request), what=said))  # type: ignore[arg-type]  # one of three statements
        return redirect(reverse("safety:topic", args=["crisis"]) if said == "not_safe" else onward(request))
    context = {"next": onward(request)} | about(request, State.SELF_HARM)
    return render(request, "safety/safe.html", context)


def about(request: OpenRequest, state: State) -> dict[str, object]:
    """Return what a page says about a state: its card, people to reach, and what it closes until when."""
    found, country = standing_of(request).find(state), reach(code=country_of(request))
    shown = cards()[state]
    purposes = shown.help + (shown.help_if_repeated if found and found.is_repeated else ())
    return {
        "card": shown,
        "country": country,
        "lines": country.lines_for(*purposes) if purposes else (),
        "then": [(GO_ON_TO[one], sentence(area="card_links", code=one)) for one in shown.then],
        "closings": closings(found) if found else [],
        "today": now(request).date(),
    }


def onward(request: OpenRequest) -> str:
    """Return where someone was going, when it is a place of ours, otherwise Today."""
    path = request.POST.get("next") or request.GET.get("next", "")
    is_ours = path and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else reverse("journey:today")


def _is_full(noticed: Noticed) -> bool:
    return noticed.answer == "right" or (noticed.level == "red" and noticed.answer != "not_like_that")


def _with_next(path: str, request: OpenRequest) -> str:
    return f"{path}?{urlencode({'next': onward(request)})}"
