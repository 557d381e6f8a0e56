"""Name the pages of help and the way out."""

from __future__ import annotations

from django.urls import path

from reknit.web.safety import cards, closing, phq, views

app_name = "safety"
urlpatterns = [
    path("help/", views.help_now, name="help"),
    path("help/<slug:topic>/", views.help_topic, name="topic"),
    path("noticed/", closing.noticed, name="noticed"),
    path("noticed/<uuid:entry_id>/", cards.card, name="card"),
    path("noticed/<uuid:entry_id>/answer/", cards.read_right, name="read_right"),
    path("noticed/<uuid:entry_id>/forget/", closing.forget, name="forget_noticed"),
    path("safe/", cards.safe, name="safe"),
    path("closed/", closing.closed, name="closed"),
    path("closed/say/", closing.say, name="say"),
    path("how-you-have-been/", phq.two_weeks, name="two_weeks"),
    path("how-you-have-been/more/", phq.seven_more, name="seven_more"),
    path("how-you-have-been/not-now/", phq.not_now, name="two_weeks_not_now"),
    path("how-you-have-been/read/", phq.two_weeks_read, name="two_weeks_read"),
    path("leave/", views.leave, name="leave"),
    path("kitchen/", views.kitchen, name="kitchen"),
]
