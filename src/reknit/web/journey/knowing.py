"""Read from the open diary what the choice of today's thing rests on, in as few queries as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reknit.journey.kinds import REPORT_KINDS
from reknit.journey.model import Pulse, Start
from reknit.journey.stands import standing_in
from reknit.journey.today import Known
from reknit.programme.answer import Answer
from reknit.programme.exercise import exercises
from reknit.web.clock import now

if TYPE_CHECKING:
    from reknit.safety.standing import Standing
    from reknit.vault.diary import Kept
    from reknit.web.shell.request import OpenRequest

PULSES = 120
ANSWERS = 100
"""Newest entries that are opened for Today; older ones change nothing about today."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What lies open on the desk: what today's choice rests on, and the newest pulses."""

    known: Known
    pulses: list[Kept[Pulse]]


def start_of(request: OpenRequest) -> Start:
    """Return what someone told us at the start, empty if nothing yet."""
    kept = request.diary.newest(Start)
    return kept.entry if kept else Start(at=now(request), name="")


def standing_of(request: OpenRequest) -> Standing:
    """Return where someone stands: what is open, what that closes, and until when."""
    return standing_in(diary=request.diary, start=start_of(request), now=now(request))


def desk(request: OpenRequest) -> Desk:
    """Read everything Today needs."""
    diary, every = request.diary, exercises()
    start = start_of(request)
    pulses = diary.of(Pulse, most=PULSES)
    shelves = [(Answer.KIND, name) for name in every]
    counts = diary.counts([*shelves, *((kind, "") for kind in REPORT_KINDS)])
    known = Known(
        start=start,
        standing=standing_in(diary=diary, start=start, now=now(request)),
        pulse=pulses[0].entry if pulses else None,
        answers=diary.of(Answer, about=list(every), most=ANSWERS),
        done={name: counts[kind, name] for kind, name in shelves},
        exercises=every,
        has_history=any(counts[kind, ""] for kind in REPORT_KINDS),
    )
    return Desk(known=known, pulses=pulses)
