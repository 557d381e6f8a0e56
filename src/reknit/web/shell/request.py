"""Tell what a request is: whose diary is open, and whether a form was sent."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from reknit.journey.net import Net
from reknit.storage.models import Person
from reknit.vault.diary import Diary


class OpenRequest(HttpRequest):
    """A request behind the lock: there is a person, their diary is open, and the net is under it."""

    user: Person
    diary: Diary
    net: Net


def posted(request: HttpRequest) -> QueryDict | None:
    """Return the form that was sent, even an empty one, or None when the page was only opened."""
    return request.POST if request.method == "POST" else None
