"""Load what WhatsApp writes by itself, in every language known so far."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Literal

from reknit.history.readers.whatsapp.marks import MARKS, SPACES, without_marks

HalfDay = Literal["am", "pm", "noon", "night"]

_WORDS = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
_BARE = str.maketrans("", "", MARKS + SPACES + ".,،")

CLOCK_WORDS: dict[str, HalfDay] = {
    word.translate(_BARE).lower(): half for half, words in _WORDS["clock"].items() for word in words
}


def half_of_day(word: str) -> HalfDay | None:
    """Say which half of the day a clock word means, if it is one."""
    return CLOCK_WORDS.get(word.translate(_BARE).lower())


def stems(table: str) -> list[str]:
    """List the stems of a table of words."""
    found: list[str] = _WORDS[table]["stems"]
    return found


def _stems(table: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, stems(table))), re.IGNORECASE)


LEFT_OUT = _stems("left_out")
THING = _stems("thing")
ATTACHED = _stems("attached")
EDITED = _stems("edited")
CALL = _stems("call")
ENCRYPTION = _stems("encryption")
LOCATION = _stems("location")
WAITING = _stems("waiting")
POLL = _stems("poll")


STOPS = SPACES + ".。।"


def sentence(text: str) -> str:
    """Make sentences comparable: the full stop and the marks differ by platform and version."""
    return without_marks(text).strip(STOPS).lower()


DELETED = frozenset(sentence(phrase) for phrase in _WORDS["deleted"]["phrases"])
CALLED = frozenset(sentence(phrase) for phrase in _WORDS["call"]["phrases"])

# As written, for a quick look over all messages before anything is compared closely.
EXACT = (*_WORDS["deleted"]["phrases"], *_WORDS["call"]["phrases"])
