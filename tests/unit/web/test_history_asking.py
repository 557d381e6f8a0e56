"""Answers about names become one name for each person, and nobody is asked what the start already says."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict

from reknit.history import Source
from reknit.journey.model import Start
from reknit.web.history.asking import Told, fingerprint, told_by
from reknit.web.history.naming import known_as

AT = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("names", "same"),
    [
        ({}, {}),
        ({"Kim": "me", "Sam": "them"}, {}),
        ({"Kim": "me", "K": "me", "Sam": "them"}, {"K": "Kim"}),
        ({"Kim": "me", "Sam": "them", "S": "them", "+44": "them"}, {"S": "Sam", "+44": "Sam"}),
        ({"Kim": "me", "Sam": "them", "Mum": "other", "Dad": "other", "Pa": "nonsense"}, {}),
    ],
)
def test_names_of_one_person_become_the_first_of_them(names: dict[str, str], same: dict[str, str]) -> None:
    assert Told(names=names).same == same


@pytest.mark.parametrize(
    ("name", "ex", "me"),
    [
        ("Kim", "", "Kim"),
        ("KIM", "Alex", "Kim"),
        ("", "sam", "Kim"),
        ("Sam", "Kim", "Sam"),
        ("Kim", "Kim", None),
        ("Alex", "Jo", None),
        ("", "", None),
    ],
)
def test_the_names_from_the_start_say_who_one_is_or_leave_it_open(name: str, ex: str, me: str | None) -> None:
    assert known_as(names=("Kim", "Sam"), start=Start(at=AT, name=name, ex=ex)) == me


def test_answers_come_back_as_the_fields_they_came_in() -> None:
    form = QueryDict("of=x&chats=1&chats=2&order=mdy&me=Kim&name:K=me&name:Sam=them")
    told = told_by(form, of="x")
    assert told == Told(of="x", chats=("1", "2"), order="mdy", names={"K": "me", "Sam": "them"}, me="Kim")
    again = QueryDict(mutable=True)
    again["of"] = "x"
    for name, value in told.hidden:
        again.appendlist(name, value)
    assert told_by(again, of="x") == told
    assert Told().hidden == []


def test_an_order_of_dates_that_does_not_exist_is_no_answer() -> None:
    assert told_by(QueryDict("of=x&order=ydm"), of="x").order is None


def test_files_are_told_apart_by_what_is_in_them_in_any_order() -> None:
    one, other = Source(name="a", content=b"one"), Source(name="b", content=b"other")
    assert fingerprint([one, other]) == fingerprint([other, one])
    assert fingerprint([one]) != fingerprint([other])
    assert fingerprint([one]) == fingerprint([Source(name="renamed", content=b"one")])
