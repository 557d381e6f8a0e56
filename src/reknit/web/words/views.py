"""The page for checking a message, honest about what it cannot do yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from reknit.safety.rules import dangers, may_write_to_ex
from reknit.web.journey.knowing import start_of, ten_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from reknit.web.shell.request import OpenRequest


def check(request: OpenRequest) -> HttpResponse:
    """Say that reading a message comes next, and what helps until then."""
    ten = ten_of(request)
    found = dangers(ten=ten, asked=start_of(request).asked)
    context = {
        "may_write": ten is not None and may_write_to_ex(open_dangers=found),
        "is_asked": ten is not None,
        "found": {danger.value for danger in found},
    }
    return render(request, "words/check.html", context)
