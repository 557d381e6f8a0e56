"""Start the product: prepare the database, serve the pages, and open the browser where there is one."""

from __future__ import annotations

import os
import threading
import webbrowser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

SUMMARY = "start Reknit and open it in the browser (what happens without a command)"

THREADS = 8
"""Requests answered at once; each takes milliseconds, and a slow upload must not block the rest."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be said about serving."""
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    prepare()
    from django.conf import settings  # noqa: PLC0415 - settings exist once prepared

    address = f"http://127.0.0.1:{settings.PORT}"
    print(f"Reknit is at {address}\nYour things are in {settings.HOME}\nStop it with Ctrl+C.", flush=True)  # noqa: T201
    if not arguments.no_browser and has_browser():
        threading.Timer(0.7, webbrowser.open, [address]).start()
    listen()
    return 0


def prepare() -> None:
    """Bring Django up, the database to its newest shape, and the static files in place."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reknit.web.settings")
    import django  # noqa: PLC0415 - heavy, and only serving needs it
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("clearsessions", verbosity=0)


def listen() -> None:
    """Answer requests until the process is told to stop."""
    from django.conf import settings  # noqa: PLC0415 - settings exist once prepared
    from waitress import serve  # noqa: PLC0415 - only serving needs it

    from reknit.web.wsgi import application  # noqa: PLC0415 - as above

    serve(
        application,
        host=settings.LISTEN,
        port=settings.PORT,
        threads=THREADS,
        # An upload stays in memory: nothing anyone brings may touch the disk unsealed.
        max_request_body_size=settings.UPLOAD_MOST_BYTES + 1024 * 1024,
        inbuf_overflow=2 * settings.UPLOAD_MOST_BYTES,
        outbuf_overflow=2 * settings.UPLOAD_MOST_BYTES,
        ident=None,
        **settings.PROXY,
    )


def has_browser() -> bool:
    """Say whether a browser with a window can be opened from here."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    return not isinstance(browser, webbrowser.GenericBrowser) and _has_screen()


def _has_screen() -> bool:
    is_linux = os.name == "posix" and os.uname().sysname == "Linux"
    return not is_linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
