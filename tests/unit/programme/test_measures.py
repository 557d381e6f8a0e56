"""The words of a measure say a change, by name or to the reader."""

from __future__ import annotations

import pytest

from reknit.programme.measures import measure_words


@pytest.mark.parametrize(
    ("is_higher", "name", "said"),
    [
        (True, "Sam {x}", "Sam {x} asked more questions"),
        (False, "Sam", "Sam asked fewer questions"),
        (True, None, "You asked more questions"),
        (False, None, "You asked fewer questions"),
    ],
)
def test_a_change_is_said_by_name_or_to_the_reader(*, is_higher: bool, name: str | None, said: str) -> None:
    assert measure_words()["questions"].change(is_higher=is_higher, name=name) == said


def test_the_measures_come_in_the_order_in_which_they_are_told() -> None:
    assert list(measure_words())[:3] == ["volume", "initiative", "reply_time"]


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("reply_time", "4.5", "4.5 minutes"),
        ("reply_time", "1", "1 minute"),
        ("questions", "1", "1 in 100 messages"),
    ],
)
def test_an_amount_is_said_with_its_unit(code: str, value: str, said: str) -> None:
    assert measure_words()[code].amount(value) == said
