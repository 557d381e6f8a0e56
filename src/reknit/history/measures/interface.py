"""Say what a measure works on and gives; a new measure is one more file beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Say after how long a silence a new conversation begins, and how that was found."""

    minutes: int
    is_learnt: bool  # found in this chat's own rhythm, else the usual hour
    observations: int  # gaps between messages that were looked at


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """Hold what two people sent each other, prepared once for all measures.

    The frame has the columns person (0 or 1), sent_at, month (its first day), kind, text, gap (minutes since
    the message before, whoever sent it; null for the first), starts (a new conversation begins here) and
    turns (the message before was the other's).
    """

    messages: pl.DataFrame
    silence: Silence
    months: tuple[date, ...]
    resolution_seconds: int


class Mirrored(Protocol):
    """Be a value about two people that can be told from the other side."""

    def mirrored(self) -> Self:
        """Swap the two people."""


T_co = TypeVar("T_co", bound=Mirrored, covariant=True)


class Measure(Protocol[T_co]):
    """Turn an exchange into values, one for each week or month; neither draw nor change the exchange."""

    def __call__(self, exchange: Exchange, /) -> tuple[T_co, ...]:
        """Measure."""
