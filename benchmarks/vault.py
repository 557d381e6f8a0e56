"""Print what unlocking, keeping and opening sealed entries costs, beside plain JSON in SQLite."""

from __future__ import annotations

import datetime as dt
import os
import random
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec

from reknit.vault.diary import Diary
from reknit.vault.envelope import new_envelope, open_by_passphrase
from reknit.vault.sealing import new_key

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 500
"""Entries kept one by one to see how long one takes."""

OPENED = (1_000, 10_000, 40_000)
"""Entries opened at once: some weeks, a year, and a long life of daily use."""

LIKE_OURS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
WORDS = tuple("I wanted to write and went for a walk and it was dark and quiet by the river".split())  # noqa: SIM905 - reads as words


@dataclass(frozen=True, kw_only=True)
class Note:
    """An entry about as long as an answer to an exercise."""

    KIND: ClassVar[str] = "bench.note/1"

    at: dt.datetime
    text: str


class Plain:
    """The baseline: the same records as JSON text, in a table with an index, and no key at all."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(LIKE_OURS)
        self._database.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, kind TEXT, entry TEXT)")
        self._database.execute("CREATE INDEX by_kind ON entry (kind, id DESC)")

    def keep(self, note: Note) -> None:
        """Store one entry."""
        self.keep_all([note])

    def keep_all(self, notes: list[Note]) -> None:
        """Store entries, all or none."""
        rows = [(note.KIND, msgspec.json.encode(note).decode()) for note in notes]
        self._database.execute("BEGIN IMMEDIATE")
        self._database.executemany("INSERT INTO entry (kind, entry) VALUES (?, ?)", rows)
        self._database.execute("COMMIT")

    def of(self, most: int) -> list[Note]:
        """Read the newest entries as records."""
        query = "SELECT entry FROM entry WHERE kind = ? ORDER BY id DESC LIMIT ?"
        found = self._database.execute(query, (Note.KIND, most))
        return [msgspec.json.decode(entry, type=Note) for (entry,) in found]

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def notes(number: int) -> list[Note]:
    """Write entries of 20 to 120 words."""
    draw, begin = random.Random(7), dt.datetime(2026, 10, 13, tzinfo=dt.UTC)
    return [
        Note(
            at=begin + dt.timedelta(minutes=minute),
            text=" ".join(draw.choices(WORDS, k=draw.randint(20, 120))),
        )
        for minute in range(number)
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def unlocking() -> None:
    """Time the passphrase: the one thing that is slow on purpose."""
    key, owner, words = new_key(), bytes(16), "four words and a river"
    envelope = new_envelope(key=key, owner=owner, passphrase=words, code="")
    times = [
        seconds(lambda: open_by_passphrase(envelope=envelope, owner=owner, passphrase=words))
        for _ in range(7)
    ]
    print(f"unlock (Argon2id, 64 MiB, 3 passes)   {1000 * statistics.median(times):8.1f} ms")


def keeping(diary: Diary, plain: Plain) -> None:
    """Time keeping single entries until each is on disk, by turns."""
    sealed, open_ = [], []
    for note in notes(KEPT):
        sealed.append(1000 * seconds(partial(diary.keep, note)))
        open_.append(1000 * seconds(partial(plain.keep, note)))
    for name, at in (("half are faster than", 9), ("19 of 20 are faster than", 18)):
        ours, theirs = (statistics.quantiles(times, n=20)[at] for times in (sealed, open_))
        print(
            f"keep one entry, {name:<24} {ours:6.2f} ms   plain {theirs:6.2f} ms   {ours / theirs:4.1f} times"
        )


def opening(diary: Diary, plain: Plain) -> None:
    """Time opening many entries as records."""
    there = KEPT
    for number in OPENED:
        more = notes(number - there)
        diary.keep_all((note, "") for note in more)
        plain.keep_all(more)
        there = number
        ours = min(seconds(partial(diary.of, Note, most=number)) for _ in range(3))
        theirs = min(seconds(partial(plain.of, number)) for _ in range(3))
        print(
            f"open {number:6,} entries   {ours:6.3f} s, {number / ours:8,.0f} a second   "
            f"plain {theirs:6.3f} s, {number / theirs:9,.0f} a second   {ours / theirs:4.1f} times"
        )


def main() -> None:
    """Measure on a file of the product's own in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="reknit-bench-") as folder:
        os.environ["REKNIT_HOME"] = folder
        os.environ.pop("REKNIT_DATABASE_URL", None)
        from reknit.cli.serve import prepare

        prepare()
        from reknit.storage.models import Person
        from reknit.storage.store import DatabaseStore

        person = Person.objects.create(handle="bench", envelope=b"")
        diary = Diary(key=new_key(), owner=person.id, store=DatabaseStore(owner=person.id))
        unlocking()
        with closing(Plain(Path(folder) / "plain.sqlite3")) as plain:
            keeping(diary, plain)
            opening(diary, plain)


if __name__ == "__main__":
    main()
