"""Marks never change a letter, and signs that touch the same letters stand in one place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reknit.steps.meet.marks import KIND_OF, STRONGER, Piece, Stretch, pieces
from reknit.words.labels import FAULTS, KINDS, PARTS
from reknit.words.reading import Sign
from tests.unit.steps.meet.readings import sign

TEXT = "sorry, but you made me"


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Sign]]:
    """Draw a text and signs at any of its letters, also empty ones."""
    text = draw(st.text(max_size=40))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places, st.sampled_from(sorted(KIND_OF))), max_size=8))
    return text, [sign(label, min(a, b), max(a, b)) for a, b, label in spans]


def test_every_label_has_a_kind_of_line() -> None:
    assert set(KIND_OF) == {*FAULTS, *PARTS, *KINDS}
    assert set(KIND_OF.values()) == set(STRONGER)


def test_a_text_without_signs_is_one_plain_piece() -> None:
    assert pieces(text=TEXT, signs=()) == (Piece(stretches=(Stretch(text=TEXT, kind=None),)),)
    assert pieces(text="", signs=()) == ()


def test_signs_side_by_side_are_numbered_as_they_stand() -> None:
    found = pieces(text=TEXT, signs=(sign("blame_shift", 11, 22), sign("regret", 0, 5)))
    assert [(one.number, one.text) for one in found] == [(1, "sorry"), (0, ", but "), (2, "you made me")]


def test_signs_that_overlap_stand_in_one_place_and_the_stronger_line_is_drawn() -> None:
    signs = (sign("regret", 0, 10), sign("but", 7, 22), sign("threat", 11, 14))
    (found,) = pieces(text=TEXT, signs=signs)
    assert found.signs == signs
    assert [(one.text, one.kind) for one in found.stretches] == [
        ("sorry, ", "owns"),
        ("but", "takes_back"),
        (" ", "takes_back"),
        ("you", "danger"),
        (" made me", "takes_back"),
    ]


def test_signs_that_only_meet_stand_apart() -> None:
    found = pieces(text=TEXT, signs=(sign("regret", 0, 5), sign("but", 5, 10)))
    assert [one.number for one in found] == [1, 2, 0]


@given(marked())
def test_put_together_the_pieces_are_the_text(case: tuple[str, list[Sign]]) -> None:
    text, signs = case
    found = pieces(text=text, signs=signs)
    assert "".join(one.text for one in found) == text
    assert [one.number for one in found if one.signs] == list(
        range(1, 1 + sum(bool(one.signs) for one in found))
    )
    shown = [each for one in found for each in one.signs]
    assert sorted(shown, key=repr) == sorted((one for one in signs if one.start < one.end), key=repr)
    for one in found:
        assert all(stretch.text for stretch in one.stretches)
        assert all((stretch.kind is None) == (not one.signs) for stretch in one.stretches)
