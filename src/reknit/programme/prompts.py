"""Name every kind of question an exercise can ask."""

from __future__ import annotations

import msgspec

SCALE_TOP = 10
"""A scale runs from 0 to this number, both included."""


class Option(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer to choose: the value that is kept and the words that are shown."""

    value: str
    label: str


def _check_options(options: tuple[Option, ...]) -> None:
    if len({option.value for option in options}) < len(options):
        raise ValueError("two answers to choose share a value")


def _check_room(*, least: int, most: int) -> None:
    if least > most:
        raise ValueError("least asks for more lines than most makes room for")


class Prompt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"):
    """What every question has: a key unique in its exercise, the question, and help below it."""

    key: str
    ask: str
    help: str = ""
    optional: bool = False


class Short(Prompt, frozen=True, kw_only=True, tag="short"):
    """One line of text."""

    most: int = 240


class Long(Prompt, frozen=True, kw_only=True, tag="long"):
    """Several lines of text, with a gentle limit in minutes and, if asked for, one line to land on."""

    minutes: int = 12
    landing: str = ""
    most: int = 12_000


class Choice(Prompt, frozen=True, kw_only=True, tag="choice"):
    """One of several answers."""

    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        """Refuse answers that could not be told apart."""
        _check_options(self.options)


class Choices(Prompt, frozen=True, kw_only=True, tag="choices"):
    """Any number of several answers."""

    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        """Refuse answers that could not be told apart."""
        _check_options(self.options)


class Scale(Prompt, frozen=True, kw_only=True, tag="scale"):
    """A whole number from 0 to 10, with words at both ends."""

    low: str
    high: str


class Lines(Prompt, frozen=True, kw_only=True, tag="lines"):
    """A list, one short thing a line."""

    least: int = 0
    most: int = 6

    def __post_init__(self) -> None:
        """Refuse a list that nobody could fill."""
        _check_room(least=self.least, most=self.most)


class Columns(Prompt, frozen=True, kw_only=True, tag="columns"):
    """Two lists side by side; both want their lines."""

    left: str
    right: str
    least: int = 0
    most: int = 6

    def __post_init__(self) -> None:
        """Refuse lists that nobody could fill."""
        _check_room(least=self.least, most=self.most)


class Day(Prompt, frozen=True, kw_only=True, tag="day"):
    """A date."""


class Shares(Prompt, frozen=True, kw_only=True, tag="shares"):
    """Whole percentages that come to 100 together."""

    parts: tuple[Option, ...]

    def __post_init__(self) -> None:
        """Refuse parts that could not be told apart."""
        _check_options(self.parts)


class Practice(Prompt, frozen=True, kw_only=True, tag="practice"):
    """Something done for a while, rated 0 to 10 at even times from the start on."""

    seconds: int
    every: int
    low: str
    high: str
    says: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a practice without moments."""
        if not 1 <= self.every <= self.seconds:
            raise ValueError("every is a number of seconds from 1 to the length of the practice")

    @property
    def moments(self) -> tuple[int, ...]:
        """Return the seconds after the start at which a rating is asked for."""
        return tuple(range(0, self.seconds + 1, self.every))


AnyPrompt = Short | Long | Choice | Choices | Scale | Lines | Columns | Day | Shares | Practice
