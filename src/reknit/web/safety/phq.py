"""The pages of how the last two weeks were: two questions, seven more where they help, and what that says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reknit.programme.sentences import sentence
from reknit.safety.helplines import reach
from reknit.safety.model import Phq
from reknit.safety.phq import FIRST_TWO, ITEMS, SEVEN_MORE, asks_more, result
from reknit.web.clock import now
from reknit.web.safety.country import country_of
from reknit.web.shell.request import OpenRequest, posted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from reknit.safety.phq import Result

OFTEN = [(str(number), sentence(area="phq_often", code=str(number))) for number in range(4)]


class PhqForm(forms.Form):
    """Some of the nine items; leaving one open is allowed."""

    def __init__(self, *args: Any, items: Sequence[str], **options: Any) -> None:  # noqa: ANN401 - passed on to Django
        super().__init__(*args, **options)
        self.items = items
        for item in items:
            self.fields[item] = forms.ChoiceField(choices=OFTEN, required=False, widget=forms.RadioSelect)

    @property
    def worded(self) -> list[tuple[forms.BoundField, str]]:
        """Return each field with its words."""
        return [(self[item], sentence(area="phq_items", code=item)) for item in self.items]

    @property
    def replies(self) -> dict[str, int]:
        """Return what was answered."""
        return {item: int(often) for item, often in self.cleaned_data.items() if often}


def two_weeks(request: OpenRequest) -> HttpResponse:
    """Ask the first two, or all nine where they are wished for."""
    is_whole = request.GET.get("all") == "yes"
    form = PhqForm(posted(request), items=ITEMS if is_whole else FIRST_TWO)
    if form.is_valid():
        round_ = Phq(at=now(request), replies=form.replies)
        request.diary.keep(round_)
        return redirect("safety:seven_more" if asks_more(round_=round_) else "safety:two_weeks_read")
    context = {"form": form, "is_whole": is_whole, "newest": request.diary.newest(Phq)}
    return render(request, "safety/two_weeks.html", context, status=422 if form.errors else 200)


def seven_more(request: OpenRequest) -> HttpResponse:
    """Ask the other seven, and keep them with the first two."""
    kept = request.diary.newest(Phq)
    if kept is None or not asks_more(round_=kept.entry):
        return redirect("safety:two_weeks")
    form = PhqForm(posted(request), items=SEVEN_MORE)
    if form.is_valid():
        whole = Phq(at=now(request), replies=kept.entry.replies | form.replies)
        request.diary.change(entry_id=kept.id, entry=whole)
        return redirect("safety:two_weeks_read")
    context = {"form": form, "is_more": True}
    return render(request, "safety/two_weeks.html", context, status=422 if form.errors else 200)


@require_POST
def not_now(request: OpenRequest) -> HttpResponse:
    """Leave it for another time, without asking again before that."""
    request.diary.keep(Phq(at=now(request), replies={}))
    return redirect("journey:today")


def two_weeks_read(request: OpenRequest) -> HttpResponse:
    """Say one's own words back, one's own trend, what it can mean, one next step and one person."""
    rounds = [kept.entry for kept in request.diary.of(Phq)]
    if not rounds:
        return redirect("safety:two_weeks")
    found = result(round_=rounds[0], before=rounds[1:])
    country = reach(code=country_of(request))
    context = {
        "found": found,
        "is_empty": not rounds[0].replies,
        "bothered": _worded(found),
        "trend": sentence(area="phq_trends", code=found.trend),
        "country": country,
        "lines": country.lines_for("suicide", "listening"),
        "today": now(request).date(),
    }
    return render(request, "safety/two_weeks_read.html", context)


def _worded(found: Result) -> list[tuple[str, str]]:
    return [
        (sentence(area="phq_often", code=str(often)), sentence(area="phq_items", code=item))
        for item, often in found.bothered
    ]
