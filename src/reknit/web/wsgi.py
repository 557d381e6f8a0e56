"""Offer the web app to a server, at home or hosted."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reknit.web.settings")
application = get_wsgi_application()
