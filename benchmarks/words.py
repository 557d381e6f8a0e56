"""How fast a text is read: a draft, short texts a second, import and size, and VADER beside it."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parent.parent
ROUNDS = 400


def main() -> None:
    """Print the figures; with the peers' Python also VADER's."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--peers", help="a Python that has vaderSentiment")
    peers = asked.parse_args().peers
    from reknit.words import read, risk_of
    from reknit.words.fast import MODEL
    from reknit.words.second import MODEL as SECOND
    from reknit.words.second import second_reader

    print(f"import of reknit.words: {_import_time():.3f} s CPU")
    size = sum(path.stat().st_size for path in MODEL.parent.rglob("*") if path.is_file() and path != SECOND)
    print(f"model and patterns of the fast layer: {size / 1e6:.2f} MB")
    print(f"second reader: {SECOND.stat().st_size / 1e6:.1f} MB")
    short = [text for text in _texts() if len(text.split()) <= 12]
    draft = _draft(150)
    sixty = _draft(60)
    read(draft)
    _say("fast layer, draft of 150 words", lambda: read(draft, quick=True))
    _say("fast layer, risk of 150 words", lambda: risk_of(draft, quick=True))
    if second_reader():
        _say("both readers, draft of 60 words", lambda: read(sixty), rounds=60)
        _say("both readers, draft of 150 words", lambda: read(draft), rounds=60)
    _rate("fast layer, whole reading", lambda: [read(text, quick=True) for text in short], len(short))
    _rate("fast layer, risk alone", lambda: [risk_of(text, quick=True) for text in short], len(short))
    if peers:
        print(_vader(peers, short), end="")


def _texts() -> list[str]:
    files = sorted((ROOT / "training" / "examples").glob("*/*.jsonl"))
    return [json.loads(line)["text"] for path in files for line in path.read_text("utf-8").splitlines()]


def _draft(words: int) -> str:
    """Return a draft of so many words, made of examples in a row."""
    every = " ".join(text for text in _texts()[:200]).split()
    return " ".join(every[:words])


def _say(name: str, run: Callable[[], object], *, rounds: int = ROUNDS) -> None:
    took: list[float] = []
    for _ in range(rounds):
        began = time.process_time()
        run()
        took.append(time.process_time() - began)
    median, late = statistics.median(took), sorted(took)[int(rounds * 0.99)]
    print(f"{name}: median {median * 1e3:.2f} ms, p99 {late * 1e3:.2f} ms CPU")


def _rate(name: str, run: Callable[[], Sequence[object]], count: int) -> None:
    took: list[float] = []
    for _ in range(5):
        began = time.process_time()
        run()
        took.append(time.process_time() - began)
    print(f"{name}: {count / statistics.median(took):,.0f} short texts (at most 12 words) a second of CPU")


def _import_time() -> float:
    code = "import time; a = time.process_time(); import reknit.words; print(time.process_time() - a)"
    runs = [
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        for _ in range(7)
    ]
    return statistics.median(float(run.stdout) for run in runs)


VADER = """
import json, sys, time
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
texts = json.load(sys.stdin)
vader = SentimentIntensityAnalyzer()
took = []
for _ in range(3):
    began = time.process_time()
    for text in texts:
        vader.polarity_scores(text)
    took.append(time.process_time() - began)
print(f"VADER (tone only): {len(texts) / sorted(took)[1]:,.0f} short texts a second of CPU")
"""


def _vader(python: str, short: list[str]) -> str:
    run = subprocess.run(
        [python, "-c", VADER], input=json.dumps(short), check=True, capture_output=True, text=True
    )
    return run.stdout


if __name__ == "__main__":
    main()
