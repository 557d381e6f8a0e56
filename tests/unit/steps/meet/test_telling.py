"""Whatever is found has its words, and where there is danger nothing else is said."""

from __future__ import annotations

import pytest

from reknit.programme.words import check_words, reason_words
from reknit.steps.meet.telling import QUOTED_MOST, tell
from reknit.words.labels import FAULTS, KINDS, PARTS
from tests.unit.steps.meet.readings import reading, tone
from tests.unit.steps.meet.test_rules import ONE_THING

TEXT = "well, this is the draft of someone"


@pytest.mark.parametrize("found", [found for found, _ in ONE_THING])
def test_every_one_thing_has_words(found: object) -> None:
    told = tell(text=TEXT, reading=found)  # type: ignore[arg-type]  # a table of cases
    assert told.title
    assert told.says.endswith((".", "?"))
    assert told.ask == "" or told.ask.endswith(("?", "."))
    assert bool(told.danger) == bool(told.way) == (told.check.first.area == "risk")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", ["red", "amber"])
def test_every_danger_is_said_as_sure_as_it_is(kind: str, level: str) -> None:
    told = tell(text=TEXT, reading=reading("insult", "regret", risks={kind: level}))  # type: ignore[dict-item]
    risk = check_words().risks[kind]
    assert told.says == (risk.red if level == "red" else risk.amber)
    assert told.danger == kind
    is_red = level == "red" or kind == "self_harm"
    assert told.check.is_stopped == is_red
    assert (told.meters == ()) == is_red
    assert any(one.reasons for one in told.pieces) != is_red
    assert (told.parts == ()) == is_red
    assert (told.cannot_know == check_words().says["stopped"]) == is_red


def test_every_place_tells_all_its_reasons_the_stronger_first() -> None:
    found = tell(text=TEXT, reading=reading(*FAULTS, *PARTS, risks={"stalking": "amber"}))
    (place,) = [one for one in found.pieces if one.reasons]
    titles = {one.title for one in place.reasons}
    spots = {**check_words().faults, **check_words().parts}
    assert titles == {spot.title for spot in spots.values()} | {check_words().says["danger_mark"]}
    assert [kind for kind, _ in found.kinds] == list(dict.fromkeys(one.kind for one in place.reasons))
    assert all(one.words == TEXT[:4] and one.does for one in place.reasons)


def test_what_a_rule_saw_is_said_and_what_only_reads_like_it_is_not() -> None:
    from msgspec.structs import replace

    found = reading(risks={"order": "amber"})
    assert [one.seen for one in tell(text=TEXT, reading=found).pieces[0].reasons] == [""]
    (sign,) = found.risk.signs
    seen = replace(found, risk=replace(found.risk, signs=(replace(sign, reason="an_order_holds"),)))
    (reason,) = tell(text=TEXT, reading=seen).pieces[0].reasons
    assert reason.seen == reason_words()["order"]["an_order_holds"]


def test_a_part_that_is_there_is_not_asked_for() -> None:
    (place, _) = tell(text=TEXT, reading=reading("regret")).pieces
    assert [one.ask for one in place.reasons] == [""]
    (place, _) = tell(text=TEXT, reading=reading("forgiveness")).pieces
    assert place.reasons[0].ask == check_words().parts["forgiveness"].ask


def test_an_apology_is_told_part_by_part() -> None:
    parts = tell(text=TEXT, reading=reading("harm")).parts
    assert len(parts) == 6
    assert [bool(one.words) for one in parts] == [False, False, False, True, False, False]
    assert all(one.words or (one.missing and one.ask) for one in parts)
    assert len(tell(text=TEXT, reading=reading("harm", "forgiveness")).parts) == 7
    assert tell(text=TEXT, reading=reading("but")).parts == ()


def test_long_words_are_quoted_short_and_on_one_line() -> None:
    from msgspec.structs import replace

    found = reading("but")
    long = "a word\n" * 40
    whole = replace(found, faults=(replace(found.faults[0], end=len(long)),))
    (place,) = tell(text=long, reading=whole).pieces
    assert len(place.reasons[0].words) <= QUOTED_MOST
    assert place.reasons[0].words.startswith("a word a word")
    assert place.reasons[0].words.endswith("…")


def test_meters_are_told_in_words() -> None:
    told = tell(text=TEXT, reading=reading(tone=tone(heat="hostile", footing="needy", distance="avoiding")))
    words = check_words().meters
    assert [one.says for one in told.meters] == [
        words["distance"].avoiding,
        words["heat"].hostile,
        words["footing"].needy,
    ]
    assert [one.at for one in told.meters] == [80, 70, 60]
    assert tell(text=TEXT, reading=reading(tone=None)).meters == ()


def test_another_language_is_gone_through_by_hand() -> None:
    told = tell(text=TEXT, reading=reading(is_english=False, tone=None))
    assert [len(spots) for _, spots in told.by_hand] == [len(FAULTS), len(PARTS)]
    assert tell(text=TEXT, reading=reading()).by_hand == ()
