"""Describe what the headers of one export look like, as it was learnt from some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Shape(NamedTuple):
    """Describe what all headers of one export have in common."""

    opening: str
    joins: tuple[str, str]
    year: int | None  # which of the three numbers has four digits
    has_era: bool
    joint: str
    colon: str
    has_seconds: bool
    clock_word: str  # "", "before" or "after" the time
    closing: str  # "bracket", "colon", or "dash" and the dash itself


class Digits(NamedTuple):
    """Say how many digits a number has, and whether it may begin with a zero."""

    least: int
    most: int
    is_filled: bool = True


@dataclass(frozen=True, kw_only=True)
class Template:
    """Know all that is needed to find the headers of one export."""

    shape: Shape
    zero: bytes  # in the script in which the numbers are written
    numbers: tuple[Digits, Digits, Digits]
    has_marks: bool
    has_odd_spaces: bool
