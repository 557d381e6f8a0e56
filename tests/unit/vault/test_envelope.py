"""The envelope opens by passphrase and by recovery code, and nothing strange in it is acted on."""

from __future__ import annotations

import os
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.vault.envelope import (
    COSTLIEST,
    RFC_9106_LOW_MEMORY,
    Argon2Profile,
    Envelope,
    WrongPassphrase,
    WrongRecoveryCode,
    new_envelope,
    open_by_passphrase,
    open_by_recovery_code,
    read_envelope,
    with_passphrase,
    with_recovery_code,
)
from reknit.vault.sealing import UnableToOpen, new_key

QUICK = Argon2Profile(passes=1, memory=8, lanes=1)
KEY, OWNER = new_key(), os.urandom(16)
TYPED, CODE = "a b c", "00000-00000-00000-00000-00000"


def quick_envelope(*, passphrase: str = TYPED) -> Envelope:
    """Return an envelope that costs nothing to open."""
    return new_envelope(key=KEY, owner=OWNER, passphrase=passphrase, code=CODE, profile=QUICK)


def changed(**fields: Any) -> bytes:
    """Return a stored envelope in which some fields say something else."""
    stored: dict[str, Any] = msgspec.json.decode(quick_envelope().as_bytes())
    return msgspec.json.encode(stored | fields)


@given(passphrase=st.text())
def test_both_ways_open(passphrase: str) -> None:
    stored = quick_envelope(passphrase=passphrase).as_bytes()
    envelope = read_envelope(stored=stored)
    assert open_by_passphrase(envelope=envelope, owner=OWNER, passphrase=passphrase) == KEY
    assert open_by_recovery_code(envelope=envelope, owner=OWNER, code=CODE) == KEY


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Käse", "Ka\u0308se"),  # composed, and letter plus mark
        ("file", "\ufb01le"),  # a ligature
        ("1 2", "１\u3000２"),  # full width
        ("spaces around", "  spaces around\n"),
    ],
)
def test_the_same_passphrase_typed_on_another_keyboard_opens(kept: str, typed: str) -> None:
    envelope = quick_envelope(passphrase=kept)
    assert open_by_passphrase(envelope=envelope, owner=OWNER, passphrase=typed) == KEY


@pytest.mark.parametrize("typed", ["", "a b", "A B C", "a b c d", "a  b c"])
def test_a_wrong_passphrase_does_not_open(typed: str) -> None:
    with pytest.raises(WrongPassphrase, match="does not open"):
        open_by_passphrase(envelope=quick_envelope(), owner=OWNER, passphrase=typed)


def test_a_wrong_recovery_code_does_not_open() -> None:
    with pytest.raises(WrongRecoveryCode, match="does not open"):
        open_by_recovery_code(envelope=quick_envelope(), owner=OWNER, code=CODE.replace("0", "1"))


def test_an_envelope_given_to_somebody_else_does_not_open() -> None:
    envelope, other = quick_envelope(), os.urandom(16)
    with pytest.raises(WrongPassphrase):
        open_by_passphrase(envelope=envelope, owner=other, passphrase=TYPED)
    with pytest.raises(WrongRecoveryCode):
        open_by_recovery_code(envelope=envelope, owner=other, code=CODE)


def test_the_two_wrappings_cannot_change_places() -> None:
    envelope = quick_envelope()
    swapped = msgspec.structs.replace(envelope, passphrase=envelope.recovery, recovery=envelope.passphrase)
    with pytest.raises(WrongPassphrase):
        open_by_passphrase(envelope=swapped, owner=OWNER, passphrase=TYPED)
    with pytest.raises(WrongRecoveryCode):
        open_by_recovery_code(envelope=swapped, owner=OWNER, code=CODE)


def test_a_new_passphrase_takes_the_place_of_the_old_one_at_todays_cost() -> None:
    envelope = quick_envelope()
    assert envelope.is_outdated
    renewed = with_passphrase(envelope=envelope, key=KEY, owner=OWNER, passphrase="new")
    assert renewed.profile == RFC_9106_LOW_MEMORY
    assert not renewed.is_outdated
    assert renewed.recovery == envelope.recovery
    assert open_by_passphrase(envelope=renewed, owner=OWNER, passphrase="new") == KEY
    with pytest.raises(WrongPassphrase):
        open_by_passphrase(envelope=renewed, owner=OWNER, passphrase=TYPED)


def test_a_new_recovery_code_makes_the_old_one_void() -> None:
    envelope = quick_envelope()
    renewed = with_recovery_code(envelope=envelope, key=KEY, owner=OWNER, code="11111")
    assert renewed.passphrase == envelope.passphrase
    assert open_by_recovery_code(envelope=renewed, owner=OWNER, code="11111") == KEY
    with pytest.raises(WrongRecoveryCode):
        open_by_recovery_code(envelope=renewed, owner=OWNER, code=CODE)


def test_two_envelopes_for_the_same_person_share_nothing() -> None:
    one, other = quick_envelope(), quick_envelope()
    assert one.passphrase.salt != other.passphrase.salt
    assert one.passphrase.sealed != other.passphrase.sealed
    assert len({one.passphrase.salt, one.recovery.salt}) == 2


@pytest.mark.parametrize(
    "costs",
    [
        {"passes": COSTLIEST.passes + 1},
        {"memory": COSTLIEST.memory + 1},
        {"lanes": COSTLIEST.lanes + 1},
        {"passes": 0},
        {"passes": -1},
        {"lanes": 0},
        {"memory": 7},
        {"memory": 31, "lanes": 4},
    ],
    ids=str,
)
def test_costs_that_cannot_be_ours_are_refused(costs: dict[str, int]) -> None:
    ours = {"passes": 1, "memory": 8, "lanes": 1}
    assert read_envelope(stored=changed(profile=ours)).profile == QUICK
    with pytest.raises(UnableToOpen):
        read_envelope(stored=changed(profile=ours | costs))


@pytest.mark.parametrize("wrapping", ["passphrase", "recovery"])
@pytest.mark.parametrize("salt", ["", "AAAA", "A" * 40])
def test_salts_of_another_length_are_refused(wrapping: str, salt: str) -> None:
    with pytest.raises(UnableToOpen):
        read_envelope(stored=changed(**{wrapping: {"salt": salt, "sealed": "AAAA"}}))


@pytest.mark.parametrize(
    "stored",
    [b"", b"junk", b"[]", b"{}", b'{"\xff":1}', changed(version=2), changed(version="1"), changed(more=1)],
    ids=["nothing", "junk", "list", "empty", "bytes", "version", "type", "more"],
)
def test_what_is_no_envelope_is_refused(stored: bytes) -> None:
    with pytest.raises(UnableToOpen):
        read_envelope(stored=stored)
