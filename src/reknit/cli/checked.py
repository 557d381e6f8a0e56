"""Tell what the check of a message found in the terminal, in eighty columns."""

from __future__ import annotations

import locale
from typing import TYPE_CHECKING

from rich.text import Text

from reknit.cli.telling import WIDTH, printable
from reknit.programme.words import check_words
from reknit.safety.helplines import ANYWHERE, country_names, reach

if TYPE_CHECKING:
    from rich.console import Console

    from reknit.safety.helplines import Line
    from reknit.steps.meet.telling import Told, ToldMeter

STYLES = {
    "danger": "bold underline red",
    "stings": "underline red",
    "presses": "underline magenta",
    "takes_back": "underline yellow",
    "owns": "underline cyan",
}
"""How each kind of mark looks where there are colours; its number says it where there are none."""

SCALE_STEPS = 25
LINES_AT_MOST = 3
HELP_FOR = {
    "self_harm": ("suicide", "listening"),
    "threat": ("own_behaviour",),
    "stalking": ("own_behaviour",),
    "manipulation": ("own_behaviour",),
    "abused": ("abuse", "men", "lgbt"),
    "minor": ("youth", "suicide"),
    "order": ("own_behaviour",),
}
"""Which people help with each kind of danger."""


def show(told: Told, console: Console) -> None:
    """Tell all of it: the one thing first, the text with its marks, the meters, the parts, the limits."""
    console.print(printable(told.title), style="bold")
    for line in (told.says, told.ask):
        _say(console, line)
    if told.danger:
        _say(console, _reach(told.danger), style="bold")
    _show_text(told, console)
    _show_meters(told, console)
    _show_parts(told, console)
    for heading, spots in told.by_hand:
        console.print(f"\n{heading}", style="bold")
        for spot in spots:
            _say(console, f"{spot.title}: {spot.ask}", indent=2)
    console.print()
    _say(console, told.cannot_know, style="dim")


def _say(console: Console, text: str, *, style: str = "", indent: int = 0) -> None:
    _put(console, Text(printable(text), style=style), indent=indent)


def _put(console: Console, text: Text, *, indent: int = 0) -> None:
    if text.plain:
        for line in text.wrap(console, min(WIDTH, console.width) - indent):
            console.print(Text(" " * indent) + line)


def _reach(danger: str) -> str:
    """Say whom one can reach, in the country of this machine where it names one."""
    country = reach(code=_country())
    lines = country.lines_for(*HELP_FOR[danger])[:LINES_AT_MOST]
    return (
        check_words()
        .says["reach"]
        .format(emergency=" / ".join(country.emergency), lines=" ".join(map(_line, lines)))
    )


def _country() -> str:
    language, _ = locale.getlocale()
    _, _, region = (language or "").partition("_")
    return region if region in country_names() else ANYWHERE


def _line(line: Line) -> str:
    return f"{line.name}: {line.call or line.text or line.chat or line.url}."


def _show_text(told: Told, console: Console) -> None:
    marked = [piece for piece in told.pieces if piece.reasons]
    if not marked:
        return
    shown = Text()
    for one in told.pieces:
        for stretch in one.piece.stretches:
            shown.append(printable(stretch.text), STYLES.get(stretch.kind or ""))
        shown.append(f" [{one.piece.number}]" if one.reasons else "", "bold")
    console.print()
    _put(console, shown, indent=2)
    console.print()
    for one in marked:
        for reason in one.reasons:
            number = f"[{one.piece.number}] "
            _say(console, f"{number}{reason.title}", style="bold")
            _say(console, " ".join(filter(None, (reason.seen, reason.does, reason.ask))), indent=len(number))


def _show_meters(told: Told, console: Console) -> None:
    if told.meters:
        console.print()
    for meter in told.meters:
        console.print(Text(f"{meter.name:<10}{meter.low:>17} {scale(meter)} {meter.high}"))
        _say(console, meter.says, style="dim", indent=10)


def scale(meter: ToldMeter) -> str:
    """Draw where a meter stands: dots, the band as a line, and a needle."""
    low, high, at = (round(place * (SCALE_STEPS - 1) / 100) for place in (*meter.band, meter.at))
    return "".join(
        "●" if place == at else "─" if low <= place <= high else "·" for place in range(SCALE_STEPS)
    )


def _show_parts(told: Told, console: Console) -> None:
    if told.parts:
        console.print()
    for part in told.parts:
        if part.words:
            _say(console, f"+ {part.title}: “{part.words}”")
        else:
            _say(console, f"- {part.title}: {part.ask}", style="dim")
