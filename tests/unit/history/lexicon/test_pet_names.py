"""What two people call each other is learnt from where they say it, and then heard."""

from __future__ import annotations

import random

import polars as pl

from reknit.history.lexicon import learn_pet_names
from tests.unit.history.lexicon.hearing import heard

ORDINARY = (
    "what time are you home",
    "did you see the plumber",
    "the plumber came at nine",
    "pasta again tonight",
    "i want pasta",
    "running late sorry traffic",
    "shall we walk the dog",
    "thanks again",
    "ok cool",
)
CALLED = ("morning {}", "night {} x", "love you {} ❤️", "hey {}", "thanks {}", "sorry {}", "{} are you up")


def chat(name: str, *, times: int = 60, seed: int = 3) -> tuple[pl.Series, pl.Series]:
    """Write a chat in which one of the two calls the other by a name."""
    draw = random.Random(seed)
    texts = [draw.choice(ORDINARY) for _ in range(2_000)]
    persons = [place % 2 for place in range(2_000)]
    for place in draw.sample(range(2_000), times):
        texts[place], persons[place] = draw.choice(CALLED).format(name), 0
    return pl.Series(texts), pl.Series(persons, dtype=pl.UInt8)


def test_a_name_only_they_use_is_learnt_and_then_heard() -> None:
    texts, persons = chat("Moogle")
    assert learn_pet_names(texts, persons) == ("moogle",)
    assert "pet_name" not in heard("where is moogle")
    assert "pet_name" in heard("where is moogle", pet_names=("moogle",))
    assert "pet_name" in heard("night Bear", pet_names=("moogle", "bear", "Work", "", "two words"))
    assert {"pet_name", "work"} <= heard("work", pet_names=("moogle", "Work"))
    assert "pet_name" not in heard("two words", pet_names=("two words",))
    assert heard(
        "nameab", pet_names=[f"name{first}{second}" for first in "abcdefghi" for second in "abcdefghi"]
    )


def test_a_person_s_own_name_is_no_pet_name() -> None:
    texts, persons = chat("Zofia")
    assert learn_pet_names(texts, persons, names=("Zofia Kowalska", "Ben")) == ()


def test_a_name_said_too_seldom_or_a_word_of_every_day_is_not_learnt() -> None:
    assert learn_pet_names(*chat("Moogle", times=4)) == ()
    texts, persons = chat("plumber", times=12)
    assert learn_pet_names(texts, persons) == ()


def test_an_empty_chat_teaches_nothing() -> None:
    assert learn_pet_names(pl.Series([], dtype=pl.String), pl.Series([], dtype=pl.UInt8)) == ()
    assert learn_pet_names(pl.Series([None, ""]), pl.Series([0, 1])) == ()
