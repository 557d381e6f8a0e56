"""Find chats that were pasted into a message, by the jump back in time and forth again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from reknit.history.readers.whatsapp.arrays import Flags, Seconds

# A clock that is put right or a journey makes smaller steps.
JUMP = 86_400
# A pasted chat longer than this is taken for real: a clock that was wrong for a while.
LONGEST_PASTE = 200
# Behind a chat pasted into the very last message no time comes to jump forth to. So many lines of it at most,
# and less than such a part of the file, so that a second export behind the first stays. Product choice.
LONGEST_LAST_PASTE = 20
LAST_PASTE_SHARE = 0.25


def pasted_blocks(times: Seconds, refused: Flags) -> Flags:
    """Mark rows whose time runs back by more than a day while the next real row's does not."""
    rows = np.flatnonzero(~refused)
    clock = times[rows]
    backward = (np.flatnonzero(np.diff(clock) < -JUMP) + 1).tolist()
    marked = np.zeros(len(times), dtype=np.bool_)
    end = 0
    for start in backward:
        if start >= end:
            end = _return(clock, start)
            marked[rows[start:end]] = True
    return marked


def _return(seconds: Seconds, start: int) -> int:
    """Find the row at which time jumps forth to where it was, or the end; the same row where neither is."""
    before = seconds[start - 1]
    for row in range(start + 1, min(start + LONGEST_PASTE + 1, len(seconds))):
        if seconds[row] >= before - JUMP and seconds[row] - seconds[row - 1] > JUMP:
            return row
    left = len(seconds) - start
    is_last = left <= min(LONGEST_LAST_PASTE, LAST_PASTE_SHARE * len(seconds))
    return len(seconds) if is_last and (seconds[start:] < before - JUMP).all() else start
