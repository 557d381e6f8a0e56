"""Every state has a card with everything a card must say."""

from __future__ import annotations

import pytest

from reknit.safety.cards import cards
from reknit.safety.states import State


@pytest.mark.parametrize("state", State)
def test_a_card_says_what_it_is_the_next_thing_what_closes_and_how_it_lifts(state: State) -> None:
    card = cards()[state]
    for text in (card.title, *card.what, card.next, *card.ground, card.closes, card.lifts):
        assert text[0].isupper()
        assert text[-1] in ".?"
    assert card.what
    assert card.then


def test_whoever_may_be_in_danger_finds_people_on_the_card() -> None:
    help_of = {state: card.help for state, card in cards().items()}
    assert help_of[State.SELF_HARM][0] == "suicide"
    assert help_of[State.OWN_VIOLENCE][0] == "own_behaviour"
    assert help_of[State.VIOLENCE] == ("abuse", "men", "lgbt")
    assert help_of[State.MINOR][0] == "youth"
    assert help_of[State.PURSUIT] == ()
    assert cards()[State.PURSUIT].help_if_repeated == ("own_behaviour",)
