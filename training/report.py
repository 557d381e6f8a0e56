"""Judge the engine as it ships on the part no rule and no teaching has seen: `python -m training.report`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reknit.words import FAULTS, KINDS, PARTS, read
from training.examples import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reknit.words import Reading
    from training.examples import Example

BANDS = {"avoiding": "distance:avoiding", "over_the_top": "distance:over_the_top"}


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How often something was shown rightly, shown wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of what was shown that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of what is there that was shown."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def count(pairs: Iterable[tuple[bool, bool]]) -> Counted:
    """Count (shown, holds) pairs."""
    every = list(pairs)
    return Counted(
        right=sum(shown and holds for shown, holds in every),
        wrong=sum(shown and not holds for shown, holds in every),
        missed=sum(holds and not shown for shown, holds in every),
    )


def report(*, quick: bool) -> str:
    """Return the tables, as Markdown, for both readers or for the fast layer alone."""
    examples = load("test")
    readings = [read(example.text, quick=quick) for example in examples]
    pairs = list(zip(examples, readings, strict=True))
    drafts = [(example, reading) for example, reading in pairs if example.is_draft]
    typed = [(example, reading) for example, reading in pairs if not example.is_draft]
    return "\n".join([*_labels(drafts), "", *_tones(drafts), "", *_risks(typed)])


def _labels(drafts: Sequence[tuple[Example, Reading]]) -> list[str]:
    lines = ["| label | texts | precision | recall | F1 |", "|---|--:|--:|--:|--:|"]
    shown = [{sign.label for sign in (*reading.parts, *reading.faults)} for _, reading in drafts]
    found: dict[str, Counted] = {}
    for label in (*PARTS, *FAULTS):
        found[label] = count(
            (label in one, label in example.labels) for one, (example, _) in zip(shown, drafts, strict=True)
        )
        one = found[label]
        lines.append(
            f"| {label} | {one.right + one.missed} | {one.precision:.2f} | {one.recall:.2f} | {one.f1:.2f} |"
        )
    right, wrong = sum(one.right for one in found.values()), sum(one.wrong for one in found.values())
    faultless = [reading for example, reading in drafts if not example.labels & set(FAULTS)]
    clean = sum(not reading.faults for reading in faultless)
    parts, faults = (_mean(found[label].f1 for label in labels) for labels in (PARTS, FAULTS))
    said = [
        f"Of the labels shown, {_share(right, right + wrong)} are right.",
        f"Macro F1: parts {parts:.2f}, faults {faults:.2f}.",
        f"Of the drafts without fault, {_share(clean, len(faultless))} are passed clean.",
    ]
    return [*lines, "", *said]


def _tones(drafts: Sequence[tuple[Example, Reading]]) -> list[str]:
    told = [(example.labels, reading.tone) for example, reading in drafts if reading.tone]
    distance = _mean(
        next((band for band, output in BANDS.items() if output in labels), "warm") == tone.distance_band
        for labels, tone in told
    )
    heat = _mean(("heat:hostile" in labels) == (tone.heat_band == "hostile") for labels, tone in told)
    footing = _mean(("footing:needy" in labels) == (tone.footing_band == "needy") for labels, tone in told)
    return [f"Bands of tone that agree: distance {distance:.2f}, heat {heat:.2f}, footing {footing:.2f}."]


def _risks(typed: Sequence[tuple[Example, Reading]]) -> list[str]:
    lines = [
        "| kind | level | texts | noticed as any danger | as this kind | called red |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for kind in KINDS:
        for level in ("red", "amber"):
            those = [reading.risk for example, reading in typed if f"{kind}:{level}" in example.labels]
            if those:
                any_kind = _mean(risk.level != "none" for risk in those)
                same = _mean(kind in risk.kinds for risk in those)
                red = _mean(risk.level == "red" for risk in those)
                lines.append(f"| {kind} | {level} | {len(those)} | {any_kind:.2f} | {same:.2f} | {red:.2f} |")
    levels = {
        level: [reading.risk.level for example, reading in typed if _level(example) == level]
        for level in ("red", "amber", "none")
    }
    seen = {level: sum(one != "none" for one in those) for level, those in levels.items()}
    both = seen["red"] + seen["amber"]
    harmless = levels["none"]
    said = [
        f"Of the red texts, {_share(seen['red'], len(levels['red']))} are noticed;",
        f"of red and amber together, {_share(both, len(levels['red']) + len(levels['amber']))}.",
        f"Of the harmless texts, look-alikes included, {_share(harmless.count('red'), len(harmless))}",
        "are called red",
        f"and {_share(harmless.count('amber'), len(harmless))} are asked about.",
    ]
    return [*lines, "", *said]


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.3f} ({part} of {whole})"


def _level(example: Example) -> str:
    levels = {label.partition(":")[2] for label in example.labels}
    return "red" if "red" in levels else "amber" if "amber" in levels else "none"


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / max(1, len(every))


if __name__ == "__main__":
    print("### Both readers\n")  # noqa: T201 - prints the report
    print(report(quick=False))  # noqa: T201
    print("\n### The fast layer alone\n")  # noqa: T201
    print(report(quick=True))  # noqa: T201
