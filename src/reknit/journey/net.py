"""Read what someone wrote once, when it is on disk, and keep what was noticed: a sign, never the words.

The same words are not noticed twice. While a draft grows, one open question stands for its place.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from reknit.journey.own_words import own_words
from reknit.programme.answer import Answer, Draft
from reknit.safety.model import Noticed
from reknit.steps.accept.model import Held
from reknit.steps.meet.model import Drafted
from reknit.words import risk_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from uuid import UUID

    from reknit.safety.model import Level
    from reknit.vault.diary import Diary, Entry, Kept

SITTING = dt.timedelta(hours=1)
"""The same words within this time are the same writing, wherever they are kept. Product choice."""

RECENT = 100
"""Newest signs that are compared with; older ones lie further back than any draft."""

MOVED = {"meet.drafted.text", "accept.held.text"}
"""A message that is put into the drawer is the one that was drafted."""

RANK: dict[Level, int] = {"amber": 1, "red": 2}


class Sign(Protocol):
    """One sign of danger in a text: its kind, the letters that carry it, and how sure it is."""

    @property
    def label(self) -> str:
        """Return the kind."""

    @property
    def start(self) -> int:
        """Return where it begins."""

    @property
    def end(self) -> int:
        """Return where it ends."""

    @property
    def level(self) -> Literal["amber", "red"]:
        """Return whether it is doubtful or certain."""


def _read(text: str) -> Iterable[Sign]:
    return risk_of(text).signs


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something was read: its name, the entry it stands in, and entries it stood in before."""

    where: str
    source: UUID | None = None
    before: frozenset[UUID] = frozenset()


class Net:
    """The net under one diary for one request: it hears what is kept and reads it."""

    def __init__(
        self, *, diary: Diary, now: dt.datetime, read: Callable[[str], Iterable[Sign]] = _read
    ) -> None:
        self._diary = diary
        self._now = now
        self._signs = read
        self._recent: list[Kept[Noticed]] | None = None
        self.noticed: list[Noticed] = []

    def hear(self, entry_id: UUID, entry: Entry) -> None:
        """Read the own words in an entry that is on disk."""
        before = frozenset(kept.id for kept in self._drafts_of(entry))
        for where, text in own_words(entry):
            self._take(text, Place(where=where, source=entry_id, before=before))

    def read(self, *, text: str, where: str) -> None:
        """Read words that are not kept, such as those of a form that could not be taken."""
        self._take(text, Place(where=where))

    def remembered(self) -> list[Kept[Noticed]]:
        """Return the newest of what was noticed, read once a request."""
        if self._recent is None:
            self._recent = self._diary.of(Noticed, most=RECENT)
        return self._recent

    def _take(self, text: str, place: Place) -> None:
        if not text.strip():
            return
        for sign in _worst_of_each(self._signs(text)):
            found = Noticed(
                at=self._now,
                where=place.where,
                sign=sign.label,  # type: ignore[arg-type]  # the reader knows the kinds of the label book
                level=sign.level,
                source=place.source,
                mark=mark_of(text=text[sign.start : sign.end]),
            )
            if not any(self._is_known(kept.entry, found, place) for kept in self.remembered()):
                self._keep(found, place)

    def _keep(self, found: Noticed, place: Place) -> None:
        outgrown = [
            kept.id
            for kept in self.remembered()
            if kept.entry.sign == found.sign and not kept.entry.answer and self._is_here(kept.entry, place)
        ]
        self._diary.forget(*outgrown)
        self._diary.keep(found)
        self.noticed.append(found)
        self._recent = None

    def _is_known(self, kept: Noticed, found: Noticed, place: Place) -> bool:
        if kept.sign != found.sign or RANK[kept.level] < RANK[found.level]:
            return False
        is_same = kept.mark == found.mark
        if self._is_here(kept, place):
            return is_same or not kept.answer
        return is_same and self._now - kept.at <= SITTING

    def _is_here(self, kept: Noticed, place: Place) -> bool:
        if kept.where != place.where and {kept.where, place.where} != MOVED:
            return False
        if place.source is None:
            return self._now - kept.at <= SITTING
        return kept.source == place.source or kept.source in place.before

    def _drafts_of(self, entry: Entry) -> Iterator[Kept[Draft] | Kept[Drafted]]:
        if isinstance(entry, Answer):
            yield from self._diary.of(Draft, about=entry.exercise)
        if isinstance(entry, Held):
            yield from self._diary.of(Drafted)


def mark_of(*, text: str) -> str:
    """Return a digest of words by which they are known again; it is sealed with everything else."""
    tidy = " ".join(text.casefold().split())
    return hashlib.sha256(tidy.encode("utf-8", "replace")).hexdigest()[:32]


def _worst_of_each(signs: Iterable[Sign]) -> Iterator[Sign]:
    worst: dict[str, Sign] = {}
    for sign in signs:
        if sign.label not in worst or RANK[worst[sign.label].level] < RANK[sign.level]:
            worst[sign.label] = sign
    yield from worst.values()
