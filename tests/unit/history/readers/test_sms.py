"""Read backups of text messages, from one message to a gigabyte of pictures; all of them are made here."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from reknit.history import EmptyExport, GroupChat, NotAnExport, SeveralChats, Source, TooLarge, read
from reknit.history.readers.interface import ME, Said
from reknit.history.readers.sms import Sms, entries, pieces
from reknit.history.readers.sms.contacts import is_same, plain
from reknit.history.readers.sms.local_time import offsets
from reknit.history.readers.sms.pieces import without_pictures
from reknit.history.readers.sms.values import text_of
from reknit.history.sources import open_files
from tests.unit.history.readers.exports_sms import PICTURE, export_sms, sms_backup, sms_entry
from tests.unit.history.readers.reading_exports import (
    SECOND,
    START,
    conversations,
    harmed,
    in_pieces_of,
    read_one,
    survives,
    told,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path

AT = START // 1000
HEY = Said(START, "Anna", "text", "hey 😂", offset=0)
YO = Said(START + SECOND, ME, "text", "yo", offset=0)


def sms(body: str, **more: str) -> str:
    """Write a message of Anna with some values of its own."""
    values = {
        "address": "+491701234567",
        "date": str(AT),
        "type": "1",
        "body": body,
        "contact_name": "Anna",
    } | more
    return "<sms " + " ".join(f'{name}="{value}"' for name, value in values.items()) + " />"


def mms(*parts: str, addresses: str = "", **more: str) -> str:
    """Write a message with parts."""
    values = {"address": "+491701234567", "date": str(AT), "msg_box": "1", "contact_name": "Anna"} | more
    opening = "<mms " + " ".join(f'{name}="{value}"' for name, value in values.items()) + ">"
    return f"{opening}<parts>{''.join(parts)}</parts><addrs>{addresses}</addrs></mms>"


def seen(*entries: str) -> list[tuple[str | None, str, str]]:
    """Give who, what kind, what text."""
    return [(each.sender, each.kind, each.text) for each in told(read_one(sms_backup(*entries)))]


@settings(max_examples=150, deadline=None)
@given(conversations(me=ME))
@pytest.mark.slow
def test_what_is_written_is_read(written: list[Said]) -> None:
    assert told(read_one(export_sms(written, ME, "Anna"))) == written


@pytest.mark.parametrize("hours", [2, -5, 14, -12])
def test_the_clock_of_the_phone_is_learnt_from_the_dates_for_people(hours: int) -> None:
    ahead = hours * 3600
    written = [
        Said(START + number * 7201 * SECOND + ahead * SECOND, "Anna", "text", str(number), offset=ahead)
        for number in range(30)
    ]
    assert told(read_one(export_sms(written, ME, "Anna", hours=hours))) == written


@pytest.mark.parametrize(
    ("date", "offset"),
    [
        ("31.01.2024 22:05:33", 3600),
        ("31/01/24 22:05", 3600),
        ("2024-02-01 6:05:33 AM", 9 * 3600),
        ("Wed, 31 Jan 2024 12:05:33 EST", -9 * 3600),
        ("31 janv. 2024 à 22:05:33", 3600),
        ("31.1.2024 klo 22.05.33", 3600),
        ("2024/1/31 下午10:05:33", 3600),
        ("31 Jan 2024 11:05:33 a. m.", -10 * 3600),
        ("2024-01-31 12:05:33 AM", None),
        ("31.01.2023 22:05:33", None),
        ("31.01.2024 22:05:34", None),
        ("31.01.2024 22:06:33", None),
        ("31.01.2024", None),
        ("x" * 100_000, None),
    ],
)
def test_dates_for_people(date: str, offset: int | None) -> None:
    found = offsets([AT // 1000], [date])
    assert found == (None if offset is None else [offset])


def test_dates_for_people_that_cannot_be_relied_on() -> None:
    fits, twelve = "31.01.2024 22:05:33", "31.01.2024 21:05:33"
    seconds = AT // 1000
    assert offsets([seconds] * 3, ["", fits, ""]) == [3600] * 3
    assert offsets([seconds] * 4, [fits, "x", "x", fits]) is None
    assert offsets([seconds] * 40, [fits, twelve] * 20) is None
    assert offsets([], []) is None


@pytest.mark.parametrize(
    ("entry", "kind", "text"),
    [
        (sms("hi &#55357;&#56832;&#10;x"), "text", "hi 😀\nx"),
        (sms("hi &#x1F600;&#xD83D;&#xDE00; &amp;&lt;&gt;&quot;&apos;"), "text", "hi 😀😀 &<>\"'"),
        (sms("a & b &nbsp; &amp;amp; &#; &#5C; c"), "text", "a & b &nbsp; &amp; &#; &#5C; c"),
        (sms("bell \x07 and &#7;&#0;."), "text", "bell  and ."),
        (sms("one\r\ntwo\nthree &#13;&#10;four"), "text", "one\ntwo\nthree \nfour"),
        (sms("😀 ünïcode 👩‍👧"), "text", "😀 ünïcode 👩‍👧"),
        (sms("a > b"), "text", "a > b"),
        (sms("null"), "media", ""),
        (sms(""), "media", ""),
        (sms("nullify"), "text", "nullify"),
        (sms("hi", date=str(AT // 1000)), "text", "hi"),
        (sms("hi", date="0", date_sent=str(AT)), "text", "hi"),
        (sms("hi", date="null", date_sent=f"{AT}.0"), "text", "hi"),
        (sms("x").replace('"x"', '\'hi data="x" type="2"\''), "text", 'hi data="x" type="2"'),
        (mms('<part ct="text/plain" text="only words" />'), "text", "only words"),
        (mms('<part ct="text/plain" text="a" /><part ct="text/plain" text="b" />'), "text", "a\nb"),
        (mms('<part ct="application/smil" text="x" />', '<part ct="image/jpeg" data="QUJD" />'), "media", ""),
        (mms('<part ct="text/plain" text="null" /><part ct="video/3gpp" />'), "media", ""),
        (mms('<part ct="text/plain" text="see" /><part ct="text/x-vCard" text="x" />'), "media", "see"),
        (mms(), "media", ""),
        (mms(date=str(AT // 1000)), "media", ""),
    ],
)
def test_kinds(entry: str, kind: str, text: str) -> None:
    assert seen(entry) == [("Anna", kind, text)]


@pytest.mark.parametrize(
    ("type_", "sender"), [("1", "Anna"), ("2", ME), ("4", ME), ("6", ME), ("3", None), ("5", None)]
)
def test_drafts_and_failed_messages_are_not_part_of_it(type_: str, sender: str | None) -> None:
    expected = [("Anna", "text", "first"), *([(sender, "text", "x")] if sender else [])]
    assert seen(sms("first"), sms("x", type=type_)) == expected


@pytest.mark.parametrize(("type_", "sender"), [("1", "Anna"), ("2", ME), ("3", "Anna"), ("5", "Anna")])
def test_calls_beside_messages(type_: str, sender: str) -> None:
    call = (
        f'<call number="0170 1234567" duration="9" date="{AT + 60_000}" type="{type_}" contact_name="Anna" />'
    )
    backup = [Source("sms.xml", sms_backup(sms("hi"))), Source("calls.xml", sms_backup(call, root="calls"))]
    assert [(each.sender, each.kind) for each in told(read(backup))] == [("Anna", "text"), (sender, "call")]


def test_one_contact_however_the_number_is_written() -> None:
    spellings = ["+491701234567", "0170 1234567", "0049 170/1234567", "(0170) 123-4567", "+49 170 1234567"]
    found = seen(
        *(sms(str(place), address=each, contact_name="(Unknown)") for place, each in enumerate(spellings))
    )
    assert [text for _, _, text in found] == ["0", "1", "2", "3", "4"]
    assert {sender for sender, _, _ in found} == {"+491701234567"}


def test_a_contact_with_two_numbers_and_a_name() -> None:
    named = {"contact_name": "An &amp; Na"}
    other = sms("4", address="+4915111234567", contact_name="Zoë", type="3")
    found = seen(
        sms("1", contact_name="null"), sms("2", **named), sms("3", address="+12025550123", **named), other
    )
    assert found == [("An & Na", "text", "1"), ("An & Na", "text", "2"), ("An & Na", "text", "3")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+491701234567", "01701234567", True),
        ("01701234567", "1701234567", True),
        ("+12025550123", "2025550123", True),
        ("+12025550123", "5550123", True),
        ("+491701234567", "+491511234567", False),
        ("+491701234567", "+431701234567", False),
        ("12345", "2345", False),
        ("vodafone", "vodafone", True),
        ("anna@a.example", "ben_a@a.example", False),
    ],
)
def test_numbers(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a case of the table
    assert is_same(one, other) is same
    assert is_same(other, one) is same


def test_addresses_that_are_no_numbers() -> None:
    assert plain(" My Bank ") == "my bank"
    assert [text for _, _, text in seen(sms("1", address="My Bank"), sms("2", address="MY BANK"))] == [
        "1",
        "2",
    ]


def test_a_backup_lists_every_contact() -> None:
    backup = sms_backup(
        sms("1"),
        sms("2", address="01701234567"),
        sms("3", address="+491511234567", contact_name="Zoë"),
        sms("4", address="null"),
        mms(address="+491701234567~+491511234567", contact_name="Anna, Zoë"),
    )
    with pytest.raises(SeveralChats) as error:
        read_one(backup)
    assert [(each.key, each.title, each.messages) for each in error.value.choices] == [
        ("+491701234567", "Anna", 2),
        ("+491511234567", "Zoë", 1),
    ]
    assert [each.text for each in told(read([Source("x", backup)], chat=["zoë"]))] == ["3"]
    with pytest.raises(GroupChat):
        read_one(sms_backup(mms(address="+491701234567~+491511234567")))


def test_the_own_number_is_no_third_person() -> None:
    own = '<addr address="+4915199999999" type="151" /><addr address="+491701234567" type="137" />'
    sent = '<addr address="+4915199999999" type="137" /><addr address="+491701234567" type="151" />'
    both = "+491701234567~+4915199999999"
    for entries_ in (
        [mms(address=both, addresses=own, m_id="1")],
        [mms(addresses=own, m_id="1"), mms(address=both, m_id="2")],
        [mms(addresses=sent, msg_box="2", m_id="1"), mms(address=both, m_id="2")],
    ):
        assert len(seen(*entries_)) == len(entries_)
    odd = '<addr address="+1" type="151" /><addr address="+2" type="151" /><addr type="151" />'
    assert len(seen(mms(addresses=odd))) == 1


def test_a_message_in_two_backups_counts_once(tmp_path: Path) -> None:
    whole = [HEY, YO, Said(START + 2 * SECOND, "Anna", "media", "", offset=0)]
    (tmp_path / "sms-1.xml").write_bytes(export_sms(whole[:2], ME, "Anna"))
    (tmp_path / "sms-2.xml").write_bytes(export_sms(whole, ME, "Anna"))
    conversation = read([tmp_path])
    assert told(conversation) == whole
    assert conversation.reading.duplicates == 2
    two = seen(mms(m_id="1"), mms(m_id="2"), mms(m_id="2"))
    assert len(two) == 2


def test_encodings_and_archives() -> None:
    text = export_sms([HEY, YO], ME, "Änna").decode()
    expected = told(read_one(text))
    for encoding in ("utf-8-sig", "utf-16"):
        assert told(read_one(text.encode(encoding), "renamed.txt")) == expected
    assert told(read_one(zipped({"sms/sms-20240131.xml": text, "x.json": b"[]"}))) == expected


def test_damaged_letters_are_counted() -> None:
    content = sms_backup(sms("so &#55357; what"), sms("caf\xe9", type="2")).decode().encode("latin-1")
    conversation = read_one(content)
    assert [each.text for each in told(conversation)] == ["so \ufffd what", "caf\ufffd"]
    assert conversation.reading.damaged_characters == 2
    assert text_of(b'"&#99999999999;&#1114112;&#xFFFE;"') == "\ufffd\ufffd"


def test_broken_places_cost_only_themselves() -> None:
    content = sms_backup(
        sms("1"),
        sms("2").replace(' type="1"', " type=1"),
        sms("3", date="soon"),
        sms("4", type="x"),
        sms("5"),
    )
    conversation = read_one(content)
    assert [each.text for each in told(conversation)] == ["1", "5"]
    assert conversation.reading.unplaced_lines == (3, 4, 2)


def test_a_backup_that_is_cut_off_gives_what_is_whole() -> None:
    content = sms_backup(sms("1"), sms("2"), mms('<part ct="text/plain" text="3" />'))
    for end in (content.index(b'"2"') + 2, content.index(b'text="3"'), len(content) - 30):
        conversation = read_one(content[:end])
        assert [each.text for each in told(conversation)] == ["1", "2"][: 1 + (end > 500)] or end
        assert conversation.reading.unplaced <= 1
    assert [each.text for each in told(read_one(content[: content.index(b"<addrs>")]))] == ["1", "2"]
    stray = sms_backup('<part ct="text/plain" text="x" />', mms().replace("</mms>", ""), sms("2"))
    assert len(told(read_one(stray))) == 2


@pytest.mark.parametrize("root", ["smses", "calls"])
def test_nothing_in_a_backup(root: str) -> None:
    with pytest.raises(EmptyExport):
        read_one(sms_backup(root=root))
    with pytest.raises(EmptyExport):
        read_one(sms_backup(sms("x", type="3")))


def test_what_is_no_backup_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (
        b'<!DOCTYPE smses [<!ENTITY a "&b;&b;">]><smses><sms body="&a;" /></smses>',
        b"<smses><sms <sms <sms",
        b"<smses>" + b"<sms " * 2000,
        b"<feed><sms /></feed>",
    ):
        with pytest.raises(NotAnExport):
            read_one(content)
    monkeypatch.setattr(entries, "MOST_PARTS", 3)
    with pytest.raises(NotAnExport):
        read_one(sms_backup(mms(*(['<part ct="text/plain" text="x" />'] * 4))))
    assert not Sms().recognises(open_files([Source("x", b'{"a": "<smses>"}')])[0])


def test_a_tag_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LONGEST_TAG", 1000)
    in_pieces_of(300, monkeypatch)
    with pytest.raises(TooLarge):
        read_one(sms_backup(sms("x" * 3000)))


@pytest.mark.parametrize("size", [7, 100, 263, 1000, 10_000])
def test_pictures_are_left_out_however_the_file_is_cut(size: int) -> None:
    content = (
        f"a data='short' <part data=\"{PICTURE}\" text='b'/> data=\"{PICTURE}\" data='{PICTURE}'/>".encode()
    )
    cut = [content[start : start + size] for start in range(0, len(content), size)]
    left = b"".join(without_pictures(cut))
    assert left == b"a data='short' <part data=\"\" text='b'/> data=\"\" data=''/>"


def test_a_large_backup_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    in_pieces_of(64, monkeypatch)
    written = [
        Said(START + place * SECOND, who, kind, text, offset=0)
        for place, (who, kind, text) in enumerate(
            itertools.product(("Anna", ME), ("text", "media", "call"), ("hey 😂",))
        )
    ]
    written = [one._replace(text="" if one.kind == "call" else one.text) for one in written]
    assert told(read_one(export_sms(written, ME, "Anna"))) == written


def test_a_zone_is_known_in_a_whole_backup() -> None:
    late = HEY._replace(at=HEY.at + 3600 * SECOND, offset=3600)
    assert told(read_one(sms_backup(sms_entry(late, ME, hours=1)))) == [late]


@pytest.mark.slow
def test_noise_never_gets_past_the_door() -> None:
    content = export_sms([HEY, YO, HEY._replace(kind="media"), YO._replace(kind="call")], ME, "Anna")
    for harm in harmed(content, 60):
        survives(("sms.xml", harm))
    for encoding in ("utf-32", "cp037", "utf-16-le"):
        survives(("x", content.decode().encode(encoding)))
