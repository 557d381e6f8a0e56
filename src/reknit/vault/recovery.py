"""Make and read recovery codes: the second and last way to open what a person wrote."""

from __future__ import annotations

import secrets

from reknit.errors import ReknitError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so a code copied by hand is hard to misread."""

LETTERS = 25
"""Letters in a code: 24 random ones (120 bits) and one that catches a slip of the pen."""

GROUP = 5

LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


class MistypedRecoveryCode(ReknitError):
    """Say that what was typed is no recovery code."""

    def __init__(self) -> None:
        super().__init__("That is not a recovery code. It has five groups of five letters and digits.")


def new_recovery_code() -> str:
    """Return a fresh code such as `7K3QD-…`, in five groups of five."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS - 1))
    return _grouped(letters + _check_letter(letters))


def tidy_recovery_code(*, typed: str) -> str:
    """Read a code as people type it, in any case and spacing; raise MistypedRecoveryCode otherwise."""
    letters = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(LOOKALIKES)
    if len(letters) != LETTERS or not set(letters) <= set(ALPHABET):
        raise MistypedRecoveryCode
    if letters[-1] != _check_letter(letters[:-1]):
        raise MistypedRecoveryCode
    return _grouped(letters)


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def _check_letter(letters: str) -> str:
    # Odd weights are invertible modulo 32, so every single wrong letter changes the sum.
    total = sum((2 * place + 1) * ALPHABET.index(letter) for place, letter in enumerate(letters))
    return ALPHABET[total % len(ALPHABET)]
