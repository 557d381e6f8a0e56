"""Give every test run a home of its own, and static files without a build."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import django
import hypothesis
import pytest

if TYPE_CHECKING:
    from pytest_django import Settings

# Before Django reads its settings: nothing of the developer's own place may be touched.
_HOME = tempfile.TemporaryDirectory(prefix="reknit-test-")
os.environ["REKNIT_HOME"] = _HOME.name
os.environ["DJANGO_SETTINGS_MODULE"] = "reknit.web.settings"
(Path(_HOME.name) / "static").mkdir()
django.setup()


# A busy machine is slow at times; that is no failure.
hypothesis.settings.register_profile("reknit", deadline=None)
hypothesis.settings.load_profile("reknit")


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Settings) -> None:
    """Name static files as they are; the browser tests run the product with the real ones."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {"staticfiles": plain}
