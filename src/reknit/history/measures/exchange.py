"""Prepare a conversation for the measures: who, when, after what gap, saying what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.lexicon import Said, hear_language, learn_pet_names, listen
from reknit.history.measures.interface import DAYS_PER_WEEK, Exchange
from reknit.history.measures.rhythm import SECONDS_PER_MINUTE, is_quiet, learn_rhythm, waking_minutes
from reknit.history.measures.says import MARKS, mask
from reknit.history.measures.silence import learn_silence
from reknit.history.measures.turns import follow

if TYPE_CHECKING:
    from reknit.history.conversation import Conversation

# Only what a person wrote is listened to, captions included; not polls, places and notices.
WRITTEN_KINDS = ("text", "media")
EPOCH = date(1970, 1, 1)
FIRST_MONDAY = 4  # the epoch begins on a Thursday


def prepare(conversation: Conversation, names: tuple[str, str]) -> Exchange:
    """Give what the two people sent, in the order of the export; a step back in time counts as no gap."""
    sent = conversation.messages.filter(pl.col("sender").is_in(names)).with_columns(
        (pl.col("sender") == names[1]).cast(pl.UInt8).alias("person"), _own_words(), _gap()
    )
    silence, rhythm = learn_silence(sent["gap"]), learn_rhythm(sent["sent_at"])
    language, said = _listen(sent, names)
    days = sent["sent_at"].dt.epoch("d").to_numpy()
    monday, covered = _weeks(int(days.min()), int(days.max()))
    at = pl.col("sent_at")
    resolution = conversation.reading.clock.resolution_seconds
    messages = sent.select(
        "person",
        pl.Series("week", ((days - monday) // DAYS_PER_WEEK).astype(np.uint16)),
        "sent_at",
        "kind",
        said.words,
        pl.col("text").str.len_chars().alias("characters"),
        said.says,
        "gap",
        waking_minutes(at, rhythm).diff().clip(lower_bound=0).alias("waking"),
        is_quiet(at, rhythm).alias("quiet"),
        _given(sent),
    )
    return Exchange(
        messages=follow(messages, silence=silence, resolution=resolution / SECONDS_PER_MINUTE),
        first_monday=EPOCH + timedelta(days=monday),
        weeks=len(covered),
        covered=covered,
        silence=silence,
        rhythm=rhythm,
        language=language,
        has_reactions=bool((messages["given"] > 0).any()),
        resolution_seconds=resolution,
    )


def _own_words() -> pl.Expr:
    return pl.when(pl.col("kind").is_in(WRITTEN_KINDS)).then("text").fill_null("").alias("text")


def _gap() -> pl.Expr:
    """Give the minutes since the message before, by UTC where the file knows it: summer time is no gap."""
    offset = pl.col("offset").fill_null(strategy="forward").fill_null(0)
    instant = pl.col("sent_at").dt.epoch("s") - offset
    return (instant.diff() / SECONDS_PER_MINUTE).clip(lower_bound=0).alias("gap")


def _listen(sent: pl.DataFrame, names: tuple[str, str]) -> tuple[str | None, Said]:
    """Hear what is said; of a language without word lists only the marks."""
    language = hear_language(sent["text"]).code
    said = listen(sent["text"], pet_names=learn_pet_names(sent["text"], sent["person"], names=names))
    says = said.says if language else said.says & mask(*MARKS)
    return language, Said(says=says.alias("says"), words=said.words.alias("words"))


def _weeks(first: int, last: int) -> tuple[int, tuple[int, ...]]:
    """Give the first Monday, in days of the epoch, and how many days of each week lie between two days."""
    monday = first - (first - FIRST_MONDAY) % DAYS_PER_WEEK
    starts = range(monday, last + 1, DAYS_PER_WEEK)
    return monday, tuple(min(last + 1, week + DAYS_PER_WEEK) - max(first, week) for week in starts)


def _given(sent: pl.DataFrame) -> pl.Series:
    """Count the reactions of the other to each message; one that names nobody is taken as the other's."""
    reacted = sent.select(pl.row_index("place"), "sender", "reactions").filter(
        pl.col("reactions").list.len() > 0
    )
    by = pl.col("reactions").struct.field("by")
    others = reacted.explode("reactions").filter(by.is_null() | (by != pl.col("sender")))
    return pl.Series("given", np.bincount(others["place"], minlength=len(sent)).astype(np.uint16))
