"""Judge a draft from what was read in it: what comes first, what is missing, and where the check stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from reknit.safety.states import Lock
from reknit.words.labels import PARTS, Part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from reknit.safety.standing import Standing
    from reknit.words.reading import Reading, Sign, Tone

Level = Literal["steady", "amber", "red", "closed"]
Area = Literal["risk", "fault", "part", "length", "meter", "foreign", "steady", "empty"]

LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        "threat": "red",
        "insult": "red",
        "get_back": "closed",
        "third_party": "closed",
        "demand": "red",
        "guilt": "amber",
        "blame_shift": "red",
        "jealousy": "red",
        "conditional": "red",
        "but": "red",
        "mind_reading": "amber",
        "always_never": "amber",
        "pleading": "amber",
        "fog": "amber",
        "cold": "amber",
        "over_the_top": "amber",
    }
)
"""How heavy each fault weighs (programme 6.7), in the order in which it is worth changing.

What frightens or wounds comes before what presses, that before what takes an apology back, and that
before tone. `cold` and `over_the_top` have no level there; theirs, and the order, are product choices.
"""

HEAVIER: tuple[Level, ...] = ("closed", "red", "amber")

MISSING_FIRST: tuple[Part, ...] = ("responsibility", "harm", "repair", "what_happened", "regret", "change")
"""What an apology lacks most where it is missing: taking it on weighs most, and an offer of repair comes next
(Lewicki, Polin & Lount 2016). What it was like for them stands between: a draft needs it too (programme 6.7).
"""

LONG, LONG_APOLOGY, VERY_LONG = 60, 150, 250
"""Words beyond which a message is long, an apology is, and anything is very long. Product choice."""


@dataclass(frozen=True, kw_only=True)
class First:
    """The one thing most useful to look at: what it is about, and its label."""

    area: Area
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """What follows from a reading of a draft; stopped where there is danger: nothing else is looked at."""

    first: First
    level: Level
    faults: tuple[Sign, ...] = ()
    parts: tuple[Sign, ...] = ()
    missing: tuple[Part, ...] = ()
    length: str = ""
    is_stopped: bool = False

    @property
    def is_apology(self) -> bool:
        """Say whether any part of an apology was found."""
        return bool(self.parts)


@dataclass(frozen=True, kw_only=True)
class Closed:
    """What keeps the check closed: a state, the other's wish or questions not yet asked; and until when."""

    code: str
    until: dt.datetime | None = None


def closed_by(*, standing: Standing) -> Closed | None:
    """Return what keeps the check closed, in the order of authority, or None when it is open."""
    for one in standing.open:
        if Lock.CONTACT in one.locks:
            return Closed(code=one.state.value, until=one.locks[Lock.CONTACT])
    if Lock.CONTACT in standing.locks:
        return Closed(code="asked_for_none")
    return Closed(code="not_asked") if standing.ten is None else None


def judge(*, reading: Reading) -> Check:
    """Return what follows from a reading; the first rule that applies names the one thing."""
    if _stops(reading):
        return Check(first=next(_firsts(reading)), level=_level(reading), is_stopped=True)
    if not reading.is_english or not reading.words:
        return Check(first=next(_firsts(reading)), level="steady")
    return Check(
        first=next(_firsts(reading)),
        level=_level(reading),
        faults=_by_weight(reading),
        parts=reading.parts,
        missing=tuple(part for part in PARTS if part in _missing(reading)),
        length=_length(reading),
    )


def _stops(reading: Reading) -> bool:
    """Say whether nothing else is looked at: in danger, and at any doubt whether someone wants to live."""
    return reading.risk.level == "red" or "self_harm" in reading.risk.kinds


def _firsts(reading: Reading) -> Iterator[First]:
    for level in ("red", "amber"):
        yield from (First(area="risk", code=one.label) for one in reading.risk.signs if one.level == level)
    if not reading.is_english:
        yield First(area="foreign")
    if not reading.words:
        yield First(area="empty")
    yield from (First(area="fault", code=fault.label) for fault in _by_weight(reading))
    length = _length(reading)
    if length == "very_long":
        yield First(area="length", code=length)
    yield from (First(area="part", code=part) for part in MISSING_FIRST if part in _missing(reading))
    yield from (
        First(area="part", code="forgiveness") for part in reading.parts if part.label == "forgiveness"
    )
    yield from (First(area="meter", code=meter) for meter in _out_of_band(reading.tone))
    if length:
        yield First(area="length", code=length)
    yield First(area="steady")


def _by_weight(reading: Reading) -> tuple[Sign, ...]:
    order = list(LEVELS)
    return tuple(sorted(reading.faults, key=lambda fault: order.index(fault.label)))


def _missing(reading: Reading) -> frozenset[Part]:
    """Return the parts an apology lacks; forgiveness is never missing, and what is no apology lacks none."""
    found = {part.label for part in reading.parts}
    return frozenset(part for part in MISSING_FIRST if part not in found) if found else frozenset()


def _length(reading: Reading) -> str:
    if reading.words > VERY_LONG:
        return "very_long"
    if reading.parts:
        return "long_apology" if reading.words > LONG_APOLOGY else ""
    return "long" if reading.words > LONG else ""


def _out_of_band(tone: Tone | None) -> Iterator[str]:
    if tone is None:
        return
    if tone.heat_band != "calm":
        yield "heat"
    if tone.footing_band != "self_respecting":
        yield "footing"
    if tone.distance_band != "warm":
        yield "distance"


def _level(reading: Reading) -> Level:
    if reading.risk.level == "red":
        return "closed"
    found = {LEVELS[fault.label] for fault in reading.faults}
    found |= {"red"} if _length(reading) == "very_long" else {"amber"} if _length(reading) else set()
    found |= {"amber"} if reading.risk.signs else set()
    return next((level for level in HEAVIER if level in found), "steady")
