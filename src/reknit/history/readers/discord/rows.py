"""Turn decoded messages of Discord into columns, each once, in the order of their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from reknit.history.conversation import SCHEMA
from reknit.history.readers.columns import MICROSECONDS, complete
from reknit.history.readers.discord.shape import Author, kind_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reknit.history.readers.discord.shape import Message

# One person each, in a chat of two.
MOST_OF_ONE_SIGN = 2


class Rows:
    """Collect messages as columns."""

    def __init__(self) -> None:
        self._columns: dict[str, list[Any]] = {
            name: [] for name in ("stamp", "id", "who", "kind", "text", "edited", "reactions")
        }
        self._names: dict[str, tuple[str, str]] = {}

    def add(self, messages: Sequence[Message]) -> None:
        """Take some messages in the order of the file."""
        columns = self._columns
        columns["stamp"] += [each.timestamp for each in messages]
        columns["id"] += [_number(each.id) for each in messages]
        columns["edited"] += [each.timestamp_edited is not None for each in messages]
        for each in messages:
            kind = kind_of(each)
            columns["kind"].append(kind)
            columns["text"].append("" if kind == "call" else text_of(each))
            who = self._key(each.author)
            columns["who"].append(None if kind == "system" else who)
            columns["reactions"].append(tuple(self._signs(each)) if each.reactions else ())

    def _key(self, author: Author | None) -> str:
        """Tell people by their ids, and note how each is called now."""
        author = author or Author()
        name = author.nickname or author.name or "Deleted User"
        key = str(author.id) if author.id is not None else name
        self._names[key] = (name, author.name or name)
        return key

    def _signs(self, message: Message) -> Iterator[tuple[str, str | None]]:
        for reaction in message.reactions or ():
            sign = reaction.emoji.name or ""
            sign = f":{sign}:" if reaction.emoji.id else sign
            known = [self._key(user) for user in reaction.users or ()][:MOST_OF_ONE_SIGN]
            for who in (*known, *(None,) * (min(reaction.count, MOST_OF_ONE_SIGN) - len(known))):
                yield sign, who

    def frame(self) -> tuple[pl.DataFrame, list[int]]:
        """Give each message once, oldest first, and the places of those without a time."""
        names = self._shown()
        columns = self._columns
        frame = pl.DataFrame(
            {
                "stamp": pl.Series(columns["stamp"], dtype=pl.String),
                "id": pl.Series(columns["id"], dtype=pl.UInt64),
                "sender": pl.Series([names.get(who) for who in columns["who"]], dtype=pl.String),
                "kind": pl.Series(columns["kind"], dtype=SCHEMA["kind"]),
                "text": pl.Series(columns["text"], dtype=pl.String),
                "edited": pl.Series(columns["edited"], dtype=pl.Boolean),
            },
        ).with_row_index("row")
        timed = _timed(frame)
        timeless = [place + 1 for place in timed.filter(pl.col("sent_at").is_null())["row"]]
        chosen = _each_once(timed.filter(pl.col("sent_at").is_not_null()))
        signs = {
            place: [(sign, names.get(who)) for sign, who in columns["reactions"][row]]
            for place, row in enumerate(chosen["row"])
            if columns["reactions"][row]
        }
        return complete(chosen, signs), timeless

    def _shown(self) -> dict[str | None, str]:
        """Show people as the chat did, by their account's name where two have the same."""
        shown = [name for name, _ in self._names.values()]
        return {
            key: account if shown.count(name) > 1 else name for key, (name, account) in self._names.items()
        }


def _number(id_: str | int | None) -> int | None:
    text = str(id_)
    return int(text) if text.isdecimal() and len(text) < len(str(2**64)) else None


def _each_once(frame: pl.DataFrame) -> pl.DataFrame:
    """Put parts and repeated exports in order; an id grows with the time and is given once."""
    if frame["id"].null_count():
        return frame.sort(_utc(), maintain_order=True)
    return frame.unique("id", keep="first", maintain_order=True).sort("id")


def _utc() -> pl.Expr:
    return pl.col("sent_at").dt.epoch("us") - pl.col("offset").fill_null(0).cast(pl.Int64) * MICROSECONDS


def _timed(frame: pl.DataFrame) -> pl.DataFrame:
    """Read the clock of the exporter, with its distance from UTC and the part of a second."""
    stamp = pl.col("stamp")
    clock = stamp.str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us", strict=False)
    part = stamp.str.extract(r"^[^.]*\.(\d+)").str.slice(0, 6).str.pad_end(6, "0").cast(pl.Int64)
    zone = stamp.str.extract(r"([+-]\d\d:?\d\d|Z)$")
    minutes = zone.str.slice(-2).cast(pl.Int32, strict=False).fill_null(0)
    hours = zone.str.slice(1, 2).cast(pl.Int32, strict=False).fill_null(0)
    sign = pl.when(zone.str.starts_with("-")).then(-1).otherwise(1)
    offset = pl.when(zone.is_null()).then(None).otherwise(sign * (hours * 3600 + minutes * 60))
    return frame.with_columns(
        (clock + pl.duration(microseconds=part.fill_null(0))).alias("sent_at"),
        offset.cast(pl.Int32).alias("offset"),
        pl.col("text").str.replace_all("\r\n", "\n", literal=True),
    )
