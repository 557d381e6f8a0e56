"""Keep entries as fast as it goes, over and over, in children that somebody kills.

Run as `python tests/faults/keeper.py KIND KEY OWNER SEED KILLS` with REKNIT_HOME set. Every child writes
a line for each entry after `keep` has returned. What was written is printed as JSON, a list for each child.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from typing import ClassVar, NoReturn
from uuid import UUID

from reknit.cli.serve import prepare
from reknit.vault.diary import Diary

LONGEST = 0.06
"""Seconds that a child may live; long enough for several entries, on average."""

AT_ONCE = 600
"""Entries kept all or none: more than one statement takes."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The child that kept this, and the how manieth it was."""

    KIND: ClassVar[str] = "test.mark/1"

    child: int
    number: int


def keep_one_by_one(diary: Diary, child: int, told: int) -> NoReturn:
    """Keep single entries and tell the id of each."""
    number = 0
    while True:
        entry_id = diary.keep(Mark(child=child, number=number))
        os.write(told, f"{entry_id}\n".encode())
        number += 1


def keep_many_at_once(diary: Diary, child: int, told: int) -> NoReturn:
    """Keep many entries all or none and tell the number of each time."""
    number = 0
    while True:
        diary.keep_all([(Mark(child=child, number=number), "")] * AT_ONCE)
        os.write(told, f"{number}\n".encode())
        number += 1


KEEPING = {"one": keep_one_by_one, "many": keep_many_at_once}


def killed(kind: str, *, diary: Diary, child: int, lives: float) -> list[str]:
    """Let one child keep entries, kill it, and return what it told before."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        KEEPING[kind](diary, child, writing)
    os.close(writing)
    time.sleep(lives)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    with os.fdopen(reading, encoding="ascii") as told:
        lines = told.read().splitlines()
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        sys.exit(f"Child {child} ended by itself.")
    return lines


def main(kind: str, key: str, owner: str, seed: str, kills: str) -> None:
    """Make a person, and kill as many children as asked for."""
    prepare()
    from django.db import connection

    from reknit.storage.models import Person
    from reknit.storage.store import DatabaseStore

    person = Person.objects.create(id=UUID(owner), handle="one", envelope=b"")
    with connection.cursor() as cursor:
        ways = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    connection.close()
    # A child opens its own connection; everything else is there when it begins.
    diary = Diary(key=bytes.fromhex(key), owner=person.id, store=DatabaseStore(owner=person.id))
    draw = random.Random(int(seed))
    longest = LONGEST * (4 if kind == "many" else 1)
    told = [
        killed(kind, diary=diary, child=child, lives=draw.uniform(0, longest)) for child in range(int(kills))
    ]
    print(json.dumps({"ways": ways, "told": told}))  # noqa: T201 - this is what the test reads


if __name__ == "__main__":
    main(*sys.argv[1:])
