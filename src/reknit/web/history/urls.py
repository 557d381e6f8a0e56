"""Name the pages of the message history."""

from __future__ import annotations

from django.urls import path

from reknit.web.history import keeping, uploading, views

app_name = "history"
urlpatterns = [
    path("history/", uploading.history, name="history"),
    path("history/<uuid:entry_id>/", views.one_report, name="report"),
    path("history/<uuid:entry_id>/measures/<slug:name>/", views.measure, name="measure"),
    path("history/<uuid:entry_id>/pin/", keeping.pin, name="pin"),
    path("history/<uuid:entry_id>/pin/<uuid:pin_id>/forget/", keeping.unpin, name="unpin"),
    path("history/<uuid:entry_id>/taken/", keeping.take, name="take"),
    path("history/<uuid:entry_id>/forget/", keeping.forget, name="forget"),
]
