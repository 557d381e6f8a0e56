"""A fixed cast: Kim keeps a diary here, Noor keeps another, and a stranger must see nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.test import Client

from reknit.journey.model import Start
from reknit.safety.model import QUESTIONS, Phq, SafetyTen
from reknit.safety.phq import FIRST_TWO
from reknit.storage.models import Person
from reknit.storage.store import DatabaseStore
from reknit.vault.diary import Diary
from reknit.vault.recovery import new_recovery_code
from reknit.web.accounts.unlocking import create_person

if TYPE_CHECKING:
    from django.http import HttpResponse

PASSPHRASE = "lantern orbit pickle harbour"
NOW = dt.datetime.now().astimezone()
ENDED = NOW.date() - dt.timedelta(days=12)


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A person of the cast: how they come in, and their diary as they left it."""

    name: str
    code: str
    client: Client
    person: Person
    diary: Diary

    def get(self, path: str, **options: Any) -> HttpResponse:
        """Open a page."""
        return self.client.get(path, **options)  # type: ignore[return-value]

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> HttpResponse:
        """Send a form."""
        return self.client.post(path, data or {}, **options)  # type: ignore[return-value]


def begin(name: str, *, told: bool = True) -> Someone:
    """Make a person who is signed in; told means the first evening is behind them."""
    code = new_recovery_code()
    person, key = create_person(name=name, passphrase=PASSPHRASE, code=code)
    diary = Diary(key=key, owner=person.id, store=DatabaseStore(owner=person.id))
    if told:
        at = NOW - dt.timedelta(days=12)
        diary.keep(Start(at=at, name=name, ex="Sam", ended_on=ENDED, ended_by="them", country="GB"))
        diary.keep(SafetyTen(at=at, replies=dict.fromkeys(QUESTIONS, "no")))
        diary.keep(Phq(at=at, replies=dict.fromkeys(FIRST_TWO, 0)))
    client = Client()
    client.post("/unlock/", {"name": name, "passphrase": PASSPHRASE})
    return Someone(name=name, code=code, client=client, person=person, diary=diary)
