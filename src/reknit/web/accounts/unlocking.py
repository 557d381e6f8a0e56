"""Open someone's vault: opening it is signing in, and there is no second password to check."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
import unicodedata
from typing import TYPE_CHECKING, Any, cast

from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset
from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from reknit.errors import ReknitError
from reknit.journey.net import Net
from reknit.storage.models import Person
from reknit.storage.store import DatabaseStore, end_sessions
from reknit.vault.diary import Diary
from reknit.vault.envelope import (
    WrongPassphrase,
    WrongRecoveryCode,
    new_envelope,
    open_by_passphrase,
    open_by_recovery_code,
    read_envelope,
    with_passphrase,
    with_recovery_code,
)
from reknit.vault.sealing import KEY_BYTES, UnableToOpen, new_key
from reknit.vault.session import unwrap_from_session, wrap_for_session
from reknit.web.clock import now

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponseBase

    from reknit.vault.envelope import Envelope
    from reknit.web.shell.request import OpenRequest

BACKEND = "reknit.web.accounts.unlocking.UnlockBackend"
WRAPPED = "wrapped"
SEEN = "seen"
JUST_OPENED = "just_opened"
IDLE = "idle_minutes"
IDLE_DEFAULT = 15
SEEN_EVERY = 30
"""Seconds between notes that someone is still there; one write a click would be waste."""


class NameTaken(ReknitError):
    """Say that someone here goes by this name already."""

    def __init__(self) -> None:
        super().__init__("Someone here already goes by this name. Add a letter or a number to yours.")


class RestingAWhile(ReknitError):
    """Say that there were too many wrong tries."""

    def __init__(self) -> None:
        super().__init__("There were many wrong tries. It rests for ten minutes, then you can try again.")


def handle_of(*, name: str) -> str:
    """Return what a name is stored as: a keyed digest, so the table of persons names nobody."""
    tidy = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    key = hashlib.sha256(b"reknit/1 handle" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, tidy.encode(), hashlib.sha256).hexdigest()


def only_handle() -> str | None:
    """Return the handle of the one person at home; None when there are more, none, or it is hosted."""
    handles = [] if settings.HOSTED else list(Person.objects.values_list("handle", flat=True)[:2])
    return handles[0] if len(handles) == 1 else None


class UnlockBackend(BaseBackend):
    """Authenticate by opening the envelope; the opened key rides along on the person."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django passes it
        username: str | None = None,
        password: str | None = None,
        code: str | None = None,
        **_others: Any,  # noqa: ANN401 - Django passes what other backends take
    ) -> Person | None:
        """Return the person whose envelope opens with this passphrase or recovery code."""
        person = Person.objects.filter(handle=username).first()
        if person is None:
            return None
        envelope = read_envelope(stored=bytes(person.envelope))
        try:
            if code:
                key = open_by_recovery_code(envelope=envelope, owner=person.id.bytes, code=code)
            else:
                key = open_by_passphrase(envelope=envelope, owner=person.id.bytes, passphrase=password or "")
        except (WrongPassphrase, WrongRecoveryCode):
            return None
        if password and envelope.is_outdated:
            renewed = with_passphrase(envelope=envelope, key=key, owner=person.id.bytes, passphrase=password)
            store_envelope(person=person, envelope=renewed.as_bytes())
        person.opened_key = key  # type: ignore[attr-defined]  # lives only as long as this request
        return person

    def get_user(self, user_id: Any) -> Person | None:  # noqa: ANN401 - Django's signature
        """Return the person of a session."""
        return Person.objects.filter(pk=user_id).first()


def store_envelope(*, person: Person, envelope: bytes) -> None:
    """Store a person's new envelope."""
    person.envelope = envelope
    person.save(update_fields=["envelope"])


def create_person(*, name: str, passphrase: str, code: str) -> tuple[Person, bytes]:
    """Make a person with a fresh key; raise NameTaken."""
    handle = handle_of(name=name)
    if Person.objects.filter(handle=handle).exists():
        raise NameTaken
    person, key = Person(handle=handle), new_key()
    envelope = new_envelope(key=key, owner=person.id.bytes, passphrase=passphrase, code=code)
    person.envelope = envelope.as_bytes()
    person.save(force_insert=True)
    return person, key


