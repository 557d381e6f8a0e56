"""Whatever is typed gets an answer, in bounded time, with spans inside the text."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.words import Reading, read, risk_of

ODD = {
    "empty": "",
    "spaces": " \n\t ",
    "one picture": "😀",
    "many pictures": "😀" * 500,
    "right to left": "أنا آسف جدا على ما حدث بيننا",
    "marks on marks": "s\u0336\u0335o\u0336\u0358r\u0336\u0321r\u0336y\u0336 " * 40,
    "page source": "<p onclick='x()'>sorry &amp; <b>you made me</b></p>" * 20,
    "null bytes": "I am\x00 sorry\x00 I lied\x00",
    "half a sign": "I am sorry \ud83d I lied \udc00",
    "no spaces": "a" * 100_000,
    "only marks": "\u0301" * 5_000,
    "mixed scripts": "sоrry я тебя 愛してる love u",
    "full stops": "." * 20_000,
    "quotes": '"' * 20_000,
}


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("quick", [True, False])
def test_odd_texts_are_answered(typed: str, *, quick: bool) -> None:
    reading = read(typed, quick=quick)
    assert spans_fit(reading, typed)
    json.dumps([sign.label for sign in (*reading.parts, *reading.faults, *reading.risk.signs)])


@pytest.mark.parametrize("quick", [True, False])
def test_a_megabyte_is_answered_in_seconds(*, quick: bool) -> None:
    typed = "I am sorry if I hurt you but you always made me do it, I can not go on. " * 14_000
    began = time.process_time()
    reading = read(typed, quick=quick)
    assert time.process_time() - began < 20
    assert spans_fit(reading, typed)
    assert reading.faults


def test_a_sign_at_the_end_of_a_very_long_text_is_seen() -> None:
    typed = "We went to the shop and then we had some soup. " * 20_000 + "I am going to kill myself tonight."
    assert risk_of(typed, quick=True).level != "none"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_spans_always_index_the_text(typed: str) -> None:
    assert spans_fit(read(typed, quick=True), typed)


SIGNS = """sorry if i hurt you but you made me do it please take me back . ? ! , never always kill myself
she he said " 'm n't"""
WORDS = st.sampled_from(SIGNS.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_spans_index_texts_full_of_signs(words: list[str]) -> None:
    typed = " ".join(words)
    assert spans_fit(read(typed, quick=True), typed)


def spans_fit(reading: Reading, typed: str) -> bool:
    """Say whether every span is some letters of the text."""
    signs = (*reading.parts, *reading.faults, *reading.risk.signs)
    return all(0 <= sign.start < sign.end <= len(typed) for sign in signs)
