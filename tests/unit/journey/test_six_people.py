"""Sixty days of six people, read by the real reader: the right things are closed on the right days.

They write a line each evening, answer what they are asked, and do what Today offers.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from reknit.journey.model import Start
from reknit.journey.net import Net
from reknit.journey.stands import standing_in
from reknit.journey.today import Known, Today, today
from reknit.programme.answer import Answer
from reknit.programme.exercise import exercises
from reknit.safety.model import QUESTIONS, Noticed, Phq, SafetyTen
from reknit.safety.states import Lock, State
from reknit.steps.understand.model import Taken
from reknit.vault.diary import Diary
from reknit.vault.sealing import new_key
from tests.unit.journey.people import ENDED, at
from tests.unit.vault.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reknit.safety.model import Kind, ReadRight, Reply
    from reknit.safety.standing import Standing

DAYS = 61
ORDINARY = (
    "I slept five hours and had porridge. Work was fine.",
    "I miss Sam. I cried on the bus and then it passed.",
    "Mum came over and we cooked. I laughed once.",
    "Some days I am angry, most days I am just sad.",
    "I walked by the river for an hour with Jo.",
    "I put the photos in a box. It hurt and it was right.",
)
ROUND_AND_ROUND = (
    "Why did they leave? I go over it again and again.",
    "I read all our old messages again last night until three.",
    "I went back over the last fight for hours. I wish I had said sorry sooner.",
    "I can't sleep, my head goes round and round about us.",
    "Everything reminds me of Sam, the shop, the song, the smell of rain.",
)
TOOLS = frozenset({Lock.CONTACT, Lock.REHEARSAL, Lock.HELLO, Lock.APOLOGY, Lock.REBUILD})
LATER = frozenset({Lock.GATE, Lock.REMINDERS})
PURSUIT = (TOOLS - {Lock.REHEARSAL}) | LATER
VICTIM = frozenset(Lock) - {Lock.RELATIONSHIP}
NOTHING: frozenset[Lock] = frozenset()


@dataclass(kw_only=True)
class Life:
    """Somebody: what they write on which evening, and what they answer."""

    evenings: Iterable[str] = ORDINARY
    writes: Mapping[int, str] = field(default_factory=dict)
    ten: Mapping[int, dict[str, Reply]] = field(default_factory=dict)
    phq: Mapping[int, dict[str, int]] = field(default_factory=dict)
    says: Mapping[Kind, ReadRight] = field(default_factory=dict)
    stands: list[Standing] = field(default_factory=list)
    offered: list[Today] = field(default_factory=list)
    diary: Diary = field(default_factory=lambda: Diary(key=new_key(), owner=uuid4(), store=MemoryStore()))
    start: Start = field(default_factory=lambda: Start(at=at(0), name="Kim", ex="Sam", ended_on=ENDED))

    def live(self) -> Life:
        """Spend all the evenings."""
        for day, line in enumerate(islice(cycle(self.evenings), DAYS)):
            for minute in range(12):
                if not self._do(day, at(day, 20, minute)):
                    break
            self._write(self.writes.get(day, line), at(day, 21))
            self.stands.append(standing_in(diary=self.diary, start=self.start, now=at(day, 22)))
        return self

    def locked(self, *locks: Lock) -> list[int]:
        """Return the evenings on which all of these were closed."""
        return [day for day, found in enumerate(self.stands) if found.locks >= set(locks)]

    def _do(self, day: int, now: dt.datetime) -> bool:
        answers = self.diary.of(Answer, about=list(exercises()))
        chosen = today(
            known=Known(
                start=self.start,
                standing=standing_in(diary=self.diary, start=self.start, now=now),
                pulse=None,
                answers=answers,
                done=Counter(kept.entry.exercise for kept in answers),
                exercises=exercises(),
                has_history=False,
            ),
            now=now,
        )
        self.offered.append(chosen)
        if chosen.thing == "safety_ten":
            replies: dict[str, Reply] = dict.fromkeys(QUESTIONS, "no")
            self.diary.keep(SafetyTen(at=now, replies=replies | self.ten.get(day, {})))
        elif chosen.thing == "phq":
            self.diary.keep(Phq(at=now, replies={"interest": 1, "down": 1} | self.phq.get(day, {})))
        elif chosen.thing == "exercise":
            answer = Answer(at=now, exercise=chosen.exercise, title="x", given=())
            self.diary.keep(answer, about=chosen.exercise)
        else:
            return False
        return True

    def _write(self, line: str, now: dt.datetime) -> None:
        net = Net(diary=self.diary, now=now)
        self.diary.listen(net.hear)
        self.diary.keep(Taken(at=now, text=line))
        for kept in self.diary.of(Noticed):
            if not kept.entry.answer:
                # Of an ordinary evening everybody says truly that it was nothing.
                says = self.says if line in self.writes.values() else {}
                answer = says.get(kept.entry.sign, "not_like_that")
                said = replace(kept.entry, shown_at=now, answer=answer, answered_at=now)
                self.diary.change(entry_id=kept.id, entry=said)


def spans(life: Life) -> list[tuple[int, int, frozenset[Lock]]]:
    """Return what was closed, from which evening to which."""
    found: list[tuple[int, int, frozenset[Lock]]] = []
    for day, one in enumerate(life.stands):
        if found and found[-1][2] == one.locks:
            found[-1] = (found[-1][0], day, one.locks)
        else:
            found.append((day, day, one.locks))
    return found


@pytest.mark.parametrize("evenings", [ORDINARY, ROUND_AND_ROUND], ids=["steady", "ruminating"])
def test_whoever_grieves_is_left_in_peace(evenings: tuple[str, ...]) -> None:
    life = Life(evenings=evenings).live()
    assert spans(life) == [(0, 60, NOTHING)]
    assert [kept.entry.level for kept in life.diary.of(Noticed)].count("red") == 0
    assert len({kept.entry.mark for kept in life.diary.of(Noticed)}) <= 1
    assert not any(found.asks_if_safe for found in life.stands)
    assert [one.thing for one in life.offered].count("safety_ten") == 3
    assert [one.thing for one in life.offered].count("phq") == 4


def test_a_pursuer_who_says_no_to_everything_later_opens_nothing_sooner() -> None:
    life = Life(
        writes={
            5: "She blocked me so I made a new account to message her.",
            20: "I parked outside her work again so she would have to see me.",
        },
        says={"stalking": "right"},
    ).live()
    assert spans(life) == [(0, 4, NOTHING), (5, 49, PURSUIT), (50, 60, NOTHING)]
    found = [one.find(State.PURSUIT) for one in life.stands]
    assert [day for day, one in enumerate(found) if one and one.is_repeated] == list(range(20, 50))


def test_whoever_was_hurt_is_asked_to_weigh_nothing_until_they_lift_it_themself() -> None:
    life = Life(
        writes={9: "He put his hands round my throat and squeezed until I could not breathe."},
        ten={0: {"afraid": "rather_not"}, 30: {"hurt": "once"}},
        says={"abused": "right"},
    ).live()
    assert spans(life) == [(0, 8, NOTHING), (9, 60, VICTIM)]
    assert life.stands[0].is_unsure
    closed = [one.exercise for one in life.offered if one.exercise in {"X03", "X16"}]
    assert closed.count("X03") <= 2
    assert not any(one.thing == "history" for one in life.offered[-20:])
    assert life.stands[-1].find(State.VIOLENCE)


def test_in_a_crisis_contact_rests_three_days_and_the_way_to_a_message_a_fortnight() -> None:
    life = Life(
        writes={12: "I don't want to be alive any more."},
        phq={14: {"hurt_self": 1}, 28: {"hurt_self": 2}},
        says={"self_harm": "right"},
    ).live()
    assert spans(life) == [
        (0, 11, NOTHING),
        (12, 14, TOOLS | LATER),
        (15, 25, LATER),
        (26, 27, NOTHING),
        (28, 30, TOOLS | LATER),
        (31, 41, LATER),
        (42, 60, NOTHING),
    ]
    asks = [day for day, one in enumerate(life.stands) if one.asks_if_safe]
    assert asks == [12, 13, 14, 28, 29, 30]


def test_whoever_is_under_age_does_no_work_on_the_relationship() -> None:
    life = Life(writes={3: "I am 16 and he was my first boyfriend."}, says={"minor": "right"}).live()
    assert spans(life) == [(0, 2, NOTHING), (3, 60, frozenset(Lock))]
    steps = {one.exercise: exercises()[one.exercise].head.step for one in life.offered if one.exercise}
    assert set(steps.values()) <= {"first", "accept", "thrive"}
    assert not any(one.thing == "history" for one in life.offered)
    assert life.locked(Lock.RELATIONSHIP) == list(range(3, DAYS))
