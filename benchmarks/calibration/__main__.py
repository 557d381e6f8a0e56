"""Print how often findings are wrong, and how often a planted change is found, dated and sized rightly."""

from __future__ import annotations

import argparse
import math
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.calibration.counting import count
from benchmarks.calibration.couple import write
from benchmarks.calibration.situations import NOTHING, PLANTED, PLANTED_WORDS, WORDS, Situation, situations
from benchmarks.calibration.speaking import speak
from reknit.history.changes import Change, find_changes, is_watched
from reknit.history.report import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.calibration.couple import Plant
    from reknit.history.measures import Tally

# No seed below this was drawn while the method was made.
FIRST_SEED = 900_000
TEN_WEEKS = 10
MARGIN = 12


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Hold what came of one conversation."""

    is_any: bool
    is_found: bool = False
    is_watched: bool = False
    weeks_off: int = 0
    is_dated: bool = False  # the true first week lies within the range that was told
    is_sized: bool = False  # the true ratio lies within the interval


def place(situation: Situation, seed: int) -> Plant | None:
    """Put a change of ten weeks somewhere in the middle, or at the end; leave longer ones where they are."""
    plant, weeks = situation.plant, situation.setting.weeks
    if plant is None or plant.last is None or plant.last - plant.first >= TEN_WEEKS:
        return plant
    if situation.is_at_end:
        return replace(plant, first=weeks - TEN_WEEKS, last=None)
    first = int(np.random.default_rng([seed, 2]).integers(MARGIN, weeks - TEN_WEEKS - MARGIN))
    return replace(plant, first=first, last=first + TEN_WEEKS - 1)


def tried(job: tuple[Situation, int]) -> Outcome:
    """Make up one conversation and look at it."""
    situation, seed = job
    plant = place(situation, seed)
    chat = write(situation.setting, () if plant is None else (plant,), seed=seed)
    tallies: Sequence[Tally] = measure(speak(chat, seed=seed)).tallies if situation.is_spoken else count(chat)
    changes = find_changes(tallies)
    if plant is None:
        return Outcome(is_any=bool(changes))
    person = plant.person or 0
    watched = any(
        is_watched(each) for each in tallies if (each.measure, each.person) == (situation.measure, person)
    )
    for change in changes:
        if (change.measure, change.person) == (situation.measure, person) and _is_it(
            change, plant, chat.weeks
        ):
            return Outcome(
                is_any=True,
                is_found=True,
                is_watched=watched,
                weeks_off=abs(change.first_week - plant.first),
                is_dated=change.no_earlier <= plant.first <= change.no_later,
                is_sized=change.low <= plant.factor <= change.high,
            )
    return Outcome(is_any=bool(changes), is_watched=watched)


def _is_it(change: Change, plant: Plant, weeks: int) -> bool:
    """Tell whether a finding is the planted change: the same direction, and half of the weeks in common."""
    end = weeks if change.last_week is None else change.last_week + 1
    true_end = weeks if plant.last is None else plant.last + 1
    common = min(end, true_end) - max(change.first_week, plant.first)
    return (change.ratio < 1) == (plant.factor < 1) and 2 * common >= min(
        end - change.first_week, true_end - plant.first
    )


def wilson(hits: int, of: int) -> str:
    """Give a share in per cent with its 95 % interval (Wilson 1927)."""
    z = 1.96
    share, scale = hits / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return f"{100 * share:.1f} ({100 * max(0.0, middle - half):.1f} to {100 * min(1.0, middle + half):.1f})"


def _percent(hits: int, of: int) -> str:
    return f"{100 * hits / of:.0f}" if of else "none"


def _unchanged(title: str, rows: list[tuple[Situation, list[Outcome]]]) -> None:
    print(f"\n### {title[0].upper()}{title[1:]}\n")
    print("| situation | conversations | with any finding, % (95 % interval) |\n|---|---|---|")
    for situation, outcomes in rows:
        hits = sum(each.is_any for each in outcomes)
        print(f"| {situation.name} | {len(outcomes)} | {wilson(hits, len(outcomes))} |")
    hits, of = sum(each.is_any for _, many in rows for each in many), sum(len(many) for _, many in rows)
    print(f"| **all** | {of} | {wilson(hits, of)} |")


def _changed(title: str, rows: list[tuple[Situation, list[Outcome]]]) -> None:
    print(f"\n### {title[0].upper()}{title[1:]}\n")
    print(
        "| situation | conversations | found, % (95 % interval) | “watched”, % | found where watched, % "
        "| first week off by (median) | first week in its range, % | ratio in its interval, % |"
        "\n|---|---|---|---|---|---|---|---|"
    )
    for situation, outcomes in rows:
        found = [each for each in outcomes if each.is_found]
        watched = [each for each in outcomes if each.is_watched]
        off = f"{statistics.median(each.weeks_off for each in found):g}" if found else "none"
        print(
            f"| {situation.name} | {len(outcomes)} | {wilson(len(found), len(outcomes))} "
            f"| {_percent(len(watched), len(outcomes))} "
            f"| {_percent(sum(each.is_found for each in watched), len(watched))} | {off} "
            f"| {_percent(sum(each.is_dated for each in found), len(found))} "
            f"| {_percent(sum(each.is_sized for each in found), len(found))} |"
        )


def main() -> None:
    """Try every situation and print the tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="a tenth of the conversations")
    asked.add_argument("--processes", type=int, default=2)
    chosen = asked.parse_args()
    began, listed = time.perf_counter(), situations(is_quick=chosen.quick)
    jobs = [
        (situation, FIRST_SEED + 1000 * number + place)
        for number, situation in enumerate(listed)
        for place in range(situation.conversations)
    ]
    with ProcessPoolExecutor(chosen.processes) as pool:
        outcomes = iter(list(pool.map(tried, jobs, chunksize=8)))
    by_situation = [(each, [next(outcomes) for _ in range(each.conversations)]) for each in listed]
    for group, show in (
        (NOTHING, _unchanged),
        (WORDS, _unchanged),
        (PLANTED, _changed),
        (PLANTED_WORDS, _changed),
    ):
        show(group, [row for row in by_situation if row[0].group == group])
    print(f"\n{len(jobs)} conversations in {time.perf_counter() - began:.0f} seconds.")


if __name__ == "__main__":
    main()
