"""Bring the cast on: Kim, Noor, and a stranger; and read pages as a person does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.unit.journey.reader import risk_of
from tests.web.cast import Someone, begin

Read = Callable[[Any], str]


@pytest.fixture(autouse=True)
def _small_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the net read with a small reader, so that no page of a test hangs on what a model has learnt."""
    monkeypatch.setattr("reknit.journey.net.risk_of", risk_of)


@pytest.fixture
def kim(db: None) -> Someone:
    """Someone twelve days in."""
    return begin("Kim")


@pytest.fixture
def noor(db: None) -> Someone:
    """Someone else with a diary here."""
    return begin("Noor")


@pytest.fixture
def stranger(db: None) -> Client:
    """Someone who is not signed in."""
    return Client()


@pytest.fixture
def text() -> Read:
    """Read a page as a person does: without tags, with plain spaces."""

    def read(response: HttpResponse) -> str:
        plain = re.sub(r"<[^>]+>", " ", response.content.decode())
        return re.sub(r"\s+", " ", plain.replace("&#x27;", "'").replace("&quot;", '"'))

    return read
