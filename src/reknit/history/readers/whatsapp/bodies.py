"""Hold the texts of all messages as places in the one text of the file, and make a column of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.readers.whatsapp.arrays import in_blocks
from reknit.history.readers.whatsapp.cursor import SPACE, holds

if TYPE_CHECKING:
    from reknit.history.readers.whatsapp.arrays import Codes, Flags, Places, Text
    from reknit.history.readers.whatsapp.headers import Headers
    from reknit.history.readers.whatsapp.people import People
    from reknit.history.readers.whatsapp.whole import Whole

NO_BREAK_SPACE = "\u00a0".encode()


@dataclass(frozen=True, kw_only=True, eq=False)
class Bodies:
    """Hold one row for each message: who wrote it, and where its text begins and ends."""

    whole: Whole
    rows: Places  # among all headers
    codes: Codes
    begins: Places
    ends: Places

    @property
    def text(self) -> Text:
        """Return the content as an array."""
        return self.whole.array


def place_bodies(headers: Headers, people: People, refused: Flags) -> Bodies:
    """Keep the rows that start a message; the others stay part of the message they were pasted into."""
    rows = np.flatnonzero(~refused)
    codes = people.codes[rows]
    begins = np.where(codes >= 0, people.bodies[rows], headers.names[rows])
    ends = np.append(headers.starts[rows[1:]], headers.ends[-1])
    begins = in_blocks(lambda *columns: _after_blanks(headers.text, *columns), codes, begins, ends)
    return Bodies(whole=headers.whole, rows=rows, codes=codes, begins=begins, ends=ends)


def _after_blanks(text: Text, codes: Codes, begins: Places, ends: Places) -> Places:
    """Step over the blank behind a name."""
    is_message = codes >= 0
    first = text.take(begins)
    # A thing to view once: "Anna:.", while a person's full stop stands behind a space.
    is_wordless = is_message & (ends - begins == 1) & (first == ord("."))
    begins = begins + (is_message & (first == SPACE))
    begins = begins + len(NO_BREAK_SPACE) * (is_message & holds(text, begins, NO_BREAK_SPACE))
    return np.where(is_wordless, ends, np.minimum(begins, ends))


def column(whole: Whole, begins: Places, ends: Places) -> pl.Series:
    """Cut a text into pieces, without a Python object for each."""
    places = pl.DataFrame({"begin": begins, "length": ends - begins})
    piece = pl.lit(whole.series).bin.slice("begin", "length").cast(pl.String)
    return places.select(piece.alias("text"))["text"]
