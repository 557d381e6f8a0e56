"""Choose a few of someone's own messages that show what changed; the other's words are never shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

import polars as pl

from reknit.history.measures import MEASURES
from reknit.history.questions import QUESTIONS, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reknit.history.conversation import Conversation
    from reknit.history.findings import Finding
    from reknit.history.report import Measures, Report

When: TypeAlias = Literal["before", "after"]

# So many messages show a change; more would be a list. Product choice.
MOST = 5
# Of what became less, so many show how it was before. Product choice.
MOST_BEFORE = 3
# Messages of so many words are worth reading again, and short enough to. Product choice.
FEWEST_WORDS, MOST_WORDS = 3, 40
# How far back "before" reaches: what was long ago is another story. Product choice.
BEFORE = timedelta(weeks=26)
# These show in when something was written, not in what.
UNSEEN = frozenset(
    {"reply_time", "night_share", "reactions", "bids_unanswered", "silence_after_heat", "volume"}
)


@dataclass(frozen=True, kw_only=True)
class OwnWords:
    """Hold one own message that shows a change, from before it or from after."""

    question: Question
    measure: str
    when: When
    sent_at: datetime
    text: str


def own_words(conversation: Conversation, *, measures: Measures, report: Report) -> tuple[OwnWords, ...]:
    """Give up to five messages of the report's first person for each question with a sign."""
    me = [person.name for person in measures.people].index(report.people[0].name)
    names = [person.name for person in measures.people]
    texts = conversation.messages.filter(pl.col("sender").is_in(names))["text"]
    own = measures.exchange.messages.with_columns(texts.alias("text")).filter(
        pl.col("person") == me,
        pl.col("kind") == "text",
        pl.col("words").is_between(FEWEST_WORDS, MOST_WORDS),
    )
    return tuple(
        each
        for question in QUESTIONS
        for finding in _shown(report, question)
        for each in _words(own, question, finding)
    )


def _shown(report: Report, question: Question) -> Iterator[Finding]:
    """Take the first finding of an own answer that shows in words."""
    for answer in report.answers:
        if answer.question == question and answer.person == 0:
            found = [report.findings[place] for place in answer.findings]
            yield from [each for each in found if each.measure not in UNSEEN][:1]


def _words(own: pl.DataFrame, question: Question, finding: Finding) -> Iterator[OwnWords]:
    shows = _shows(finding.measure)
    after = pl.col("sent_at") >= finding.started_on
    if finding.ended_on is not None:
        after &= pl.col("sent_at") < finding.ended_on + timedelta(days=1)
    before = (pl.col("sent_at") < finding.started_on) & (pl.col("sent_at") >= finding.started_on - BEFORE)
    if finding.is_less:
        yield from _drawn(own.filter(before & shows), MOST_BEFORE, question, finding, "before")
        yield from _drawn(own.filter(after & ~shows), MOST - MOST_BEFORE, question, finding, "after")
    else:
        yield from _drawn(own.filter(after & shows), MOST, question, finding, "after")


def _shows(code: str) -> pl.Expr:
    """Tell the messages in which a measure counts something; of lengths, the long ones."""
    if code in {"length", "effort"}:
        return pl.col("words") >= pl.col("words").quantile(0.75)
    measure = next(each for each in MEASURES if each.code == code)
    return measure.amount.cast(pl.Float64).fill_null(0) > 0


def _drawn(
    rows: pl.DataFrame, most: int, question: Question, finding: Finding, when: When
) -> Iterator[OwnWords]:
    """Spread the choice evenly over the time, so that no single day speaks for a season."""
    seen = rows.unique("text", keep="first", maintain_order=True)
    count = min(most, len(seen))
    places = [(2 * place + 1) * len(seen) // (2 * count) for place in range(count)]
    for at, text in seen.select("sent_at", "text")[places].iter_rows():
        yield OwnWords(question=question, measure=finding.measure, when=when, sent_at=at, text=text)
