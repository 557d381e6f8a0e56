"""Name the pages of help and the way out."""

from __future__ import annotations

from django.urls import path

from reknit.web.safety import views

app_name = "safety"
urlpatterns = [
    path("help/", views.help_now, name="help"),
    path("help/<slug:topic>/", views.help_topic, name="topic"),
    path("leave/", views.leave, name="leave"),
    path("kitchen/", views.kitchen, name="kitchen"),
]
