"""Name the storage to Django."""

from __future__ import annotations

from django.apps import AppConfig


class StorageConfig(AppConfig):
    """The one app with tables of our own."""

    name = "reknit.storage"
    label = "storage"
    default_auto_field = "django.db.models.BigAutoField"
