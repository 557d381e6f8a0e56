"""What a person would call plain is read as such; sentences of our own, none of them taught with."""

from __future__ import annotations

import pytest

from reknit.words import FAULTS, KINDS, PARTS, Reading, read, risk_of
from reknit.words import second as second_module
from reknit.words.second import second_reader

APOLOGY = (
    "I'm sorry I read your messages on the train on Tuesday. Nobody made me do it, it was my choice. "
    "You had to explain yourself in front of your sister and you felt spied on."
)


def labels(reading: Reading) -> set[str]:
    """Return the names of all parts and faults found."""
    return {sign.label for sign in (*reading.parts, *reading.faults)}


@pytest.mark.parametrize("quick", [True, False])
def test_an_apology_has_its_parts(*, quick: bool) -> None:
    assert {"regret", "what_happened", "responsibility"} <= labels(read(APOLOGY, quick=quick))


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("I'm sorry if I hurt you in any way.", "conditional"),
        ("I am begging you, please, please, I will do anything.", "pleading"),
        ("Mistakes were made and things got out of hand.", "fog"),
        ("Can you ever forgive me?", "forgiveness"),
    ],
)
def test_the_usual_words_are_heard(typed: str, label: str, *, quick: bool) -> None:
    assert label in labels(read(typed, quick=quick))


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize(
    "typed",
    [
        "Hi Sam, the boiler man comes on Thursday at ten. The key is with the neighbour.",
        "Happy birthday. I hope you have a lovely day.",
        "Thanks for dropping off the box. See you around.",
    ],
)
def test_a_plain_message_is_passed_clean(typed: str, *, quick: bool) -> None:
    reading = read(typed, quick=quick)
    assert reading.faults == ()
    assert reading.risk.level == "none"
    assert reading.tone is not None
    assert quick or (reading.tone.heat_band, reading.tone.footing_band) == ("calm", "self_respecting")


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("I want to kill myself", "self_harm"),
        ("i am 15 and in year 10", "minor"),
        ("I have a restraining order against him", "order"),
        ("she blocked me so I made a new account to watch her", "stalking"),
    ],
)
def test_plain_danger_is_seen(typed: str, kind: str, *, quick: bool) -> None:
    risk = risk_of(typed, quick=quick)
    assert risk.level != "none"
    assert kind in risk.kinds


def test_a_sign_stands_where_its_words_are() -> None:
    typed = "We had a nice day at the lake. I'm sorry if I hurt you. The dog says hi."
    (sign,) = (one for one in read(typed).faults if one.label == "conditional")
    assert "if" in typed[sign.start : sign.end].split()
    assert sign.reason == "if_i_hurt_you"
    assert 0 < sign.confidence <= 1


def test_a_draft_with_many_faults_shows_them() -> None:
    typed = (
        "Hi Sam. I'm sorry if I hurt you on Sunday. Please, please answer me by tonight. "
        "Your sister says you miss me too."
    )
    assert {"conditional", "pleading", "demand", "third_party"} <= labels(read(typed))


def test_nothing_is_found_in_nothing() -> None:
    assert read("") == read(" \n ") == Reading()
    assert risk_of("").level == "none"


@pytest.mark.parametrize(
    "typed",
    [
        "Ich habe dich immer geliebt und du bist einfach gegangen",
        "Lo siento mucho, no quería hacerte daño nunca",
        "Je suis désolé pour tout ce que j'ai fait",
        "Mi dispiace tanto per quello che ho fatto ieri",
        "Przepraszam za wszystko co zrobiłem wczoraj wieczorem",
        "прости меня пожалуйста за всё",
        "ごめんなさい",
    ],
)
def test_another_language_is_called_one(typed: str) -> None:
    reading = read(typed, quick=True)
    assert not reading.is_english
    assert (reading.parts, reading.faults, reading.tone) == ((), (), None)


@pytest.mark.parametrize("typed", ["ok", "k", "haha yeah grand so", "see u at 5 pm mate, bring teh keys pls"])
def test_short_and_careless_english_is_english(typed: str) -> None:
    assert read(typed, quick=True).is_english


def test_without_its_file_the_second_reader_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with_both = read(APOLOGY)
    second_reader.cache_clear()
    monkeypatch.setenv("REKNIT_SECOND_READER", "off")
    assert second_reader() is None
    assert read(APOLOGY) == read(APOLOGY, quick=True)
    second_reader.cache_clear()
    monkeypatch.delenv("REKNIT_SECOND_READER")
    assert second_reader() is not None
    assert read(APOLOGY) == with_both


def test_of_a_long_text_the_second_reader_reads_the_most_telling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_module, "STRETCH", 20)
    monkeypatch.setattr(second_module, "STRETCHES_AT_MOST", 4)
    filling = "We went to the shop and bought some bread and a tin of paint for the shed. " * 6
    typed = f"{filling}I want to kill myself and I know how. {filling}"
    (sign,) = (one for one in risk_of(typed).signs if one.label == "self_harm")
    assert "kill myself" in typed[sign.start : sign.end]


def test_every_label_is_one_of_the_book() -> None:
    typed = f"{APOLOGY} But you made me. I want to kill myself. I am 15."
    reading = read(typed)
    assert {sign.label for sign in reading.parts} <= set(PARTS)
    assert {sign.label for sign in reading.faults} <= set(FAULTS)
    assert set(reading.risk.kinds) <= set(KINDS)


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        (
            "OMG my gorgeous queen!!! I love love LOVE you so so much, best human ever!!! miss your face!!!",
            "over_the_top",
        ),
        ("Whatever.", "avoiding"),
    ],
)
def test_distance_has_two_ends(typed: str, band: str) -> None:
    tone = read(typed).tone
    assert tone is not None
    assert tone.distance_band == band
    assert (tone.distance < 40) if band == "avoiding" else (tone.distance > 62)
