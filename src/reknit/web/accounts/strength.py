"""Say how long a passphrase would hold, in words, from zxcvbn's estimate (Wheeler 2016)."""

from __future__ import annotations

from dataclasses import dataclass

from zxcvbn import zxcvbn

STRONG_ENOUGH = 3
"""Of 0 to 4: zxcvbn's “safely unguessable”, above 10**8 guesses, each of which costs Argon2id here."""

LONGEST = 40
"""Letters that are judged; zxcvbn takes long for long input, and this much is enough to tell."""

WORDS = (
    "Easily guessed",
    "Can be guessed",
    "Could be guessed with some effort",
    "Hard to guess",
    "Very hard to guess",
)


@dataclass(frozen=True, kw_only=True)
class Strength:
    """How strong a passphrase is: 0 to 4, and the words for it."""

    score: int
    words: str


def strength(*, passphrase: str) -> Strength:
    """Estimate how hard a passphrase is to guess; an empty one is the weakest."""
    judged = " ".join(passphrase.split())[:LONGEST]
    try:
        score = zxcvbn(judged)["score"] if judged else 0
    except ValueError:  # zxcvbn reads some signs as numbers
        score = 0
    return Strength(score=score, words=WORDS[score])
