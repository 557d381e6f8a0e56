"""Judge what someone kept while accepting where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reknit.programme.answer import Answer


@dataclass(frozen=True, kw_only=True)
class Waves:
    """How urges to get in touch went: let pass, acted on, or not told."""

    met: int
    acted: int
    open: int


def waves(*, answers: Iterable[Answer]) -> Waves:
    """Count urges by what became of them.

    An urge still there twenty minutes later and not acted on counts as met: waiting is the practice.
    In the trial behind it urges did not shrink, acting did (Bowen & Marlatt 2009).
    """
    ends = [_end(answer) for answer in answers]
    return Waves(met=ends.count("met"), acted=ends.count("acted"), open=ends.count("open"))


def _end(answer: Answer) -> str:
    given = answer.find("outcome")
    said = given.chosen[0] if given and given.chosen else "open"
    return "met" if said == "waiting" else said


def has_written(*, answer: Answer) -> bool:
    """Say whether someone got in touch, before the wave or after it."""
    what_now = answer.find("what_now")
    return _end(answer) == "acted" or (what_now is not None and "already" in what_now.chosen)
