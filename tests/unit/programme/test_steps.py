"""The steps and the pulse are what the rest of the product takes them for."""

from __future__ import annotations

from reknit.journey.model import PULSE_LINES
from reknit.programme.steps import pulse_lines, steps


def test_the_steps_come_in_the_order_of_the_way() -> None:
    assert [step.id for step in steps()] == ["first", "understand", "accept", "meet", "thrive"]
    assert all(step.name and step.line for step in steps())


def test_the_pulse_asks_what_is_kept() -> None:
    assert tuple(line.key for line in pulse_lines()) == PULSE_LINES
    assert all(line.ask and line.short and line.low and line.high for line in pulse_lines())
