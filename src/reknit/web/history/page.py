"""Write a report as one web page that needs nothing else: no server, no script, no other file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

import reknit.web.shell
from reknit.web.history.showing import report_page

if TYPE_CHECKING:
    from reknit.history import Report

STYLE = Path(reknit.web.shell.__file__).parent / "static" / "reknit" / "style.css"


def page_alone(report: Report) -> str:
    """Return the page; it holds no message and leads nowhere."""
    style = STYLE.read_text(encoding="utf-8")
    context = {
        "page": report_page(report, is_whole=True),
        "style": mark_safe(style),  # noqa: S308 - our own style sheet
        "is_alone": True,
    }
    return render_to_string("history/alone.html", context)
