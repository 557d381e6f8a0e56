"""What was sealed once opens for ever: every written-down vector does, to what it says it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from reknit.journey.kinds import kinds
from reknit.vault.diary import Diary, SealedRow
from reknit.vault.envelope import open_by_passphrase, open_by_recovery_code, read_envelope
from reknit.vault.recovery import tidy_recovery_code
from reknit.vault.sealing import seal, unseal
from reknit.vault.session import unwrap_from_session
from tests.unit.vault.memory import MemoryStore

FOLDER = Path(__file__).parents[2] / "vectors"
ENTRIES = sorted((FOLDER / "entries").glob("*.json"))


def vector(path: str | Path) -> dict[str, Any]:
    """Read one vector."""
    read: dict[str, Any] = json.loads((FOLDER / path).read_text(encoding="utf-8"))
    return read


def test_sealed_bytes_open_and_are_sealed_the_same_way() -> None:
    written = vector("sealed.json")
    key, nonce = bytes.fromhex(written["key"]), bytes.fromhex(written["nonce"])
    for case in written["cases"]:
        plaintext, place, sealed = (bytes.fromhex(case[name]) for name in ("plaintext", "place", "sealed"))
        assert unseal(key=key, sealed=sealed, place=place) == plaintext
        assert seal(key=key, plaintext=plaintext, place=place, nonce=nonce) == sealed


def test_the_envelope_opens_in_every_way() -> None:
    written = vector("envelope.json")
    key, owner = bytes.fromhex(written["key"]), UUID(written["owner"]).bytes
    envelope = read_envelope(stored=written["envelope"].encode())
    for passphrase in written["passphrases"]:
        assert open_by_passphrase(envelope=envelope, owner=owner, passphrase=passphrase) == key
    code = tidy_recovery_code(typed=written["code"].lower())
    assert open_by_recovery_code(envelope=envelope, owner=owner, code=code) == key
    assert envelope.as_bytes().decode() == written["envelope"]


def test_the_session_opens() -> None:
    written = vector("session.json")
    wrapped, secret = bytes.fromhex(written["wrapped"]), bytes.fromhex(written["secret"])
    key = unwrap_from_session(wrapped=wrapped, owner=UUID(written["owner"]).bytes, secret=secret)
    assert key.hex() == written["key"]


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_the_entry_opens_as_its_kind(path: Path) -> None:
    written, store = vector(path), MemoryStore()
    row = SealedRow(UUID(written["id"]), bytes.fromhex(written["shelf"]), bytes.fromhex(written["sealed"]))
    store.add([row])
    diary = Diary(key=bytes.fromhex(written["key"]), owner=UUID(written["owner"]), store=store)
    (kept,) = diary.of(kinds()[written["kind"]], about=written["about"])
    assert kept.id == row.entry_id
    assert msgspec.json.decode(msgspec.json.encode(kept.entry)) == written["entry"]


def test_every_kind_has_a_vector() -> None:
    assert {vector(path)["kind"] for path in ENTRIES} >= set(kinds())
