"""The seven states in one table: what opens each, what it locks and for how long, and how it lifts.

The order of the states is their order of authority. The numbers are product rules, not an instrument.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from reknit.safety.model import DONE_TO_ME, Kind, Level, Statement


class State(Enum):
    """Something that outranks the programme while it is open."""

    SELF_HARM = "self_harm"
    OWN_VIOLENCE = "own_violence"
    VIOLENCE = "violence"
    MINOR = "minor"
    ORDER = "order"
    PURSUIT = "pursuit"
    PRESSURE = "pressure"


class Lock(Enum):
    """One kind of thing this program does that a state can close."""

    CONTACT = "contact"
    GATE = "gate"
    REHEARSAL = "rehearsal"
    HELLO = "hello"
    APOLOGY = "apology"
    REBUILD = "rebuild"
    SHARES = "shares"
    RELATIONSHIP = "relationship"
    REMINDERS = "reminders"


Span = dt.timedelta | None
"""How long a lock holds after the last sign; None: until it is lifted, however long that takes."""

TOOLS = (Lock.CONTACT, Lock.REHEARSAL, Lock.HELLO, Lock.APOLOGY, Lock.REBUILD)
"""Everything that leads towards the other person: drafts, practising, saying hi, an apology, a new start."""

CRISIS_TOOLS = dt.timedelta(hours=72)
"""After a sign of self-harm, tools for contact rest for three days. Product choice (programme 4.2)."""

CRISIS_GATE = dt.timedelta(days=14)
"""And the way to a first message rests for two weeks. Product choice (programme 6.4)."""

MONTH = dt.timedelta(days=30)
"""Harm or pursuit of one's own: thirty days without any sign. Product choice (programme 4.2)."""

FORTNIGHT = dt.timedelta(days=14)
"""Pressure: two weeks, and signs that have to come together come within two weeks. Product choice."""

ITEM_NINE_OPENS = 2
"""From "more than half the days" on, item 9 opens the state. Product choice (programme 4.2)."""

ONCE: Mapping[Level, int] = MappingProxyType({"red": 1, "amber": 1})
THRICE: Mapping[Level, int] = MappingProxyType({"red": 1, "amber": 3})


def _for(span: Span, *locks: Lock) -> dict[Lock, Span]:
    return dict.fromkeys(locks, span)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the table.

    A text opens a state when it was red, or amber and confirmed ("right"), as many times within a
    fortnight as `times` says. A yes in the ten, item 9 and a plain statement open it at once.
    `denial_lifts`: "not like that" takes back what a text alone opened; otherwise the time still runs,
    but nothing else is asked for. `lifted_by` must be stated after the last sign; `needs_ten_no` asks for
    a round of the ten since then that says no to all of its questions, `ten_no_if_ten` only where the ten
    had opened it.
    """

    sign: Kind
    times: Mapping[Level, int] = field(default_factory=lambda: ONCE)
    ten: tuple[str, ...] = ()
    item_nine: bool = False
    told: Statement | None = None
    locks: Mapping[Lock, Span]
    denial_lifts: bool = True
    lifted_by: Statement | None = None
    needs_ten_no: bool = False
    ten_no_if_ten: bool = False


TABLE: Mapping[State, Row] = MappingProxyType(
    {
        State.SELF_HARM: Row(
            sign="self_harm",
            item_nine=True,
            told="not_safe",
            locks=_for(CRISIS_TOOLS, *TOOLS) | _for(CRISIS_GATE, Lock.GATE, Lock.REMINDERS),
        ),
        State.OWN_VIOLENCE: Row(
            sign="threat",
            ten=("i_hurt", "i_threatened"),
            locks=_for(MONTH, *TOOLS, Lock.GATE, Lock.REMINDERS),
            denial_lifts=False,
            lifted_by="saw_someone",
        ),
        State.VIOLENCE: Row(
            sign="abused",
            ten=DONE_TO_ME,
            locks=_for(None, *TOOLS, Lock.GATE, Lock.SHARES, Lock.REMINDERS),
            lifted_by="safe_from_them",
            needs_ten_no=True,
        ),
        State.MINOR: Row(
            sign="minor",
            locks=_for(None, *TOOLS, Lock.GATE, Lock.SHARES, Lock.RELATIONSHIP, Lock.REMINDERS),
            lifted_by="of_age",
        ),
        State.ORDER: Row(
            sign="order",
            ten=("order",),
            told="order",
            locks=_for(None, *TOOLS, Lock.GATE, Lock.REMINDERS),
            lifted_by="order_over",
        ),
        State.PURSUIT: Row(
            sign="stalking",
            times=THRICE,
            ten=("i_looked", "i_contacted"),
            locks=_for(
                MONTH, Lock.CONTACT, Lock.HELLO, Lock.APOLOGY, Lock.REBUILD, Lock.GATE, Lock.REMINDERS
            ),
            denial_lifts=False,
            ten_no_if_ten=True,
        ),
        State.PRESSURE: Row(
            sign="manipulation",
            times=THRICE,
            locks=_for(FORTNIGHT, Lock.CONTACT, Lock.APOLOGY, Lock.GATE),
        ),
    }
)
"""The seven states of the safety net."""

STATE_OF: Mapping[Kind, State] = MappingProxyType({row.sign: state for state, row in TABLE.items()})
"""Which state a sign in a text belongs to."""

CLOSED_BY_WISH = frozenset({Lock.CONTACT, Lock.HELLO, Lock.APOLOGY, Lock.REBUILD, Lock.GATE})
"""What stays closed while the other asks for no contact: their word, no danger, and second in authority."""
