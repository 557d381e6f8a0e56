"""Tell a message report in the terminal, in eighty columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from reknit.journey.spoken import spoken_amount, spoken_day, spoken_number, spoken_silence, spoken_value
from reknit.journey.story import once_each, tell_story, told_curves
from reknit.programme.exports import app_of
from reknit.programme.measures import measure_words
from reknit.programme.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from reknit.history import OwnWords, Reading, Report
    from reknit.journey.story import Story, ToldAnswer, ToldFinding

BARS = "▁▂▃▄▅▆▇█"
# Bars in one line; of a longer chat several weeks go into one bar.
MOST_BARS = 60
NAME_WIDTH = 14
WIDTH = 78
TOO_FEW = "\u2013"
SIGN_STYLES = {"none": "dim", "some": "yellow", "clear": "bold", "unknown": "dim italic"}
ORDERS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}


def printable(text: str) -> str:
    """Keep control codes hidden in a name away from the terminal."""
    told = text.replace("\u00a0", " ")  # a space that does not break is a space
    return "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in told)


def show_sentences(report: Report, console: Console) -> None:
    """Tell the story in its five sentences."""
    _say(console, " ".join(tell_story(report).sentences))


def show(report: Report, words: Sequence[OwnWords], console: Console, *, is_hinted: bool) -> None:
    """Tell all of it: the story, the three questions, the numbers, and how it was read."""
    story = tell_story(report)
    if is_hinted:
        me, other = (printable(person.name) for person in report.people)
        _say(console, f"Told as to {me}. If you are {other}, add --me “{other}”.", style="dim")
        console.print()
    for each in story.sentences:
        _say(console, each)
    console.print("\nMessages a week", style="bold")
    for line in _week_lines(report):
        console.print(line, no_wrap=True, overflow="ellipsis")
    _show_questions(story, once_each(words), console)
    _show_numbers(report, console)
    _show_limits(story, console)
    _show_reading(report, console)


def _say(console: Console, text: str, *, style: str = "", indent: int = 0) -> None:
    text_ = Text(printable(text), style=style)
    for line in text_.wrap(console, min(WIDTH, console.width) - indent):
        console.print(Text(" " * indent) + line)


def _page_says(code: str, **named: object) -> str:
    return sentence(area="history_page", code=code, **named)


def _show_questions(story: Story, words: Sequence[OwnWords], console: Console) -> None:
    if story.too_short:
        for question in story.questions:
            console.print(f"\n{question.title}", style="bold")
        _say(console, story.too_short)
        return
    if story.most_likely:
        console.print()
        _say(console, story.most_likely, style="dim")
    for question in story.questions:
        console.print(f"\n{question.title}", style="bold")
        _say(console, question.looks_at, style="dim")
        for place, answer in enumerate(question.answers):
            console.print(Text(f"  {printable(answer.who)}: ").append(answer.says, SIGN_STYLES[answer.sign]))
            _say(console, answer.means, style="dim", indent=4)
            for told in answer.findings:
                _show_finding(told, console)
            _show_around(answer, console)
            if place == 0:
                _show_words([each for each in words if each.question == question.question], console)


def _show_finding(told: ToldFinding, console: Console) -> None:
    _say(console, f"{told.line} {told.size} {told.doubt}", indent=4)


def _show_around(answer: ToldAnswer, console: Console) -> None:
    if answer.around:
        _say(console, f"{sentence(area='history', code='around')}:", style="dim", indent=4)
        for told in answer.around:
            _say(console, told.line, style="dim", indent=6)


def _show_words(words: Sequence[OwnWords], console: Console) -> None:
    if words:
        _say(console, "In your own words:", style="dim", indent=4)
    for each in words:
        _say(console, f"{spoken_day(each.sent_at.date())}, {each.when} the change: “{each.text}”", indent=6)


def _week_lines(report: Report) -> Iterator[str]:
    together = -(-len(report.weeks) // MOST_BARS)
    counts = [each.counts for each in report.weeks]
    groups = [counts[start : start + together] for start in range(0, len(counts), together)]
    most = max(sum(count[person] for count in group) for group in groups for person in (0, 1))
    for person in (0, 1):
        sums = [sum(count[person] for count in group) for group in groups]
        bars = "".join(
            BARS[min(len(BARS) - 1, len(BARS) * each // (most + 1))] if each else " " for each in sums
        )
        name = _cut(report.people[person].name)
        yield f"{name:<{NAME_WIDTH}} {bars}"
    span = "one week" if together == 1 else f"{together} weeks"
    yield f"{'':<{NAME_WIDTH}} each bar is {span}; the tallest is {most:,}"


def _cut(name: str) -> str:
    name = printable(name)
    return name if len(name) <= NAME_WIDTH else f"{name[: NAME_WIDTH - 1].rstrip()}…"


def _show_numbers(report: Report, console: Console) -> None:
    """Give every measure for both, in the first and in the last quarter of the time where there are four."""
    quarter = len(report.months) // 4
    title = "\nIn numbers, first quarter → last quarter" if quarter else "\nIn numbers"
    table = Table(title=title, title_justify="left", title_style="bold", box=None)
    table.add_column("", overflow="fold", max_width=24)
    for person in report.people:
        table.add_column(_cut(person.name), overflow="fold", max_width=26)
    for curve in told_curves(report):
        cells = [_span(curve.values(person), curve.measure, curve.unit, quarter) for person in (0, 1)]
        table.add_row(measure_words()[curve.measure].title, *cells)
    console.print(table)


def _span(values: Sequence[float | None], measure: str, unit: str, quarter: int) -> str:
    parts = (values[:quarter], values[-quarter:]) if quarter else (values,)
    ends = [[each for each in part if each is not None] for part in parts]
    if not all(ends):
        return TOO_FEW
    first, last = (sum(part) / len(part) for part in (ends[0], ends[-1]))
    if not quarter:
        return spoken_value(measure, last, unit)
    return f"{spoken_amount(first, unit)} → {spoken_value(measure, last, unit)}"


def _show_limits(story: Story, console: Console) -> None:
    if story.good:
        console.print("\nWhat held", style="bold")
        for line in story.good:
            _say(console, line)
    console.print("\nWhat this cannot know", style="bold")
    for line in story.cannot_know:
        _say(console, line)
    for line in story.not_measured:
        _say(console, line, style="dim")


def _show_reading(report: Report, console: Console) -> None:
    table = Table(
        title="\nWhat was read",
        title_justify="left",
        title_style="bold",
        box=None,
        show_header=False,
        padding=(0, 2, 0, 0),
    )
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for what, value in _reading_rows(report.reading):
        table.add_row(what, Text(printable(value)))
    table.add_row("A new talk", spoken_silence(report.silence))
    console.print(table)


def _reading_rows(reading: Reading) -> Iterator[tuple[str, str]]:
    yield "From", ", ".join(filter(None, [app_of(reading.format), reading.layout]))
    yield "Period", f"{spoken_day(reading.first.date())} to {spoken_day(reading.last.date())}"
    kinds = (_page_says(f"kind_{each.kind}", count=f"{each.messages:,}") for each in reading.kinds)
    yield "Messages", f"{reading.messages:,} ({'; '.join(kinds)})"
    yield "People", ", ".join(f"{each.name} {spoken_number(each.messages)}" for each in reading.participants)
    if reading.date_order is not None:
        why = [sentence(area="evidence", code=each.code) for each in reading.evidence[-1:]]
        yield "Dates are", " ".join([f"{ORDERS[reading.date_order]}.", *why])
    if reading.unplaced:
        lines = ", ".join(map(str, reading.unplaced_lines))
        more = "unplaced_more" if reading.unplaced > len(reading.unplaced_lines) else "unplaced"
        yield "Not placed", _page_says(more, count=f"{reading.unplaced:,}", lines=lines)
    if reading.duplicates:
        yield "Found twice", _page_says("duplicates", count=f"{reading.duplicates:,}")
    if reading.damaged_characters:
        yield "Damaged", _page_says("damaged", count=f"{reading.damaged_characters:,}")
    if reading.clock.backward_steps:
        clock = reading.clock
        steps = {"count": clock.backward_steps, "minutes": clock.largest_backward_minutes}
        yield "Clock", _page_says("clock_back", **steps)
    if reading.is_capped:
        yield "Perhaps cut", _page_says("capped")
