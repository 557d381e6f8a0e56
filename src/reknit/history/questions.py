"""Answer the three questions of the first step, for each person: no sign, some, clear, or cannot tell.

A sign is a change in how someone wrote. It is never a verdict on what they felt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reknit.history.findings import Finding

Question: TypeAlias = Literal["given_up", "shut_down", "friends_not_lovers"]
Sign: TypeAlias = Literal["none", "some", "clear", "unknown"]
Way: TypeAlias = Literal["less", "more"]

PAIR = 2
# A change that ended longer ago than this is past: it is told, but it is no sign of how things ended.
# Product choice.
PAST = timedelta(weeks=13)
# Changes that belong together begin within this time of each other. Product choice.
TOGETHER = timedelta(weeks=26)
# One change of this size, surely larger than the next constant, is clear by itself. Product choices.
CLEAR_SIZE, CLEAR_AT_LEAST = 2.0, 1.5
# These rise and fall with each other; two of them are one sign. Product choice.
ONE_FAMILY = frozenset({"volume", "effort", "length", "short_answers"})
# A share that both divide between them: more of the one is less of the other.
MIRRORED = frozenset({"initiative"})
# Writing that fell with the warmth is less of everything, not friendship instead of love. Product choice.
HELD = 0.75
TINY = 1e-9


class Signs(NamedTuple):
    """List what speaks for a question: by itself, and only together with something else."""

    by_itself: dict[str, Way]
    beside: dict[str, Way]
    may_be_faint: bool = True  # whether what is only beside can be some sign without the other


# Which changes answer which question: from what people mean by it (programme rows 34 to 36). Product choices.
SIGNS: dict[Question, Signs] = {
    "given_up": Signs(
        by_itself={"initiative": "less", "effort": "less", "plans": "less", "repair": "less"},
        beside={
            "questions": "less",
            "volume": "less",
            "reply_time": "more",
            "bids_unanswered": "more",
            "short_answers": "more",
            "apologies": "less",
            "thanks": "less",
            "reactions": "less",
            "length": "less",
        },
    ),
    "shut_down": Signs(
        by_itself={"disclosure": "less", "silence_after_heat": "more"},
        beside={
            "length": "less",
            "short_answers": "more",
            "bids_unanswered": "more",
            "questions": "less",
        },
    ),
    "friends_not_lovers": Signs(
        by_itself={"affection": "less", "desire": "less"},
        beside={"logistics": "more", "we": "less", "plans": "less", "night_share": "less"},
        may_be_faint=False,
    ),
}
QUESTIONS: tuple[Question, ...] = tuple(SIGNS)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Answer one question for one person, with the places of the findings that speak for it."""

    question: Question
    person: int
    sign: Sign
    findings: tuple[int, ...] = ()

    def mirrored(self) -> Answer:
        """Tell it from the other person's side."""
        return replace(self, person=1 - self.person)


def answers(
    findings: Sequence[Finding], *, watched: Collection[tuple[str, int]], last_day: date
) -> tuple[Answer, ...]:
    """Answer every question for both.

    `watched` holds each measure and person with enough to see a change; `last_day` is the end of the export.
    """
    return tuple(
        _answer(question, person, findings, watched, last_day)
        for question in QUESTIONS
        for person in range(PAIR)
    )


def way(finding: Finding) -> Way:
    """Name the direction of a change."""
    return "less" if finding.is_less else "more"


def _answer(
    question: Question,
    person: int,
    findings: Sequence[Finding],
    watched: Collection[tuple[str, int]],
    last_day: date,
) -> Answer:
    signs = SIGNS[question]
    own = [each for each in findings if each.person == person]
    speaking = {place: each for place, each in enumerate(findings) if _speaks(each, person, signs)}
    strong = [
        each for each in speaking.values() if each.measure in signs.by_itself and not _is_past(each, last_day)
    ]
    sign = _sign(strong, list(speaking.values()) if strong or signs.may_be_faint else [])
    if sign == "clear" and question == "friends_not_lovers" and not _held(own):
        sign = "some"
    if sign == "none":
        is_watched = any((measure, person) in watched for measure in signs.by_itself)
        return Answer(question=question, person=person, sign="none" if is_watched else "unknown")
    places = sorted(speaking, key=lambda place: speaking[place] not in strong)
    return Answer(question=question, person=person, sign=sign, findings=tuple(places))


def _speaks(finding: Finding, person: int, signs: Signs) -> bool:
    """Tell whether a change speaks for a person's sign; who starts more lets the other start less."""
    seen = way(finding)
    if finding.person != person:
        return finding.measure in MIRRORED and seen == "more" and finding.measure in signs.by_itself
    return seen in {signs.by_itself.get(finding.measure), signs.beside.get(finding.measure)}


def _is_past(finding: Finding, last_day: date) -> bool:
    return finding.ended_on is not None and last_day - finding.ended_on > PAST


def _sign(strong: Sequence[Finding], speaking: Sequence[Finding]) -> Sign:
    if any(_is_clear(each, speaking) for each in strong):
        return "clear"
    is_some = strong or len({_family(each) for each in speaking}) >= PAIR or any(map(_is_large, speaking))
    return "some" if is_some else "none"


def _is_clear(one: Finding, speaking: Sequence[Finding]) -> bool:
    """Ask for two different changes that belong together, or for one that is large beyond doubt."""
    beside = {_family(each) for each in speaking if abs(each.started_on - one.started_on) <= TOGETHER}
    return len(beside) >= PAIR or _is_large(one)


def _is_large(one: Finding) -> bool:
    """Tell a change that is large beyond doubt; less of everything is never one by itself."""
    surely = max(1 / max(one.high, TINY), one.low)
    return surely >= CLEAR_AT_LEAST and one.size >= CLEAR_SIZE and one.measure not in ONE_FAMILY


def _family(finding: Finding) -> str:
    return "amount" if finding.measure in ONE_FAMILY else finding.measure


def _held(own: Sequence[Finding]) -> bool:
    """Tell whether the writing itself went on."""
    return not any(each.measure in {"volume", "effort"} and each.ratio < HELD for each in own)
