"""Read everything a person handed over into one conversation."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from reknit.history.chats import PAIR, SeveralChats, choose, offered
from reknit.history.conversation import KINDS, Conversation
from reknit.history.foreign import refuse
from reknit.history.merge import DifferentChats, merge
from reknit.history.readers import find_chats, reader_of
from reknit.history.readers.interface import Choices, GroupChat
from reknit.history.reading import SHOWN_LINES, Clock, KindCount, Participant, Reading
from reknit.history.sources import EmptyExport, open_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
    chat: Sequence[str] = (),
    same: Mapping[str, str] = MappingProxyType({}),
    date_order: DateOrder | None = None,
    progress: Callable[[float], None] | None = None,
) -> Conversation:
    """Read one chat out of one or more exports; nothing is written and nothing is kept but what is returned.

    `chat` names the chat by key or title where a file holds several, or several chats with one person; `same`
    gives another name of somebody and the name to use. Raises a HistoryError that says what to do.
    """
    files = open_files(sources)
    found = find_chats(files)
    if not found:
        raise refuse(files)
    chosen = choose(found, chat)
    choices = Choices(date_order=date_order, same=same)
    parts = []
    for number, one in enumerate(chosen):
        report = _share(progress, number, len(chosen))
        report(0.1)
        part = reader_of(one.format).read(one, choices=choices, progress=report)
        parts.append(_between_two(_renamed(part, same)))
        report(1.0)
    try:
        merged = merge(parts, is_one_person=bool(chat))
    except DifferentChats:
        if len(chosen) == len({each.title for each in chosen}):
            raise SeveralChats(offered(chosen)) from None
        raise
    if not len(merged.messages):
        raise EmptyExport
    return Conversation(messages=merged.messages, reading=_reading(parts, merged))


def _renamed(part: Part, same: Mapping[str, str]) -> Part:
    """Give a person one name, wherever the export has another."""
    if not set(same) & set(part.names):
        return part
    messages = part.messages.with_columns(pl.col("sender").replace(dict(same)))
    names = tuple(dict.fromkeys(same.get(name, name) for name in part.names))
    return replace(part, messages=messages, names=names)


def _between_two(part: Part) -> Part:
    """Refuse a chat in which more than two people wrote."""
    if len(part.names) > PAIR:
        raise GroupChat(part.names)
    return part


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
        participants=_participants(messages["sender"], merged.names),
        kinds=_kinds(messages),
        first=messages["sent_at"][0],
        last=messages["sent_at"][-1],
        unplaced=len(unplaced),
        unplaced_lines=tuple(unplaced[:SHOWN_LINES]),
        duplicates=merged.duplicates + sum(part.duplicates for part in parts),
        damaged_characters=sum(part.damaged_characters for part in parts),
        clock=_clock(messages, resolution),
        is_capped=any(part.is_capped for part in parts),
    )


def _participants(senders: pl.Series, names: tuple[str, ...]) -> tuple[Participant, ...]:
    """Count the messages of each person, in the order in which they first appear."""
    sent = {name: senders == name for name in names}
    first = {name: by.arg_max() or 0 for name, by in sent.items()}
    counted = [
        Participant(name=name, messages=int(sent[name].sum()))
        for name in sorted(names, key=first.__getitem__)
    ]
    return tuple(each for each in counted if each.messages)


def _kinds(messages: pl.DataFrame) -> tuple[KindCount, ...]:
    counts = dict(messages["kind"].value_counts(name="messages").iter_rows())
    return tuple(KindCount(kind=kind, messages=counts[kind]) for kind in KINDS if kind in counts)


def _clock(messages: pl.DataFrame, resolution: int) -> Clock:
    """Look how the clock went, by UTC where the file knows it."""
    ahead = pl.col("offset").fill_null(0)
    instant = messages.select(pl.col("sent_at").dt.epoch("s") - ahead).to_series()
    seconds = instant.diff().fill_null(0)
    return Clock(
        resolution_seconds=resolution,
        backward_steps=int((seconds < 0).sum()),
        largest_backward_minutes=_whole((-seconds).max()) // MINUTE,
        longest_silence_days=_whole(seconds.max()) // DAY,
    )


def _whole(value: object) -> int:
    return max(0, value) if isinstance(value, int) else 0
