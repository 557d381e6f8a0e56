"""Join several exports of one chat; the chats are synthetic and were written for these tests."""

from __future__ import annotations

import pytest

from reknit.history import DifferentChats, GroupChat, SeveralChats, Source, read
from tests.unit.history.exports import Said, chat, export
from tests.unit.history.reading_chats import android, rows

SAID = chat(40)


def merged(*texts: str) -> list[str]:
    conversation = read([Source(f"{number}.txt", text.encode()) for number, text in enumerate(texts)])
    assert conversation.messages["position"].to_list() == list(range(len(conversation.messages)))
    assert conversation.reading.exports == len(texts)
    return [text for *_, text in rows(conversation)]


def test_what_both_hold_counts_once() -> None:
    texts = export("ios de", SAID[10:]), export("ios de", SAID[:30])
    conversation = read([Source("", text.encode()) for text in texts])
    assert [text for *_, text in rows(conversation)] == [each.text for each in SAID]
    assert conversation.reading.duplicates == 20


def test_exports_of_two_phones_with_and_without_seconds() -> None:
    conversation = read([Source("", export(layout, SAID).encode()) for layout in ("android gb", "ios us")])
    assert len(conversation.messages) == 40
    assert conversation.reading.clock.resolution_seconds == 60


def test_exports_that_do_not_meet_follow_each_other() -> None:
    assert merged(export("android gb", SAID[25:]), export("android gb", SAID[:20])) == [
        each.text for each in (*SAID[:20], *SAID[25:])
    ]


def test_two_chats_of_the_same_weeks_run_side_by_side() -> None:
    first, second = (
        [each for number, each in enumerate(SAID) if number % 4 // 2 == half] for half in range(2)
    )
    assert merged(export("android gb", first), export("android gb", second)) == [each.text for each in SAID]


def test_a_clock_set_back_does_not_break_the_order_of_an_export() -> None:
    lines = android("Anna: a", "Ben: b", "Anna: c").replace("21:01", "23:59")
    assert merged(lines, android("Ben: x").replace("21:00", "22:00")) == ["a", "x", "b", "c"]


def test_what_one_lacks_the_other_fills_in() -> None:
    gap = [each for number, each in enumerate(SAID) if number not in (0, 7, 8, 39)]
    assert merged(export("android gb", gap), export("android gb", SAID)) == [each.text for each in SAID]
    assert merged(export("android gb", SAID), export("android gb", gap)) == [each.text for each in SAID]


def test_the_same_words_twice_in_a_minute_stay_two() -> None:
    text = android("Anna: ok", "Ben: yo").replace("21:01", "21:00") + android("Anna: ok")
    assert merged(text, text) == ["ok", "yo", "ok"]


def test_a_number_becomes_a_name() -> None:
    numbered = export(
        "android gb",
        [Said(each.at, each.sender.replace("Ben", "+49 170 1234567"), each.text) for each in SAID],
    )
    named = export("android gb", SAID)
    for first, second in ((numbered, named), (named, numbered)):
        conversation = read([Source("", first.encode()), Source("", second.encode())])
        assert [person.name for person in conversation.reading.participants] == ["Anna", "Ben"]
        assert len(conversation.messages) == 40


def test_a_number_becomes_a_name_in_exports_that_do_not_meet() -> None:
    numbered = android("Anna: a", "+49 170 1234567: b", day="30/01/2024")
    named = android("Anna: c", "Ben: d")
    conversation = read([Source("", numbered.encode()), Source("", named.encode())])
    assert [sender for sender, *_ in rows(conversation)] == ["Anna", "Ben", "Anna", "Ben"]


def test_both_names_may_have_changed() -> None:
    renamed = [Said(each.at, {"Anna": "Anna M", "Ben": "Ben 2"}[each.sender], each.text) for each in SAID]
    conversation = read([Source("", export("android gb", said).encode()) for said in (SAID, renamed)])
    assert len(conversation.messages) == 40
    assert {person.name for person in conversation.reading.participants} == {"Anna M", "Ben 2"}


def test_the_same_words_of_both_do_not_mix_up_who_is_who() -> None:
    known = android("Anna: ok", "Ben: ok", "Ben: b", "Ben: c", "Anna: a").replace("21:01", "21:00")
    other = android("Ben 2: ok", "-", "Ben 2: b", "Ben 2: c", "Anna M: a").replace(
        "21:01 - -\n", "21:00 - -\n"
    )
    conversation = read([Source("", known.encode()), Source("", other.encode())])
    assert {person.name: person.messages for person in conversation.reading.participants} == {
        "Anna M": 2,
        "Ben 2": 3,
    }


def test_one_person_in_one_export_two_in_the_other() -> None:
    conversation = read(
        [Source("", android(*lines).encode()) for lines in (["Anna: a"], ["+1 234: a", "Ben: b"])]
    )
    assert [person.name for person in conversation.reading.participants] == ["Anna", "Ben"]


def test_a_chat_in_which_only_one_wrote_joins_its_whole() -> None:
    assert merged(android("Anna: a"), android("Anna: a", "Ben: b")) == ["a", "b"]
    assert merged(android("Anna: a"), android("Anna: x", day="30/01/2024")) == ["x", "a"]


@pytest.mark.parametrize(
    "other",
    [
        android("Anna: other", "Carl: chat"),
        android("Carl: c", "Dora: d"),
        android("+1 2345: c", "+2 3456: d"),
    ],
)
def test_chats_with_different_people_are_refused(other: str) -> None:
    with pytest.raises(SeveralChats):
        merged(android("Anna: a", "Ben: b"), other)
    with pytest.raises(DifferentChats):
        read([Source("chat.txt", text.encode()) for text in (android("Anna: a", "Ben: b"), other)])


def test_three_people_over_two_exports_are_refused() -> None:
    with pytest.raises(SeveralChats):
        merged(
            android("Anna: a", "Ben: b"),
            android("Anna: x", day="30/01/2024"),
            android("Carl: c", day="29/01/2024"),
        )


def test_several_chats_with_one_person_are_joined_when_someone_says_so() -> None:
    mobile = android("Anna: a", "+49 170 1234567: b", day="30/01/2024")
    named = android("Anna: c", "Ben: d", "Ben: e")
    files = [Source("1.txt", mobile.encode()), Source("2.txt", named.encode())]
    conversation = read(files, chat=["1", "2"])
    assert [sender for sender, *_ in rows(conversation)] == ["Anna", "Ben", "Anna", "Ben", "Ben"]


def test_chats_that_cannot_be_with_one_person() -> None:
    texts = android("Anna: a", "Ben: b"), android("Carl: c", "Dora: d")
    files = [Source(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    with pytest.raises(SeveralChats):
        read(files, chat=["0", "1"])


def test_another_name_is_taken_for_the_same_person() -> None:
    lines = ("Anna: a", "Ben: b", "Benny: c", "Benny: d", "Ben: e", "Anna: f")
    with pytest.raises(GroupChat) as caught:
        read([Source("1.txt", android(*lines).encode())])
    assert sorted(caught.value.names) == ["Anna", "Ben", "Benny"]
    conversation = read([Source("1.txt", android(*lines).encode())], same={"Benny": "Ben"})
    assert [person.name for person in conversation.reading.participants] == ["Anna", "Ben"]
