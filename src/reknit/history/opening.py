"""Read everything a person handed over into one conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from reknit.history.conversation import KINDS, Conversation
from reknit.history.merge import merge
from reknit.history.readers import reader_for
from reknit.history.reading import SHOWN_LINES, Clock, KindCount, Participant, Reading
from reknit.history.sources import chat_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reknit.history.merge import Merged
    from reknit.history.readers.interface import Part
    from reknit.history.reading import DateOrder
    from reknit.history.sources import Source

MINUTE = 60
DAY = 86_400


def read(
    sources: Sequence[Source | Path | str],
    *,
    date_order: DateOrder | None = None,
    progress: Callable[[float], None] | None = None,
) -> Conversation:
    """Read one or more exports of one chat; nothing is written and nothing is kept but what is returned."""
    texts = chat_texts(sources)
    parts = []
    for number, text in enumerate(texts):
        report = _share(progress, number, len(texts))
        report(0.1)
        parts.append(reader_for(text).read(text, date_order=date_order, progress=report))
        report(1.0)
    merged = merge(parts)
    return Conversation(messages=merged.messages, reading=_reading(parts, merged))


def _share(progress: Callable[[float], None] | None, number: int, total: int) -> Callable[[float], None]:
    """Turn the progress of one file into that of all."""

    def report(done: float) -> None:
        if progress is not None:
            progress((number + done) / total)

    return report


def _reading(parts: Sequence[Part], merged: Merged) -> Reading:
    messages = merged.messages
    longest = max(parts, key=lambda part: len(part.messages))
    unplaced = [line for part in parts for line in part.unplaced_lines]
    resolution = max(part.resolution_seconds for part in parts)
    return Reading(
        format=longest.format,
        exports=len(parts),
        layout=longest.layout,
        date_order=longest.date_order,
        evidence=longest.evidence,
        messages=len(messages),
        participants=_participants(messages),
        kinds=_kinds(messages),
        first=messages["sent_at"][0],
        last=messages["sent_at"][-1],
        unplaced=len(unplaced),
        unplaced_lines=tuple(unplaced[:SHOWN_LINES]),
        duplicates=merged.duplicates,
        damaged_characters=sum(part.damaged_characters for part in parts),
        clock=_clock(messages["sent_at"], resolution),
        is_capped=any(part.is_capped for part in parts),
    )


def _participants(messages: pl.DataFrame) -> tuple[Participant, ...]:
    """Count the messages of each person, in the order in which they first appear."""
    counts = messages["sender"].drop_nulls().value_counts(name="messages")
    sent = dict(counts.iter_rows())
    return tuple(
        Participant(name=name, messages=sent[name])
        for name in messages["sender"].drop_nulls().unique(maintain_order=True)
    )


def _kinds(messages: pl.DataFrame) -> tuple[KindCount, ...]:
    counts = dict(messages["kind"].value_counts(name="messages").iter_rows())
    return tuple(KindCount(kind=kind, messages=counts[kind]) for kind in KINDS if kind in counts)


def _clock(sent_at: pl.Series, resolution: int) -> Clock:
    seconds = sent_at.diff().dt.total_seconds().fill_null(0)
    return Clock(
        resolution_seconds=resolution,
        backward_steps=int((seconds < 0).sum()),
        largest_backward_minutes=_whole((-seconds).max()) // MINUTE,
        longest_silence_days=_whole(seconds.max()) // DAY,
    )


def _whole(value: object) -> int:
    return max(0, value) if isinstance(value, int) else 0
