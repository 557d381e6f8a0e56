"""Make the two tables: persons and sealed entries."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first shape of the database."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("handle", models.CharField(max_length=64, unique=True)),
                ("envelope", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="SealedEntry",
            fields=[
                ("position", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry_id", models.UUIDField()),
                ("shelf", models.BinaryField(max_length=16)),
                ("sealed", models.BinaryField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "shelf", "-position"], name="newest_on_shelf")],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "entry_id"), name="one_entry_an_id")
                ],
            },
        ),
    ]
