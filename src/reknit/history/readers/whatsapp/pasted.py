"""Find chats that were pasted into a message, by the jump back in time and forth again."""

from __future__ import annotations

import polars as pl

# A clock that is put right or a journey makes smaller steps.
JUMP = 86_400
# A pasted chat longer than this is taken for real: a clock that was wrong for a while.
LONGEST_PASTE = 200


def pasted_blocks(times: pl.Series, refused: pl.Series) -> pl.Series:
    """Mark rows whose time runs back by more than a day while the next real row's does not."""
    rows = (~refused).arg_true()
    clock = times.gather(rows)
    backward = (clock.diff() < -JUMP).arg_true().to_list()
    marked = pl.zeros(len(times), dtype=pl.Boolean, eager=True)
    if not backward:
        return marked
    seconds = clock.to_list()
    pasted: list[int] = []
    end = 0
    for start in backward:
        if start >= end:
            end = _return(seconds, start)
            pasted += rows[start:end].to_list()
    return marked.scatter(pasted, [True] * len(pasted)) if pasted else marked


def _return(seconds: list[int], start: int) -> int:
    """Find the row at which time jumps forth to where it was; the same row where it does not."""
    before = seconds[start - 1]
    for row in range(start + 1, min(start + LONGEST_PASTE + 1, len(seconds))):
        if seconds[row] >= before - JUMP and seconds[row] - seconds[row - 1] > JUMP:
            return row
    return start
