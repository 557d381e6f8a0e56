"""Look up very many keys at once: a table with open addresses, in numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Values = NDArray[np.int32]

NONE = -1
# Fibonacci hashing: 2 ** 64 divided by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
# Product choice: at most this part of the places is taken, so nearly every key is found at once.
_FULL = 0.6


class Slots:
    """Hold whole numbers under 64-bit keys."""

    def __init__(self, keys: Keys, values: Values, *, room: int = 0) -> None:
        """Take the keys, each once, and leave room for so many more."""
        size = max(16, int((keys.size + room) / _FULL))
        width = (size - 1).bit_length()
        self._shift = np.uint64(64 - width)
        self._mask = (1 << width) - 1
        self._keys = np.zeros(1 << width, dtype=np.uint64)
        self._values = np.full(1 << width, NONE, dtype=np.int32)
        self._left = keys.size + room
        self.put(keys, values)

    def may_take(self, number: int) -> bool:
        """Say whether there is room for so many new keys."""
        return number <= self._left

    def put(self, keys: Keys, values: Values) -> None:
        """Store new keys; none of them is there yet, and each is given once."""
        self._left -= keys.size
        places = self._home(keys)
        while keys.size:
            free = np.flatnonzero(self._values[places] == NONE)
            _, first = np.unique(places[free], return_index=True)
            taken = free[first]
            self._keys[places[taken]] = keys[taken]
            self._values[places[taken]] = values[taken]
            waiting = np.ones(keys.size, dtype=bool)
            waiting[taken] = False
            keys, values = keys[waiting], values[waiting]
            places = (places[waiting] + 1) & self._mask

    def find(self, keys: Keys) -> Values:
        """Give the value of every key, NONE where there is none."""
        places = self._home(keys)
        values = self._values[places]
        other = self._keys[places] != keys
        astray = np.flatnonzero(other & (values != NONE))
        values[other] = NONE
        places = places[astray]
        while astray.size:
            places = (places + 1) & self._mask
            found = self._values[places]
            here = self._keys[places] == keys[astray]
            values[astray[here]] = found[here]
            go_on = (found != NONE) & ~here
            astray, places = astray[go_on], places[go_on]
        return values

    def _home(self, keys: Keys) -> NDArray[np.int64]:
        return ((keys * _GOLDEN) >> self._shift).astype(np.int64)
