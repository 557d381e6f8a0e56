"""Read an exported chat in the terminal: what was read, and a first report."""

from __future__ import annotations

import datetime as dt
import sys
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from rich.console import Console
    from rich.table import Table

    from reknit.history import (
        Conversation,
        Initiative,
        Lengths,
        Reading,
        ReplyTimes,
        Report,
        UndecidedDateOrder,
    )

SUMMARY = "read an exported WhatsApp chat and show how it changed"

READ, UNREADABLE, UNCLEAR = 0, 1, 2
STDOUT = "-"

BARS = "▁▂▃▄▅▆▇█"
# Bars in one line; of a longer chat several weeks go into one bar.
MOST_BARS = 60
NAME_WIDTH = 14
TOO_FEW = "\u2013"
MINUTES_PER_HOUR = 60
# The next coarser unit is used from twice its size on: 90 min, then 2 h.
HOURS_FROM = 120

ORDERS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}
EVIDENCE = {
    "chosen": "as you chose",
    "year_first": "the year stands first",
    "field_over_12": "a number above 12 is no month",
    "backward_steps": "otherwise time would run backwards",
    "media_names": "the names of attached files say so",
    "separator": "dates with dots or dashes begin with the day",
    "clock_style": "written as on a phone set to the United States",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be said about a chat."""
    parser.add_argument(
        "files", nargs="+", metavar="CHAT", help="text file, zip or folder from “Export chat”"
    )
    parser.add_argument("--me", metavar="NAME", help="your own name as it stands in the chat")
    parser.add_argument("--date-order", choices=tuple(ORDERS), help="the order of day, month and year")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--messages", action="store_true", help="write the messages instead of a report")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        default=STDOUT,
        help="where the messages go: a .parquet, .csv or .jsonl file, or - for JSON Lines",
    )


def run(arguments: argparse.Namespace) -> int:
    """Read, then show a report or write the messages; nothing else is kept."""
    from reknit.history import (  # noqa: PLC0415 - heavy
        HistoryError,
        NotInChat,
        UndecidedDateOrder,
    )

    problem = _problem(arguments)
    if problem:
        return _say(problem, UNCLEAR)
    try:
        conversation = _read(arguments)
        if arguments.messages:
            return _write(conversation, arguments.output)
        return _report(conversation, arguments)
    except UndecidedDateOrder as error:
        return _say(_question(error), UNCLEAR)
    except NotInChat as error:
        return _say(str(error), UNCLEAR)
    except HistoryError as error:
        return _say(str(error), UNREADABLE)


def _problem(arguments: argparse.Namespace) -> str | None:
    """Say what cannot be meant, before anything is read."""
    from reknit.history import TABLE_SUFFIXES  # noqa: PLC0415 - heavy

    if arguments.output == STDOUT:
        return None
    if not arguments.messages:
        return "-o goes with --messages. To keep the report, send what --json prints to a file."
    if Path(arguments.output).suffix not in TABLE_SUFFIXES:
        return f"Messages can be written to a file that ends in {', '.join(TABLE_SUFFIXES)}, or to -."
    return None


def _say(sentence: str, code: int) -> int:
    print(_printable(sentence), file=sys.stderr)  # noqa: T201 - this is how a terminal is spoken to
    return code


def _printable(text: str) -> str:
    """Keep control codes hidden in a name away from the terminal."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in text)


def _question(error: UndecidedDateOrder) -> str:
    lines = [
        f"  --date-order {each.order}   {each.first:%d %B %Y} to {each.last:%d %B %Y}"
        for each in error.candidates
    ]
    return "\n".join(
        ["The dates in this file can be read in two ways. Please run it again with one of:", *lines]
    )


def _read(arguments: argparse.Namespace) -> Conversation:
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import Progress  # noqa: PLC0415 - heavy

    from reknit.history import read  # noqa: PLC0415 - heavy

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Reading", total=1.0)
        return read(
            arguments.files,
            date_order=arguments.date_order,
            progress=lambda done: progress.update(task, completed=done),
        )


def _write(conversation: Conversation, output: str) -> int:
    from reknit.history import write_messages  # noqa: PLC0415 - heavy

    try:
        write_messages(conversation, sys.stdout.buffer if output == STDOUT else Path(output))
    except OSError:
        return _say(f"{output} could not be written.", UNREADABLE)
    return READ


def _report(conversation: Conversation, arguments: argparse.Namespace) -> int:
    import msgspec  # noqa: PLC0415 - heavy
    from rich.console import Console  # noqa: PLC0415 - heavy

    from reknit.history import report  # noqa: PLC0415 - heavy

    made = report(conversation, now=dt.datetime.now().astimezone())
    if arguments.me is not None:
        made = made.seen_by(arguments.me)
    if arguments.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(made)).decode() + "\n")
        return READ
    _show(made, Console(highlight=False, markup=False), is_hinted=arguments.me is None)
    return READ


