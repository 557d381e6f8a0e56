"""Name the pages of coming in and of what is yours."""

from __future__ import annotations

from django.urls import path

from reknit.web.accounts import views, yours

app_name = "accounts"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("start/", views.begin, name="begin"),
    path("start/strength/", views.judge_passphrase, name="strength"),
    path("start/code/", views.confirm_code, name="code"),
    path("start/ending/", views.ending, name="ending"),
    path("start/ten/", views.ten, name="ten"),
    path("start/ten/read/", views.ten_read, name="ten_read"),
    path("unlock/", views.unlock_page, name="unlock"),
    path("unlock/code/", views.recover, name="recover"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("yours/", yours.yours, name="yours"),
    path("yours/passphrase/", yours.passphrase, name="passphrase"),
    path("yours/code/", yours.code, name="new_code"),
    path("yours/idle/", yours.idle, name="idle"),
    path("yours/export/", yours.export, name="export"),
    path("yours/import/", yours.bring_back, name="import"),
    path("yours/delete/", yours.delete, name="delete"),
]
