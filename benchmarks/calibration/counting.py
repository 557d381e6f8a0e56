"""Count a made-up chat from what is known about each message, without reading a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reknit.history.measures import Tally

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.calibration.couple import Chat


def count(chat: Chat) -> list[Tally]:
    """Count every habit of both people."""
    week = np.minimum(chat.minute // (7 * 24 * 60), chat.weeks - 1).astype(int)
    new = np.diff(chat.conversation, prepend=-1) != 0
    turned = (np.diff(chat.person, prepend=-1) != 0) & ~new
    gap = np.diff(chat.minute, prepend=0.0)
    last = np.append(new[1:], True)
    night = (chat.minute % (24 * 60)) > 22 * 60
    one = np.ones(week.size)
    starts = np.bincount(week, new, chat.weeks).astype(np.float64)
    counted = []

    def add(measure: str, person: int, amount: NDArray[np.float64], of: NDArray[np.float64]) -> None:
        counted.append(
            Tally(
                measure=measure,
                person=person,
                amount=amount,
                of=of,
                is_logarithmic=measure == "reply_time",
                is_volume=measure == "volume",
            )
        )

    for person in (0, 1):
        mine = chat.person == person

        def weekly(weights: NDArray[np.generic], mine: NDArray[np.bool_] = mine) -> NDArray[np.float64]:
            summed: NDArray[np.float64] = np.bincount(week, weights * mine, chat.weeks).astype(np.float64)
            return summed

        sent = weekly(one)
        add("volume", person, sent, np.full(chat.weeks, 7.0))
        add("initiative", person, weekly(new), starts)
        add("reply_time", person, weekly(np.log2(np.maximum(gap, 0.5)) * turned), weekly(turned))
        add("words", person, weekly(chat.words), sent)
        add("unanswered", person, weekly(new & last), weekly(last))
        add("night", person, weekly(night), sent)
        add("characters", person, weekly(chat.words * 5.0 - chat.words % 3), sent)
        for name, which in chat.carries.items():
            add(name, person, weekly(which), sent)
    return counted
