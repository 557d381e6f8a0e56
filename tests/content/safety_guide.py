"""Write docs/safety.md from the table of states: `python -m tests.content.safety_guide`."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from reknit.journey.own_words import NOT_OWN, OWN
from reknit.safety.states import CLOSED_BY_WISH, ITEM_NINE_OPENS, TABLE, Lock, Row, Span, State

if TYPE_CHECKING:
    from collections.abc import Iterable

GUIDE = Path(__file__).parents[2] / "docs" / "safety.md"

HEAD = """\
# The safety net

This page is written by `python -m tests.content.safety_guide` from `src/reknit/safety/states.py` and
`src/reknit/journey/own_words.py`; a test holds it to them.

What decides here, in this order: safety, the other person's expressed wish, the law, today's distress, the
order of the programme, the person's own wish. The rules are product rules. None of it is a validated
instrument, no clinician and no advocate has reviewed it yet, and nobody is watching: only the person can
reach a person, and every card says so.

## Where signs come from

1. **Direct questions first.** The ten safety questions (day 0, before any tool for contact, and monthly) and
   the PHQ-2, which goes on to the PHQ-9 (days 0, 14, 28 and 60, and whenever wished).
2. **Words.** Whatever a person types is read once, on the device, when it is on disk: `Diary.listen` calls
   `journey/net.py`, which reads the fields below with `reknit.words.risk_of`. What is kept is a sign
   (`safety.noticed/1`): the kind, the level, where and when, and a digest by which the same words are known
   again. Never the words. A form that could not be taken is read as well.
3. **Plain statements**, made by pressing a button ("I am not safe", "the order is over").

Certain words (red) bring a card and a state at once. Doubt (amber) brings one question, "Did I read that
right?", with three answers, and closes nothing until it is answered with yes. Words that save themselves
while someone types raise no card then; it comes with the next whole page. `web/middleware.py` does this in
one place for every page there is (`web/safety/interrupting.py`), and `tests/web/test_net_everywhere.py` walks
all pages, finds all fields and sends a sentence through each.

## The seven states
"""

NOTES = """
"Not like that" never takes back what the ten, item 9 or a plain statement opened. After red words about dying
that were called misread, the next opening still asks once "Are you safe right now?"; while tools rest after a
sign of self-harm, each opening asks.

Nothing that happens later opens a lock before its time, in no order, and nothing dated in the future changes
anything (`tests/unit/safety/test_standing.py`, by properties; `test_truth_table.py` has every row in plain
sight; `tests/unit/journey/test_six_people.py` lives sixty days as six people). A computer's clock can be
turned by whoever owns it; that cannot be held.

What leads where is said by an exercise's step and id (`journey/opening.py`), so that a new exercise is closed
with its step and needs no word of its own.

## The other person's wish

"They asked for no contact" is no danger, and second in the order of authority. While it stands it closes:
{wish}.

## Seeing it, removing it, taking it along

"What was noticed in your words" lists every sign and removes it on one press. What it closed stays closed for
its time: then only the kind, the level and the time are left, and they go when nothing rests on them any
more. An export leaves signs out unless the box for them is ticked; what still closes something goes along
without its place. "What is closed, and why" names each lock, until when, and how it opens.

## What is read, and what is not

| kind | read |
|---|---|
{own}

| field | not read, because it is |
|---|---|
{not_own}

## Known limits

* The reader knows English. In another language it finds little; the questions and the help page do not depend
  on it.
* A program reads words and is wrong at times, in both directions. [words.md](words.md) has the figures.
* Whoever lies to the ten and writes nothing down is not noticed. Help is on every page all the same.
"""


def guide() -> str:
    """Return the page."""
    rows = "\n".join(_row(state, row) for state, row in TABLE.items())
    table = f"| state | opens with | locks | lifts |\n|---|---|---|---|\n{rows}\n"
    own = "\n".join(f"| `{kind}` | {_codes(fields)} |" for kind, fields in OWN.items())
    not_own = "\n".join(f"| `{field}` | {reason} |" for field, reason in NOT_OWN.items())
    wish = _words(lock for lock in Lock if lock in CLOSED_BY_WISH)
    return f"{HEAD}\n{table}{NOTES.format(wish=wish, own=own, not_own=not_own)}"


def _row(state: State, row: Row) -> str:
    return f"| `{state.value}` | {_opens(row)} | {_locks(row)} | {_lifts(row)} |"


def _opens(row: Row) -> str:
    amber = "once" if row.times["amber"] == 1 else f"{row.times['amber']} times in 14 days"
    parts = [f"words of the kind `{row.sign}`: red, or amber confirmed {amber}"]
    if row.ten:
        parts.append(f"yes or once to {_codes(row.ten)}")
    if row.item_nine:
        parts.append(f"item 9 at {ITEM_NINE_OPENS} or more")
    if row.told:
        parts.append(f"the statement `{row.told}`")
    return "; ".join(parts)


def _locks(row: Row) -> str:
    spans = sorted(row.locks.items(), key=lambda one: (one[1] is None, one[1] or dt.timedelta(0)))
    return "; ".join(
        f"{_span(span)}: {_words(lock for lock, _ in locks)}"
        for span, locks in groupby(spans, key=lambda one: one[1])
    )


def _lifts(row: Row) -> str:
    if row.lifted_by is None:
        lift = "by itself"
        if row.ten_no_if_ten:
            lift += "; where the ten opened it, not before a later round says no"
    else:
        ten = "after a later round of the ten says no to all five, " if row.needs_ten_no else ""
        lift = f"{ten}by the statement `{row.lifted_by}`, made after the last sign"
        if None not in row.locks.values():
            lift += " and not before its time"
    denial = (
        "“not like that” takes back what words alone opened"
        if row.denial_lifts
        else "“not like that” takes nothing back: the time runs, and nothing more is asked for"
    )
    return f"{lift}; {denial}"


def _span(span: Span) -> str:
    if span is None:
        return "until lifted"
    return f"{span.days} days" if span.days != 3 else "72 hours"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _words(locks: Iterable[Lock]) -> str:
    return ", ".join(lock.value for lock in locks)


if __name__ == "__main__":
    GUIDE.write_text(guide(), encoding="utf-8")
