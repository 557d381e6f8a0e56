"""What is kept is read once, after it is on disk; what is noticed is a sign and never the words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reknit.journey import net as module
from reknit.journey.net import SITTING, Net, mark_of
from reknit.programme.answer import Answer, Draft, Given
from reknit.safety.model import Noticed
from reknit.steps.accept.model import Held
from reknit.steps.meet.model import Drafted
from reknit.steps.understand.model import Taken
from reknit.vault.diary import Diary
from reknit.vault.sealing import new_key
from tests.unit.journey import reader
from tests.unit.journey.reader import DOUBT, RED, SENTENCES
from tests.unit.vault.memory import MemoryStore

AT = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


def diary_at(now: dt.datetime = AT, *, diary: Diary | None = None) -> Diary:
    """Return a diary with the net under it; the same one at a later moment, if one is given."""
    found = diary or Diary(key=new_key(), owner=uuid4(), store=MemoryStore())
    found.listen(Net(diary=found, now=now, read=reader.read).hear)
    return found


def taken(text: str) -> Taken:
    """Return something someone wrote."""
    return Taken(at=AT, text=text)


def draft(text: str, *, field: str = "happened") -> Draft:
    """Return an exercise someone has begun."""
    return Draft(at=AT, exercise="X01", fields={field: (text,)})


def answer(text: str) -> Answer:
    """Return the same exercise, finished."""
    given = Given(key="happened", type="lines", ask="?", lines=(text,))
    return Answer(at=AT, exercise="X01", title="x", given=(given,))


def signs(diary: Diary) -> list[tuple[str, str]]:
    """Return what was noticed so far, oldest first."""
    return [(kept.entry.sign, kept.entry.level) for kept in reversed(diary.of(Noticed))]


@pytest.mark.parametrize(("sentence", "sign"), SENTENCES.items())
def test_each_sign_is_kept_with_its_place_and_without_the_words(sentence: str, sign: tuple[str, str]) -> None:
    diary = diary_at()
    entry_id = diary.keep(taken(f"Had soup. {sentence}. Then slept."))
    [kept] = diary.of(Noticed)
    assert (kept.entry.sign, kept.entry.level) == sign
    assert (kept.entry.at, kept.entry.where, kept.entry.source) == (AT, "understand.taken.text", entry_id)
    assert (kept.entry.shown_at, kept.entry.answer, kept.entry.answered_at) == (None, "", None)
    assert sentence.encode() not in msgspec.json.encode(kept.entry)


def test_ordinary_words_and_empty_ones_are_not_noticed() -> None:
    diary = diary_at()
    diary.keep(taken("I miss the sea."))
    diary.keep(taken("  "))
    diary.keep(answer(""))
    assert signs(diary) == []


def test_words_are_on_disk_before_they_are_read() -> None:
    diary = Diary(key=new_key(), owner=uuid4(), store=MemoryStore())

    def fails(text: str) -> list[reader.Sign]:
        assert diary.of(Taken)[0].entry.text == text
        raise ArithmeticError

    diary.listen(Net(diary=diary, now=AT, read=fails).hear)
    with pytest.raises(ArithmeticError):
        diary.keep(taken(RED))
    assert diary.of(Taken)


def test_keeping_many_and_changing_are_read_and_restoring_is_not() -> None:
    diary = diary_at()
    diary.keep_all([(taken("fine"), "a"), (taken(RED), "b")])
    assert signs(diary) == [("self_harm", "red")]
    first = diary.keep(taken("fine"))
    diary.change(entry_id=first, entry=taken("I am sixteen"))
    assert signs(diary) == [("self_harm", "red"), ("minor", "red")]
    other = diary_at()
    other.restore(list(diary.export()))
    assert len(other.of(Noticed)) == 2
    assert {kept.entry.source for kept in other.of(Noticed)} == {
        kept.entry.source for kept in diary.of(Noticed)
    }


def test_two_kinds_in_one_text_are_two_signs_and_two_of_a_kind_the_worse() -> None:
    diary = diary_at()
    diary.keep(taken(f"{DOUBT}. {RED}. {DOUBT}. he held me by the throat"))
    assert sorted(signs(diary)) == [("abused", "red"), ("self_harm", "red")]


def test_a_draft_that_grows_is_noticed_once() -> None:
    diary = diary_at()
    entry_id = diary.keep(draft(RED), about="X01")
    for more in (".", ". And", f". And {RED.upper()}"):
        diary.change(entry_id=entry_id, entry=draft(RED + more), about="X01")
    diary_at(AT + dt.timedelta(days=3), diary=diary)
    diary.change(entry_id=entry_id, entry=draft(RED), about="X01")
    assert signs(diary) == [("self_harm", "red")]


def test_doubt_that_grows_into_certainty_takes_its_place() -> None:
    diary = diary_at()
    entry_id = diary.keep(draft(DOUBT), about="X01")
    assert signs(diary) == [("self_harm", "amber")]
    diary.change(entry_id=entry_id, entry=draft(f"{DOUBT}. {RED}"), about="X01")
    assert signs(diary) == [("self_harm", "red")]


def test_once_answered_new_words_in_the_same_place_are_noticed_and_the_old_are_not() -> None:
    diary = diary_at()
    entry_id = diary.keep(draft(DOUBT), about="X01")
    [kept] = diary.of(Noticed)
    said = replace(kept.entry, answer="not_like_that", answered_at=AT)
    diary.change(entry_id=kept.id, entry=said)
    later = diary_at(AT + SITTING * 2, diary=diary)
    later.change(entry_id=entry_id, entry=draft(f"{DOUBT}. Tea."), about="X01")
    assert signs(diary) == [("self_harm", "amber")]
    later.change(entry_id=entry_id, entry=draft(f"{DOUBT}. {RED}"), about="X01")
    assert signs(diary) == [("self_harm", "amber"), ("self_harm", "red")]


def test_another_field_of_the_same_draft_is_another_place() -> None:
    diary = diary_at()
    entry_id = diary.keep(draft("I could slap her", field="a"), about="X01")
    diary.change(
        entry_id=entry_id, entry=draft("I could slap her and I will make him bleed", field="b"), about="X01"
    )
    assert signs(diary) == [("threat", "amber"), ("threat", "red")]


def test_what_is_finished_from_a_draft_is_the_same_writing() -> None:
    diary = diary_at()
    diary.keep(draft(RED), about="X01")
    diary_at(AT + dt.timedelta(days=2), diary=diary)
    diary.keep(answer(RED), about="X01")
    assert signs(diary) == [("self_harm", "red")]


def test_a_message_laid_in_the_drawer_is_the_one_that_was_drafted() -> None:
    diary = diary_at()
    diary.keep(Drafted(at=AT, text=RED))
    diary_at(AT + dt.timedelta(days=2), diary=diary)
    diary.keep(Held(at=AT, text=RED))
    assert signs(diary) == [("self_harm", "red")]


def test_the_same_words_on_another_day_are_noticed_again() -> None:
    diary = diary_at()
    diary.keep(taken(RED))
    diary_at(AT + SITTING, diary=diary)
    diary.keep(taken(RED))
    assert len(signs(diary)) == 1
    diary_at(AT + SITTING + dt.timedelta(seconds=1), diary=diary)
    diary.keep(taken(RED))
    assert len(signs(diary)) == 2


def test_words_that_are_not_kept_are_read_as_well() -> None:
    diary = diary_at()
    net = Net(diary=diary, now=AT, read=reader.read)
    net.read(text=DOUBT, where="history:take.text")
    net.read(text=f"{DOUBT} {DOUBT}", where="history:take.text")
    assert [(one.sign, one.source) for one in net.noticed] == [("self_harm", None)]
    later = Net(diary=diary, now=AT + SITTING * 2, read=reader.read)
    later.read(text=DOUBT, where="history:take.text")
    assert len(signs(diary)) == 2


def test_what_was_removed_is_not_compared_with() -> None:
    diary = diary_at()
    entry_id = diary.keep(taken(RED))
    [kept] = diary.of(Noticed)
    diary.change(entry_id=kept.id, entry=kept.entry.removed())
    diary_at(diary=diary)
    diary.change(entry_id=entry_id, entry=taken(RED))
    assert len(signs(diary)) == 2


def test_without_another_reader_the_words_room_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "risk_of", reader.risk_of)
    diary = Diary(key=new_key(), owner=uuid4(), store=MemoryStore())
    diary.listen(Net(diary=diary, now=AT).hear)
    diary.keep(taken(RED))
    assert signs(diary) == [("self_harm", "red")]


@given(text=st.text())
def test_a_mark_says_nothing_and_knows_the_same_words(text: str) -> None:
    mark = mark_of(text=text)
    assert len(mark) == 32
    assert mark == mark_of(text=f"  {text}\n")
    assert isinstance(UUID(mark), UUID)


def test_half_a_letter_has_a_mark_too() -> None:
    assert len(mark_of(text="a \ud800 b")) == 32
