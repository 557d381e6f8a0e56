"""Name the pages about words."""

from __future__ import annotations

from django.urls import path

from reknit.web.words import views

app_name = "words"
urlpatterns = [path("check/", views.check, name="check")]
