"""The page for checking a message, honest about what it cannot do yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from reknit.journey.model import Start
from reknit.safety.model import SafetyTen
from reknit.safety.rules import dangers, may_write_to_ex

if TYPE_CHECKING:
    from django.http import HttpResponse

    from reknit.web.shell.request import OpenRequest


def check(request: OpenRequest) -> HttpResponse:
    """Say that reading a message comes next, and what helps until then."""
    start, ten = request.diary.newest(Start), request.diary.newest(SafetyTen)
    found = dangers(ten=ten.entry if ten else None, asked=start.entry.asked if start else "nothing")
    return render(request, "words/check.html", {"may_write": may_write_to_ex(open_dangers=found)})
