"""Write kept entries as Markdown that a person can read without any program."""

from __future__ import annotations

import datetime as dt
from functools import singledispatch
from typing import TYPE_CHECKING

import msgspec

from reknit.journey.model import Pulse, Start
from reknit.programme.answer import Answer, Given
from reknit.programme.sentences import sentence, sentences
from reknit.programme.steps import pulse_lines
from reknit.safety.model import Noticed, Phq, SafetyTen, Told
from reknit.steps.accept.model import Held
from reknit.steps.meet.model import Drafted
from reknit.steps.understand.model import Pinned, Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reknit.vault.diary import Entry, Exported

READABLE: tuple[tuple[str, str, type[Entry]], ...] = (
    ("start.md", "How it began", Start),
    ("exercises.md", "Exercises", Answer),
    ("pulse.md", "Pulse", Pulse),
    ("safety.md", "The safety ten", SafetyTen),
    ("two-weeks.md", "How the last two weeks were", Phq),
    ("told.md", "What you told us about being safe", Told),
    ("noticed.md", "What was noticed in your words", Noticed),
    ("pinned.md", "Messages of your own that you pinned", Pinned),
    ("taken.md", "What you took from your messages", Taken),
    ("message.md", "The message you were writing", Drafted),
    ("drawer.md", "The drawer", Held),
)


def readable(*, entries: Iterable[Exported], now: dt.datetime) -> Iterator[tuple[str, str]]:
    """Return a name and a text for every file that is for reading; other kinds are in the JSON only."""
    opened = list(entries)
    for name, title, kind in READABLE:
        found: list[Entry] = [
            msgspec.json.decode(one.entry, type=kind) for one in opened if one.kind == kind.KIND
        ]
        written = "\n\n".join(_write(entry) for entry in found)
        yield name, f"# {title}\n\nWritten on {now:%d %B %Y}.\n\n{written}\n"


@singledispatch
def _write(entry: object) -> str:
    raise NotImplementedError(type(entry))


@_write.register
def _(entry: Start) -> str:
    told = f"It ended on {entry.ended_on:%d %B %Y}." if entry.ended_on else "Not told yet."
    return f"Name: {entry.name}  \nThe other: {entry.ex}  \n{told}"


@_write.register
def _(entry: Pulse) -> str:
    values = ", ".join(f"{line.ask} {getattr(entry, line.key)}" for line in pulse_lines())
    return f"- {entry.at:%d %B %Y %H:%M}: {values}"


@_write.register
def _(entry: SafetyTen) -> str:
    words = sentences("safety_ten")
    replies = "\n".join(
        f"- {words.get(question, question)} {reply.replace('_', ' ').capitalize()}."
        for question, reply in entry.replies.items()
    )
    return f"## {entry.at:%d %B %Y %H:%M}\n\n{replies}"


@_write.register
def _(entry: Phq) -> str:
    words, often = sentences("phq_items"), sentences("phq_often")
    replies = "\n".join(
        f"- {words.get(item, item)}: {often[str(number)]}." for item, number in entry.replies.items()
    )
    return f"## {entry.at:%d %B %Y %H:%M}\n\n{replies or 'Left for another time.'}"


@_write.register
def _(entry: Told) -> str:
    said = sentence(area="told", code=entry.what)
    return f"- {entry.at:%d %B %Y %H:%M}: {said}"


@_write.register
def _(entry: Noticed) -> str:
    said = sentence(area="read_right", code=entry.answer or "nothing")
    sounded = sentence(area="signs", code=entry.sign)
    place = f", in {entry.where}" if entry.where else ""
    return f"- {entry.at:%d %B %Y %H:%M}{place}: {sounded} {said}"


@_write.register
def _(entry: Answer) -> str:
    given = "\n\n".join(_write(one) for one in (*entry.given, *entry.follow_up))
    return f"## {entry.title}, {entry.at:%d %B %Y %H:%M}\n\n{given}"


@_write.register
def _(entry: Pinned) -> str:
    question = sentences("history").get(f"question_{entry.question}", entry.question)
    sent = f"Sent on {entry.sent_at:%d %B %Y}, {entry.when} the change."
    return f"## {question}\n\n{_quoted(entry.text)}\n\n{sent}"


@_write.register
def _(entry: Taken) -> str:
    return f"## {entry.at:%d %B %Y %H:%M}\n\n{entry.text}"


@_write.register
def _(entry: Drafted) -> str:
    return f"## {entry.at:%d %B %Y %H:%M}\n\n{_quoted(entry.text)}"


@_write.register
def _(entry: Held) -> str:
    dates = (("Read again", entry.reread_at), ("Changed", entry.changed_at), ("Copied", entry.copied_at))
    became = "  \n".join(f"{what} on {at:%d %B %Y %H:%M}." for what, at in dates if at)
    answers = "\n\n".join(filter(None, (entry.felt, entry.would_do)))
    parts = (f"## {entry.at:%d %B %Y %H:%M}", _quoted(entry.text), answers, became)
    return "\n\n".join(filter(None, parts))


@_write.register
def _(given: Given) -> str:
    return f"**{given.ask}**\n\n{written_answer(given)}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def written_answer(given: Given) -> str:
    """Return one answer as Markdown."""
    parts = [
        given.text,
        f"*{given.landing}*" if given.landing else "",
        f"{given.number} of 10" if given.number is not None else "",
        f"{given.day:%d %B %Y}" if given.day else "",
        ", ".join(given.labels) if given.chosen else "",
        ", ".join(f"{label} {number} %" for label, number in zip(given.labels, given.numbers, strict=False)),
        "\n".join(f"- {line}" for line in given.lines),
        "\n".join(f"- {line}" for line in given.more_lines),
        ", ".join(f"{seconds} s: {rating}" for seconds, rating in given.ratings),
    ]
    if given.type == "columns":
        left, right = (*given.labels, "", "")[:2]
        parts[-3], parts[-2] = f"{left}\n\n{parts[-3]}", f"{right}\n\n{parts[-2]}"
    return "\n\n".join(part for part in parts if part)
