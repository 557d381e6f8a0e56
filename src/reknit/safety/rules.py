"""Decide from direct answers which dangers are open, and what each of them closes.

The order of authority is safety, the ex's expressed wish, the law, today's distress, the programme,
and only then the person's own wish. The rules are product rules, not a validated instrument.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import TYPE_CHECKING

from reknit.safety.model import DONE_TO_ME

if TYPE_CHECKING:
    from reknit.safety.model import SafetyTen

ASK_AGAIN_AFTER = dt.timedelta(days=30)
"""The ten are asked monthly, because an answer can change (product choice)."""


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


def may_write_to_ex(*, open_dangers: frozenset[Danger]) -> bool:
    """Say whether tools for contact stay open."""
    return not open_dangers & CLOSE_CONTACT


def is_ten_due(*, ten: SafetyTen | None, now: dt.datetime) -> bool:
    """Say whether it is time to ask the ten again."""
    return ten is None or now - ten.at >= ASK_AGAIN_AFTER
