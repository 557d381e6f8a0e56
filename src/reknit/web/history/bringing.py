"""Take a file through all its stages: read, count, look for changes, choose a few own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from reknit.history import HistoryError, measure, own_words, tell
from reknit.web.history.asking import Questions, look
from reknit.web.history.naming import named

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Generator, Sequence

    from reknit.history import OwnWords, Report, Source
    from reknit.journey.model import Start
    from reknit.web.history.asking import Told

STAGES = 4


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A report, and the few own messages that are shown once beside it."""

    report: Report
    words: tuple[OwnWords, ...]


Outcome: TypeAlias = Brought | Questions | HistoryError


def bring(
    sources: Sequence[Source], *, told: Told, start: Start, now: dt.datetime
) -> Generator[int, None, Outcome]:
    """Yield the number of each stage as it begins; return the report, what to ask, or what is wrong."""
    try:
        yield 1
        found = look(sources, told=told, start=start)
        if isinstance(found, Questions):
            return found
        yield 2
        measures = measure(found.conversation)
        yield 3
        report = tell(measures, reading=found.conversation.reading, now=now).seen_by(found.me)
        yield STAGES
        words = own_words(found.conversation, measures=measures, report=report)
    except HistoryError as error:
        return error
    return Brought(report=named(report=report, me=start.name, them=start.ex), words=words)


def finish(stages: Generator[int, None, Outcome]) -> Outcome:
    """Run all stages at once and return what came of them."""
    while True:
        try:
            next(stages)
        except StopIteration as stop:
            outcome: Outcome = stop.value
            return outcome
