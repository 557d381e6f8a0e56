"""Turn decoded messages of Telegram into columns, a batch at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from msgspec import UNSET

from reknit.history.conversation import KINDS, SCHEMA
from reknit.history.readers.columns import MICROSECONDS, complete_with
from reknit.history.readers.telegram.kinds import (
    MOST_OF_ONE_SIGN,
    is_edited,
    kind_of,
    sign_of,
    text_of,
)
from reknit.history.readers.telegram.people import NOBODY, People
from reknit.history.readers.telegram.shape import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.telegram.shape import Message, Reaction

# Product choice: so many messages become columns at once; with fewer or many more it takes longer.
BATCH = 10_000
LOCAL_TIME = "%Y-%m-%dT%H:%M:%S"
CODES = {kind: code for code, kind in enumerate(KINDS)}
TEXT, MEDIA = CODES["text"], CODES["media"]
UNSIGNED = frozenset(("call", "system"))
KIND_NAMES = pl.Series(KINDS, dtype=SCHEMA["kind"])


class Rows:
    """Collect messages and give them as a frame."""

    def __init__(self) -> None:
        self._people = People()
        self._frames: list[pl.DataFrame] = []
        # Three plain lists: a list of pairs for each message would slow down all that runs beside it.
        self._sign_places: list[int] = []
        self._signs: list[str] = []
        self._sign_senders: list[int] = []
        self._latest: Sequence[Message] = ()
        self._done = 0
        self._open()

    def _open(self) -> None:
        self._dates: list[str] = []
        self._seconds: list[int | None] = []
        self._texts: list[str] = []
        self._senders: list[int] = []
        self._kinds: dict[int, int] = {}
        self._edited: list[int] = []

    def add(self, messages: Sequence[Message]) -> None:
        """Take some messages in their order."""
        first = len(self._dates)
        self._dates += [each.date for each in messages]
        self._seconds += [each.date_unixtime for each in messages]
        self._texts += [text if isinstance(text := each.text, str) else words_of(text) for each in messages]
        self._senders += self._people.codes(messages)
        # To look at every message costs most here, so only what is no plain one is looked at closer.
        for place, each in enumerate(messages, start=first):
            if each.type != "message" or each.from_id is None or not each.text or each.poll is not None:
                self._look_at(place, each)
            elif each.file is not None or each.photo is not None:
                self._kinds[place] = MEDIA
            elif each.location_information is not UNSET:
                self._look_at(place, each)
            if each.edited is not None and is_edited(each):
                self._edited.append(place)
            if each.reactions is not None:
                self._look_below(self._done + place, each.reactions)
        self._latest = messages or self._latest
        if len(self._dates) >= BATCH:
            self._close()

    def _look_at(self, place: int, message: Message) -> None:
        """Set right what a plain message of words does not have."""
        kind = kind_of(message)
        self._kinds[place] = CODES[kind]
        if kind == "call":
            self._senders[place] = self._people.code(message.actor_id or message.from_id, message.actor)
            self._texts[place] = ""
        elif kind == "system":
            self._senders[place] = NOBODY
            self._texts[place] = text_of(message)
        elif kind == "poll":
            self._texts[place] = text_of(message)
        if kind not in UNSIGNED and message.from_id is None:
            self._senders[place] = self._people.code(None, message.from_)

    def _look_below(self, place: int, reactions: Sequence[Reaction]) -> None:
        """Keep each sign once for everybody who put it there."""
        for reaction in reactions:
            known = [self._people.code(each.from_id, each.from_) for each in reaction.recent or ()]
            unknown = max(0, min(reaction.count, MOST_OF_ONE_SIGN) - len(known))
            senders = [*known[:MOST_OF_ONE_SIGN], *(NOBODY,) * unknown]
            self._sign_senders += senders
            self._signs += [sign_of(reaction)] * len(senders)
            self._sign_places += [place] * len(senders)

    def _close(self) -> None:
        """Make columns of what was collected, and let go of it."""
        size = len(self._dates)
        kinds = np.full(size, TEXT, dtype=np.uint8)
        kinds[list(self._kinds)] = list(self._kinds.values())
        edited = np.zeros(size, dtype=np.bool_)
        edited[self._edited] = True
        columns = {
            "local": pl.Series(self._dates, dtype=pl.String),
            "utc": pl.Series(self._seconds, dtype=pl.Int64),
            "code": pl.Series(self._senders, dtype=pl.UInt32),
            "kind": KIND_NAMES.gather(pl.Series(kinds)),
            "text": pl.Series(self._texts, dtype=pl.String),
            "edited": pl.Series(edited),
        }
        self._frames.append(_timed(pl.DataFrame(columns)))
        self._done += size
        self._open()

    def frame(self, *, title: str, partner: str) -> tuple[pl.DataFrame, list[int]]:
        """Give all messages as a conversation, and the places of those without a time."""
        self._close()
        self._people.learn(self._latest)
        called = self._people.named(title=title, partner=partner)
        names = pl.Series(called, dtype=pl.String)
        whole = pl.concat(self._frames)
        senders = [called[code] for code in self._sign_senders]
        named = whole.with_columns(names.gather(whole["code"]).alias("sender"))
        frame = complete_with(named, self._sign_places, self._signs, senders)
        timeless = frame["sent_at"].is_null()
        timed = frame.filter(~timeless) if timeless.any() else frame
        return timed, [place + 1 for place in timeless.arg_true()]


def _timed(frame: pl.DataFrame) -> pl.DataFrame:
    """Read the local time, and its distance from UTC where both are given; one of them is enough."""
    local = pl.col("local").str.to_datetime(LOCAL_TIME, time_unit="us", strict=False)
    utc = pl.from_epoch(pl.col("utc") * MICROSECONDS, time_unit="us")
    timed = frame.with_columns(local.fill_null(utc).alias("sent_at"))
    if frame["text"].str.contains("\r", literal=True).any():
        timed = timed.with_columns(pl.col("text").str.replace_all("\r\n", "\n", literal=True))
    offset = (pl.col("sent_at").dt.epoch("s") - pl.col("utc")).cast(pl.Int32, strict=False)
    return timed.with_columns(offset.alias("offset")).drop("local", "utc")
