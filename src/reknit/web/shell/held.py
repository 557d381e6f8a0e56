"""Hold a form that could not be taken yet inside the page, so that nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NEVER_HELD = frozenset({"csrfmiddlewaretoken", "passphrase", "again", "current", "code"})
PREFIX = "held."


def hold(request: HttpRequest, *, template: str) -> HttpResponse:
    """Show a page that carries the sent form along in hidden fields."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NEVER_HELD and not name.startswith(PREFIX)
        for value in values
    ]
    context = {"held_path": request.path, "held_fields": fields, "has_files": bool(request.FILES)}
    return render(request, template, context, status=403)


def held_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields that a page has carried along for us."""
    return [
        (name.removeprefix(PREFIX), str(value))
        for name, values in request.POST.lists()
        if name.startswith(PREFIX) and name != "held.path"
        for value in values
    ]


def has_words(request: HttpRequest) -> bool:
    """Say whether a form carries anything typed; a bare button, such as delete, is never pressed again."""
    return any(name not in NEVER_HELD and not name.startswith(PREFIX) for name in request.POST)
