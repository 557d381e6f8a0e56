"""An exercise from its first question to reading it again."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from reknit.demo.answers import answers as demo_answers
from reknit.programme.answer import Answer, Draft
from reknit.programme.exercise import Exercise, exercises, load_exercises
from reknit.vault.diary import NoSuchEntry

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
SEVEN = ["X01", "X03", "X12", "X14", "X16", "X17", "X23"]

EVERY_TYPE = """+++
id = "X99"
slug = "every-type"
step = "thrive"
title = "Every type"
minutes = 1
summary = "For tests."
written = 2026-11-24
sources = [{ cite = "Nobody (2026)", grade = "D", found = "Nothing." }]
prompts = [
  { type = "short", key = "short", ask = "Short?" },
  { type = "long", key = "long", ask = "Long?", minutes = 6, landing = "Land?" },
  { type = "choice", key = "choice", ask = "Choice?", options = [
    { value = "a", label = "A" }, { value = "b", label = "B" }] },
  { type = "choices", key = "choices", ask = "Choices?", options = [
    { value = "a", label = "A" }, { value = "b", label = "B" }] },
  { type = "scale", key = "scale", ask = "Scale?", low = "low", high = "high" },
  { type = "scale", key = "maybe", ask = "Maybe?", low = "low", high = "high", optional = true },
  { type = "lines", key = "lines", ask = "Lines?", least = 2, most = 3 },
  { type = "columns", key = "columns", ask = "Columns?", left = "L", right = "R", least = 1, most = 2 },
  { type = "day", key = "day", ask = "Day?" },
  { type = "shares", key = "shares", ask = "Shares?", parts = [
    { value = "me", label = "Mine" }, { value = "life", label = "Life" }] },
  { type = "practice", key = "practice", ask = "Practice?", seconds = 60, every = 30, low = "l", high = "h" },
]
+++
Hello {name}, about {ex}. <b>no html</b>
"""

FILLED: dict[str, Any] = {
    "short": "s <i>", "long": "l\nl", "long.landing": "landed", "choice": "b", "choices": ["a", "b"],
    "scale": "3", "lines": ["one", "two", ""], "columns.left": ["x", ""], "columns.right": ["y", ""],
    "day": "2026-12-01", "shares.me": "40", "shares.life": "60",
    "practice.0": "7", "practice.30": "9", "practice.60": "",
}  # fmt: skip


@pytest.fixture
def every_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Exercise:
    """Add an exercise, as a therapist would, that asks in every way there is."""
    (tmp_path / "X99.md").write_text(EVERY_TYPE, encoding="utf-8")
    every = exercises() | load_exercises(folder=tmp_path)
    for place in ("reknit.web.journey.exercise", "reknit.web.journey.knowing"):
        monkeypatch.setattr(f"{place}.exercises", lambda: every)
    return every["X99"]


def sent(name: str) -> dict[str, Any]:
    """Return a form for an exercise as the demo person sent it."""
    one = next(answer for answer in demo_answers() if answer.exercise == name)
    return {key: list(values) for key, values in one.form(ended=dt.date(2026, 10, 13)).items()}


@pytest.mark.parametrize("name", SEVEN)
def test_each_works_from_first_question_to_reading_it_again(kim: Someone, text: Read, name: str) -> None:
    page = text(kim.get(f"/exercises/{name}/"))
    assert exercises()[name].head.title in page
    assert "{ex}" not in page
    assert "{name}" not in page
    kept = kim.post(f"/exercises/{name}/", sent(name))
    assert kept.status_code == 302
    fresh = text(kim.get(kept["Location"]))
    assert exercises()[name].head.sources[0].cite.split(" ")[0] in fresh
    [answer] = kim.diary.of(Answer, about=name)
    for given in answer.entry.given:
        assert given.ask.split("'")[0].split("&")[0][:30] in fresh or "’" in given.ask
    assert exercises()[name].head.title in text(kim.get("/kept/"))
    assert "kept once" in text(kim.get("/path/"))


def test_every_type_of_question_is_asked_kept_and_shown(
    kim: Someone, text: Read, every_type: Exercise
) -> None:
    assert "Hello Kim, about Sam. &lt;b&gt;no html&lt;/b&gt;" in text(kim.get("/exercises/X99/"))
    kept = kim.post("/exercises/X99/", FILLED)
    page = kim.get(kept["Location"])
    shown = text(page)
    for words in (
        "s &lt;i&gt;",
        "l l",
        "landed",
        "B",
        "3 on a line",
        "one",
        "x",
        "y",
        "1 December 2026",
        "40 %",
        "7, 9",
    ):
        assert words in shown
    assert "Maybe?" not in shown


def test_what_is_wrong_is_said_beside_the_question_and_nothing_is_lost(
    kim: Someone, text: Read, every_type: Exercise
) -> None:
    wrong = FILLED | {
        "lines": ["one", "", ""],
        "scale": "11",
        "day": "soon",
        "shares.me": "50",
        "choice": "z",
        "short": "",
    }
    wrong |= {"practice.0": "99", "columns.left": ["", ""], "maybe": "x"}
    answer = kim.post("/exercises/X99/", wrong)
    assert answer.status_code == 422
    read = text(answer)
    for sentence in (
        "Please fill 2 or more lines.",
        "from 0 to 10",
        "Write the day as",
        "come to 100",
        "one of the answers shown",
        "needs an answer",
    ):
        assert sentence in read
    assert "l\nl" in answer.content.decode()
    assert 'value="landed"' in answer.content.decode()
    assert 'value="a" checked' in answer.content.decode()
    assert not kim.diary.of(Answer, about="X99")


def test_a_draft_is_saved_gone_on_with_and_forgotten_when_kept(kim: Someone, text: Read) -> None:
    assert kim.post("/exercises/X03/draft/", {"still_mine": ["my bike"]})["Location"] == "/exercises/X03/"
    saved = kim.post(
        "/exercises/X03/draft/", {"still_mine": ["my bike", "my laugh"]}, headers={"hx-request": "true"}
    )
    assert "Saved as a draft at" in text(saved)
    page = kim.get("/exercises/X03/").content.decode()
    assert 'value="my laugh"' in page
    assert len(kim.diary.of(Draft, about="X03")) == 1
    kim.post("/exercises/X03/", sent("X03"))
    assert kim.diary.of(Draft, about="X03") == []


def test_how_it_went_is_asked_once_and_kept_with_it(kim: Someone, text: Read) -> None:
    kept = kim.post("/exercises/X14/", sent("X14"))["Location"]
    assert "Say it now" in text(kim.get(kept))
    assert kim.get(f"{kept}later/").status_code == 200
    assert kim.post(f"{kept}later/", {"outcome": "nonsense"}).status_code == 422
    assert kim.post(f"{kept}later/", {"urge_later": "2", "outcome": "met"})["Location"] == kept
    assert "1 of 1 times you let the pull pass" in text(kim.get(kept))
    assert "Say it now" not in text(kim.get(kept))


def test_whoever_has_written_reads_no_praise(kim: Someone, text: Read) -> None:
    kept = kim.post("/exercises/X14/", sent("X14") | {"what_now": ["already"]})["Location"]
    read = text(kim.get(kept))
    assert "It is said, and it is sent." in read
    assert "You came here with something strong" not in read


def test_only_some_exercises_ask_again(kim: Someone) -> None:
    kept = kim.post("/exercises/X01/", sent("X01"))["Location"]
    assert kim.get(f"{kept}later/").status_code == 404


def test_an_answer_can_be_removed(kim: Someone) -> None:
    kept = kim.post("/exercises/X01/", sent("X01"))["Location"]
    assert kim.post(f"{kept}forget/")["Location"] == "/kept/"
    assert kim.get(kept).status_code == 404
    with pytest.raises(NoSuchEntry):
        kim.diary.get(Answer, entry_id=uuid.UUID(kept.split("/")[2]))


def test_kept_answers_are_read_in_pages(kim: Someone, text: Read) -> None:
    at = dt.datetime.now().astimezone()
    kim.diary.keep_all(
        (Answer(at=at, exercise="X23", title=f"number {n}.", given=()), "X23") for n in range(60)
    )
    first, second = text(kim.get("/kept/")), text(kim.get("/kept/?page=2"))
    assert "number 59." in first
    assert "number 5." not in first
    assert "Older" in first
    assert "number 5." in second
    assert "number 59." not in text(kim.get("/kept/?exercise=X01"))


def test_an_old_answer_whose_exercise_is_gone_is_still_readable(kim: Someone, text: Read) -> None:
    at = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    entry_id = kim.diary.keep(Answer(at=at, exercise="X98", title="From long ago", given=()), about="X98")
    assert "From long ago" in text(kim.get(f"/kept/{entry_id}/"))


def test_an_exercise_that_is_not_open_yet_says_why(
    kim: Someone, text: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = exercises()["X03"]
    import msgspec

    head = msgspec.structs.replace(
        late.head, opens_when=msgspec.structs.replace(late.head.opens_when, day=30, after=())
    )
    hidden = msgspec.structs.replace(late.head, hidden_in=("order",))
    every = exercises() | {"X03": msgspec.structs.replace(late, head=head)}
    for place in ("reknit.web.journey.exercise", "reknit.web.journey.knowing"):
        monkeypatch.setattr(f"{place}.exercises", lambda: every)
    assert "Opens on day 30" in text(kim.get("/exercises/X03/"))
    every["X03"] = msgspec.structs.replace(late, head=hidden)
    kim.post("/start/ten/", {"order": "yes"})
    assert kim.get("/exercises/X03/").status_code == 404
    assert late.head.title not in text(kim.get("/path/"))


def test_an_exercise_costs_few_queries(
    kim: Someone, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kim.get("/exercises/X03/")
    with django_assert_num_queries(13):
        kim.get("/exercises/X03/")
