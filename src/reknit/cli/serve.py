"""Start the product: prepare the database, serve the pages, and open the browser where there is one."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

from reknit.errors import ReknitError

if TYPE_CHECKING:
    import argparse

SUMMARY = "start Reknit and open it in the browser (what happens without a command)"

LARGEST_REQUEST = 512 * 1024 * 1024
LARGEST_HOSTED = 66 * 1024 * 1024
"""Bytes; beyond this the server itself hangs up: sooner where strangers can reach it."""

THREADS = 8
"""Requests answered at once; each takes milliseconds, and a slow upload must not block the rest."""


class PortTaken(ReknitError):
    """Say that something listens there already."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Something already listens on port {port}; perhaps Reknit is running in another window. "
            f"Open http://127.0.0.1:{port}, or choose another port: REKNIT_PORT={port + 1} make run"
        )


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
    # A polite end, so that the demo can clear its folder away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        listen()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(settings.PORT) from error
    return 0


def prepare() -> None:
    """Bring Django up, the database to its newest shape, and the static files in place."""
    from django.core.management import call_command  # noqa: PLC0415 - heavy, and only serving needs it

    set_up()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("clearsessions", verbosity=0)


def set_up() -> None:
    """Bring Django up without its database; the settings make their folder and secret where none are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reknit.web.settings")
    import django  # noqa: PLC0415 - heavy, and --help answers without it

    django.setup()


def listen() -> None:
    """Answer requests until the process is told to stop."""
    from django.conf import settings  # noqa: PLC0415 - settings exist once prepared
    from waitress import serve  # noqa: PLC0415 - only serving needs it

    from reknit.web.wsgi import application  # noqa: PLC0415 - as above

    largest = LARGEST_HOSTED if settings.HOSTED else LARGEST_REQUEST
    serve(
        application,
        host=settings.LISTEN,
        port=settings.PORT,
        threads=THREADS,
        # An upload stays in memory: nothing anyone brings may touch the disk unsealed. The server takes
        # in more than the pages do, so that they can answer a file that is too large with a sentence.
        max_request_body_size=largest,
        inbuf_overflow=largest,
        outbuf_overflow=largest,
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
