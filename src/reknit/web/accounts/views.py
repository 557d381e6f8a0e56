"""The pages of coming in: landing, the four pages of the start, unlocking and leaving."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from reknit.journey.model import Start, UnconfirmedCode, Wishes
from reknit.safety.helplines import reach
from reknit.safety.model import DONE_BY_ME, DONE_TO_ME, QUESTIONS, SafetyTen, Told
from reknit.vault.recovery import new_recovery_code
from reknit.web.accounts.forms import (
    BeginForm,
    ConfirmCodeForm,
    EndingForm,
    RecoverForm,
    SafetyForm,
    UnlockForm,
)
from reknit.web.accounts.strength import strength
from reknit.web.accounts.unlocking import (
    IDLE,
    NameTaken,
    RestingAWhile,
    create_person,
    handle_of,
    only_handle,
    set_passphrase,
    sign_in,
    unlock,
)
from reknit.web.clock import now
from reknit.web.journey.knowing import standing_of, start_of
from reknit.web.safety.country import guess_country
from reknit.web.shell.held import held_fields
from reknit.web.shell.request import OpenRequest, posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from reknit.vault.diary import Kept


@login_not_required
def landing(request: HttpRequest) -> HttpResponse:
    """Say what this is, for whom it is not, and offer the one way in."""
    if request.user.is_authenticated:
        return redirect("journey:today")
    return render(request, "accounts/landing.html", {"is_hosted": settings.HOSTED})


@login_not_required
def begin(request: HttpRequest) -> HttpResponse:
    """Make a private place: a name and a passphrase."""
    form = BeginForm(posted(request))
    if form.is_valid():
        name, passphrase, code = (
            form.cleaned_data["name"],
            form.cleaned_data["passphrase"],
            new_recovery_code(),
        )
        try:
            person, key = create_person(name=name, passphrase=passphrase, code=code)
        except NameTaken as error:
            form.add_error("name", str(error))
        else:
            sign_in(request, person=person, key=key)
            diary, at = _open(request).diary, now(request)
            diary.keep_all([(Start(at=at, name=name), ""), (UnconfirmedCode(at=at, code=code), "")])
            return redirect("accounts:code")
    return render(request, "accounts/begin.html", {"form": form, "stitch": 1}, status=_status(form))


@login_not_required
@require_POST
def judge_passphrase(request: HttpRequest) -> HttpResponse:
    """Say how strong a passphrase is while it is being typed."""
    typed = request.POST.get("passphrase", "")
    context = {"strength": strength(passphrase=typed) if typed else None}
    return render(request, "accounts/_strength.html", context)


def confirm_code(request: OpenRequest) -> HttpResponse:
    """Show the recovery code until it was typed back, then forget it."""
    kept = request.diary.newest(UnconfirmedCode)
    if kept is None:
        return redirect("accounts:ending")
    form = ConfirmCodeForm(posted(request), shown=kept.entry.code)
    if form.is_valid():
        request.diary.forget(kept.id)
        return redirect("/yours/?done=code" if start_of(request).is_told else "accounts:ending")
    context = {
        "form": form,
        "groups": kept.entry.code.split("-"),
        "stitch": 2,
        "is_new": start_of(request).is_told,
    }
    return render(request, "accounts/code.html", context, status=_status(form))


def ending(request: OpenRequest) -> HttpResponse:
    """Ask what happened, as far as the way needs to know."""
    kept = request.diary.newest(Start)
    start = kept.entry if kept else Start(at=now(request), name="")
    initial = {"country": guess_country(request)} | EndingForm.initial_from(start)
    form = EndingForm(posted(request), today=now(request).date(), initial=initial)
    if form.is_valid():
        told = replace(start, **form.cleaned_data)
        _keep_start(request, kept, told)
        return redirect("journey:today" if start.is_told else "accounts:ten")
    context = {"form": form, "stitch": 3, "is_told": start.is_told}
    return render(request, "accounts/ending.html", context, status=_status(form))


def _keep_start(request: OpenRequest, kept: Kept[Start] | None, told: Start) -> None:
    if kept:
        request.diary.change(entry_id=kept.id, entry=told)
    else:
        request.diary.keep(told)
    if told.asked == "order" and not (kept and kept.entry.asked == "order"):
        # Said once, an order stands until it is said to be over, whatever this page says later.
        request.diary.keep(Told(at=now(request), what="order"))


def ten(request: OpenRequest) -> HttpResponse:
    """Ask the safety ten, and go where the answers lead."""
    stands = standing_of(request).ten
    form = SafetyForm(posted(request), initial=stands.replies if stands else {})
    if form.is_valid():
        request.diary.keep(SafetyTen(at=now(request), replies=form.replies))
        return redirect("accounts:ten_read")
    context = {
        "form": form,
        "stitch": 0 if stands else 4,
        "ex": start_of(request).ex,
        "theirs": form.worded(DONE_TO_ME),
        "mine": form.worded(DONE_BY_ME),
    }
    return render(request, "accounts/ten.html", context, status=_status(form))


def ten_read(request: OpenRequest) -> HttpResponse:
    """Answer the safety ten: with people to reach where something is wrong, with a breath where not."""
    found, start = standing_of(request), start_of(request)
    ten = found.ten
    if ten is None:
        return redirect("accounts:ten")
    country = reach(code=start.country)
    context = {
        "found": found.names,
        "abuse_lines": country.lines_for("abuse", "men", "lgbt"),
        "own_behaviour_lines": country.lines_for("own_behaviour"),
        "suicide_lines": country.lines_for("suicide"),
        "country": country,
        "may_be_in_pain": ten.said_yes("i_threatened"),
        "has_closed": bool(found.open),
        "is_calm": not found.names,
        "is_mild": not found.open,
        "left_open": len(ten.replies) < len(QUESTIONS),
        "today": now(request).date(),
        "ex": start.ex,
    }
    return render(request, "accounts/ten_read.html", context)


@login_not_required
def unlock_page(request: HttpRequest) -> HttpResponse:
    """Open with a passphrase; whoever comes here locks first, and a form that had locked comes back."""
    if request.method == "GET":
        logout(request)
    form = UnlockForm(posted(request))
    only = only_handle()
    if form.is_valid() and _unlocked(request, form, only):
        _remember_wishes(_open(request))
        if request.POST.get("held.path"):
            held = {"path": _ours(request.POST["held.path"]), "fields": held_fields(request)}
            return render(request, "accounts/send_again.html", held)
        return redirect(_ours(request.POST.get("next", "")))
    context = {
        "form": form,
        "asks_name": only is None,
        "next": request.GET.get("next", ""),
        "held_path": request.POST.get("held.path", ""),
        "held_fields": held_fields(request),
    }
    return render(request, "accounts/unlock.html", context, status=_status(form))


@login_not_required
def recover(request: HttpRequest) -> HttpResponse:
    """Open with the recovery code and set a new passphrase."""
    form = RecoverForm(posted(request))
    only = only_handle()
    if form.is_valid() and _unlocked(request, form, only):
        set_passphrase(_open(request), passphrase=form.cleaned_data["passphrase"])
        _remember_wishes(_open(request))
        return redirect("journey:today")
    context: dict[str, object] = {"form": form, "asks_name": only is None}
    return render(request, "accounts/recover.html", context, status=_status(form))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Lock."""
    logout(request)
    return redirect("accounts:landing")


