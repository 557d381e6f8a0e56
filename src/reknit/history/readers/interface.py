"""Say what a reader of one export format offers; a new format is one more file beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from reknit.history.reading import DateOrder, Evidence
    from reknit.history.sources import ChatText


@dataclass(frozen=True, kw_only=True)
class Part:
    """Hold what one exported file gave: messages in the shape of a conversation, and how they were read."""

    messages: pl.DataFrame
    names: tuple[str, ...]
    format: str
    layout: str
    date_order: DateOrder
    evidence: tuple[Evidence, ...]
    unplaced_lines: tuple[int, ...]
    damaged_characters: int
    resolution_seconds: int
    is_capped: bool


class Reader(Protocol):
    """Read one export format."""

    @property
    def format(self) -> str:
        """Name the format."""

    def recognises(self, text: ChatText) -> bool:
        """Tell quickly whether a text is of this format."""

    def read(
        self,
        text: ChatText,
        *,
        date_order: DateOrder | None,
        progress: Callable[[float], None],
    ) -> Part:
        """Turn a text into messages."""
