"""What is saved can be read without any program."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given

from reknit.journey import readable as module
from reknit.journey.model import PULSE_LINES, Pulse, Start, Wishes
from reknit.journey.readable import readable, written_answer
from reknit.programme.answer import Answer, Given, read_answers
from reknit.safety.model import Noticed, Phq, SafetyTen, Told
from reknit.steps.accept.model import Held
from reknit.steps.meet.model import Drafted
from reknit.steps.understand.model import Pinned, Taken
from reknit.vault.diary import Exported
from tests.unit.programme.forms import ONE_OF_EACH, Form, valid_forms

if TYPE_CHECKING:
    from reknit.vault.diary import Entry

AT = dt.datetime(2026, 11, 4, 21, 5, tzinfo=dt.UTC)
PAGES = (
    "start.md",
    "exercises.md",
    "pulse.md",
    "safety.md",
    "two-weeks.md",
    "told.md",
    "noticed.md",
    "pinned.md",
    "taken.md",
    "message.md",
    "drawer.md",
)


def pages(*entries: Entry) -> dict[str, str]:
    """Return what is written about some entries, by file."""
    exported = [
        Exported(id=uuid4(), kind=one.KIND, entry=msgspec.Raw(msgspec.json.encode(one))) for one in entries
    ]
    return dict(readable(entries=exported, now=AT))


@pytest.mark.parametrize(
    ("given_answer", "written"),
    [
        (Given(key="q", type="short", ask="?", text="a"), "a"),
        (Given(key="q", type="long", ask="?", text="a\nb", landing="c"), "a\nb\n\n*c*"),
        (Given(key="q", type="scale", ask="?", number=0, labels=("low", "high")), "0 of 10"),
        (Given(key="q", type="choices", ask="?", chosen=("a", "b"), labels=("A", "B")), "A, B"),
        (Given(key="q", type="day", ask="?", day=dt.date(2026, 12, 1)), "01 December 2026"),
        (Given(key="q", type="lines", ask="?", lines=("a", "b")), "- a\n- b"),
        (
            Given(key="q", type="columns", ask="?", labels=("L", "R"), lines=("a",), more_lines=("b", "c")),
            "L\n\n- a\n\nR\n\n- b\n- c",
        ),
        (Given(key="q", type="shares", ask="?", labels=("I", "Y"), numbers=(40, 60)), "I 40 %, Y 60 %"),
        (
            Given(key="q", type="practice", ask="?", labels=("l", "h"), ratings=((0, 9), (30, 7))),
            "0 s: 9, 30 s: 7",
        ),
    ],
)
def test_each_type_of_answer_is_written(given_answer: Given, written: str) -> None:
    assert written_answer(given_answer) == written


@given(form=valid_forms())
def test_every_answer_that_can_be_kept_can_be_written(form: Form) -> None:
    answered, _ = read_answers(prompts=ONE_OF_EACH, fields=form)
    written = pages(Answer(at=AT, exercise="X90", title="Small", given=answered))["exercises.md"]
    assert written.startswith(
        "# Exercises\n\nWritten on 04 November 2026.\n\n## Small, 04 November 2026 21:05\n\n"
    )
    assert all(f"**{prompt.ask}**" in written for prompt in ONE_OF_EACH)


def test_the_follow_up_stands_with_its_answer() -> None:
    first, later = (
        Given(key="a", type="short", ask="Now?", text="x"),
        Given(key="b", type="short", ask="Later?"),
    )
    answer = Answer(at=AT, exercise="X14", title="Wave", given=(first,), follow_up=(later,))
    assert "**Now?**\n\nx\n\n**Later?**" in pages(answer)["exercises.md"]


def test_the_start_the_pulse_and_the_ten_have_pages() -> None:
    ten = SafetyTen(at=AT, replies={"afraid": "no", "order": "rather_not"})
    found = pages(Pulse(at=AT, **dict.fromkeys(PULSE_LINES, 5)), ten, Start(at=AT, name="Kim", ex="Sam"))
    assert tuple(found) == PAGES
    assert "Name: Kim  \nThe other: Sam  \nNot told yet." in found["start.md"]
    assert "- 04 November 2026 21:05: Hurt 5, Pull to get in touch 5" in found["pulse.md"]
    assert "- I have felt afraid of them. No.\n- There is a court order" in found["safety.md"]
    told = pages(Start(at=AT, name="Kim", ended_on=AT.date()))["start.md"]
    assert "It ended on 04 November 2026." in told


def test_what_was_noticed_said_and_told_about_safety_has_pages() -> None:
    one = Noticed(at=AT, where="X03.story", sign="abused", level="red")
    removed = Noticed(at=AT, where="", sign="threat", level="red", answer="right", answered_at=AT)
    two_weeks = Phq(at=AT, replies={"down": 2, "from_later": 0})
    found = pages(one, removed, two_weeks, Phq(at=AT, replies={}), Told(at=AT, what="of_age"))
    assert (
        "- 04 November 2026 21:05, in X03.story: It sounded as if someone hurt, frightened or "
        "controlled you. You have not said yet whether that was right."
    ) in found["noticed.md"]
    assert "21:05: It sounded as if you might hurt someone. You said that this was" in found["noticed.md"]
    assert "- Feeling down, depressed, or hopeless: More than half the days." in found["two-weeks.md"]
    assert "- from_later: Not at all." in found["two-weeks.md"]
    assert "Left for another time." in found["two-weeks.md"]
    assert "- 04 November 2026 21:05: You said that you were 18 or older." in found["told.md"]


def test_what_was_pinned_and_what_was_taken_have_pages() -> None:
    pin = Pinned(
        at=AT,
        question="given_up",
        measure="plans",
        when="before",
        sent_at=dt.datetime.fromisoformat("2025-03-09T20:01"),
        text="shall we?\n\n# to the sea",
    )
    found = pages(pin, Taken(at=AT, text="I stopped asking.\nThe laughing held."))
    assert found["pinned.md"].endswith(
        "## Had one of you given up?\n\n> shall we?\n>\n> # to the sea\n\n"
        "Sent on 09 March 2025, before the change.\n"
    )
    assert found["taken.md"].endswith("## 04 November 2026 21:05\n\nI stopped asking.\nThe laughing held.\n")


def test_the_message_on_the_way_and_the_drawer_have_pages() -> None:
    laid = Held(at=AT, text="I have your scarf.\n# Sam")
    read_again = Held(
        at=AT, text="Hi", reread_at=AT, felt="Tired.", would_do="Not answer.", changed_at=AT, copied_at=AT
    )
    found = pages(Drafted(at=AT, text="Hi Sam"), laid, read_again)
    assert found["message.md"].endswith("## 04 November 2026 21:05\n\n> Hi Sam\n")
    assert "## 04 November 2026 21:05\n\n> I have your scarf.\n> # Sam\n\n## " in found["drawer.md"]
    assert found["drawer.md"].endswith(
        "> Hi\n\nTired.\n\nNot answer.\n\nRead again on 04 November 2026 21:05.  \n"
        "Changed on 04 November 2026 21:05.  \nCopied on 04 November 2026 21:05.\n"
    )


def test_a_pin_of_a_question_no_longer_asked_is_written_with_its_code() -> None:
    pin = Pinned(at=AT, question="old_one", measure="plans", when="after", sent_at=AT, text="x")
    assert "## old_one\n\n> x\n" in pages(pin)["pinned.md"]


def test_what_is_not_for_reading_is_left_to_the_json() -> None:
    assert pages(Wishes(at=AT)) == pages()
    assert tuple(pages()) == PAGES


def test_a_page_cannot_be_listed_before_it_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READABLE", (("wishes.md", "Wishes", Wishes),))
    with pytest.raises(NotImplementedError):
        pages(Wishes(at=AT))