def _show(report: Report, console: Console, *, is_hinted: bool) -> None:
    names = [_printable(person.name) for person in report.people]
    console.print(_reading_table(report.reading))
    console.print("\nMessages per week", style="bold")
    for line in _week_lines(report, names):
        console.print(line, no_wrap=True, overflow="ellipsis")
    console.print()
    console.print(_month_table(report, names))
    how = (
        "as this chat's own rhythm shows"
        if report.silence.is_learnt
        else "the usual time; too little to learn from"
    )
    console.print(f"A conversation starts after {report.silence.minutes} minutes of silence ({how}).")
    console.print(
        f"(n) is how many it is drawn from; {TOO_FEW} means too few to say. Times and words are medians."
    )
    console.print("These are counts. They show that something changed, not why, and not what anyone feels.")
    if is_hinted:
        console.print(f"\nTo see it from your side, add --me “{names[0]}” or --me “{names[1]}”.")


def _reading_table(reading: Reading) -> Table:
    from rich.table import Table  # noqa: PLC0415 - heavy

    table = Table(
        title="What was read", title_justify="left", box=None, show_header=False, padding=(0, 2, 0, 0)
    )
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for what, value in _reading_rows(reading):
        table.add_row(what, value)
    return table


def _reading_rows(reading: Reading) -> Iterator[tuple[str, str]]:
    yield "Period", f"{reading.first:%d %B %Y} to {reading.last:%d %B %Y}"
    yield (
        "Messages",
        f"{reading.messages:,}  ({', '.join(f'{kind.messages:,} {kind.kind}' for kind in reading.kinds)})",
    )
    yield (
        "People",
        ", ".join(f"{_printable(person.name)} {person.messages:,}" for person in reading.participants),
    )
    yield "Lines look like", reading.layout
    because = f" ({EVIDENCE[reading.evidence[-1].code]})" if reading.evidence else ""
    yield "Dates are", ORDERS[reading.date_order] + because
    if reading.unplaced:
        lines = ", ".join(map(str, reading.unplaced_lines))
        yield "Not placed", f"{reading.unplaced} lines: {lines}"
    if reading.duplicates:
        yield "Found twice", f"{reading.duplicates:,} messages, counted once"
    if reading.clock.backward_steps:
        yield "Clock", f"went back {reading.clock.backward_steps} times; the order of the file was kept"
    if reading.is_capped:
        yield "Perhaps cut", "WhatsApp exports 40,000 messages at most; older ones may be missing"


def _week_lines(report: Report, names: Sequence[str]) -> Iterator[str]:
    together = -(-len(report.weeks) // MOST_BARS)
    bars = [report.weeks[start : start + together] for start in range(0, len(report.weeks), together)]
    sums = [[sum(week.counts[person] for week in bar) for bar in bars] for person in (0, 1)]
    highest = max(*sums[0], *sums[1], 1)
    for name, counts in zip(names, sums, strict=True):
        yield f"{name[:NAME_WIDTH]:<{NAME_WIDTH}} {''.join(_bar(count, highest) for count in counts)}"
    span = "one week" if together == 1 else f"{together} weeks"
    first, last = report.weeks[0].starts_on, report.weeks[-1].starts_on
    yield f"{'':<{NAME_WIDTH}} {first} to {last}; highest: {highest:,} in {span}"


def _bar(count: int, highest: int) -> str:
    return BARS[(count * len(BARS) - 1) // highest] if count else " "


def _month_table(report: Report, names: Sequence[str]) -> Table:
    from rich.table import Table  # noqa: PLC0415 - heavy
    from rich.text import Text  # noqa: PLC0415 - heavy

    table = Table(title="Month by month", title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("Month", no_wrap=True)
    table.add_column("Starts", justify="right", no_wrap=True)
    for what in ("Reply", "Reply", "Words", "Words"):
        table.add_column(what, justify="right", no_wrap=True)
    short = [Text(name, overflow="ellipsis", no_wrap=True) for name in names]
    for name in short:
        name.truncate(NAME_WIDTH - 3, overflow="ellipsis")
    table.add_row("", f"{short[0].plain[:5]}|{short[1].plain[:5]}", short[0], short[1], short[0], short[1])
    for started, reply, length in zip_longest(report.initiative, report.reply_time, report.length):
        table.add_row(
            f"{started.month:%Y-%m}",
            _starts(started),
            *(_reply(person) for person in reply.people),
            *(_words(person) for person in length.people),
        )
    return table


def _starts(initiative: Initiative) -> str:
    total = sum(initiative.started)
    if initiative.shares is None:
        return f"{TOO_FEW} ({total})"
    return f"{initiative.shares[0]:.0%}|{initiative.shares[1]:.0%} ({total})"


def _reply(times: ReplyTimes) -> str:
    if times.quartiles is None:
        return f"{TOO_FEW} ({times.observations})"
    median = times.quartiles.median
    if median.is_under or median.value < 1:
        spoken = "<1 min"
    elif median.value < HOURS_FROM:
        spoken = f"{median.value:.0f} min"
    else:
        spoken = f"{median.value / MINUTES_PER_HOUR:.1f} h"
    return f"{spoken} ({times.observations})"


def _words(lengths: Lengths) -> str:
    return (
        f"{TOO_FEW} ({lengths.observations})"
        if lengths.words is None
        else f"{lengths.words:.0f} ({lengths.observations})"
    )