def _unlocked(request: HttpRequest, form: UnlockForm | RecoverForm, only: str | None) -> bool:
    typed = form.cleaned_data
    code = typed.get("code", "")
    handle = only or handle_of(name=typed["name"])
    try:
        opened = unlock(request, handle=handle, code=code, passphrase="" if code else typed["passphrase"])
    except RestingAWhile as error:
        form.add_error(None, str(error))
        return False
    if opened is None:
        form.add_error("code" if code else "passphrase", _does_not_open(code=code, asks_name=only is None))
    return opened is not None


def _does_not_open(*, code: str, asks_name: bool) -> str:
    what = "recovery code" if code else "passphrase"
    return (
        f"That name and {what} do not open a place here." if asks_name else f"That {what} does not open it."
    )


def _remember_wishes(request: OpenRequest) -> None:
    wishes = request.diary.newest(Wishes)
    if wishes:
        request.session[IDLE] = min(60, max(5, wishes.entry.idle_minutes))


def _ours(path: str) -> str:
    """Return the path when it stays on this site, otherwise Today."""
    is_ours = path and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else reverse("journey:today")


def _open(request: HttpRequest) -> OpenRequest:
    return request  # type: ignore[return-value]  # signing in has attached the diary


def _status(form: object) -> int:
    return 422 if getattr(form, "errors", None) else 200
