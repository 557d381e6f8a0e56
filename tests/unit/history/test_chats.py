"""Choose one chat out of many; the chats here are shapes without messages."""

from __future__ import annotations

import pytest

from reknit.history import ChatChoice, GroupChat, NoSuchChat, SeveralChats
from reknit.history.chats import choose
from reknit.history.readers.interface import Chat

ANNA = Chat(format="x", key="inbox/anna_1", title="Anna", people=("Anna", "Ben"), messages=3, files=())
CARL = Chat(format="x", key="inbox/carl_2", title="Carl", people=("Carl", "Ben"), messages=9, files=())
OLD_ANNA = Chat(format="y", key="e2ee/anna", title="Anna", people=("Ben", "Anna"), files=())
GROUP = Chat(format="x", key="inbox/all_3", title="All", is_group=True, files=())


def test_the_only_pair_is_taken() -> None:
    assert choose([GROUP, ANNA], ()) == [ANNA]


def test_nothing_but_groups() -> None:
    with pytest.raises(GroupChat):
        choose([GROUP], ())


def test_several_are_offered_the_longest_first_and_no_group() -> None:
    with pytest.raises(SeveralChats, match=r"There are 2 chats in here: “Carl”, “Anna”\. Please") as caught:
        choose([ANNA, GROUP, CARL], ())
    assert caught.value.choices == (
        ChatChoice("inbox/carl_2", "Carl", 9),
        ChatChoice("inbox/anna_1", "Anna", 3),
    )


def test_many_are_named_in_part() -> None:
    many = [Chat(format="x", key=str(n), title=f"P{n}", files=()) for n in range(7)]
    with pytest.raises(SeveralChats, match=r"7 chats in here: .*“P4” and more"):
        choose(many, ())


def test_pieces_of_one_chat_are_one() -> None:
    pieces = [ANNA, OLD_ANNA]
    assert choose(pieces, ()) == pieces
    same_key = [
        Chat(format="x", key="k", title="A", files=()),
        Chat(format="x", key="k", title="B", files=()),
    ]
    assert choose(same_key, ()) == same_key


def test_one_is_asked_for_by_key_or_title() -> None:
    assert choose([ANNA, CARL], ["inbox/carl_2"]) == [CARL]
    assert choose([ANNA, CARL, OLD_ANNA], [" anna"]) == [ANNA, OLD_ANNA]
    assert choose([ANNA, CARL], ["Carl", "Anna"]) == [CARL, ANNA]


def test_one_that_is_not_there() -> None:
    with pytest.raises(NoSuchChat, match="no chat “Dora”") as caught:
        choose([ANNA, CARL], ["Dora"])
    assert [each.title for each in caught.value.choices] == ["Carl", "Anna"]
