"""Every app that can be read has its steps, the most common app first."""

from __future__ import annotations

import pytest

from reknit.history.readers import readers
from reknit.programme.exports import app_of, exports


def test_the_most_common_app_comes_first_and_the_others_by_name() -> None:
    titles = [each.title for each in exports()]
    assert titles[0] == "WhatsApp"
    assert titles[1:] == sorted(titles[1:], key=str.casefold)


def test_every_app_has_a_few_whole_sentences_to_follow() -> None:
    for each in exports():
        assert each.file
        assert 2 <= len(each.steps) <= 10
        assert all(step[0].isupper() and step.endswith((".", ")")) for step in each.steps)


def test_every_format_that_can_be_read_belongs_to_an_app() -> None:
    assert {reader.format for reader in readers()} <= {one for each in exports() for one in each.formats}


@pytest.mark.parametrize(
    ("format_", "app"),
    [("whatsapp", "WhatsApp"), ("meta", "Instagram or Messenger"), ("carrier pigeon", "carrier pigeon")],
)
def test_a_format_is_called_by_its_app_or_by_its_own_name(format_: str, app: str) -> None:
    assert app_of(format_) == app
