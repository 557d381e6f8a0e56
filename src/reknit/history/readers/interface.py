"""Say what a reader of one export format offers; a new format is one more file beside this one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reknit.history.errors import HistoryError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import polars as pl

    from reknit.history.reading import DateOrder, Evidence
    from reknit.history.sources import File

# What the owner of an export is called where the format knows no name for them.
ME = "Me"


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Hold what only a person can say about a file: the order of its dates, and who is the same person."""

    date_order: DateOrder | None = None
    same: Mapping[str, str] = field(default_factory=dict)  # another name of somebody → the name to use


@dataclass(frozen=True, kw_only=True)
class Chat:
    """Tell one chat from the others in a file, without having read it all."""

    format: str
    key: str  # the same for all files that hold pieces of this chat; empty where files do not say
    title: str  # what someone would know the chat by: the other's name, or the file's
    people: tuple[str, ...] = ()  # as far as the head of the file tells
    messages: int | None = None
    is_group: bool = False
    files: tuple[File, ...]


class Said(NamedTuple):
    """Hold one message as a reader found it; `reactions` are pairs of sign and name."""

    at: int  # microseconds since 1970, of the wall clock of the file
    sender: str | None
    kind: str
    text: str
    edited: bool = False
    reactions: tuple[tuple[str, str | None], ...] = ()
    offset: int | None = None  # seconds by which that clock is ahead of UTC


@dataclass(frozen=True, kw_only=True)
class Part:
    """Hold what one exported chat gave: messages in the shape of a conversation, and how they were read."""

    messages: pl.DataFrame
    names: tuple[str, ...]  # everybody who sent something
    format: str
    layout: str = ""
    date_order: DateOrder | None = None  # only where a format leaves it open
    evidence: tuple[Evidence, ...] = ()
    unplaced_lines: tuple[int, ...] = ()  # lines, or places in the list of messages, counted from 1
    damaged_characters: int = 0
    resolution_seconds: int = 1
    is_capped: bool = False
    duplicates: int = 0  # messages that were in several of the files of this chat


class Reader(Protocol):
    """Read one export format."""

    @property
    def format(self) -> str:
        """Name the format."""

    def recognises(self, file: File) -> bool:
        """Tell by the head of a file, never by its name alone, whether it is of this format."""

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List the chats in the files that were recognised, pieces of one chat together."""

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:
        """Turn a chat into messages, oldest first."""


class NotAnExport(HistoryError):
    """Say that a file is not an exported chat, and what it looks like instead."""

    code = "not_an_export"

    def __init__(self, looks_like: str = "This does not look like an exported chat.") -> None:
        super().__init__(f"{looks_like} Choose the file that the app itself exported, just as it is.")


class GroupChat(HistoryError):
    """Say that only chats between two people can be read."""

    code = "group_chat"

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.names = tuple(names)
        super().__init__(
            "This is a group chat. Reknit looks at a conversation between two people only. "
            "Open your chat with one person, export that one, and use the new file.",
        )


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Show what the first and the last date would be under one order."""

    order: DateOrder
    first: date
    last: date


class UndecidedDateOrder(HistoryError):
    """Ask which number is the day, because nothing in the file says so."""

    code = "undecided_date_order"

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        self.candidates = candidates
        spans = " or ".join(f"from {_spoken(each.first)} to {_spoken(each.last)}" for each in candidates)
        super().__init__(
            f"The dates in this file can be read in two ways: {spans}. Please say which is right."
        )


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
