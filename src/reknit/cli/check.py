"""Check a message in the terminal before it goes anywhere, or read many texts as JSON Lines."""

from __future__ import annotations

import contextlib
import json
import math
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import BinaryIO

    from reknit.words import Reading

SUMMARY = "read a message and show what it may do to the person who gets it"

READ, UNREADABLE, UNCLEAR = 0, 1, 2
STDIN = "-"
# A line of JSON longer than this is no message; it is answered with an error and not held in memory.
LONGEST_LINE = 16 * 1024 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be said about a message."""
    parser.add_argument(
        "text", nargs="?", help="the message, or - to read it from the input; with --jsonl a file, or -"
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='read one {"id", "text"} a line, and write what was found in each, one a line',
    )
    parser.add_argument("--quick", action="store_true", help="read with the fast layer only")


def run(arguments: argparse.Namespace) -> int:
    """Read, then show or write what was found; nothing is kept and nothing is sent."""
    if arguments.jsonl:
        return _every_line(arguments.text or STDIN, quick=arguments.quick)
    if arguments.text is None:
        return _say("Say which message to read: reknit check “the message”, or - for the input.", UNCLEAR)
    _show(_typed(arguments.text), quick=arguments.quick)
    return READ


def _say(sentence: str, code: int) -> int:
    from reknit.cli.telling import printable  # noqa: PLC0415 - not needed for --help

    print(printable(sentence), file=sys.stderr)  # noqa: T201 - this is how a terminal is spoken to
    return code


def _typed(given: str) -> str:
    if given != STDIN:
        return given
    return sys.stdin.buffer.read(LONGEST_LINE).decode("utf-8", "replace").removesuffix("\n")


def _show(text: str, *, quick: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - heavy

    from reknit.cli.checked import show  # noqa: PLC0415 - heavy
    from reknit.steps.meet.telling import tell  # noqa: PLC0415 - heavy
    from reknit.words import read  # noqa: PLC0415 - heavy

    told = tell(text=text, reading=read(text, quick=quick))
    show(told, Console(highlight=False, markup=False, emoji=False))


def _every_line(path: str, *, quick: bool) -> int:
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if path == STDIN else open(path, "rb") as lines:  # noqa: PTH123 - beside a stream that is already open
            for line in _lines(lines):
                sys.stdout.write(_answer(line, quick=quick) + "\n")
                sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the answers has heard enough; closing must not complain once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return _say(f"{path} could not be read.", UNREADABLE)
    return READ


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Return each line with something in it; of one that is too long only its beginning."""
    while line := stream.readline(LONGEST_LINE):
        if line.strip():
            yield line
        while not line.endswith(b"\n") and (line := stream.readline(LONGEST_LINE)):
            pass


def _answer(line: bytes, *, quick: bool) -> str:
    """Return what was found in one line as JSON; a line that cannot be read never stops the others."""
    from reknit.words import read  # noqa: PLC0415 - heavy

    given = _given(line)
    if given is None:
        return json.dumps({"id": None, "error": "This line is not an object in JSON, or it is too long."})
    name, text = _name(given), given.get("text")
    if not isinstance(text, str):
        return json.dumps({"id": name, "error": "This line has no text."})
    try:
        return json.dumps({"id": name, **_found(read(text, quick=quick))})
    except Exception:  # noqa: BLE001 - whatever it is, one text must not cost all the others
        return json.dumps({"id": name, "error": "This text could not be read."})


def _given(line: bytes) -> dict[str, Any] | None:
    plain = line.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace")
    try:
        # The standard reader takes unpaired surrogates, which old phones write; msgspec refuses them.
        given = json.loads(plain, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _name(given: dict[str, Any]) -> object:
    name = given.get("id")
    is_plain = isinstance(name, str | int) or (isinstance(name, float) and math.isfinite(name))
    return name if is_plain else None


def _found(reading: Reading) -> dict[str, object]:
    signs = (*reading.parts, *reading.faults, *reading.risk.signs)
    return {
        "parts": [sign.label for sign in reading.parts],
        "faults": [sign.label for sign in reading.faults],
        "tone": {
            meter: getattr(reading.tone, meter) if reading.tone else None
            for meter in ("distance", "heat", "footing")
        },
        "risk": {"level": reading.risk.level, "kinds": list(reading.risk.kinds)},
        "spans": [{"start": sign.start, "end": sign.end, "label": sign.label} for sign in signs],
    }
