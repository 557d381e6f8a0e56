"""Tell every page whether someone is in, and when it locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.web.accounts.unlocking import IDLE, IDLE_DEFAULT

if TYPE_CHECKING:
    from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Return what the base page needs."""
    user = getattr(request, "user", None)
    is_open = bool(user and user.is_authenticated)
    return {
        "is_open": is_open,
        "diary": getattr(request, "diary", None),
        "locks_after": 60 * request.session.get(IDLE, IDLE_DEFAULT) if is_open else 0,
    }
