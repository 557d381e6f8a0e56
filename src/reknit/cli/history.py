"""Read an exported chat in the terminal: the story it tells, its numbers, or its messages as a table."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from reknit.history import Conversation, Measures, NotInChat, Report, SeveralChats, UndecidedDateOrder

SUMMARY = "read an exported chat and tell how it changed"

READ, UNREADABLE, UNCLEAR = 0, 1, 2
STDOUT = "-"
ORDERS = ("dmy", "mdy", "ymd")
# These say that the wrong file was chosen.
FOREIGN = frozenset({"not_an_export", "no_chat_inside", "empty"})
# So many chats of an account are listed before the rest is counted.
MOST_LISTED = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be said about a chat."""
    parser.add_argument(
        "files", nargs="*", metavar="CHAT", help="the file, folder or zip that the app exported"
    )
    parser.add_argument(
        "--how", nargs="?", const="", metavar="APP", help="tell how to export a chat from an app, or from all"
    )
    parser.add_argument("--me", metavar="NAME", help="your own name as it stands in the chat")
    parser.add_argument(
        "--chat",
        action="append",
        default=[],
        metavar="TITLE",
        help="which chat of an account to read; more than once for several chats with the same person",
    )
    parser.add_argument(
        "--same",
        action="append",
        default=[],
        metavar="OLD=NAME",
        help="two names that are one person: the old one and the one to use",
    )
    parser.add_argument("--date-order", choices=ORDERS, help="the order of day, month and year")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--html", metavar="OUT", help="write the report as a web page that needs nothing else"
    )
    parser.add_argument("--messages", action="store_true", help="write the messages instead of a report")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        default=STDOUT,
        help="where the messages go: a .parquet, .csv or .jsonl file, or - for JSON Lines",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="tell the five sentences and no more")


def run(arguments: argparse.Namespace) -> int:
    """Read, then tell the story or write what was asked for; nothing else is kept."""
    from reknit.history import (  # noqa: PLC0415 - heavy
        HistoryError,
        NotInChat,
        SeveralChats,
        UndecidedDateOrder,
    )

    if arguments.how is not None:
        return _how(arguments.how)
    problem = _problem(arguments)
    if problem:
        return _say(problem, UNCLEAR)
    try:
        conversation = _read(arguments)
        if arguments.messages:
            return _write(conversation, arguments.output)
        return _report(conversation, arguments)
    except (UndecidedDateOrder, SeveralChats, NotInChat) as error:
        return _say(_question(error), UNCLEAR)
    except HistoryError as error:
        return _say(f"{error}\n{_what_can_be_read()}" if error.code in FOREIGN else str(error), UNREADABLE)


def _how(wanted: str) -> int:
    """Tell the steps of one app, or of all."""
    from reknit.programme.exports import exports  # noqa: PLC0415 - reads files

    found = [each for each in exports() if wanted.casefold() in each.title.casefold()]
    if not found:
        return _say(f"“{wanted}” is no app that is known here.\n{_what_can_be_read()}", UNCLEAR)
    for app in found:
        print(f"{app.title}: {app.file}")  # noqa: T201 - this is how a terminal is spoken to
        print("".join(f"  {number}. {step}\n" for number, step in enumerate(app.steps, start=1)))  # noqa: T201
    return READ


def _what_can_be_read() -> str:
    from reknit.programme.exports import exports  # noqa: PLC0415 - reads files

    titles = ", ".join(each.title for each in exports())
    return f"What can be read: {titles}. The steps for each app: reknit history --how APP"


def _problem(arguments: argparse.Namespace) -> str | None:
    """Say what cannot be meant, before anything is read."""
    from reknit.history import TABLE_SUFFIXES  # noqa: PLC0415 - heavy

    if not arguments.files:
        return f"Say which file to read: reknit history CHAT. {_what_can_be_read()}"
    if any("=" not in pair for pair in arguments.same):
        return "Write --same with both names, the old one first: --same “Benny=Ben”."
    if arguments.output == STDOUT:
        return None
    if not arguments.messages:
        return "-o goes with --messages. For the report there are --html OUT, and --json, which prints it."
    if Path(arguments.output).suffix not in TABLE_SUFFIXES:
        return f"Messages can be written to a file that ends in {', '.join(TABLE_SUFFIXES)}, or to -."
    return None


def _say(sentence: str, code: int) -> int:
    from reknit.cli.telling import printable  # noqa: PLC0415 - not needed for --help

    print(printable(sentence), file=sys.stderr)  # noqa: T201 - this is how a terminal is spoken to
    return code


