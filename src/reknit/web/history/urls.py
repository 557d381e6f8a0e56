"""Name the pages of the message history."""

from __future__ import annotations

from django.urls import path

from reknit.web.history import views

app_name = "history"
urlpatterns = [
    path("history/", views.history, name="history"),
    path("history/<uuid:entry_id>/", views.one_report, name="report"),
    path("history/<uuid:entry_id>/who/", views.who, name="who"),
    path("history/<uuid:entry_id>/forget/", views.forget, name="forget"),
    path("history/<uuid:one>/or/<uuid:other>/", views.dates, name="dates"),
]
