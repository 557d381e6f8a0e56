"""Write docs/measures.md from the measures and their words: `python -m tests.content.measures_guide`."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

from reknit.history.measures import MEASURES, rhythm, silence, turns
from reknit.history.measures.effort import MOST_CHARACTERS
from reknit.history.measures.length import MOST_WORDS
from reknit.programme.measures import MeasureWords, measure_words

GUIDE = Path(__file__).parents[2] / "docs" / "measures.md"
WIDTH = 110

READS = {
    "clock": "times and senders only; any language",
    "marks": "length, question marks, emoji and spellings of laughter; any language, or nearly",
    "words": "word lists; a language that has them, English so far",
    "reactions": "reactions; an export that has them",
}

HEAD = """\
# What Reknit measures in a message history, and how

This page is written by `python -m tests.content.measures_guide` from `src/reknit/history/measures/` and
`src/reknit/content/en/measures.toml`; a test holds it to them.

A report shows how two people wrote to each other and how that changed. It counts. It does not know why
something changed, and it does not know what anyone felt. The wording or the rhythm of messages can change
because of a new job, a new phone or a new way to be in touch; the pages and the terminal say so. Every
measure treats both people alike.

## What is counted

A row of an export is one of: text, media (anything attached or left out), call, deleted, location, poll,
waiting (a message that had not arrived) or system (what the app says by itself). All but system count as
sent by their sender. Only text messages and captions are listened to. The order is that of the file, never
that of the clock, because the clock of an export repeats an hour each autumn and jumps when its owner
travels. A step back in time counts as no gap. Where the file knows its zone, gaps are taken by UTC.

Each measure is one number for each person and week, from Monday: an amount and what it is a share of. The
value of any span of weeks is the sum of the amounts divided by the sum of the shares, so that a busy week
weighs more than a quiet one. Where nothing is known, there is no value. A measure that cannot be read in a
chat is left out and named.

What counts as a change, and how often that is wrong, is told in [changes.md](changes.md) and
[calibration.md](calibration.md); which words are heard, in [lexicon.md](lexicon.md).
"""

CHOICES = """
## When a conversation begins (`measures/silence.py`)

After a silence. How long that silence has to be is learnt from the gaps between the messages of these two:
on a logarithmic scale the gaps form a heap within conversations and a heap between them, and the valley
between the heaps is the threshold (Halfaker et al., *User Session Identification Based on Strong
Regularities in Inter-activity Time*, WWW 2015, where about an hour parts most activities).

| choice | value | why |
|---|---|---|
| looked for between | {least} and {most} minutes | product choice: a night always parts |
| least gaps to learn from | {gaps} of a minute or more | product choice |
| the second heap must rise above the valley by | {rise:.0%} | product choice |
| otherwise | {usual} minutes | Halfaker et al. 2015 |

## The quiet hours (`measures/rhythm.py`)

The hours in a row with the fewest messages over the whole chat, by the clock of the file; an hour of a day
counts once, however many messages it has. Everybody's messages follow a daily cycle of their own with one
long low (Aledavood, Lehmann & Saramäki, *Digital daily cycles of individuals*, Frontiers in Physics 2015).
Because they are learnt, they hold in any time zone, also for files that know UTC only. Waking minutes are
the minutes outside these hours.

| choice | value | why |
|---|---|---|
| quiet hours | {quiet} | product choice |
| least hours with a message to learn from | {hours} | product choice |
| they must hold at most, of what an even day would put there | {fall:.0%} | product choice |
| otherwise | from {midnight:02}:00 | product choice |

**Limits.** Summer time, travel and shifts that change move the clock but not these hours.

## Other choices

| choice | value | why |
|---|---|---|
| an answer to a question, a plan or a loving word must come within | the silence that parts conversations, \
in waking minutes | product choice: a good night is answered in the morning |
| an answer within a conversation takes at least | what the clock of the file can show | \
Android exports show minutes |
| answers between two messages of the quiet hours | left out | product choice: who slept then is not known |
| mending counts in the conversation that got heated and in | {mend} more | product choice |
| most words of one message | {words} | product choice: a pasted page |
| most characters of one message | {characters} | product choice: a pasted page |

## The measures
"""

MEASURE = """
### {words.title} (`{code}`)

{account}

- Unit: {unit}.
- Reads: {reads}.
- Source: {words.source}
- Limits: {words.limits}
- Must not be used for: {not_for}
"""

TAIL = """
## A measure more

A measure is a file in `src/reknit/history/measures/` beside `interface.py`: one `Measure` named `MEASURE`,
entered in `MEASURES`, with a table of its words in `src/reknit/content/en/measures.toml`. It says what is
counted in each message and what that is a share of, as Polars expressions over the columns of `Exchange`;
all measures are summed in one pass. A reader of another format is a file or package in
`src/reknit/history/readers/` beside its `interface.py`, entered in `READERS`.
"""


def guide() -> str:
    """Write the page."""
    choices = CHOICES.format(
        least=silence.LEAST_MINUTES,
        most=silence.MOST_MINUTES,
        gaps=silence.FEWEST_GAPS,
        rise=silence.RISE - 1,
        usual=silence.USUAL_MINUTES,
        quiet=rhythm.QUIET_HOURS,
        hours=rhythm.FEWEST_HOURS,
        fall=rhythm.FALL,
        midnight=rhythm.USUAL_FROM,
        mend=turns.CONVERSATIONS_TO_MEND,
        words=MOST_WORDS,
        characters=MOST_CHARACTERS,
    )
    words = measure_words()
    measures = (
        MEASURE.format(
            words=words[each.code],
            code=each.code,
            account=fill(f"{words[each.code].what} {words[each.code].how}", WIDTH),
            unit=words[each.code].amount("N"),
            reads=READS[each.reads],
            not_for=_lowered(words[each.code]),
        )
        for each in MEASURES
    )
    return f"{HEAD}{choices}{''.join(measures)}{TAIL}"


def _lowered(words: MeasureWords) -> str:
    return words.not_for[0].lower() + words.not_for[1:]


if __name__ == "__main__":
    GUIDE.write_text(guide(), encoding="utf-8")
