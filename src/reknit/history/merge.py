"""Join several exports of one chat: what both hold counts once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from reknit.history.conversation import SCHEMA
from reknit.history.errors import HistoryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.interface import Part

_NUMBER = re.compile(r"\+?[\d\s().\-]+")


class DifferentChats(HistoryError):
    """Say that the files are not of one chat."""

    code = "different_chats"

    def __init__(self) -> None:
        super().__init__(
            "These files are from chats with different people. "
            "Choose only files of your chat with one person.",
        )


class Merged(NamedTuple):
    """Hold the messages of all exports, who sent any, and how many were there more than once."""

    messages: pl.DataFrame
    names: tuple[str, ...]
    duplicates: int


def merge(parts: Sequence[Part], *, is_one_person: bool = False) -> Merged:
    """Join exports, the one that starts first leading, each kept in its own order.

    Where someone said that the chats are with one person, the names they have in them are made one.
    """
    filled = [part for part in parts if len(part.messages)] or parts[:1]
    ordered = filled if len(filled) == 1 else sorted(filled, key=lambda part: part.messages["sent_at"][0])
    if is_one_person:
        ordered = _as_one_person(ordered)
    messages, names = ordered[0].messages, ordered[0].names
    duplicates = 0
    for part in ordered[1:]:
        known, other, names = _with_same_names(messages, names, part.messages, part.names)
        messages = _joined(known, other)
        duplicates += len(known) + len(other) - len(messages)
    position = pl.int_range(pl.len(), dtype=pl.UInt32).alias("position")
    return Merged(messages.with_columns(position).select(SCHEMA.names()), names, duplicates)


def _as_one_person(parts: Sequence[Part]) -> list[Part]:
    """Call the one who is not in all the chats by the name they have in the longest."""
    everywhere = set.intersection(*(set(part.names) for part in parts))
    longest = max(parts, key=lambda part: len(part.messages))
    others = [name for name in longest.names if name not in everywhere]
    if len(others) != 1 or not everywhere:
        return list(parts)
    return [
        replace(part, messages=_renamed(part.messages, dict.fromkeys(alone, others[0])), names=longest.names)
        if len(alone := [name for name in part.names if name not in everywhere]) == 1
        else part
        for part in parts
    ]


def _with_same_names(
    known: pl.DataFrame,
    known_names: tuple[str, ...],
    other: pl.DataFrame,
    other_names: tuple[str, ...],
) -> tuple[pl.DataFrame, pl.DataFrame, tuple[str, ...]]:
    """Give a person who was a number in one export and a name in the other one name."""
    only_known = [name for name in known_names if name not in other_names]
    only_other = [name for name in other_names if name not in known_names]
    if not only_known or not only_other:
        return known, other, (*known_names, *only_other)
    pairs = _same_people(known, only_known, other, only_other)
    # A name says more than a number, and the later export knows better than the earlier.
    renamed = {old: new for old, new in pairs.items() if not _NUMBER.fullmatch(new)}
    kept = {new: old for old, new in pairs.items() if old not in renamed}
    names = [renamed.get(name, name) for name in known_names] + [kept.get(name, name) for name in other_names]
    return _renamed(known, renamed), _renamed(other, kept), tuple(dict.fromkeys(names))


def _same_people(
    known: pl.DataFrame,
    only_known: list[str],
    other: pl.DataFrame,
    only_other: list[str],
) -> dict[str, str]:
    """Find who is who by the messages that both exports hold."""
    shared = (
        _keyed(known, ignore_sender=True)
        .join(_keyed(other, ignore_sender=True), on=_KEY, how="inner", suffix="_other")
        .filter(pl.col("sender").is_in(only_known), pl.col("sender_other").is_in(only_other))
        .group_by("sender", "sender_other")
        .len()
        .sort("len", "sender", "sender_other", descending=[True, False, False])
    )
    pairs: dict[str, str] = {}
    for old, new, _ in shared.iter_rows():
        if old not in pairs and new not in pairs.values():
            pairs[old] = new
    left = (
        [name for name in only_known if name not in pairs],
        [name for name in only_other if name not in pairs.values()],
    )
    for old, new in zip(*left, strict=False):
        # With no message in common, only a number that has become a name can be the same person.
        if not (_NUMBER.fullmatch(old) or _NUMBER.fullmatch(new)) or len(left[0]) > 1:
            raise DifferentChats
        pairs[old] = new
    return pairs


def _renamed(messages: pl.DataFrame, names: dict[str, str]) -> pl.DataFrame:
    return messages.with_columns(pl.col("sender").replace(names)) if names else messages


_KEY = ["minute", "kind", "said", "nth"]


def _keyed(messages: pl.DataFrame, *, ignore_sender: bool = False) -> pl.DataFrame:
    """Add what makes a message recognisable in another export, which may lack seconds or captions."""
    said = pl.when(pl.col("kind") == "text").then(pl.col("text")).otherwise(pl.lit(""))
    keyed = messages.with_columns(pl.col("sent_at").dt.truncate("1m").alias("minute"), said.alias("said"))
    group = ["minute", "kind", "said"] if ignore_sender else ["minute", "kind", "said", "sender"]
    return keyed.with_columns(pl.int_range(pl.len()).over(group).alias("nth"))


def _joined(known: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Put what only the other export holds between the messages around it that both hold, by its time."""
    left = _keyed(known).with_row_index("anchor")
    right = _keyed(other).with_row_index("row")
    found = right.join(
        left.select(*_KEY, "sender", "anchor"),
        on=[*_KEY, "sender"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    anchor = pl.col("anchor").cast(pl.Int64)
    fresh = (
        found.with_columns(
            anchor.forward_fill().fill_null(-1).alias("lowest"),
            (anchor.backward_fill() - 1).fill_null(len(known) - 1).alias("highest"),
            pl.Series("timely", _last_before(known, other), dtype=pl.Int64),
        )
        .filter(pl.col("anchor").is_null())
        .select(
            *SCHEMA.names(),
            pl.max_horizontal("lowest", pl.min_horizontal("timely", "highest")).alias("anchor"),
            pl.col("row").cast(pl.Int64).alias("after"),
        )
    )
    old = left.select(*SCHEMA.names(), anchor, pl.lit(-1, dtype=pl.Int64).alias("after"))
    return pl.concat([old, fresh]).sort("anchor", "after", maintain_order=True).select(SCHEMA.names())


def _last_before(known: pl.DataFrame, other: pl.DataFrame) -> pl.Series:
    """Find for each message the last one of the known that is no later, in the order of each export."""
    return _reached(known).search_sorted(_reached(other), side="right").cast(pl.Int64) - 1


def _reached(messages: pl.DataFrame) -> pl.Series:
    """Give the latest moment so far: a clock that is set back does not bring messages out of their order."""
    ahead = pl.duration(seconds=pl.col("offset").fill_null(0))
    return messages.select((pl.col("sent_at") - ahead).cum_max()).to_series()
