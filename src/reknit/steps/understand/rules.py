"""Judge what someone kept while trying to understand why it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reknit.programme.answer import Answer


def balance(*, answer: Answer) -> float | None:
    """Return how evenly both sides of the two columns are filled, from 0 to 1.

    1 means as many lines on the one side as on the other, over all columns of the answer; None when
    there are none. Naming losses and gains together gave more balanced texts than writing freely
    (Primeau et al. 2013); the number itself is a product choice.
    """
    left = sum(len(given.lines) for given in answer.given if given.type == "columns")
    right = sum(len(given.more_lines) for given in answer.given if given.type == "columns")
    return min(left, right) / max(left, right) if left or right else None
