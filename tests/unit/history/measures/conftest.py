"""Replace the lexicon by an ear that hears categories by their names, so that counts can be made by hand."""

from __future__ import annotations

import pytest

from reknit.history.measures import exchange
from tests.unit.history.measures import talking


@pytest.fixture(autouse=True)
def ear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Listen with the plain ear."""
    monkeypatch.setattr(exchange, "listen", talking.listen)
    monkeypatch.setattr(exchange, "hear_language", talking.hear_english)
    monkeypatch.setattr(exchange, "learn_pet_names", talking.learn_pet_names)
