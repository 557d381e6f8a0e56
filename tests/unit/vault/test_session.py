"""A session's two halves open the key together, and neither does alone."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.vault.sealing import KEY_BYTES, UnableToOpen, new_key
from reknit.vault.session import unwrap_from_session, wrap_for_session

KEY, OWNER, SECRET = new_key(), os.urandom(16), os.urandom(KEY_BYTES)
WRAPPED = wrap_for_session(key=KEY, owner=OWNER, secret=SECRET)


def test_the_halves_of_one_session_open() -> None:
    assert unwrap_from_session(wrapped=WRAPPED, owner=OWNER, secret=SECRET) == KEY


def test_the_stored_half_shows_neither_key_nor_secret() -> None:
    assert KEY not in WRAPPED
    assert SECRET not in WRAPPED


@given(secret=st.binary(max_size=64))
def test_another_secret_does_not_open(secret: bytes) -> None:
    with pytest.raises(UnableToOpen):
        unwrap_from_session(wrapped=WRAPPED, owner=OWNER, secret=secret)


@given(wrapped=st.binary(max_size=80))
def test_another_stored_half_does_not_open(wrapped: bytes) -> None:
    with pytest.raises(UnableToOpen):
        unwrap_from_session(wrapped=wrapped, owner=OWNER, secret=SECRET)


def test_somebody_elses_session_does_not_open() -> None:
    with pytest.raises(UnableToOpen):
        unwrap_from_session(wrapped=WRAPPED, owner=os.urandom(16), secret=SECRET)
