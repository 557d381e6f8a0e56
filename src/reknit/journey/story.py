"""Tell a message report in words: five sentences, what changed, the three questions, and what held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reknit.history.findings import around
from reknit.history.questions import SIGNS
from reknit.journey.spoken import spoken_amount, spoken_day, spoken_number, spoken_value
from reknit.programme.measures import measure_words
from reknit.programme.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history import OwnWords
    from reknit.history.findings import Finding
    from reknit.history.good import Good
    from reknit.history.questions import Answer, Question
    from reknit.history.report import Curve, Report

PERCENT = 100
CANNOT_KNOW = ("calls", "reasons", "hearts", "irony", "good_silence")
# Below this share there is no use in saying how much less it is, nor how much more where it is the other way.
GONE = 0.05
# From this many weeks on it says something how many messages there were in one. Product choice.
SOME_WEEKS = 4
# A change that goes on where another one of the same ended is one story. Product choice.
NEXT = dt.timedelta(weeks=2)
# A date open by no more than this is told as it is. Product choice.
SURE_DATE = dt.timedelta(weeks=6)
# What held is told of both first, then of the reader, then of the other.
WHO = (None, 0, 1)
# So many things that held are named in one sentence.
MOST_GOOD = 4


@dataclass(frozen=True, kw_only=True)
class ToldFinding:
    """Say one change: what, since when, how large, how sure."""

    measure: str
    title: str
    person: int
    since: dt.date
    line: str
    size: str
    doubt: str


@dataclass(frozen=True, kw_only=True)
class ToldAnswer:
    """Say one answer for one person, with the changes behind it and what else changed around then."""

    who: str
    sign: str  # none, some, clear or unknown
    says: str
    means: str
    findings: tuple[ToldFinding, ...]
    around: tuple[ToldFinding, ...]


@dataclass(frozen=True, kw_only=True)
class ToldQuestion:
    """Say one of the three questions, the asker's own share first."""

    question: str
    title: str
    looks_at: str
    answers: tuple[ToldAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class Story:
    """Hold everything a report says in words."""

    sentences: tuple[str, ...]
    questions: tuple[ToldQuestion, ...]
    too_short: str  # why the questions are not asked of this chat; empty where they are
    findings: tuple[ToldFinding, ...]
    most_likely: str  # what the range of a size means; empty where no size is told
    good: tuple[str, ...]
    cannot_know: tuple[str, ...]
    not_measured: tuple[str, ...]


def tell_story(report: Report) -> Story:
    """Put a report into words, told to its first person."""
    told = {id(each): _told(each, report) for each in report.findings}
    return Story(
        sentences=tuple(_sentences(report)),
        questions=_questions(report, told),
        too_short="" if report.watched else _say("means_unknown_short"),
        findings=tuple(told.values()),
        most_likely=_say("most_likely") if told else "",
        good=tuple(_held(each, report) for who in WHO for each in report.stayed_good if each.person == who),
        cannot_know=tuple(_say(f"cannot_{code}") for code in CANNOT_KNOW),
        not_measured=tuple(_not_measured(report)),
    )


def once_each(words: Sequence[OwnWords]) -> list[OwnWords]:
    """Leave out a message that was shown before, under another question."""
    return list({(each.sent_at, each.text): each for each in reversed(words)}.values())[::-1]


def told_curves(report: Report) -> tuple[Curve, ...]:
    """Return the measures to tell; how many messages a week only where there were some weeks."""
    return tuple(each for each in report.curves if has_weeks(report) or each.measure != "volume")


def has_weeks(report: Report) -> bool:
    """Tell whether there are weeks enough to say what one of them held."""
    return len(report.weeks) >= SOME_WEEKS


def _say(code: str, **named: object) -> str:
    return sentence(area="history", code=code, **named)


def _sentences(report: Report) -> list[str]:
    other = report.people[1].name
    said = [_span(report), *_what_held(report)]
    if not report.watched:
        said.append(_say("story_short"))
    elif not report.findings:
        said.append(_say("story_nothing", other=other))
    else:
        said += [_share(report, person) for person in (0, 1)]
    return [*said, _say("story_doubt")]


def _span(report: Report) -> str:
    """Say from when to when, and how much; what a week held only where there were some."""
    first, last = report.reading.first.date(), report.reading.last.date()
    sent = sum(person.messages for person in report.people)
    return _say(
        "story_span_day" if first == last else "story_span" if has_weeks(report) else "story_span_short",
        first=spoken_day(first),
        last=spoken_day(last),
        other=report.people[1].name,
        messages=f"{sent:,}",
        weekly=spoken_number(sent / max(1, len(report.weeks))),
    )


def _what_held(report: Report) -> list[str]:
    if report.stayed_good:
        named = report.stayed_good[:MOST_GOOD]
        held = [_kept(who, [each for each in named if each.person == who], report) for who in WHO]
        return [_say("story_good", good=_joined([each for each in held if each]))]
    season = report.best_season
    if season is None:
        return []
    return [_say("story_season", first=f"{season.first:%B %Y}", last=f"{season.last:%B %Y}")]


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _joined(parts: Sequence[str]) -> str:
    """Join parts that are lists themselves."""
    return ", and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _kept(person: int | None, held: Sequence[Good], report: Report) -> str:
    """Say what one of the two kept, or both, without a capital."""
    if not held:
        return ""
    who = "both" if person is None else ("you", "other")[person]
    what = _listed([measure_words()[each.measure].stayed for each in held])
    return _say(f"good_{who}", what=what, other=report.people[1].name)


def _held(held: Good, report: Report) -> str:
    kept = _kept(held.person, [held], report)
    return f"{kept[0].upper()}{kept[1:]}."


def _share(report: Report, person: int) -> str:
    other, who = report.people[1].name, ("own", "other")[person]
    leading = _leading(report, person)
    if leading is None:
        return _say(f"story_{who}_none", other=other)
    more = len({each.measure for each in report.findings if each.person == person}) - 1
    return _say(
        f"story_{who}",
        other=other,
        change=_line(_from_its_beginning(leading, report), report),
        more="" if not more else _say("story_more_one" if more == 1 else "story_more", count=more),
    )


def _from_its_beginning(finding: Finding, report: Report) -> Finding:
    """Let a change that went on where another one of the same ended begin with that one."""
    before = went_on_from(finding, findings=report.findings)
    return finding if before is None else replace(finding, started_on=before.started_on)


def went_on_from(finding: Finding, *, findings: Sequence[Finding]) -> Finding | None:
    """Return the change of the same person and measure that ended where this one goes on."""
    same = (finding.measure, finding.person, finding.is_less)
    return next(
        (
            each
            for each in findings
            if (each.measure, each.person, each.is_less) == same
            and each.ended_on is not None
            and dt.timedelta(0) < finding.started_on - each.ended_on <= NEXT
        ),
        None,
    )


def _leading(report: Report, person: int) -> Finding | None:
    """Choose the change to tell first: one that lasts, that answers a question, and that is large."""
    answering = {place for each in report.answers if each.person == person for place in each.findings}
    own = [(place, each) for place, each in enumerate(report.findings) if each.person == person]
    ranked = sorted(
        own, key=lambda pair: (pair[1].ended_on is None, pair[0] in answering, pair[1].size), reverse=True
    )
    return ranked[0][1] if ranked else None


def _line(finding: Finding, report: Report) -> str:
    """Say what changed and since when, without a capital, to stand inside a sentence."""
    name = None if finding.person == 0 else report.people[1].name
    change = measure_words()[finding.measure].change(is_higher=not finding.is_less, name=name)
    change = change[0].lower() + change[1:] if name is None else change
    if finding.ended_on is None:
        return _say("finding_since", **{"from": spoken_day(finding.started_on)}, change=change)
    dates = {"from": spoken_day(finding.started_on), "to": spoken_day(finding.ended_on)}
    return _say("finding_episode", **dates, change=change)


def _told(finding: Finding, report: Report) -> ToldFinding:
    unit = next(curve.unit for curve in report.curves if curve.measure == finding.measure)
    line = _line(finding, report)
    values = {
        "before": spoken_value(finding.measure, finding.before, unit),
        "after": spoken_amount(finding.after, unit),
    }
    return ToldFinding(
        measure=finding.measure,
        title=measure_words()[finding.measure].title,
        person=finding.person,
        since=finding.started_on,
        line=f"{line[0].upper()}{line[1:]}.",
        size=_say("finding_size" if finding.ended_on is None else "finding_size_episode", **values),
        doubt=_doubt(finding),
    )


def _doubt(finding: Finding) -> str:
    """Say how sure the size is, and the date where it is open by more than a few weeks."""
    if finding.latest - finding.earliest <= SURE_DATE:
        return _sure_size(finding)
    began = {name: spoken_day(getattr(finding, name)) for name in ("earliest", "latest")}
    return f"{_sure_size(finding)} {_say('finding_began', **began)}"


def _sure_size(finding: Finding) -> str:
    """Say how large a change is and how sure: a fall in per cent, a rise in times."""
    if finding.ratio < GONE:
        return _say("finding_gone" if finding.ended_on is None else "finding_gone_episode")
    if finding.ratio * GONE > 1:
        return _say("finding_new")
    if finding.is_less:
        shares = (finding.ratio, finding.high, finding.low)
        share, least, most = (round(PERCENT * (1 - value)) for value in shares)
        return _say("finding_less", share=share, least=max(0, least), most=most)
    spoken = {name: spoken_number(getattr(finding, name)) for name in ("ratio", "low", "high")}
    return _say("finding_more", **spoken)


def _questions(report: Report, told: dict[int, ToldFinding]) -> tuple[ToldQuestion, ...]:
    def answer(question: str, person: int) -> ToldAnswer:
        given = next(each for each in report.answers if (each.question, each.person) == (question, person))
        behind = [report.findings[place] for place in given.findings]
        beside = (
            [each for each in around(report.findings, one=behind[0]) if each not in behind] if behind else []
        )
        return ToldAnswer(
            who=_say(f"share_{('own', 'other')[person]}", other=report.people[1].name),
            sign=given.sign,
            says=_say(f"sign_{given.sign}"),
            means=_means(given, report),
            findings=tuple(told[id(each)] for each in behind),
            around=tuple(told[id(each)] for each in beside),
        )

    return tuple(
        ToldQuestion(
            question=question,
            title=_say(f"question_{question}"),
            looks_at=_looks_at(question, report),
            answers=(answer(question, 0), answer(question, 1)),
        )
        for question in dict.fromkeys(each.question for each in report.answers)
    )


def _means(given: Answer, report: Report) -> str:
    if given.sign == "unknown" and not _is_read(given.question, report):
        return _say("means_unknown_language")
    is_one = given.sign in {"some", "clear"} and len(given.findings) == 1
    return _say(f"means_{given.sign}_one" if is_one else f"means_{given.sign}")


def _is_read(question: Question, report: Report) -> bool:
    """Tell whether anything that answers a question by itself could be counted in this chat."""
    return not set(SIGNS[question].by_itself) <= set(report.unread)


def _looks_at(question: Question, report: Report) -> str:
    """Say what was looked at; in a language that cannot be read, that some of it could not be."""
    said = _say(f"looks_at_{question}")
    is_partly = bool(set(report.unread) & set(SIGNS[question].by_itself))
    return f"{said} {_say('looks_at_partly')}" if is_partly else said


def _not_measured(report: Report) -> list[str]:
    words = [code for code in report.unread if code != "reactions"]
    said = []
    if words:
        titles = ", ".join(measure_words()[code].title.lower() for code in words)
        said.append(_say("not_measured_language", titles=titles))
    if "reactions" in report.unread:
        said.append(_say("not_measured_reactions"))
    return said
