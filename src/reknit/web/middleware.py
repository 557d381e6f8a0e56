"""Stand between the network and the pages: leave no trace, open the diary, and ask to unlock first."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect, render

from reknit.safety.states import Lock
from reknit.vault.diary import NoSuchEntry, UnableToOpenEntry
from reknit.web.accounts.unlocking import open_session, set_half_cookie
from reknit.web.journey.knowing import standing_of
from reknit.web.safety.interrupting import NOT_TAKEN, card_before, read_what_was_not_taken
from reknit.web.shell.held import has_words, hold

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase
    from django.http.response import HttpResponse

    from reknit.web.shell.request import OpenRequest

    Answer = Callable[[HttpRequest], HttpResponseBase]


class NoTraceMiddleware:
    """Tell browsers to keep no copy of any page, so that going back shows nothing."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to every answer that set none."""
        response = self._get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
        return response


class VaultMiddleware:
    """Open the person's diary for this request, or lock when they have been away too long."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Open first, then answer."""
        open_session(request)
        response = self._get_response(request)
        set_half_cookie(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer calmly when an entry is not there, or is there and does not open."""
        if isinstance(exception, NoSuchEntry):
            return render(request, "shell/not_found.html", status=404)
        if isinstance(exception, UnableToOpenEntry):
            return render(request, "shell/damaged.html", status=404)
        return None


class UnlockFirstMiddleware(LoginRequiredMiddleware):
    """Close every page by default, and lose nothing that was typed into one that has locked."""

    def handle_no_permission(  # type: ignore[override]  # a page is as good an answer as a redirect
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        """Ask to unlock; a form that was sent is held in the page until then."""
        if request.method == "POST":
            held = hold(request, template="accounts/unlock_held.html")
            return held if has_words(request) else redirect("accounts:unlock")
        return super().handle_no_permission(request, view_func)


CLOSED_AREAS = {"history": Lock.RELATIONSHIP}
"""Whole areas that a state closes, whatever the address."""


class NetMiddleware:
    """Let a card come before the page where something was noticed, on every page there is or will be."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer first, so that what was typed is kept; then look whether something comes before it."""
        response = self._get_response(request)
        if not hasattr(request, "net"):
            return response
        opened = cast("OpenRequest", request)
        if request.method == "POST" and response.status_code == NOT_TAKEN:
            read_what_was_not_taken(opened)
        card = card_before(opened, response)
        return redirect(card) if card else response

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _options: object
    ) -> HttpResponse | None:
        """Close a whole area to whom it is closed."""
        lock = CLOSED_AREAS.get(request.resolver_match.namespace) if request.resolver_match else None
        if lock is None or not hasattr(request, "net"):
            return None
        opened = cast("OpenRequest", request)
        # Only what was noticed closes an area; without any there is nothing more to read.
        is_closed = bool(opened.net.remembered()) and lock in standing_of(opened).locks
        return redirect("safety:closed") if is_closed else None
