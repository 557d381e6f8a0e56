"""Show Reknit full: a throw-away folder with a fictional person six weeks in."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from typing import TYPE_CHECKING

from reknit.cli import serve

if TYPE_CHECKING:
    import argparse

SUMMARY = "start Reknit on a throw-away folder with a fictional person six weeks in"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be said about the demo."""
    serve.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve a place that is gone when it stops."""
    with tempfile.TemporaryDirectory(prefix="reknit-demo-") as folder:
        for name in ("HOME", "DATABASE_URL", "HOSTED", "HOSTS", "SECRET_KEY", "PROXY", "LISTEN"):
            # Whatever is set for the real place must not reach the throw-away one.
            os.environ.pop(f"REKNIT_{name}", None)
            os.environ.pop(f"REKNIT_{name}_FILE", None)
        os.environ["REKNIT_HOME"] = folder
        serve.prepare()
        fill()
        from reknit.demo.kim import PASSPHRASE  # noqa: PLC0415 - heavy, and only the demo needs it

        print(f"This is a demo; everything in it is made up. The passphrase is: {PASSPHRASE}")  # noqa: T201
        return serve.run(arguments)


def fill() -> None:
    """Make Kim and keep her six weeks."""
    from reknit.demo.kim import NAME, PASSPHRASE, fill  # noqa: PLC0415 - needs Django to be up
    from reknit.storage.store import DatabaseStore  # noqa: PLC0415 - as above
    from reknit.vault.diary import Diary  # noqa: PLC0415 - as above
    from reknit.vault.recovery import new_recovery_code  # noqa: PLC0415 - as above
    from reknit.web.accounts.unlocking import create_person  # noqa: PLC0415 - as above

    person, key = create_person(name=NAME, passphrase=PASSPHRASE, code=new_recovery_code())
    diary = Diary(key=key, owner=person.id, store=DatabaseStore(owner=person.id))
    fill(diary=diary, now=dt.datetime.now().astimezone())
