"""Write the vectors that are missing: what the vault seals today and must open for ever.

Run it from the root as `python -m tests.vectors.make` after a kind of entry was added. A vector that
is already there is never written again: it stands for things that people keep. Random bytes are drawn
from a fixed stream here, one for each file, so that anyone can see how a vector came about.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock
from uuid import UUID, uuid4

import msgspec

from reknit.history import Finding, Good, Report, Season, Source, read, report
from reknit.history.questions import Answer as Sign
from reknit.journey.model import Pulse, Start, UnconfirmedCode, Wishes
from reknit.programme.answer import Answer, Draft, Given
from reknit.safety.model import Noticed, Phq, SafetyTen, Told
from reknit.steps.accept.model import Held
from reknit.steps.meet.model import Drafted
from reknit.steps.understand.model import Pinned, Taken
from reknit.vault.diary import Diary
from reknit.vault.envelope import new_envelope
from reknit.vault.sealing import NONCE_BYTES, new_key, seal
from reknit.vault.session import wrap_for_session
from tests.unit.vault.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from reknit.vault.diary import Entry

FOLDER = Path(__file__).parent
AT = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
PASSPHRASE = "Käse ﬁsch １２ Turmuhr"
TYPED_OTHERWISE = "  Ka\u0308se fisch 12 Turmuhr "
CODE = "7K3QD-M0V1R-ZZ4PX-2N8HW-GC5ED"

REPORT_ID = "5b0c1e0e-6f0a-4c63-9f52-0d5f6f1f7c11"

Vector = dict[str, Any]


def stream(name: str) -> Callable[[int], bytes]:
    """Return a source of bytes that look random and are the same each time for a name."""
    counter = itertools.count()

    def draw(length: int) -> bytes:
        seed = f"reknit vector {name} {next(counter)}"
        return hashlib.shake_256(seed.encode()).digest(length)

    return draw


def sealed() -> Vector:
    """Seal a few bytes with a nonce that is written down."""
    key, nonce = new_key(), os.urandom(NONCE_BYTES)
    cases = [(b"", b""), (b"hello", b""), (b"hello", b"a place"), (bytes(range(256)), b"entry" + bytes(48))]
    return {
        "key": key.hex(),
        "nonce": nonce.hex(),
        "cases": [
            {
                "plaintext": plaintext.hex(),
                "place": place.hex(),
                "sealed": seal(key=key, plaintext=plaintext, place=place, nonce=nonce).hex(),
            }
            for plaintext, place in cases
        ],
    }


def envelope() -> Vector:
    """Wrap a key under a passphrase that Unicode can spell in several ways, and under a code."""
    key, owner = new_key(), uuid4()
    wrapped = new_envelope(key=key, owner=owner.bytes, passphrase=PASSPHRASE, code=CODE)
    return {
        "key": key.hex(),
        "owner": str(owner),
        "passphrases": [PASSPHRASE, TYPED_OTHERWISE],
        "code": CODE,
        "envelope": wrapped.as_bytes().decode(),
    }


def session() -> Vector:
    """Wrap a key under the half that lives in a cookie."""
    key, owner, secret = new_key(), uuid4(), new_key()
    wrapped = wrap_for_session(key=key, owner=owner.bytes, secret=secret)
    return {"key": key.hex(), "owner": str(owner), "secret": secret.hex(), "wrapped": wrapped.hex()}


def entry(one: Entry, *, about: str = "") -> Vector:
    """Keep one entry in a diary of its own, and show the row."""
    key, owner, store = new_key(), uuid4(), MemoryStore()
    entry_id = Diary(key=key, owner=owner, store=store).keep(one, about=about)
    (row,) = store.everything()
    return {
        "key": key.hex(),
        "owner": str(owner),
        "id": str(entry_id),
        "kind": one.KIND,
        "about": about,
        "shelf": row.shelf.hex(),
        "sealed": row.sealed.hex(),
        "entry": json.loads(msgspec.json.encode(one)),
    }


def answer() -> Answer:
    """Answer a little of everything, and once more later."""
    given = (
        Given(key="happened", type="lines", ask="What happened?", lines=("We talked.", "Then “that’s it”.")),
        Given(key="why", type="long", ask="Why?", text="Ich weiß es nicht. 💔", landing="A breath."),
        Given(key="body", type="choices", ask="What is true?", labels=("Tea",), chosen=("drunk",)),
        Given(key="distress", type="scale", ask="How bad?", labels=("fine", "bad"), number=7),
        Given(key="parts", type="shares", ask="Whose part?", labels=("mine", "theirs"), numbers=(40, 60)),
        Given(
            key="both", type="columns", ask="Two columns", labels=("a", "b"), lines=("x",), more_lines=("y",)
        ),
        Given(key="until", type="day", ask="Until when?", day=dt.date(2026, 12, 1)),
    )
    later = (Given(key="urge", type="practice", ask="Now?", labels=("0", "10"), ratings=((0, 8), (10, 3))),)
    return Answer(
        at=AT,
        exercise="X14",
        title="Ride the wave",
        given=given,
        followed_up_at=AT + dt.timedelta(minutes=20),
        follow_up=later,
    )


CHAT = "\n".join(
    f"{day:02}/01/2026, 21:0{minute} - {who}: words {day}"
    for day in range(1, 29)
    for minute, who in enumerate(("Kim", "Sam", "Kim", "Sam"))
).encode()
"""A short chat, written for the vector of a message report."""


def message_report() -> Report:
    """Return a report of a short chat, with one of everything that a longer one finds."""
    monday = dt.date(2026, 1, 5)
    found = Finding(
        measure="initiative",
        person=1,
        started_on=monday,
        earliest=monday,
        latest=monday + dt.timedelta(weeks=1),
        ended_on=None,
        before=0.5,
        after=0.2,
        ratio=0.4,
        low=0.3,
        high=0.55,
    )
    return replace(
        report(read([Source(name="chat.txt", content=CHAT)]), now=AT),
        findings=(found,),
        answers=(Sign(question="given_up", person=1, sign="some", findings=(0,)),),
        stayed_good=(Good(measure="laughter", person=None, first=(0.1, 0.2), last=(0.1, 0.3)),),
        best_season=Season(first=monday, last=monday + dt.timedelta(weeks=13)),
        watched=(("initiative", 1),),
    )


def held() -> Held:
    """Lay a message into the drawer and do everything to it that can be done."""
    return Held(
        at=AT,
        text="I am sorry that I read your letters.\nBut you made me.",
        level="red",
        faults=("but", "blame_shift"),
        parts=("regret", "what_happened"),
        version_of=UUID(REPORT_ID),
        reread_at=AT + dt.timedelta(hours=25),
        felt="Tired.",
        would_do="Put the phone away.",
        changed_at=AT + dt.timedelta(hours=26),
        copied_at=AT + dt.timedelta(hours=27),
    )


def entries() -> dict[str, Callable[[], Vector]]:
    """Return how each entry's vector is made, by the name of its file."""
    start = Start(
        at=AT,
        name="Kim",
        ex="Ré",
        ended_on=dt.date(2026, 10, 13),
        ended_by="both",
        ties=("children", "work"),
        asked="space",
        country="DE",
    )
    pulse = Pulse(at=AT, hurt=8, pull=7, anger=3, loneliness=6, acceptance=2, identity=4, rested=5)
    draft = Draft(at=AT, exercise="X03", fields={"me": ("a line", ""), "us.left": ("x",)})
    pinned = Pinned(
        at=AT,
        question="shut_down",
        measure="disclosure",
        when="before",
        sent_at=AT.replace(year=2024, tzinfo=None),
        text="Ich hab Angst vor Montag, um ehrlich zu sein 🙈",
    )
    ten = SafetyTen(at=AT, replies={"afraid": "no", "hurt": "once", "order": "rather_not"})
    noticed = Noticed(
        at=AT,
        where="X03.story",
        sign="self_harm",
        level="amber",
        source=UUID(REPORT_ID),
        mark="0f" * 16,
        shown_at=AT + dt.timedelta(minutes=1),
        answer="rather_not",
        answered_at=AT + dt.timedelta(minutes=2),
    )
    made: list[tuple[Entry, str]] = [
        (start, ""),
        (pulse, ""),
        (Wishes(at=AT, idle_minutes=30), ""),
        (UnconfirmedCode(at=AT, code=CODE), ""),
        (answer(), "X14"),
        (draft, "X03"),
        (ten, ""),
        (noticed, ""),
        (Phq(at=AT, replies={"interest": 1, "down": 0, "hurt_self": 3}), ""),
        (Told(at=AT, what="saw_someone"), ""),
        (pinned, REPORT_ID),
        (Taken(at=AT, text="I asked less and less.\nThat was mine."), REPORT_ID),
        (message_report(), ""),
        (Drafted(at=AT, text="Hi Ré, ich bring dir\ndeinen Schal 🧣", version_of=UUID(REPORT_ID)), ""),
        (held(), ""),
    ]
    return {file_name(one): partial(entry, one, about=about) for one, about in made}


def file_name(one: Entry) -> str:
    """Return the name of the file an entry's vector lives in."""
    return f"entries/{one.KIND.replace('/', '-')}.json"


def main() -> None:
    """Write every vector that is not there yet."""
    made = {"sealed.json": sealed, "envelope.json": envelope, "session.json": session, **entries()}
    for name, make in made.items():
        path = FOLDER / name
        if not path.exists():
            with mock.patch("os.urandom", stream(name)):
                vector = make()
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(vector, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
