"""Lay messages out as columns; the messages are made up."""

from __future__ import annotations

import datetime as dt

from reknit.history import SCHEMA
from reknit.history.readers.columns import complete, in_time, names_of, to_frame
from reknit.history.readers.interface import Said

HOUR = 3_600_000_000
SAID = [
    Said(at=HOUR, sender="Anna", kind="text", text="hi", reactions=(("❤", "Ben"), ("😂", None))),
    Said(at=2 * HOUR, sender=None, kind="system", text="", offset=3600),
]


def test_a_frame_has_the_shape_of_a_conversation() -> None:
    frame = to_frame(SAID)
    assert frame.schema == SCHEMA
    assert frame.row(0) == (
        0,
        dt.datetime.fromisoformat("1970-01-01T01:00"),
        None,
        "Anna",
        "text",
        "hi",
        False,
        [{"emoji": "❤", "by": "Ben"}, {"emoji": "😂", "by": None}],
    )
    assert frame["offset"].to_list() == [None, 3600]
    assert names_of(frame) == ("Anna",)


def test_nothing_gives_an_empty_frame() -> None:
    assert to_frame([]).schema == SCHEMA
    assert len(to_frame([])) == 0


def test_what_is_missing_is_filled_in() -> None:
    frame = to_frame(SAID).drop("position", "offset", "reactions")
    assert complete(frame)["reactions"].to_list() == [[], []]
    assert complete(frame)["offset"].to_list() == [None, None]


def test_order_is_that_of_the_instants() -> None:
    assert in_time([SAID[1], Said(at=HOUR + 1, sender="Ben", kind="text", text="x"), SAID[0]]) == [
        SAID[1],
        SAID[0],
        Said(at=HOUR + 1, sender="Ben", kind="text", text="x"),
    ]
