"""Put the messages of a thread in order, and tell people's words from the app's."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.columns import names_of, to_frame
from reknit.history.readers.interface import Part, Said
from reknit.history.readers.meta.kinds import kind_and_text, without_edited
from reknit.history.readers.meta.mojibake import DAMAGED, repaired
from reknit.history.readers.meta.notices import notices
from reknit.history.readers.meta.people import names_of_the_gone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reknit.history.readers.interface import Chat
    from reknit.history.readers.meta.records import Message, Named, Reaction

# The times that a message can have, in milliseconds: after 1970 and before the year 9999.
FIRST, LAST = 0, 253_370_764_800_000


class Row(NamedTuple):
    """Hold one message and when it was sent."""

    at: int  # milliseconds since 1970
    message: Message


class Piece(NamedTuple):
    """Hold what one file of a thread says."""

    rows: list[Row]  # oldest first
    people: tuple[str, ...]
    unplaced: tuple[int, ...]
    damaged: int


def timed(messages: Iterable[Message]) -> tuple[list[Row], tuple[int, ...]]:
    """Turn messages round where the newest is first; give also the places of those without a time."""
    rows, untimed = [], []
    for place, message in enumerate(messages, start=1):
        at = _time(message)
        if at is None:
            untimed.append(place)
        else:
            rows.append(Row(at, message))
    if rows and rows[0].at >= rows[-1].at:
        rows.reverse()
    return rows, tuple(untimed)


def names(people: Iterable[Named | str]) -> tuple[str, ...]:
    """Give the names of the people in a thread."""
    return tuple(repaired(each if isinstance(each, str) else each.name or "") for each in people)


def _time(message: Message) -> int | None:
    at = message.timestamp_ms
    if at is None and message.timestamp is not None:
        at = message.timestamp * 1000
    return round(at) if at is not None and FIRST < at < LAST else None


def joined(pieces: Sequence[Piece], chat: Chat, *, layout: str, is_editing: bool) -> Part:
    """Make one chat of the files of a thread; `is_editing` where the app marks what was edited."""
    rows, duplicates = _in_order([piece.rows for piece in pieces])
    people = tuple(dict.fromkeys(name for piece in pieces for name in piece.people))
    said = _told(rows, people, title=chat.title, is_editing=is_editing)
    messages = to_frame(said)
    return Part(
        messages=messages,
        names=names_of(messages),
        format=chat.format,
        layout=layout,
        unplaced_lines=tuple(place for piece in pieces for place in piece.unplaced),
        damaged_characters=sum(piece.damaged for piece in pieces) + _cut_letters(rows, said),
        duplicates=duplicates,
    )


def _in_order(pieces: Sequence[list[Row]]) -> tuple[list[Row], int]:
    """Join the messages of several files, oldest first; what is in two of them counts once."""
    ordered = [sorted(piece, key=_at) for piece in pieces if piece]
    spans = sorted((piece[0].at, piece[-1].at) for piece in ordered)
    rows = [row for piece in ordered for row in piece]
    if any(one[1] >= other[0] for one, other in pairwise(spans)):
        rows = _once(ordered)
    return sorted(rows, key=_at), sum(map(len, ordered)) - len(rows)


def _at(row: Row) -> int:
    return row.at


def _once(pieces: Sequence[list[Row]]) -> list[Row]:
    """Keep what is in several files as often as it is in the one that holds it most often."""
    seen: Counter[tuple[object, ...]] = Counter()
    rows: list[Row] = []
    for piece in pieces:
        here: Counter[tuple[object, ...]] = Counter()
        for row in piece:
            key = (row.at, row.message.sender_name, row.message.content)
            here[key] += 1
            if here[key] > seen[key]:
                rows.append(row)
        seen |= here
    return rows


def _told(rows: Sequence[Row], people: Sequence[str], *, title: str, is_editing: bool) -> list[Said]:
    senders = [repaired(row.message.sender_name or "") for row in rows]
    texts = [repaired(row.message.content or "").replace("\r\n", "\n") for row in rows]
    known = dict.fromkeys(senders)
    found = notices(texts, {*known, *people, title})
    real = names_of_the_gone(known, people, title)
    said = []
    for place, (row, sender, text) in enumerate(zip(rows, senders, texts, strict=True)):
        kind, words = kind_and_text(row.message, text, sender, found.get(place))
        is_edited = False
        if kind == "text" and is_editing:
            words, is_edited = without_edited(words)
        reactions = _reactions(row.message.reactions, real) if row.message.reactions else ()
        who = None if kind == "system" else real.get(sender, sender)
        said.append(Said(row.at * 1000, who, kind, words, is_edited, reactions, 0))
    return said


def _reactions(reactions: Iterable[Reaction], real: Mapping[str, str]) -> tuple[tuple[str, str | None], ...]:
    return tuple(
        (repaired(each.reaction), real.get(actor := repaired(each.actor or ""), actor) or None)
        for each in reactions
        if each.reaction
    )


def _cut_letters(rows: Iterable[Row], said: Iterable[Said]) -> int:
    """Count the letters of which only a half was written."""
    return sum(
        max(0, one.text.count(DAMAGED) - (row.message.content or "").count(DAMAGED))
        for row, one in zip(rows, said, strict=True)
        if DAMAGED in one.text
    )
