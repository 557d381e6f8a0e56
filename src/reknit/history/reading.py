"""Say what was read from an export, in numbers and codes, never in the words that were written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

DateOrder = Literal["dmy", "mdy", "ymd"]
DATE_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")

EvidenceCode = Literal[
    "chosen",  # the person said so
    "year_first",  # a year of four digits comes first
    "field_over_12",  # a number above 12 cannot be a month
    "backward_steps",  # the wrong order makes time run backwards
    "media_names",  # attached files carry their date in their name
    "separator",  # dots and dashes are used by day-first countries only
    "clock_style",  # 1/2/24, 9:05 PM is how a phone set to the United States writes
]

# Line numbers kept for lines that could not be placed.
SHOWN_LINES = 50


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Count what speaks for each order of day and month."""

    code: EvidenceCode
    dmy: int = 0
    mdy: int = 0
    ymd: int = 0


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Count what one person sent."""

    name: str
    messages: int


@dataclass(frozen=True, kw_only=True)
class KindCount:
    """Count the messages of one kind."""

    kind: str
    messages: int


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Say how well the clock of the export can be trusted."""

    resolution_seconds: int  # 60 where the export has minutes only
    backward_steps: int  # summer time, travel, a clock set back
    largest_backward_minutes: int
    longest_silence_days: int


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Give an account of what was read; of several exports, layout and order are those of the longest."""

    format: str
    exports: int
    layout: str
    date_order: DateOrder | None  # only where a format leaves it open
    evidence: tuple[Evidence, ...]
    messages: int
    participants: tuple[Participant, ...]
    kinds: tuple[KindCount, ...]
    first: datetime
    last: datetime
    unplaced: int
    unplaced_lines: tuple[int, ...]
    duplicates: int
    damaged_characters: int
    clock: Clock
    is_capped: bool
