"""Say in words what the check of a draft found, for a page or a terminal to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reknit.programme.words import check_words, reason_words
from reknit.steps.meet.marks import KIND_OF, STRONGER, pieces
from reknit.steps.meet.rules import judge
from reknit.words.judging import DISTANCE_BAND, FOOTING_BAND, HEAT_BAND
from reknit.words.labels import PARTS
from reknit.words.reading import RiskSign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reknit.programme.words import Spot
    from reknit.steps.meet.marks import Kind, Piece
    from reknit.steps.meet.rules import Check, First
    from reknit.words.reading import Reading, Sign, Tone

QUOTED_MOST = 90
"""Letters of a draft that are quoted beside a reason; the place itself is marked. Product choice."""


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a place is marked: what it is, what was seen there, what it may do, a question, its kind of line.

    `seen` is empty where no rule found single words, and the whole only reads like it.
    """

    title: str
    words: str
    seen: str
    does: str
    ask: str
    kind: Kind


@dataclass(frozen=True, kw_only=True)
class ToldPiece:
    """A piece of the draft with the reasons for its mark; plain where there is none."""

    piece: Piece
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class ToldPart:
    """One part of an apology: its words where it was found, else why it is worth having, and a question."""

    title: str
    words: str
    missing: str
    ask: str


@dataclass(frozen=True, kw_only=True)
class ToldMeter:
    """One meter: where it stands from 0 to 100, where its band is, and that in words."""

    name: str
    low: str
    high: str
    at: int
    band: tuple[int, int]
    says: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """Everything a check says; `danger` is the kind of danger that comes first, if any does."""

    title: str
    says: str
    ask: str
    danger: str
    way: str
    check: Check
    pieces: tuple[ToldPiece, ...]
    kinds: tuple[tuple[Kind, str], ...]
    parts: tuple[ToldPart, ...]
    meters: tuple[ToldMeter, ...]
    by_hand: tuple[tuple[str, tuple[Spot, ...]], ...]
    cannot_know: str


def tell(*, text: str, reading: Reading) -> Told:
    """Return in words what a reading of a draft comes to; where there is danger, nothing but that."""
    check = judge(reading=reading)
    title, says, ask = _first(check.first, reading)
    risks, is_danger = check_words().risks, check.first.area == "risk"
    signs = () if check.is_stopped else (*check.faults, *check.parts, *reading.risk.signs)
    return Told(
        title=title,
        says=says,
        ask=ask,
        danger=check.first.code if is_danger else "",
        way=risks[check.first.code].way if is_danger else "",
        check=check,
        pieces=_pieces(text, signs),
        kinds=_kinds(signs),
        parts=tuple(_parts(text, check)),
        meters=() if check.is_stopped or reading.tone is None else tuple(_meters(reading.tone)),
        by_hand=() if check.is_stopped or reading.is_english else _by_hand(),
        cannot_know=check_words().says["stopped" if check.is_stopped else "cannot_know"],
    )


def _first(first: First, reading: Reading) -> tuple[str, str, str]:
    """Return the title, the sentence and the question of the one thing."""
    words = check_words()
    if first.area == "risk":
        risk = words.risks[first.code]
        certain = {sign.label for sign in reading.risk.signs if sign.level == "red"}
        return risk.title, risk.red if first.code in certain else risk.amber, ""
    if first.area == "part" and first.code != "forgiveness":
        return words.parts[first.code].ask, words.parts[first.code].missing, ""
    if first.area == "meter":
        meter = words.meters[first.code]
        return meter.title, meter.band(_band(reading, first.code)), meter.ask
    spots: Mapping[str, Mapping[str, Spot]] = {
        "fault": words.faults,
        "part": words.parts,
        "length": words.lengths,
    }
    if first.area in spots:
        spot = spots[first.area][first.code]
        return spot.title, spot.does, spot.ask
    return words.says[first.area], words.says[f"{first.area}_more"], ""


def _band(reading: Reading, meter: str) -> str:
    band: str = getattr(reading.tone, f"{meter}_band")
    return band


def _pieces(text: str, signs: Sequence[Sign]) -> tuple[ToldPiece, ...]:
    return tuple(
        ToldPiece(piece=piece, reasons=tuple(_reason(text, sign) for sign in _by_strength(piece.signs)))
        for piece in pieces(text=text, signs=signs)
    )


def _by_strength(signs: Sequence[Sign]) -> list[Sign]:
    return sorted(signs, key=lambda sign: STRONGER.index(KIND_OF[sign.label]))


def _kinds(signs: Sequence[Sign]) -> tuple[tuple[Kind, str], ...]:
    found = {KIND_OF[sign.label] for sign in signs}
    return tuple((kind, check_words().kinds[kind]) for kind in STRONGER if kind in found)


def _reason(text: str, sign: Sign) -> Reason:
    title, does, ask = _spoken(sign)
    return Reason(
        title=title,
        words=_quoted(text, sign),
        seen=reason_words().get(sign.label, {}).get(sign.reason, ""),
        does=does,
        ask=ask,
        kind=KIND_OF[sign.label],
    )


def _spoken(sign: Sign) -> tuple[str, str, str]:
    """Return the title, the sentence and the question of a sign; a part that is there is not asked for."""
    words = check_words()
    if isinstance(sign, RiskSign):
        return words.says["danger_mark"], words.risks[sign.label].amber, ""
    if sign.label not in PARTS:
        fault = words.faults[sign.label]
        return fault.title, fault.does, fault.ask
    part = words.parts[sign.label]
    return part.title, part.does, part.ask if sign.label == "forgiveness" else ""


def _quoted(text: str, sign: Sign) -> str:
    words = " ".join(text[sign.start : sign.end].split())
    return words if len(words) <= QUOTED_MOST else f"{words[: QUOTED_MOST - 1].rstrip()}…"


def _parts(text: str, check: Check) -> Iterator[ToldPart]:
    """Tell each part of an apology in its order; asking to be forgiven only where it is there."""
    found = {sign.label: _quoted(text, sign) for sign in check.parts}
    for part, words in check_words().parts.items():
        if part in found or part in check.missing:
            yield ToldPart(title=words.title, words=found.get(part, ""), missing=words.missing, ask=words.ask)


def _meters(tone: Tone) -> Iterator[ToldMeter]:
    bands = {"distance": DISTANCE_BAND, "heat": (0, HEAT_BAND), "footing": (0, FOOTING_BAND)}
    for meter, band in bands.items():
        words = check_words().meters[meter]
        says = words.band(getattr(tone, f"{meter}_band"))
        yield ToldMeter(
            name=words.name,
            low=words.low,
            high=words.high,
            at=getattr(tone, meter),
            band=band,
            says=says,
        )


def _by_hand() -> tuple[tuple[str, tuple[Spot, ...]], ...]:
    """Return the questions for any message, and those for an apology, each group with its heading."""
    words = check_words()
    return (
        (words.says["by_hand_any"], tuple(words.faults.values())),
        (words.says["by_hand_apology"], tuple(words.parts.values())),
    )
