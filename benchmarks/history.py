"""Print how long 100,000 messages take to read, beside a plain parser, and the peak memory."""

from __future__ import annotations

import argparse
import random
import re
import resource
import statistics
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reknit.history import Source, read, report

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = (
    "hello",
    "ok",
    "yes",
    "no",
    "maybe",
    "tomorrow",
    "love",
    "❤️",
    "the",
    "going",
    "where",
    "😂",
    "thanks",
)
LINE = re.compile(r"^(\d\d/\d\d/\d{4}, \d\d:\d\d) - ([^:]+): (.*)$")
START = datetime.fromisoformat("2021-01-01T08:00")


def chat(number: int, seed: int = 7) -> str:
    """Write a synthetic export: bursts and nights, some line breaks, some pictures left out."""
    draw = random.Random(seed)
    at, lines = START, []
    for _ in range(number):
        at += timedelta(seconds=draw.choice((20, 40, 90, 200, 600, 7_000, 30_000)))
        text = " ".join(draw.choices(WORDS, k=draw.randint(1, 14)))
        text = draw.choices((text, f"{text}\n{text}", "<Media omitted>"), weights=(18, 1, 1))[0]
        lines.append(f"{at:%d/%m/%Y, %H:%M} - {draw.choice(('Anna', 'Ben'))}: {text}\n")
    return "".join(lines)


def plain(content: bytes) -> list[tuple[datetime, str, str]]:
    """Read as a good ordinary parser does: a pattern on each line, a date, a tuple."""
    messages: list[tuple[datetime, str, str]] = []
    for line in content.decode().split("\n"):
        match = LINE.match(line)
        if match:
            at = datetime.strptime(match[1], "%d/%m/%Y, %H:%M")  # noqa: DTZ007 - exports have no zone
            messages.append((at, match[2], match[3]))
        elif messages and line:
            at, sender, text = messages[-1]
            messages[-1] = (at, sender, f"{text}\n{line}")
    return messages


def seconds(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Give the best and the middle CPU time of several runs."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent), statistics.median(spent)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=7)
    arguments = parser.parse_args()
    content = chat(arguments.messages).encode()
    source = Source("chat.txt", content)
    print(f"{arguments.messages:,} messages, {len(content) / 1e6:.1f} MB")
    ours, ours_median = seconds(lambda: read([source]), arguments.times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    conversation = read([source])
    measured, _ = seconds(lambda: report(conversation, now=START), arguments.times)
    theirs, theirs_median = seconds(lambda: plain(content), arguments.times)
    print(f"read to columns   {ours:.3f} s best, {ours_median:.3f} s median (CPU)")
    print(f"report            {measured:.3f} s best")
    print(f"plain parser      {theirs:.3f} s best, {theirs_median:.3f} s median")
    print(f"ratio             {theirs / ours:.1f} times as fast as the plain parser")
    print(f"peak memory       {peak:.0f} MB after reading")


if __name__ == "__main__":
    main()
