"""Guess which country's numbers to show first; the person can always change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.journey.model import Start
from reknit.safety.helplines import ANYWHERE, country_names

if TYPE_CHECKING:
    from django.http import HttpRequest


def country_of(request: HttpRequest) -> str:
    """Return the country asked for, the one told at the start, or a guess."""
    asked = request.GET.get("country", "")
    if asked in country_names() or asked == ANYWHERE:
        return asked
    diary = getattr(request, "diary", None)
    start = diary.newest(Start) if diary else None
    return start.entry.country if start and start.entry.is_told else guess_country(request)


def guess_country(request: HttpRequest) -> str:
    """Return the country of the browser's language, such as GB for `en-GB`, or anywhere."""
    for language in request.headers.get("Accept-Language", "").split(","):
        _, _, region = language.partition(";")[0].strip().partition("-")
        if region.upper() in country_names():
            return region.upper()
    return ANYWHERE
