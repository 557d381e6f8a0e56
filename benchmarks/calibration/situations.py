"""List the couples the method is tried on: nothing changes in some, one planted thing in others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.calibration.couple import RARE, Plant, Setting

NOTHING = "nothing changed"
PLANTED = "one change planted"
WORDS = "nothing changed, in words"
PLANTED_WORDS = "one change planted, in words"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Name a kind of couple, with the change that is planted in each, and how many are made up."""

    name: str
    group: str
    setting: Setting
    conversations: int
    plant: Plant | None = None
    measure: str = ""
    is_at_end: bool = False
    is_spoken: bool = False  # put into words, and read and counted as an export would be


# No figure of these was looked at while the method was made: that was done at 200 and 300 messages a week,
# 26, 52, 104 and 260 weeks, other memories and other seeds.
ORDINARY = Setting(name="ordinary", messages_a_week=240, wander=0.17, habit=0.11, memory=0.45)
BUSY = replace(ORDINARY, messages_a_week=350)
QUIET = replace(ORDINARY, messages_a_week=120)
STEADY = replace(
    ORDINARY, wander=0.1, habit=0.05, mood=0.3, exam_months=0, illnesses=0, holidays=1, has_christmas=False
)
UNCHANGED = (
    ("ordinary, two years", ORDINARY),
    ("steady, nothing out of the ordinary", STEADY),
    ("half a year", replace(ORDINARY, weeks=28)),
    ("ten months", replace(ORDINARY, weeks=44)),
    ("five years", replace(ORDINARY, weeks=250)),
    ("30 messages a week", replace(ORDINARY, messages_a_week=30)),
    ("18 messages a week, one year", replace(ORDINARY, messages_a_week=18, weeks=60)),
    ("rare words", replace(ORDINARY, rates=tuple(RARE.items()))),
    ("one writes 80 % and begins 75 %", replace(ORDINARY, share=0.8, initiative=0.75)),
    ("weeks alike (memory 0.6, a third up and down)", replace(ORDINARY, memory=0.6, wander=0.33, habit=0.2)),
    ("slow wander on top (memory 0.93)", replace(ORDINARY, slow=0.12)),
    ("many holidays, exam months, illnesses", replace(ORDINARY, holidays=4, exam_months=1.2, illnesses=1.2)),
    ("everything drifts down by a fifth", replace(ORDINARY, drift=-0.22)),
    ("everything drifts up by a quarter", replace(ORDINARY, drift=0.22)),
)
CHANGED = (
    ("volume of one halves", "volume", Plant(habit="volume")),
    ("volume of both halves", "volume", Plant(habit="volume", person=None)),
    ("initiative halves", "initiative", Plant(habit="initiative")),
    ("affection halves", "affection", Plant(habit="affection")),
    ("self-disclosure halves", "disclosure", Plant(habit="disclosure")),
    ("questions halve", "questions", Plant(habit="questions")),
    ("words a message halve", "words", Plant(habit="words")),
    ("reply time doubles", "reply_time", Plant(habit="reply_time", factor=2.0)),
)
HALF_YEAR = Plant(habit="affection", first=78, last=None)
LONGER = (
    ("affection halves for the last half year", ORDINARY, HALF_YEAR, "affection"),
    (
        "volume of both halves for the last half year",
        ORDINARY,
        replace(HALF_YEAR, habit="volume", person=None),
        "volume",
    ),
    (
        "affection falls slowly to half over a year",
        replace(ORDINARY, weeks=156),
        Plant(habit="affection", first=104, last=None, weeks_to_get_there=52),
        "affection",
    ),
    (
        "affection halves for a season, then recovers",
        ORDINARY,
        Plant(habit="affection", first=50, last=69),
        "affection",
    ),
)


def situations(*, is_quick: bool) -> list[Situation]:
    """List all of them; a tenth of the conversations when time is short."""
    share = 10 if is_quick else 1
    listed = [
        Situation(name=name, group=NOTHING, setting=setting, conversations=200 // share)
        for name, setting in UNCHANGED
    ]
    for often, setting, number in (
        ("240", ORDINARY, 60),
        ("350", BUSY, 40),
        ("120", QUIET, 40),
        ("steady", STEADY, 40),
    ):
        listed += [
            Situation(
                name=f"{name}, {often}{'' if setting is STEADY else ' messages a week'}",
                group=PLANTED,
                setting=setting,
                conversations=number // share,
                plant=plant,
                measure=measure,
            )
            for name, measure, plant in CHANGED
        ]
    listed += [
        Situation(
            name=f"{name}, the last ten weeks",
            group=PLANTED,
            setting=ORDINARY,
            conversations=40 // share,
            plant=plant,
            measure=measure,
            is_at_end=True,
        )
        for name, measure, plant in CHANGED[2:4]
    ]
    listed += [
        Situation(
            name=name, group=PLANTED, setting=setting, conversations=40 // share, plant=plant, measure=measure
        )
        for name, setting, plant, measure in LONGER
    ]
    listed.append(
        Situation(name="ordinary", group=WORDS, setting=ORDINARY, conversations=60 // share, is_spoken=True)
    )
    listed += [
        Situation(
            name=name,
            group=PLANTED_WORDS,
            setting=ORDINARY,
            conversations=20 // share,
            plant=plant,
            measure=measure,
            is_spoken=True,
        )
        for name, measure, plant in (CHANGED[0], *CHANGED[2:4], CHANGED[5], CHANGED[7])
    ]
    return listed
