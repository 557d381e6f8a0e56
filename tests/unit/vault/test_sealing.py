"""Sealed bytes open with their key, in their place, unchanged, and in no other way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.vault.sealing import (
    KEY_BYTES,
    NONCE_BYTES,
    UnableToOpen,
    derive,
    fingerprint,
    new_key,
    seal,
    unseal,
)

KEY = bytes(range(KEY_BYTES))
TAG_BYTES = 16
OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES


@given(key=st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES), plaintext=st.binary(), place=st.binary())
def test_what_is_sealed_opens(key: bytes, plaintext: bytes, place: bytes) -> None:
    sealed = seal(key=key, plaintext=plaintext, place=place)
    assert unseal(key=key, sealed=sealed, place=place) == plaintext
    assert len(sealed) == len(plaintext) + OVERHEAD


def test_the_same_bytes_are_never_sealed_the_same_way() -> None:
    assert len({seal(key=KEY, plaintext=b"hello", place=b"") for _ in range(100)}) == 100


@given(plaintext=st.binary(), place=st.binary(), other=st.binary())
def test_another_place_does_not_open(plaintext: bytes, place: bytes, other: bytes) -> None:
    sealed = seal(key=KEY, plaintext=plaintext, place=place)
    if other != place:
        with pytest.raises(UnableToOpen):
            unseal(key=KEY, sealed=sealed, place=other)


def test_another_key_does_not_open() -> None:
    sealed = seal(key=KEY, plaintext=b"hello", place=b"here")
    with pytest.raises(UnableToOpen, match="could not be opened"):
        unseal(key=new_key(), sealed=sealed, place=b"here")


@given(plaintext=st.binary(max_size=80), data=st.data())
def test_any_changed_bit_does_not_open(plaintext: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(key=KEY, plaintext=plaintext, place=b"here"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(UnableToOpen):
        unseal(key=KEY, sealed=bytes(sealed), place=b"here")


@pytest.mark.parametrize("length", range(OVERHEAD + 4))
def test_cut_bytes_do_not_open(length: int) -> None:
    sealed = seal(key=KEY, plaintext=b"hello", place=b"here")
    with pytest.raises(UnableToOpen):
        unseal(key=KEY, sealed=sealed[:length], place=b"here")


@pytest.mark.parametrize("version", [b"\x00", b"\x02", b"\xff"])
def test_another_version_does_not_open(version: bytes) -> None:
    sealed = seal(key=KEY, plaintext=b"hello", place=b"here")
    with pytest.raises(UnableToOpen):
        unseal(key=KEY, sealed=version + sealed[1:], place=b"here")


def test_each_purpose_and_each_salt_has_its_own_key() -> None:
    derived = {
        derive(key=KEY, purpose="entries"),
        derive(key=KEY, purpose="index"),
        derive(key=KEY, purpose="session"),
        derive(key=KEY, purpose="recovery"),
        derive(key=KEY, purpose="recovery", salt=b"salt"),
    }
    assert len(derived) == 5
    assert {len(key) for key in derived} == {KEY_BYTES}
    assert KEY not in derived


def test_keys_are_fresh() -> None:
    assert len({new_key() for _ in range(100)}) == 100


@given(text=st.text(), other=st.text())
def test_fingerprints_tell_texts_apart_and_keys_too(text: str, other: str) -> None:
    mark = fingerprint(key=KEY, text=text)
    assert len(mark) == 16
    assert (mark == fingerprint(key=KEY, text=other)) == (text == other)
    assert mark != fingerprint(key=bytes(KEY_BYTES), text=text)
