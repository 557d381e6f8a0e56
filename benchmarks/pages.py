"""Print server time and weight of the pages, with one day and with ten years of daily entries."""

from __future__ import annotations

import datetime as dt
import os
import random
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from reknit.vault.diary import Entry

PAGES = ("/today/", "/path/", "/kept/", "/curve/", "/exercises/X03/", "/yours/", "/help/")
PASSPHRASE = "lantern orbit pickle harbour"
YEARS = 10
A_DAY = 11
"""Entries a day: a pulse, the body basics, and nine more; ten years make 40,150."""


def main() -> None:
    """Measure both sizes in one run."""
    with tempfile.TemporaryDirectory(prefix="reknit-bench-") as home:
        os.environ["REKNIT_HOME"] = home
        (Path(home) / "static").mkdir()
        from reknit.cli.serve import prepare

        prepare()
        print("server time in ms (median of 15), page weight in KB; the last column is the ratio of times")
        short, long = measured(days=1), measured(days=365 * YEARS)
        print(f"{'page':<18}{'1 day':>9}{'10 years':>10}{'KB':>7}{'ratio':>7}")
        for page in PAGES:
            (before, _), (after, weight) = short[page], long[page]
            print(f"{page:<18}{before:>9.1f}{after:>10.1f}{weight:>7.1f}{after / before:>7.2f}")


def measured(*, days: int) -> dict[str, tuple[float, float]]:
    """Return milliseconds and kilobytes of each page for someone with so many days."""
    from django.test import Client

    from reknit.storage.store import DatabaseStore
    from reknit.vault.diary import Diary
    from reknit.vault.recovery import new_recovery_code
    from reknit.web.accounts.unlocking import create_person

    name = f"Kim {days}"
    person, key = create_person(name=name, passphrase=PASSPHRASE, code=new_recovery_code())
    diary = Diary(key=key, owner=person.id, store=DatabaseStore(owner=person.id))
    diary.keep_all(entries(days=days))
    client = Client(HTTP_HOST="127.0.0.1")
    client.post("/unlock/", {"name": name, "passphrase": PASSPHRASE})
    return {page: timed(client, page) for page in PAGES}


def entries(*, days: int) -> Iterator[tuple[Entry, str]]:
    """Return a life of entries, seeded."""
    from reknit.journey.model import PULSE_LINES, Pulse, Start
    from reknit.programme.answer import Answer, Given
    from reknit.programme.exercise import exercises
    from reknit.safety.model import SafetyTen

    draw, now = random.Random(7), dt.datetime.now().astimezone()
    first = now - dt.timedelta(days=days)
    yield Start(at=first, name="Kim", ex="Sam", ended_on=first.date(), country="GB"), ""
    yield SafetyTen(at=now, replies={}), ""
    names = list(exercises())
    for day in range(days):
        at = first + dt.timedelta(days=day)
        yield Pulse(at=at, **{line: draw.randint(0, 10) for line in PULSE_LINES}), ""
        for place in range(A_DAY - 1):
            given = Given(
                key="text", type="long", ask="What happened?", text="a few words " * draw.randint(1, 30)
            )
            name = names[place % len(names)]
            yield Answer(at=at, exercise=name, title=name, given=(given,)), name


def timed(client: Client, page: str) -> tuple[float, float]:
    """Return the median milliseconds and the kilobytes of one page."""
    client.get(page)
    times = []
    for _ in range(15):
        began = time.perf_counter()
        answer = client.get(page)
        times.append(1000 * (time.perf_counter() - began))
    return median(times), len(answer.content) / 1024


if __name__ == "__main__":
    main()
