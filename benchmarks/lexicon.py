"""Print how long a million messages take to listen to, and how much memory that needs at the most."""

from __future__ import annotations

import argparse
import random
import statistics
import time
import tracemalloc

import polars as pl

from reknit.history.lexicon import bit, hear_language, learn_pet_names, listen
from reknit.history.lexicon.vocabulary import vocabulary

COMMON = (
    *(
        "i",
        "you",
        "the",
        "to",
        "a",
        "and",
        "it",
        "is",
        "in",
        "that",
        "of",
        "my",
        "for",
        "on",
        "me",
        "so",
        "we",
        "what",
    ),
    *(
        "do",
        "be",
        "have",
        "are",
        "not",
        "but",
        "can",
        "at",
        "was",
        "just",
        "with",
        "its",
        "this",
        "your",
        "up",
        "out",
    ),
    *(
        "if",
        "good",
        "like",
        "get",
        "there",
        "all",
        "about",
        "no",
        "one",
        "go",
        "home",
        "know",
        "time",
        "think",
        "going",
    ),
    *(
        "how",
        "see",
        "now",
        "day",
        "really",
        "from",
        "will",
        "lol",
        "yeah",
        "ok",
        "love",
        "been",
        "want",
        "work",
        "back",
    ),
    *(
        "some",
        "too",
        "dont",
        "more",
        "got",
        "when",
        "they",
        "or",
        "as",
        "then",
        "would",
        "need",
        "by",
        "today",
        "off",
    ),
    *(
        "make",
        "well",
        "tomorrow",
        "let",
        "here",
        "right",
        "oh",
        "them",
        "her",
        "tonight",
        "night",
        "come",
        "dinner",
    ),
)
SAYINGS = (
    "I feel so low today",
    "love you x",
    "you never listen to me",
    "can't wait to see you ❤️",
    "shall we get a takeaway tonight?",
    "sorry i'm running late 😂",
    "haha yesss",
    "did you put the bins out",
    "good morning beautiful 🥰",
    "i've been thinking about us a lot",
    "soooo tired",
    "k",
    "thanks babe xx",
    "what time are you home",
)


def messages(number: int, seed: int = 7) -> list[str]:
    """Write synthetic messages: some sayings, some common words, some words nobody else writes."""
    draw = random.Random(seed)
    rare = ["".join(draw.choices("abdeghiklmnoprstuvy", k=draw.randint(3, 9))) for _ in range(60_000)]
    texts: list[str] = []
    for _ in range(number):
        words = draw.choices(COMMON, k=draw.randint(1, 17)) + draw.choices(rare, k=draw.randint(0, 3))
        texts.append(
            draw.choice(SAYINGS)
            if draw.random() < 0.25
            else " ".join(words) + draw.choice((".", "?", "", " 😂", "!"))
        )
    return texts


def main() -> None:
    """Measure after one warming run; CPU seconds, the median of several runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    texts = pl.Series(messages(wanted.messages), dtype=pl.String)
    persons = pl.Series([place % 2 for place in range(texts.len())], dtype=pl.UInt8)
    size = int(texts.str.len_bytes().sum())
    begun = time.process_time()
    vocabulary()
    print(f"word lists built in {time.process_time() - begun:.2f} s CPU, once")
    taken: list[float] = []
    for _ in range(wanted.runs):
        begun = time.process_time()
        said = listen(texts)
        taken.append(time.process_time() - begun)
    tracemalloc.start()
    listen(texts)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    words = int(said.words.sum() or 0)
    print(f"{texts.len():,} messages, {words / texts.len():.1f} words each, {size / 1e6:.0f} MB")
    print(f"listen: {statistics.median(taken):.2f} s CPU, {peak:.0f} MB above the input at the peak")
    print(f"questions heard: {int(((said.says & bit('question')) != 0).sum()):,}")
    begun = time.process_time()
    language = hear_language(texts)
    print(f"hear_language: {time.process_time() - begun:.2f} s CPU, {language}")
    begun = time.process_time()
    names = learn_pet_names(texts, persons)
    print(f"learn_pet_names: {time.process_time() - begun:.2f} s CPU, {len(names)} names")


if __name__ == "__main__":
    main()
