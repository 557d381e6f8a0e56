"""Two tables: who there is, and what they keep, sealed."""

from __future__ import annotations

import hashlib
import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Person(AbstractBaseUser):
    """Someone who keeps a diary here: a handle that names nobody, and the envelope of their key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handle = models.CharField(max_length=64, unique=True)
    envelope = models.BinaryField()

    password = None  # type: ignore[assignment]  # Django's way of saying that there is none
    last_login = None
    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Nothing beside the defaults."""

    def __str__(self) -> str:
        """Return the id: it is all that may be shown of a person."""
        return str(self.id)

    def get_session_auth_hash(self) -> str:
        """Return a digest of the envelope: a new passphrase or code ends every other session."""
        return hashlib.sha256(bytes(self.envelope)).hexdigest()

    def get_session_auth_fallback_hash(self) -> list[str]:
        """Return nothing: there is no older way to count."""
        return []


class SealedEntry(models.Model):
    """One entry as bytes, on a shelf that is a keyed fingerprint, in the order of keeping."""

    position = models.BigAutoField(primary_key=True)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    entry_id = models.UUIDField()
    shelf = models.BinaryField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        """One id a person, and an index that serves every read."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "entry_id"], name="one_entry_an_id"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "shelf", "-position"], name="newest_on_shelf"),
        ]

    def __str__(self) -> str:
        """Return the id."""
        return str(self.entry_id)