def unlock(request: HttpRequest, *, handle: str, passphrase: str = "", code: str = "") -> Person | None:
    """Open the vault and sign in; return None when it does not open; raise RestingAWhile.

    The throttle is shown a bare request: it stores what it sees, and the real one can carry a diary.
    """
    bare = HttpRequest()
    bare.META = {"REMOTE_ADDR": request.META.get("REMOTE_ADDR", "")}
    credentials = {"username": handle}
    if not AxesProxyHandler.is_allowed(bare, credentials):
        raise RestingAWhile
    person = authenticate(bare, username=handle, password=passphrase or None, code=code or None)
    if not isinstance(person, Person):
        return None
    reset(username=handle)
    sign_in(request, person=person, key=person.opened_key)  # type: ignore[attr-defined]  # set above
    return person


def sign_in(request: HttpRequest, *, person: Person, key: bytes) -> None:
    """Begin a session: half of what opens the key goes to the session row, half to a cookie."""
    login(request, person, backend=BACKEND)
    secret = secrets.token_bytes(KEY_BYTES)
    wrapped = wrap_for_session(key=key, owner=person.id.bytes, secret=secret)
    request.session[WRAPPED] = base64.b64encode(wrapped).decode()
    request.session[SEEN] = int(time.time())
    request.session[JUST_OPENED] = True
    cast("Any", request).new_half = base64.urlsafe_b64encode(secret).decode()
    _attach(request, person_id=person.id, key=key)


def open_session(request: HttpRequest) -> None:
    """Open the diary of whoever is signed in; lock when they were away too long or a half is missing."""
    if not request.user.is_authenticated:
        return
    seconds = int(time.time())
    away = seconds - request.session.get(SEEN, 0)
    key = _session_key(request)
    if key is None or away > 60 * request.session.get(IDLE, IDLE_DEFAULT):
        logout(request)
        return
    if away >= SEEN_EVERY:
        request.session[SEEN] = seconds
    _attach(request, person_id=request.user.pk, key=key)


def _session_key(request: HttpRequest) -> bytes | None:
    try:
        half = getattr(request, "new_half", "") or request.COOKIES.get(settings.HALF_COOKIE_NAME, "")
        secret = base64.urlsafe_b64decode(half)
        wrapped = base64.b64decode(request.session.get(WRAPPED, ""))
        owner = cast("OpenRequest", request).user.pk.bytes
        return unwrap_from_session(wrapped=wrapped, owner=owner, secret=secret)
    except (UnableToOpen, ValueError):
        return None


def _attach(request: HttpRequest, *, person_id: UUID, key: bytes) -> None:
    store, opened = DatabaseStore(owner=person_id), cast("OpenRequest", request)
    opened.diary = Diary(key=key, owner=person_id, store=store)
    opened.net = Net(diary=opened.diary, now=now(request))
    opened.diary.listen(opened.net.hear)


def set_half_cookie(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give the browser its half after signing in, and take it back after signing out."""
    half = getattr(request, "new_half", None)
    if half:
        response.set_cookie(
            settings.HALF_COOKIE_NAME,
            half,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    elif not request.user.is_authenticated and settings.HALF_COOKIE_NAME in request.COOKIES:
        response.delete_cookie(settings.HALF_COOKIE_NAME, samesite="Strict")


def is_passphrase(*, person: Person, typed: str) -> bool:
    """Say whether this passphrase opens the person's envelope."""
    envelope = read_envelope(stored=bytes(person.envelope))
    try:
        open_by_passphrase(envelope=envelope, owner=person.id.bytes, passphrase=typed)
    except WrongPassphrase:
        return False
    return True


def set_passphrase(request: OpenRequest, *, passphrase: str) -> None:
    """Wrap the key under a new passphrase and end every other session."""
    person, key = request.user, _opened_key(request)
    envelope = read_envelope(stored=bytes(person.envelope))
    changed = with_passphrase(envelope=envelope, key=key, owner=person.id.bytes, passphrase=passphrase)
    _renew(request, envelope=changed)


def set_recovery_code(request: OpenRequest, *, code: str) -> None:
    """Wrap the key under a new recovery code and end every other session; the old code is void."""
    person, key = request.user, _opened_key(request)
    envelope = read_envelope(stored=bytes(person.envelope))
    _renew(request, envelope=with_recovery_code(envelope=envelope, key=key, owner=person.id.bytes, code=code))


def _opened_key(request: OpenRequest) -> bytes:
    key = _session_key(request)
    if key is None:
        raise UnableToOpen
    return key


def _renew(request: OpenRequest, *, envelope: Envelope) -> None:
    store_envelope(person=request.user, envelope=envelope.as_bytes())
    update_session_auth_hash(request, request.user)
    request.session.save()
    end_sessions(owner=request.user.pk, but=request.session.session_key)
