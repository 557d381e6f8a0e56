"""Print what preparing and tallying cost for each million messages, and how the cost grows."""

from __future__ import annotations

import argparse
import math
import resource
import statistics
import time
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history import Source, read
from reknit.history.conversation import SCHEMA, Conversation
from reknit.history.lexicon import hear_language, learn_pet_names, listen
from reknit.history.measures import prepare, tally

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("Anna", "Ben")
SIZES = (10_000, 100_000, 1_000_000)
TEXT = "how are you today my love sorry we could go there and I miss it haha thanks ❤️ ? ok"
GAPS = (20, 40, 90, 200, 600, 7_000, 30_000)
EXPORT = b"31/01/2024, 21:00 - Anna: hi\n31/01/2024, 21:01 - Ben: yo\n"
START = 1_500_000_000
MICROSECONDS = 1_000_000


def conversation(messages: int, seed: int = 7) -> Conversation:
    """Make up a conversation: bursts and pauses, a thousand different texts, a reaction now and then."""
    draw = np.random.default_rng(seed)
    words = np.array(TEXT.split())
    texts = [" ".join(draw.choice(words, size)) for size in draw.integers(1, 15, 1000)]
    at = (START + np.cumsum(draw.choice(GAPS, messages))) * MICROSECONDS
    people = pl.Series(NAMES)
    reactions = pl.Series([[], [{"emoji": "❤️", "by": "Anna"}]], dtype=SCHEMA["reactions"])
    frame = pl.DataFrame(
        {
            "position": pl.int_range(messages, dtype=pl.UInt32, eager=True),
            "sent_at": pl.Series(at).cast(pl.Datetime("us")),
            "offset": pl.Series([None], dtype=pl.Int32).new_from_index(0, messages),
            "sender": people.gather(draw.integers(0, 2, messages)),
            "kind": pl.Series(["text", "media"], dtype=SCHEMA["kind"]).gather(draw.random(messages) > 0.95),
            "text": pl.Series(texts).gather(draw.integers(0, len(texts), messages)),
            "edited": pl.Series([False]).new_from_index(0, messages),
            "reactions": reactions.gather(draw.random(messages) > 0.98),
        }
    )
    return Conversation(messages=frame, reading=read([Source("chat.txt", EXPORT)], date_order="dmy").reading)


def seconds(work: Callable[[], object], times: int) -> float:
    """Give the middle CPU time of several runs."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def listening(conversation: Conversation) -> None:
    """Do the part of preparing that is the lexicon's."""
    texts = conversation.messages["text"]
    persons = (conversation.messages["sender"] == NAMES[1]).cast(pl.UInt8)
    hear_language(texts)
    listen(texts, pet_names=learn_pet_names(texts, persons, names=NAMES))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    costs = []
    print("messages    prepare   of it listening   tally     measures alone, each million   peak memory")
    for size in SIZES:
        talk = conversation(size)
        prepared = seconds(partial(prepare, talk, NAMES), times)
        heard = seconds(partial(listening, talk), times)
        tallied = seconds(partial(tally, prepare(talk, NAMES)), times)
        costs.append(prepared - heard + tallied)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:9,}   {prepared:6.3f} s   {heard:6.3f} s          {tallied:6.3f} s   "
            f"{costs[-1] * 1_000_000 / size:6.3f} s                     {peak:6.0f} MB"
        )
    exponent = math.log(costs[-1] / costs[0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"cost grows with the messages to the power of {exponent:.2f}")


if __name__ == "__main__":
    main()
