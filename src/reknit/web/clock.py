"""Read the clock, once a request and only here: everything below is told what time it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from django.http import HttpRequest

ZONE_COOKIE = "zone"


def now(request: HttpRequest) -> dt.datetime:
    """Return the present moment where the person is.

    Their browser's zone when it told us, otherwise the zone of this machine.
    """
    try:
        return dt.datetime.now(ZoneInfo(request.COOKIES.get(ZONE_COOKIE, "")))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return dt.datetime.now().astimezone()
