"""Calm pages for when something cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from reknit.web.shell.held import hold

if TYPE_CHECKING:
    from django.http import HttpRequest


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a request that makes no sense, such as one that is far too large."""
    return render(request, "shell/bad_request.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a request that is refused."""
    return render(request, "shell/bad_request.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer when there is no such page, or none of this person's."""
    return render(request, "shell/not_found.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer when something broke on our side."""
    # Without the request: whatever broke may break again while asking who is there.
    return HttpResponse(render_to_string("shell/failed.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give a form back to be sent again when only its token was out of date; refuse strangers."""
    origin = request.headers.get("Origin", "")
    if urlsplit(origin).netloc == request.get_host():
        return hold(request, template="shell/send_again.html")
    return render(request, "shell/bad_request.html", status=403)
