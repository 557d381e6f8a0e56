"""Decide when a card comes before the page someone asked for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from reknit.safety.states import FORTNIGHT, STATE_OF, State
from reknit.web.accounts.unlocking import JUST_OPENED
from reknit.web.clock import now
from reknit.web.journey.knowing import standing_of
from reknit.web.shell.held import NEVER_HELD

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from reknit.safety.model import Noticed
    from reknit.vault.diary import Kept
    from reknit.web.shell.request import OpenRequest

ASK_AGAIN_FOR = FORTNIGHT
"""So long a question that is still open comes back with the next opening. Product choice."""

NEVER_BEFORE = frozenset({"accounts:unlock", "accounts:sign_out", "accounts:delete", "accounts:export"})
"""Pages that nothing may stand in front of: leaving, deleting, and taking everything along."""

ORDER = {state: place for place, state in enumerate(State)}
REDIRECTS = range(300, 400)
NOT_TAKEN = 422


def read_what_was_not_taken(request: OpenRequest) -> None:
    """Read the words of a form that could not be taken; they still stand in the page."""
    view = request.resolver_match.view_name if request.resolver_match else ""
    for name, values in request.POST.lists():
        if name not in NEVER_HELD:
            request.net.read(text="\n".join(str(value) for value in values), where=f"{view}.{name}")


def card_before(request: OpenRequest, response: HttpResponseBase) -> str:
    """Return the page of a card that comes first, or nothing."""
    if not _may_wait(request, response):
        return ""
    just_opened = request.session.pop(JUST_OPENED, False)
    unseen = [kept for kept in request.net.remembered() if _is_unseen(kept)]
    if unseen:
        first = min(unseen, key=lambda kept: (kept.entry.level != "red", _weight(kept)))
        return _with_next(reverse("safety:card", args=[first.id]), request, response)
    return _question_of_opening(request, response) if just_opened else ""


def _question_of_opening(request: OpenRequest, response: HttpResponseBase) -> str:
    if standing_of(request).asks_if_safe:
        return _with_next(reverse("safety:safe"), request, response)
    at = now(request)
    asked = [kept for kept in request.net.remembered() if _is_unanswered(kept.entry, at)]
    first = min(asked, key=_weight, default=None)
    path = _with_next(reverse("safety:card", args=[first.id]), request, response) if first else ""
    return f"{path}&ask=yes" if path else ""


def _may_wait(request: OpenRequest, response: HttpResponseBase) -> bool:
    match = request.resolver_match
    is_ours = match is None or match.namespace == "safety" or match.view_name in NEVER_BEFORE
    if is_ours or request.headers.get("HX-Request") or not request.user.is_authenticated:
        return False
    if request.method == "POST":
        is_safe_on_disk = any(one.source for one in request.net.noticed)
        return response.status_code in REDIRECTS or (is_safe_on_disk and _is_page(response))
    return response.status_code == 200 and _is_page(response)  # noqa: PLR2004 - a page as asked for


def _is_page(response: HttpResponseBase) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and "Content-Disposition" not in response.headers


def _with_next(path: str, request: OpenRequest, response: HttpResponseBase) -> str:
    is_redirect = response.status_code in REDIRECTS
    onward = response.headers["Location"] if is_redirect else request.get_full_path()
    return f"{path}?{urlencode({'next': onward})}"


def _weight(kept: Kept[Noticed]) -> int:
    return ORDER[STATE_OF[kept.entry.sign]]


def _is_unseen(kept: Kept[Noticed]) -> bool:
    return kept.entry.shown_at is None and not kept.entry.is_removed


def _is_unanswered(one: Noticed, at: dt.datetime) -> bool:
    is_open = one.level == "amber" and one.answer in {"", "rather_not"}
    return is_open and not one.is_removed and at - one.at < ASK_AGAIN_FOR
