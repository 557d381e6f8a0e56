"""Run Reknit from the terminal: one command a file, and nothing heavy before it is needed."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from reknit.errors import ReknitError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("serve", "demo", "history", "check")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without a command, serve."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    parsed = _parser().parse_args(typed or ["serve"])
    try:
        code: int = parsed.run(parsed)
    except ReknitError as error:
        print(error, file=sys.stderr)  # noqa: T201 - this is how a terminal is spoken to
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reknit", description="A private companion for the weeks after a break-up."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        command = import_module(f"reknit.cli.{name}")
        added = commands.add_parser(name, help=command.SUMMARY, description=command.SUMMARY)
        command.add_arguments(added)
        added.set_defaults(run=command.run)
    return parser
