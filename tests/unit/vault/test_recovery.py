"""Recovery codes are read the way people copy them, and a slip of the pen is caught."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.vault.recovery import (
    ALPHABET,
    LETTERS,
    MistypedRecoveryCode,
    new_recovery_code,
    tidy_recovery_code,
)

BODIES = st.text(alphabet=ALPHABET, min_size=LETTERS - 1, max_size=LETTERS - 1)


def is_code(typed: str) -> bool:
    """Say whether something typed reads as a code."""
    try:
        tidy_recovery_code(typed=typed)
    except MistypedRecoveryCode:
        return False
    return True


def completed(body: str) -> str:
    """Return a code that begins with these letters: exactly one last letter makes it one."""
    (code,) = (body + letter for letter in ALPHABET if is_code(body + letter))
    return code


def test_a_new_code_reads_as_it_is() -> None:
    code = new_recovery_code()
    assert tidy_recovery_code(typed=code) == code
    assert [len(group) for group in code.split("-")] == [5, 5, 5, 5, 5]
    assert set(code) <= set(ALPHABET) | {"-"}


def test_new_codes_differ_and_use_every_letter() -> None:
    codes = {new_recovery_code() for _ in range(200)}
    assert len(codes) == 200
    assert set("".join(codes)) == set(ALPHABET) | {"-"}


@settings(max_examples=50, deadline=None)
@given(body=BODIES)
def test_every_single_wrong_letter_is_caught(body: str) -> None:
    code = completed(body)
    for place, letter in enumerate(code):
        for other in ALPHABET.replace(letter, ""):
            assert not is_code(code[:place] + other + code[place + 1 :])


@given(body=BODIES, data=st.data())
def test_case_spacing_and_lookalikes_do_not_matter(body: str, data: st.DataObject) -> None:
    code = completed(body)
    misread = {"0": "0Oo", "1": "1IiLl", "V": "VvUu"}
    letters = [data.draw(st.sampled_from(misread.get(sign, sign + sign.lower()))) for sign in code]
    gaps = [data.draw(st.sampled_from(("", " ", "-", " – ", "\t"))) for _ in code]
    typed = "".join(letter + gap for letter, gap in zip(letters, gaps, strict=True))
    assert tidy_recovery_code(typed=typed).replace("-", "") == code


@pytest.mark.parametrize(
    "typed",
    ["", "-", "7K3QD", "0" * 24, "0" * 26, "0" * 24 + "Ä", "٣" * LETTERS, "ß" * LETTERS, "0" * 24 + "1"],
)
def test_what_is_no_code_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(MistypedRecoveryCode, match="five groups of five"):
        tidy_recovery_code(typed=typed)
