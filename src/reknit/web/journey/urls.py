"""Name the pages of the way."""

from __future__ import annotations

from django.urls import path

from reknit.web.journey import exercise, kept, views

app_name = "journey"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("pulse/", views.pulse, name="pulse"),
    path("curve/", views.curves, name="curves"),
    path("path/", views.path, name="path"),
    path("exercises/<slug:name>/", exercise.exercise, name="exercise"),
    path("exercises/<slug:name>/draft/", exercise.draft, name="draft"),
    path("kept/", kept.kept, name="kept"),
    path("kept/<uuid:entry_id>/", kept.one_kept, name="one_kept"),
    path("kept/<uuid:entry_id>/later/", exercise.follow_up, name="follow_up"),
    path("kept/<uuid:entry_id>/forget/", kept.forget, name="forget"),
]
