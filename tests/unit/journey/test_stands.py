"""Where someone stands is read from their diary; what was noticed can be removed, what it closed stays."""

from __future__ import annotations

from uuid import uuid4

import msgspec

from reknit.journey.model import Start
from reknit.journey.stands import forget_noticed, noticed_in, standing_in, without_noticed
from reknit.safety.model import Noticed, Told
from reknit.safety.states import State
from reknit.vault.diary import Diary
from reknit.vault.sealing import new_key
from tests.unit.safety.events import at, noticed, phq, ten, told
from tests.unit.vault.memory import MemoryStore


def diary_with(*entries: object) -> Diary:
    """Return a diary in which so much stands."""
    diary = Diary(key=new_key(), owner=uuid4(), store=MemoryStore())
    diary.keep_all((entry, "") for entry in entries)  # type: ignore[misc]  # events are entries
    return diary


def test_everything_that_was_said_and_noticed_counts() -> None:
    diary = diary_with(ten(i_hurt="yes"), noticed("abused", "red"), phq(hurt_self=2), told("order"))
    found = standing_in(diary=diary, start=None, now=at(1))
    assert found.states == {State.SELF_HARM, State.OWN_VIOLENCE, State.VIOLENCE, State.ORDER}
    assert found.phq == phq(hurt_self=2)
    assert not found.asked_for_none


def test_what_was_told_at_the_start_counts() -> None:
    order = Start(at=at(0), name="Kim", asked="order")
    diary = diary_with(order)
    assert standing_in(diary=diary, start=order, now=at(1)).states == {State.ORDER}
    diary.keep(Told(at=at(1), what="order_over"))
    assert standing_in(diary=diary, start=order, now=at(2)).states == set()
    none = Start(at=at(0), name="Kim", asked="no_contact")
    assert standing_in(diary=diary_with(none), start=none, now=at(1)).asked_for_none


def test_what_closes_nothing_is_removed_whole() -> None:
    diary = diary_with(noticed("self_harm", "amber"))
    [kept] = noticed_in(diary=diary, start=None, now=at(1))
    assert not forget_noticed(diary=diary, entry_id=kept.id, start=None, now=at(1))
    assert diary.of(Noticed) == []


def test_what_closes_something_leaves_the_closing_and_goes_when_that_is_over() -> None:
    diary = diary_with(noticed("stalking", "red"))
    before = standing_in(diary=diary, start=None, now=at(1))
    [kept] = noticed_in(diary=diary, start=None, now=at(1))
    assert forget_noticed(diary=diary, entry_id=kept.id, start=None, now=at(1))
    assert standing_in(diary=diary, start=None, now=at(1)) == before
    assert noticed_in(diary=diary, start=None, now=at(29)) == []
    [rest] = diary.of(Noticed)
    assert (rest.entry.where, rest.entry.source, rest.entry.mark) == ("", None, "")
    assert noticed_in(diary=diary, start=None, now=at(30)) == []
    assert diary.of(Noticed) == []


def test_an_export_leaves_out_what_was_noticed_but_opens_nothing() -> None:
    diary = diary_with(ten(), noticed("self_harm", "amber"), noticed("stalking", "red"), told("safe"))
    exported = list(without_noticed(diary=diary, start=None, now=at(1)))
    assert [one.kind for one in exported] == ["safety.ten/1", "safety.noticed/1", "safety.told/1"]
    assert msgspec.json.decode(exported[1].entry, type=Noticed).is_removed
    other = diary_with()
    other.restore(exported)
    assert standing_in(diary=other, start=None, now=at(1)).locks == (
        standing_in(diary=diary, start=None, now=at(1)).locks
    )
