"""Name what can be found in a text, in the words of the label book."""

from __future__ import annotations

from typing import Literal, get_args

Part = Literal["regret", "what_happened", "responsibility", "harm", "change", "repair", "forgiveness"]
Fault = Literal[
    "conditional",
    "but",
    "blame_shift",
    "fog",
    "demand",
    "get_back",
    "pleading",
    "guilt",
    "insult",
    "threat",
    "mind_reading",
    "always_never",
    "jealousy",
    "third_party",
    "cold",
    "over_the_top",
]
Kind = Literal["self_harm", "threat", "stalking", "manipulation", "abused", "minor", "order"]
Level = Literal["none", "amber", "red"]

PARTS: tuple[Part, ...] = get_args(Part)
"""The parts of an apology, in the order in which people hear them (after Lewicki, Polin & Lount 2016)."""

FAULTS: tuple[Fault, ...] = get_args(Fault)
"""What makes a message land badly, in the order of the label book."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of danger a text can show."""
