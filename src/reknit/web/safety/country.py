"""Guess which country's numbers to show first; the person can always change it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import TZPATH

from reknit.journey.model import Start
from reknit.safety.helplines import ANYWHERE, country_names
from reknit.web.clock import ZONE_COOKIE

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
    """Return the country of the browser's clock, else of its language (GB for `en-GB`), else anywhere."""
    by_clock = _zones().get(request.COOKIES.get(ZONE_COOKIE, ""))
    if by_clock in country_names():
        return by_clock
    for language in request.headers.get("Accept-Language", "").split(","):
        _, _, region = language.partition(";")[0].strip().partition("-")
        if region.upper() in country_names():
            return region.upper()
    return ANYWHERE


@cache
def _zones() -> dict[str, str]:
    """Return the country of each time zone, from the system's own table; nothing where there is none."""
    tables = [Path(folder) / "zone.tab" for folder in TZPATH]
    table = next((path for path in tables if path.exists()), None)
    lines = table.read_text(encoding="utf-8").splitlines() if table else []
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {zone: country for country, _, zone, *_ in rows}
