"""Decide from direct answers which dangers are open, and what each of them closes.

The order of authority is safety, the ex's expressed wish, the law, today's distress, the programme,
and only then the person's own wish. The rules are product rules, not a validated instrument.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import TYPE_CHECKING

from reknit.safety.model import DONE_TO_ME, QUESTIONS, Reply, SafetyTen

if TYPE_CHECKING:
    from collections.abc import Sequence

ASK_AGAIN_AFTER = dt.timedelta(days=30)
"""The ten are asked monthly, because an answer can change (product choice)."""


HELD = frozenset({"i_hurt", "i_threatened", "i_looked", "i_contacted"})
"""A yes to these closes tools for thirty days, also against a no of the next day."""


class Danger(Enum):
    """Something that outranks the programme while it is open."""

    VIOLENCE = "violence"
    OWN_VIOLENCE = "own_violence"
    PURSUIT = "pursuit"
    ORDER = "order"
    ASKED_FOR_NONE = "asked_for_none"
    UNSURE = "unsure"


CLOSE_CONTACT = frozenset(
    {Danger.VIOLENCE, Danger.OWN_VIOLENCE, Danger.PURSUIT, Danger.ORDER, Danger.ASKED_FOR_NONE}
)
"""While any of these is open, nothing here helps to write to the ex."""


def dangers(*, ten: SafetyTen | None, asked: str) -> frozenset[Danger]:
    """Return the open dangers, from the newest safety ten and from what the ex has asked for."""
    found = _from_wish(asked)
    return found | _from_ten(ten) if ten else found


def _from_wish(asked: str) -> frozenset[Danger]:
    wishes = {"no_contact": Danger.ASKED_FOR_NONE, "order": Danger.ORDER}
    return frozenset({wishes[asked]}) if asked in wishes else frozenset()


def _from_ten(ten: SafetyTen) -> frozenset[Danger]:
    signs = {
        Danger.VIOLENCE: ten.said_yes(*DONE_TO_ME),
        Danger.OWN_VIOLENCE: ten.said_yes("i_hurt", "i_threatened"),
        Danger.PURSUIT: ten.said_yes("i_looked", "i_contacted"),
        Danger.ORDER: ten.said_yes("order"),
        Danger.UNSURE: "rather_not" in ten.replies.values(),
    }
    return frozenset(danger for danger, is_open in signs.items() if is_open)


def standing(*, tens: Sequence[SafetyTen], now: dt.datetime) -> SafetyTen | None:
    """Return what stands after all rounds of the ten, newest first; None when they were never asked.

    The last reply given to a question counts: leaving it open later, or rather not saying, clears
    nothing. What someone did themself stands for thirty days, whatever they say after.
    """
    if not tens:
        return None
    replies = {question: _stands(question, tens, now) for question in QUESTIONS}
    return SafetyTen(at=tens[0].at, replies={question: reply for question, reply in replies.items() if reply})


def _stands(question: str, tens: Sequence[SafetyTen], now: dt.datetime) -> Reply | None:
    given = [(ten.at, ten.replies[question]) for ten in tens if question in ten.replies]
    held = [reply for at, reply in given if reply in {"yes", "once"} and now - at < ASK_AGAIN_AFTER]
    if held and question in HELD:
        return held[0]
    newest = given[0][1] if given else None
    if newest != "rather_not":
        return newest
    before = next((reply for _, reply in given if reply != "rather_not"), newest)
    return before if before in {"yes", "once"} else newest


def may_write_to_ex(*, open_dangers: frozenset[Danger]) -> bool:
    """Say whether tools for contact stay open."""
    return not open_dangers & CLOSE_CONTACT


def is_ten_due(*, ten: SafetyTen | None, now: dt.datetime) -> bool:
    """Say whether it is time to ask the ten again."""
    return ten is None or now - ten.at >= ASK_AGAIN_AFTER
