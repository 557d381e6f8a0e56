"""Kim's six weeks stand in a diary as if she had kept them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from reknit.demo.answers import answers
from reknit.demo.kim import DAYS, EX, NAME, fill
from reknit.history.report import Report
from reknit.journey.export import read_export, write_export
from reknit.journey.model import Pulse, Start
from reknit.journey.stands import standing_in
from reknit.programme.answer import Answer
from reknit.programme.exercise import exercises
from reknit.safety.model import Phq
from reknit.safety.phq import is_due
from reknit.safety.standing import is_ten_due
from reknit.steps.accept.model import Held
from reknit.steps.accept.rules import lies, opens_at
from reknit.vault.diary import Diary
from reknit.vault.sealing import new_key
from tests.unit.vault.memory import MemoryStore

if TYPE_CHECKING:
    from reknit.vault.diary import Kept

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.timezone(dt.timedelta(hours=1)))


@pytest.fixture(scope="module")
def diary() -> Diary:
    """Return Kim's diary."""
    found = Diary(key=new_key(), owner=uuid4(), store=MemoryStore())
    fill(diary=found, now=NOW)
    return found


def told(diary: Diary) -> list[Kept[Answer]]:
    """Return everything Kim answered, newest first."""
    return diary.of(Answer, about=list(exercises()))


def test_kim_is_six_weeks_in(diary: Diary) -> None:
    start = diary.newest(Start)
    assert start is not None
    assert (start.entry.name, start.entry.ex) == (NAME, EX)
    assert start.entry.day(today=NOW.date()) == DAYS


def test_nothing_lies_in_the_future_and_everything_lies_in_order(diary: Diary) -> None:
    for kept in (told(diary), diary.of(Pulse)):
        times = [one.entry.at for one in kept]
        assert times == sorted(times, reverse=True)
        assert times[0] < NOW


def test_every_answer_is_kept_about_its_exercise(diary: Diary) -> None:
    found = [(one.entry.exercise, bool(one.entry.follow_up)) for one in reversed(told(diary))]
    assert found == [(one.exercise, bool(one.follow_up)) for one in answers()]
    for kept in told(diary):
        assert (kept.entry.followed_up_at is not None) is bool(kept.entry.follow_up)
        assert kept.entry.given


def test_kim_is_safe_and_need_not_be_asked_today(diary: Diary) -> None:
    start, phq = diary.newest(Start), diary.newest(Phq)
    assert start is not None
    assert phq is not None
    found = standing_in(diary=diary, start=start.entry, now=NOW)
    assert (found.open, found.names) == ((), frozenset())
    assert not is_ten_due(ten=found.ten, now=NOW)
    assert not is_due(newest=phq.entry, ended_on=start.entry.ended_on, today=NOW.date())


def test_one_letter_was_read_again_and_one_has_just_opened(diary: Diary) -> None:
    opened, read_again = (kept.entry for kept in diary.of(Held))
    assert [lies(held=one, now=NOW) for one in (opened, read_again)] == ["open", "open"]
    assert (opened.reread_at, opened.felt) == (None, "")
    assert read_again.felt
    assert read_again.reread_at is not None
    assert opens_at(held=read_again) < read_again.reread_at < NOW
    assert opened.level


def test_the_messages_were_measured(diary: Diary) -> None:
    kept = diary.newest(Report)
    assert kept is not None
    assert [person.name for person in kept.entry.people] == [NAME, EX]


def test_all_of_it_can_be_saved_and_brought_back(diary: Diary) -> None:
    entries = tuple(diary.export())
    assert read_export(content=write_export(entries=entries, now=NOW)) == (entries, ())
