"""Type a request of someone whose diary is open."""

from __future__ import annotations

from django.http import HttpRequest

from reknit.storage.models import Person
from reknit.vault.diary import Diary


class OpenRequest(HttpRequest):
    """A request behind the lock: there is a person, and their diary is open."""

    user: Person
    diary: Diary
