"""What was said to be kept is kept, whenever the process dies."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import pytest

from reknit.vault.diary import Diary, SealedRow
from reknit.vault.sealing import new_key
from tests.faults.keeper import AT_ONCE, Mark
from tests.unit.vault.memory import MemoryStore

pytestmark = pytest.mark.slow

KEEPER = Path(__file__).with_name("keeper.py")
SEED = 20261124
FULL = 2
"""What SQLite calls synchronous=FULL."""


class Aftermath(NamedTuple):
    """What the children told, and what is there."""

    told: list[list[str]]
    kept: dict[UUID, Mark]


def after_killing(home: Path, *, kind: str, kills: int) -> Aftermath:
    """Kill children that keep entries, then open everything that is in the file."""
    key, owner = new_key(), uuid4()
    environment = {**os.environ, "REKNIT_HOME": str(home)}
    environment.pop("REKNIT_DATABASE_URL", None)
    command = [sys.executable, str(KEEPER), kind, key.hex(), str(owner), str(SEED), str(kills)]
    ran = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(ran.stdout)
    assert ran.stderr == ""
    assert answer["ways"] == ["wal", FULL]
    return Aftermath(answer["told"], everything(home / "reknit.sqlite3", key=key, owner=owner))


def everything(path: Path, *, key: bytes, owner: UUID) -> dict[UUID, Mark]:
    """Open every entry in the file, without the code that wrote it there."""
    store = MemoryStore()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = database.execute("SELECT entry_id, shelf, sealed FROM storage_sealedentry ORDER BY position")
        store.add([SealedRow(UUID(entry_id), shelf, sealed) for entry_id, shelf, sealed in rows])
    diary = Diary(key=key, owner=owner, store=store)
    found = {kept.id: kept.entry for kept in diary.of(Mark)}
    assert len(found) == len(list(diary.export()))
    return found


def test_every_acknowledged_entry_survives_two_hundred_kills(tmp_path: Path) -> None:
    told, kept = after_killing(tmp_path, kind="one", kills=200)
    numbers: defaultdict[int, set[int]] = defaultdict(set)
    for mark in kept.values():
        numbers[mark.child].add(mark.number)
    for child, ids in enumerate(told):
        assert [kept.get(UUID(entry_id)) for entry_id in ids] == [
            Mark(child=child, number=number) for number in range(len(ids))
        ]
        # The one that was being kept may be there too, and nothing else: no gap, nothing twice.
        assert numbers[child] in (set(range(len(ids))), set(range(len(ids) + 1)))
    assert len(kept) == sum(map(len, numbers.values()))
    assert len([ids for ids in told if ids]) > 50, "too few children lived long enough to tell anything"


def test_entries_kept_together_survive_all_or_none(tmp_path: Path) -> None:
    told, kept = after_killing(tmp_path, kind="many", kills=40)
    times = Counter((mark.child, mark.number) for mark in kept.values())
    assert set(times.values()) == {AT_ONCE}
    for child, acknowledged in enumerate(told):
        there = {number for at_child, number in times if at_child == child}
        assert there in (set(range(len(acknowledged))), set(range(len(acknowledged) + 1)))
    assert len([acknowledged for acknowledged in told if acknowledged]) > 10
