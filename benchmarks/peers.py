"""Print what reading and understanding a message history costs, beside other readers, in one run.

Every reader works in a process of its own, so that the peak of its memory is its own; time is what the
processor spent. `--peers` names a Python in which the other readers are installed.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

Work = Callable[[str], int]
NOW = datetime.fromisoformat("2026-01-01T12:00")
OURS = "reknit"
# Runs of each, of which the median is shown; slow readers of a million messages once.
RUNS = 5
SLOW = 5.0
SIZES = (10_000, 100_000, 1_000_000)


class Result(NamedTuple):
    """Hold what one reader did with one file."""

    seconds: float = math.nan
    kept: int = 0
    megabytes: float = math.nan
    trouble: str = ""


def _reknit(path: str) -> int:
    from reknit.history import read

    return len(read([path]).messages)


def _reknit_report(path: str) -> int:
    """Read, measure, look for changes, and draw every picture."""
    from reknit.cli.serve import set_up
    from reknit.history import read, report

    set_up()
    from reknit.web.history.page import page_alone

    conversation = read([path])
    page_alone(report(conversation, now=NOW))
    return len(conversation.messages)


def _chatpack_whatsapp(path: str) -> int:
    return len(import_module("chatpack").parse_whatsapp(path))


def _chatpack_telegram(path: str) -> int:
    return len(import_module("chatpack").parse_telegram(path))


def _framed(messages: list[Any]) -> int:
    """Put what chatpack gives into columns, as the other readers and ours do: time, sender, text."""
    import polars as pl

    columns = {
        "at": [each.timestamp for each in messages],
        "sender": [each.sender for each in messages],
        "text": [each.content for each in messages],
    }
    return len(pl.DataFrame(columns))


def _chatpack_whatsapp_framed(path: str) -> int:
    return _framed(import_module("chatpack").parse_whatsapp(path))


def _chatpack_telegram_framed(path: str) -> int:
    return _framed(import_module("chatpack").parse_telegram(path))


def _whatstk(path: str) -> int:
    return len(import_module("whatstk").WhatsAppChat.from_source(path, max_size=None).df)


def _chat_miner_whatsapp(path: str) -> int:
    parser = import_module("chatminer.chatparsers").WhatsAppParser(path)
    parser.parse_file()
    return len(parser.parsed_messages.get_df())


def _chat_miner_telegram(path: str) -> int:
    parser = import_module("chatminer.chatparsers").TelegramJsonParser(path)
    parser.parse_file()
    return len(parser.parsed_messages.get_df())


WORKS: dict[str, dict[str, Work]] = {
    "whatsapp": {
        OURS: _reknit,
        "chatpack, objects only": _chatpack_whatsapp,
        "chatpack, to a frame": _chatpack_whatsapp_framed,
        "whatstk": _whatstk,
        "chat-miner": _chat_miner_whatsapp,
    },
    "telegram": {
        OURS: _reknit,
        "chatpack, objects only": _chatpack_telegram,
        "chatpack, to a frame": _chatpack_telegram_framed,
        "chat-miner": _chat_miner_telegram,
    },
    "report": {OURS: _reknit_report},
}


def work(app: str, reader: str, path: str) -> None:
    """Read a file some times in this process, and print what it cost."""
    do = WORKS[app][reader]
    spent: list[float] = []
    kept = 0
    while len(spent) < RUNS and sum(spent) < SLOW:
        start = time.process_time()
        kept = do(path)
        spent.append(time.process_time() - start)
    # The first run also imports and warms up; where there was only one, it has to do.
    seconds = statistics.median(spent[1:] or spent)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("\n" + json.dumps([seconds, kept, peak]))


def measured(app: str, reader: str, path: Path, python: str) -> Result:
    """Let a reader work in a process of its own."""
    command = [python, __file__, "--work", app, reader, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return Result(*json.loads(done.stdout.splitlines()[-1]))
    last = (done.stderr.strip() or "nothing said").splitlines()[-1]
    if last.startswith("ModuleNotFoundError"):
        print(f"{reader} is left out; `pip install {reader}` into the Python named by --peers brings it.")
        return Result(trouble="not installed")
    return Result(trouble=last[:60])


def table(app: str, title: str, path: Path, messages: int, peers: str) -> Result:
    """Print one table, the other readers beside ours; return ours."""
    print(f"\n### {title}, {messages:,} messages, {path.stat().st_size / 1e6:.1f} MB\n")
    print("| reader | CPU seconds | times ours | messages kept | peak memory |")
    print("|---|---:|---:|---:|---:|")
    ours = Result()
    for reader in WORKS[app]:
        found = measured(app, reader, path, sys.executable if reader == OURS else peers)
        ours = found if reader == OURS else ours
        if found.trouble:
            print(f"| {reader} | {found.trouble} | | | |")
        else:
            ratio, share = found.seconds / ours.seconds, found.kept / messages
            print(
                f"| {reader} | {found.seconds:.3f} | {ratio:.1f} | {found.kept:,} ({share:.1%}) "
                f"| {found.megabytes:.0f} MB |"
            )
    return ours


def growth(costs: dict[int, float]) -> float:
    """Fit the exponent with which the cost grows: 1 is as many times as much."""
    logs = [(math.log(size), math.log(cost)) for size, cost in costs.items()]
    return statistics.linear_regression(*zip(*logs, strict=True)).slope


def compare(folder: Path, sizes: list[int], peers: str) -> None:
    """Print all tables."""
    chats = import_module("chats")  # beside this script
    reading: dict[int, float] = {}
    telling: dict[int, float] = {}
    for size in sizes:
        for layout in chats.LAYOUTS:
            path = folder / f"{layout} {size}.txt"
            chats.write_whatsapp(path, size, layout)
            ours = table("whatsapp", f"WhatsApp, {layout}", path, size, peers)
            if layout == "Android":
                reading[size] = ours.seconds
                telling[size] = table("report", "Whole report", path, size, peers).seconds
            path.unlink()
        path = folder / f"telegram {size}.json"
        chats.write_telegram(path, size)
        table("telegram", "Telegram", path, size, peers)
        path.unlink()
    if len(sizes) > 1:
        print(f"\nCost grows with the messages to the power of {growth(reading):.2f} (reading), ", end="")
        print(f"{growth(telling):.2f} (whole report).")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--peers", default=sys.executable, help="a Python that has the other readers")
    parser.add_argument("--work", nargs=3, metavar=("APP", "READER", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        work(*arguments.work)
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), arguments.sizes, arguments.peers)


if __name__ == "__main__":
    main()
