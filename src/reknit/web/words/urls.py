"""Name the pages about words: the check and the drawer."""

from __future__ import annotations

from django.urls import path

from reknit.web.words import drawer, views

app_name = "words"
urlpatterns = [
    path("check/", views.check, name="check"),
    path("check/reading/", views.reading, name="reading"),
    path("check/draft/", views.draft, name="draft"),
    path("check/keep/", views.keep, name="keep"),
    path("drawer/", drawer.drawer, name="drawer"),
    path("drawer/burned/", drawer.burned, name="burned"),
    path("drawer/<uuid:entry_id>/", drawer.held, name="held"),
    path("drawer/<uuid:entry_id>/read/", drawer.read_again, name="read_again"),
    path("drawer/<uuid:entry_id>/change/", drawer.change, name="change"),
    path("drawer/<uuid:entry_id>/copied/", drawer.copied, name="copied"),
    path("drawer/<uuid:entry_id>/burn/", drawer.burn, name="burn"),
]
