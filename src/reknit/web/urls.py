"""Join the areas into one site."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("reknit.web.accounts.urls")),
    path("", include("reknit.web.journey.urls")),
    path("", include("reknit.web.safety.urls")),
    path("", include("reknit.web.history.urls")),
    path("", include("reknit.web.words.urls")),
]

handler400 = "reknit.web.shell.views.bad_request"
handler403 = "reknit.web.shell.views.not_allowed"
handler404 = "reknit.web.shell.views.not_found"
handler500 = "reknit.web.shell.views.failed"