def _question(error: UndecidedDateOrder | SeveralChats | NotInChat) -> str:
    """Say what has to be known first, and how to say it."""
    from reknit.history import NotInChat, SeveralChats  # noqa: PLC0415 - heavy

    if isinstance(error, NotInChat):
        return str(error)
    return _which_chat(error) if isinstance(error, SeveralChats) else _which_dates(error)


def _which_dates(error: UndecidedDateOrder) -> str:
    from reknit.journey.spoken import spoken_day  # noqa: PLC0415 - not needed for --help

    lines = [
        f"  --date-order {each.order}   {spoken_day(each.first)} to {spoken_day(each.last)}"
        for each in error.candidates
    ]
    return "\n".join(
        ["The dates in this file can be read in two ways. Please run it again with one of:", *lines]
    )


def _which_chat(error: SeveralChats) -> str:
    lines = [f"  --chat “{each.title}”" + _how_many(each.messages) for each in error.choices[:MOST_LISTED]]
    left = len(error.choices) - len(lines)
    more = [f"  and {left} more"] if left else []
    return "\n".join([str(error), "Run it again with one of:", *lines, *more])


def _how_many(messages: int | None) -> str:
    return f"   {messages:,} message{'' if messages == 1 else 's'}" if messages else ""


def _read(arguments: argparse.Namespace) -> Conversation:
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.progress import Progress  # noqa: PLC0415 - heavy

    from reknit.history import read  # noqa: PLC0415 - heavy

    is_silent = arguments.quiet or not sys.stderr.isatty()
    with Progress(console=Console(stderr=True), transient=True, disable=is_silent) as progress:
        task = progress.add_task("Reading", total=1.0)
        return read(
            arguments.files,
            chat=arguments.chat,
            same=dict(pair.split("=", 1) for pair in arguments.same),
            date_order=arguments.date_order,
            progress=lambda done: progress.update(task, completed=done),
        )


def _write(conversation: Conversation, output: str) -> int:
    from reknit.history import write_messages  # noqa: PLC0415 - heavy

    try:
        write_messages(conversation, sys.stdout.buffer if output == STDOUT else Path(output))
    except OSError:
        return _say(f"{output} could not be written.", UNREADABLE)
    reading = conversation.reading
    if reading.unplaced:
        lines = ", ".join(map(str, reading.unplaced_lines))
        _say(f"Left out because it could not be read ({reading.unplaced}): line or message {lines}.", READ)
    return READ


def _report(conversation: Conversation, arguments: argparse.Namespace) -> int:
    from reknit.history import as_json, measure, tell  # noqa: PLC0415 - heavy

    measures = measure(conversation)
    me = arguments.me or _own_name(measures)
    report = tell(measures, reading=conversation.reading, now=dt.datetime.now().astimezone())
    report = report if me is None else report.seen_by(me)
    if arguments.html is not None:
        return _page(report, arguments, is_known=me is not None)
    if arguments.json:
        sys.stdout.write(as_json(report).decode() + "\n")
        return READ
    _tell(conversation, measures, report, arguments, is_known=me is not None)
    return READ


def _own_name(measures: Measures) -> str | None:
    """Know who asks where the format says so itself."""
    from reknit.history import ME  # noqa: PLC0415 - heavy

    return ME if ME in {person.name for person in measures.people} else None


def _page(report: Report, arguments: argparse.Namespace, *, is_known: bool) -> int:
    if not is_known:
        names = " or ".join(f"--me “{person.name}”" for person in report.people)
        return _say(f"Say whom the page is for: {names}.", UNCLEAR)
    from reknit.cli.serve import set_up  # noqa: PLC0415 - heavy

    set_up()
    from reknit.web.history.page import page_alone  # noqa: PLC0415 - needs Django to be up

    try:
        Path(arguments.html).write_text(page_alone(report), encoding="utf-8")
    except OSError:
        return _say(f"{arguments.html} could not be written.", UNREADABLE)
    return READ


def _tell(
    conversation: Conversation,
    measures: Measures,
    report: Report,
    arguments: argparse.Namespace,
    *,
    is_known: bool,
) -> None:
    from rich.console import Console  # noqa: PLC0415 - heavy

    from reknit.cli.telling import show, show_sentences  # noqa: PLC0415 - heavy
    from reknit.history import own_words  # noqa: PLC0415 - heavy

    console = Console(highlight=False, markup=False, emoji=False)
    if arguments.quiet:
        show_sentences(report, console)
        return
    words = own_words(conversation, measures=measures, report=report)
    show(report, words, console, is_hinted=not is_known)
