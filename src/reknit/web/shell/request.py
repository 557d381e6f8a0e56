"""Tell what a request is: whose diary is open, and whether a form was sent."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

from reknit.storage.models import Person
from reknit.vault.diary import Diary


class OpenRequest(HttpRequest):
    """A request behind the lock: there is a person, and their diary is open."""

    user: Person
    diary: Diary


def posted(request: HttpRequest) -> QueryDict | None:
    """Return the form that was sent, even an empty one, or None when the page was only opened."""
    return request.POST if request.method == "POST" else None
