"""Hold all of an export, to be looked at by numpy and cut by Polars without a copy for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.readers.whatsapp.cursor import END

if TYPE_CHECKING:
    from reknit.history.readers.whatsapp.arrays import Text


@dataclass(frozen=True, kw_only=True, eq=False)
class Whole:
    """Hold the text of a file behind a line break and before an end that no file has inside."""

    content: bytes

    @classmethod
    def of(cls, content: bytes, line_break: bytes) -> Whole:
        """Put a line break before and the end behind a text."""
        return cls(content=b"".join((line_break, content, END)))

    @cached_property
    def array(self) -> Text:
        """Return the bytes as an array."""
        return np.frombuffer(self.content, dtype=np.uint8)

    @cached_property
    def series(self) -> pl.Series:
        """Return the text as a column of one row."""
        return pl.Series([self.content], dtype=pl.Binary)
