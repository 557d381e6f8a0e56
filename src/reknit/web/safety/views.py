"""The pages of help, open to everyone, and the neutral page one leaves to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render

from reknit.safety.helplines import country_names, reach
from reknit.web.clock import now
from reknit.web.safety.country import country_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOPICS: dict[str, tuple[str, ...]] = {
    "crisis": ("suicide", "listening"),
    "danger": ("abuse", "men", "lgbt"),
    "own-behaviour": ("own_behaviour",),
    "order": ("own_behaviour",),
    "young": ("youth", "suicide"),
}
"""What someone can need help with, and the purposes of the lines that answer it, in their order."""


@login_not_required
def help_now(request: HttpRequest) -> HttpResponse:
    """Show whom one can reach right now, in one's own country."""
    country = reach(code=country_of(request))
    sections = [
        ("Someone to talk to", country.lines_for("suicide")),
        ("If someone hurts, watches or frightens you", country.lines_for("abuse", "men", "lgbt")),
        ("If you are afraid of what you might do to someone", country.lines_for("own_behaviour")),
        ("If you are under 18", country.lines_for("youth")),
    ]
    return render(
        request, "safety/help.html", _with_country(request, {"country": country, "sections": sections})
    )


@login_not_required
def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """Show the help for one situation."""
    if topic not in TOPICS:
        raise Http404
    country = reach(code=country_of(request))
    context = {"country": country, "lines": country.lines_for(*TOPICS[topic]), "topic": topic}
    return render(request, f"safety/{topic.replace('-', '_')}.html", _with_country(request, context))


@login_not_required
def leave(request: HttpRequest) -> HttpResponse:
    """Lock at once and go to a page that gives nothing away."""
    logout(request)
    return redirect("safety:kitchen")


@login_not_required
def kitchen(request: HttpRequest) -> HttpResponse:
    """Show something dull and useful."""
    return render(request, "safety/kitchen.html")


def _with_country(request: HttpRequest, context: dict[str, object]) -> dict[str, object]:
    return context | {"names": country_names(), "today": now(request).date()}
