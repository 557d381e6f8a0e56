"""The page for checking a message, honest about what it cannot do yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from reknit.safety.states import Lock
from reknit.web.journey.knowing import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from reknit.web.shell.request import OpenRequest


def check(request: OpenRequest) -> HttpResponse:
    """Say that reading a message comes next, and what helps until then."""
    found = standing_of(request)
    context = {
        "may_write": found.ten is not None and Lock.CONTACT not in found.locks,
        "is_asked": found.ten is not None,
        "found": found.names,
    }
    return render(request, "words/check.html", context)
