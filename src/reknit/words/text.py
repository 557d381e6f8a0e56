"""Cut a text into plain words, each knowing the letters it came from."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent / "en"

READ_AT_MOST = 60_000
"""Letters read of one text, from its start and its end; more is no message and no entry. Product choice."""

WORD_AT_MOST = 40
"""Letters of one word that are looked at; a longer run of letters is not a word. Product choice."""

ENDS = frozenset(".?!\n…;")
"""Signs that end a sentence."""

ASKS = frozenset("?!")
"""Ends that say more than that a sentence is over, and are kept as they are."""

MARKS = "\u0300-\u036f\u0483-\u0489\u200b-\u200f\u2060\ufe0e\ufe0f\u20d0-\u20f0"
"""Signs that hang on a letter or cannot be seen; they are part of the word, and dropped from it."""

APOSTROPHES = "'\u2019\u02bc`\u00b4"
PLAIN_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))

PIECE = re.compile(rf"[^\W_][^\W_{MARKS}]*(?:[{MARKS}{APOSTROPHES}-]+[^\W_]+)*[{MARKS}]*|\n|[^\w\s{MARKS}]")
RUN = re.compile(r"(.)\1{2,}")

ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'s": "'s"}
"""What the endings of English short forms stand for; `'s` can be "is", "has" or a possessive and stays."""

IRREGULAR = {
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
}


class Text(NamedTuple):
    """A text as plain words: the words, where each starts and ends in the text as given, and all in a line.

    Ends of sentences are words too ("."); `line` is every word with one space before and after it.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    line: str

    def word_at(self, place: int) -> int:
        """Return which word of the line stands at a place of the line."""
        return self.line.count(" ", 0, place)


def cut(text: str) -> Text:
    """Return a text as plain words; letters beyond the limit are left out of the middle."""
    if len(text) <= READ_AT_MOST:
        return _cut(text, 0)
    half = READ_AT_MOST // 2
    first, last = _cut(text[:half], 0), _cut(text[-half:], len(text) - half)
    words, line = [*first.words, ".", *last.words], f"{first.line}.{last.line}"
    return Text(words, [*first.starts, half, *last.starts], [*first.ends, half, *last.ends], line)


def _cut(text: str, offset: int) -> Text:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    known = _known_words()
    for found in PIECE.finditer(text):
        piece = found[0]
        plain = known.get(piece)
        if plain is None:
            plain = _plain(piece)
            if len(known) < KNOWN_AT_MOST:
                known[piece] = plain
        words += plain
        starts += [found.start() + offset] * len(plain)
        ends += [found.end() + offset] * len(plain)
    return Text(words, starts, ends, f" {' '.join(words)} ")


KNOWN_AT_MOST = 50_000
"""Spellings remembered between texts, so that memory stays bounded. Product choice."""


@cache
def _known_words() -> dict[str, tuple[str, ...]]:
    return {}


@cache
def _doubled() -> frozenset[str]:
    return frozenset((HERE / "doubled.txt").read_text(encoding="utf-8").split())


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((HERE / "spelling.toml").read_text(encoding="utf-8"))
    return {short: tuple(long.split()) for short, long in table.items()}


def _plain(piece: str) -> tuple[str, ...]:
    """Return the plain words of a piece: lower case, no marks, short forms and text-speak written out."""
    if piece in ENDS:
        return (piece,) if piece in ASKS else (".",)
    word = (
        "".join(sign for sign in unicodedata.normalize("NFKD", piece[:WORD_AT_MOST]) if not _is_mark(sign))
        .lower()
        .translate(PLAIN_APOSTROPHE)
    )
    word = "".join(word.split())
    word = _without_runs(word)
    return _spellings().get(word) or IRREGULAR.get(word) or _written_out(word)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in {"Mn", "Me", "Cf"}


def _without_runs(word: str) -> str:
    """Return a word without letters that were held down: "soooo" is "so", and "coooool" is "cool"."""
    if RUN.search(word) is None:
        return word
    doubled = RUN.sub(r"\1\1", word)
    return doubled if doubled in _doubled() else RUN.sub(r"\1", word)


def _written_out(word: str) -> tuple[str, ...]:
    stem, sign, ending = word.rpartition("'")
    if not sign or not stem:
        return (word,) if word else ()
    if ending == "t" and stem.endswith("n"):
        return (stem[:-1], "not") if len(stem) > 1 else ("not",)
    long = ENDINGS.get(f"'{ending}")
    return (stem, long) if long else (stem, ending)
