"""Name what a message can say, one bit each."""

from __future__ import annotations

CATEGORIES: tuple[str, ...] = (
    "i",
    "we",
    "you",
    "sad",
    "anxious",
    "angry",
    "hurt",
    "lonely",
    "tired",
    "glad",
    "calm",
    "disclosure",
    "love",
    "miss",
    "pet_name",
    "desire",
    "touch",
    "compliment",
    "kiss_sign",
    "love_emoji",
    "thanks",
    "apology",
    "criticism",
    "contempt",
    "defence",
    "blame",
    "insult",
    "stonewall",
    "repair",
    "agree",
    "support",
    "plan",
    "future",
    "time_word",
    "logistics",
    "home",
    "work",
    "money",
    "children",
    "health",
    "question",
    "feeling_question",
    "laughter",
    "laughter_emoji",
    "greeting",
    "short_answer",
    "excuse",
    "distance",
    "mate",
    "ending",
    "trust",
    "calls",
)

# What one feels oneself: said of oneself, these open up. Being tired is small talk more often than not.
FEELINGS = frozenset({"sad", "anxious", "angry", "hurt", "lonely", "glad", "calm"})

# Bits that only steer the listening and never leave it; the highest two of the 64.
NEGATION = 1 << 63
INNER = 1 << 62

_BITS = {category: 1 << place for place, category in enumerate(CATEGORIES)}


def bit(category: str) -> int:
    """Give the bit that stands for a category."""
    return _BITS[category]
