"""Name the arrays that stand for all lines or messages of an export, and work on them block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

# Bytes of the file, and lines, that are worked on together: as many as fit into the processor's cache.
BLOCK = 1 << 18
LINES = 1 << 15


Text = NDArray[np.uint8]  # the bytes of a file
Places = NDArray[np.intp]  # in that text, or among rows
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int16]  # of up to four digits
Codes = NDArray[np.int8]
Days = NDArray[np.int32]  # since 1970; also seconds since midnight
Seconds = NDArray[np.int64]
Kind = TypeVar("Kind", bound=np.generic)


def in_blocks(work: Callable[..., NDArray[Kind]], *columns: NDArray[np.generic]) -> NDArray[Kind]:
    """Do the work for some rows at a time, as many as stay near the processor."""
    rows = len(columns[0])
    if rows <= LINES:
        return work(*columns)
    return np.concatenate(
        [work(*(each[at : at + LINES] for each in columns)) for at in range(0, rows, LINES)]
    )
