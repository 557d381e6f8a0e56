"""The report as one file holds everything, needs nothing, and leads nowhere."""

from __future__ import annotations

import re
from functools import cache

import pytest

from reknit.history import Source, read, report
from reknit.programme.measures import measure_words
from reknit.web.history.page import page_alone
from tests.web.cast import NOW
from tests.web.chats import CHANGED, chat


@cache
def page() -> str:
    """Return the page of a chat that changed."""
    return page_alone(report(read([Source(name="chat.txt", content=CHANGED)]), now=NOW, me="Kim"))


def test_it_needs_no_other_file_and_leads_nowhere() -> None:
    for sign in ("<script", "<form", "<button", "<link", "<a ", "<input", "href=", "src=", "url(", "hx-"):
        assert sign not in page()
    assert not re.search(r"https?://", page())
    assert page().count("<style>") == 1


def test_it_tells_the_whole_story_with_every_measure_drawn() -> None:
    assert "Kim and Sam, in writing" in page()
    assert "Three questions" in page()
    assert "What was read, and how well" in page()
    told = [words for code, words in measure_words().items() if code != "reactions"]
    assert all(words.title in page() for words in told)
    assert page().count("Not to be read as") == len(told)


def test_it_holds_no_message_and_nothing_to_fill_in() -> None:
    sent = {line.split(": ", 1)[1] for line in CHANGED.decode().splitlines()}
    assert not [message for message in sent if len(message) > 12 and message in page()]
    assert "What I take from this" not in page()


@pytest.mark.parametrize("name", ["<b>Kim</b>", "Kim & Co", "Seán “Sam”"])
def test_a_name_is_a_name_and_never_markup(name: str) -> None:
    found = report(
        read([Source(name="chat.txt", content=chat(name, "Sam"))], date_order="dmy"), now=NOW, me=name
    )
    assert "<b>Kim" not in page_alone(found)
    assert "and Sam, in writing" in page_alone(found)
