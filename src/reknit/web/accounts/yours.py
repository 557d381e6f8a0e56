"""The pages of what is yours: keys, lock, export, import, and deleting everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axes.utils import reset
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reknit.journey.export import NotAnExport, read_export, write_export
from reknit.journey.model import Start, UnconfirmedCode, Wishes
from reknit.journey.stands import without_noticed
from reknit.storage.store import delete_person
from reknit.vault.recovery import new_recovery_code
from reknit.web.accounts.forms import ChangePassphraseForm, IdleForm, ImportForm
from reknit.web.accounts.unlocking import IDLE, IDLE_DEFAULT, is_passphrase, set_passphrase, set_recovery_code
from reknit.web.clock import now
from reknit.web.shell.request import OpenRequest, posted
from reknit.web.shell.uploads import is_too_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reknit.vault.diary import Exported


def yours(request: OpenRequest) -> HttpResponse:
    """Show everything someone can do with what is theirs."""
    start = request.diary.newest(Start)
    context = {
        "start": start.entry if start else None,
        "idle": IdleForm(initial={"idle_minutes": request.session.get(IDLE, IDLE_DEFAULT)}),
        "is_hosted": settings.HOSTED,
        "done": request.GET.get("done", ""),
    }
    return render(request, "accounts/yours.html", context)


def passphrase(request: OpenRequest) -> HttpResponse:
    """Change the passphrase."""
    form = ChangePassphraseForm(posted(request))
    if form.is_valid():
        if is_passphrase(person=request.user, typed=form.cleaned_data["current"]):
            set_passphrase(request, passphrase=form.cleaned_data["passphrase"])
            return redirect("/yours/?done=passphrase")
        form.add_error("current", "That is not your present passphrase.")
    return render(request, "accounts/passphrase.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def code(request: OpenRequest) -> HttpResponse:
    """Make a new recovery code; the old one is void from now on."""
    fresh = new_recovery_code()
    old = [kept.id for kept in request.diary.of(UnconfirmedCode)]
    request.diary.keep(UnconfirmedCode(at=now(request), code=fresh))
    set_recovery_code(request, code=fresh)
    request.diary.forget(*old)
    return redirect("accounts:code")


@require_POST
def idle(request: OpenRequest) -> HttpResponse:
    """Set after how long it locks."""
    form = IdleForm(request.POST)
    if form.is_valid():
        minutes = form.cleaned_data["idle_minutes"]
        request.diary.keep(Wishes(at=now(request), idle_minutes=minutes))
        request.session[IDLE] = minutes
        return redirect("/yours/?done=idle")
    return redirect("accounts:yours")


@require_POST
def export(request: OpenRequest) -> HttpResponse:
    """Hand out everything in one file."""
    entries = request.diary.export() if request.POST.get("noticed") else bare_entries(request)
    content = write_export(entries=entries, now=now(request))
    headers = {"Content-Disposition": f'attachment; filename="notes-{now(request):%Y-%m-%d}.zip"'}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def bare_entries(request: OpenRequest) -> Iterator[Exported]:
    """Return everything, of what was noticed only what still closes something."""
    start = request.diary.newest(Start)
    return without_noticed(diary=request.diary, start=start.entry if start else None, now=now(request))


def bring_back(request: OpenRequest) -> HttpResponse:
    """Take in an export from another machine; what is here already stays."""
    form = ImportForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        is_too_large=is_too_large(request),
    )
    if form.is_valid():
        try:
            entries, unknown = read_export(content=form.cleaned_data["file"].read())
        except NotAnExport as error:
            form.add_error("file", str(error))
        else:
            _take_in(request, entries)
            return render(request, "accounts/brought_back.html", {"count": len(entries), "unknown": unknown})
    return render(request, "accounts/bring_back.html", {"form": form}, status=422 if form.errors else 200)


def _take_in(request: OpenRequest, entries: Sequence[Exported]) -> None:
    here = request.diary.newest(Start)
    is_told = here is not None and here.entry.is_told
    # What holds here goes on holding, above all what the other has asked for.
    stays = {UnconfirmedCode.KIND, *([Start.KIND] if is_told else [])}
    stays |= {Wishes.KIND} if request.diary.newest(Wishes) else set()
    request.diary.restore([one for one in entries if one.kind not in stays])
    if here and not is_told and any(one.kind == Start.KIND and one.id != here.id for one in entries):
        # On a new machine the beginning comes with the export; the empty one made here goes.
        request.diary.forget(here.id)


def delete(request: OpenRequest) -> HttpResponse:
    """Delete everything: the first click leads here, the second one does it."""
    if request.method == "POST":
        owner, handle = request.user.pk, request.user.handle
        logout(request)
        delete_person(owner=owner)
        reset(username=handle)  # the throttle forgets them too
        return render(request, "accounts/deleted.html")
    return render(request, "accounts/delete.html")
