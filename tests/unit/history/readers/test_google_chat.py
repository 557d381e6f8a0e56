"""Read Google Chat out of Takeout, in many languages; all exports are made here."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from reknit.history import EmptyExport, GroupChat, NotAnExport, SeveralChats, Source, read
from reknit.history.readers.google_chat import GoogleChat, reader
from reknit.history.readers.google_chat.dates import Moment, read_date
from reknit.history.readers.interface import Said
from reknit.history.sources import open_files
from tests.unit.history.readers.exports_google_chat import (
    chat_message,
    export_google_chat,
    messages_json,
    person,
    written_date,
)
from tests.unit.history.readers.reading_exports import (
    SECOND,
    START,
    conversations,
    harmed,
    read_all,
    read_one,
    survives,
    told,
    zipped,
)

AT = START // SECOND
HEY = Said(START, "Anna", "text", "hey 😂", reactions=(("❤", "Ben"),), offset=0)
YO = Said(START + SECOND, "Ben", "text", "yo", offset=0)
# The 31st of January 2024, a Wednesday, five past nine in the evening, as these languages have it.
DATES = [
    "Wednesday, January 31, 2024 at 9:05:33\u202fPM UTC",
    "Wednesday, January 31, 2024 at 9:05:33 PM UTC",
    "Wednesday, 31 January 2024 at 21:05:33 UTC",
    "Wednesday 31 January 2024 at 21:05:33 UTC",
    "Mittwoch, 31. Januar 2024 um 21:05:33 UTC",
    "Mittwoch, 31. Jänner 2024 um 21:05:33 UTC",
    "mercredi 31 janvier 2024 à 21:05:33 UTC",
    "mercredi 31 janvier 2024 à 21 h 05 min 33 s UTC",
    "miércoles, 31 de enero de 2024, 21:05:33 UTC",
    "miércoles, 31 de enero de 2024, 9:05:33\u202fp.\u00a0m. UTC",
    "quarta-feira, 31 de janeiro de 2024 às 21:05:33 UTC",
    "mercoledì 31 gennaio 2024 alle ore 21:05:33 UTC",
    "woensdag 31 januari 2024 om 21:05:33 UTC",
    "środa, 31 stycznia 2024 21:05:33 UTC",
    "31 Ocak 2024 Çarşamba 21:05:33 UTC",
    "среда, 31 января 2024\u202fг. в 21:05:33 UTC",
    "середа, 31 січня 2024 р. о 21:05:33 UTC",
    "onsdag 31 januari 2024 kl. 21:05:33 UTC",
    "onsdag den 31. januar 2024 kl. 21.05.33 UTC",
    "keskiviikko 31. tammikuuta 2024 klo 21.05.33 UTC",
    "středa 31. ledna 2024 v 21:05:33 UTC",
    "streda 31. januára 2024 o 21:05:33 UTC",
    "2024. január 31., szerda 21:05:33 UTC",
    "miercuri, 31 ianuarie 2024 la 21:05:33 UTC",
    "Rabu, 31 Januari 2024 pukul 21.05.33 UTC",
    "lúc 21:05:33 UTC Thứ Tư, 31 tháng 1, 2024",
    "2024年1月31日水曜日 21:05:33 UTC",
    "2024年1月31日 水曜日 21時05分33秒 UTC",
    "2024年1月31日星期三 UTC 21:05:33",
    "2024年1月31日 星期三 下午9:05:33 [UTC]",
    "2024年1月31日 星期三 晚上9:05:33 [UTC]",
    "2024년 1월 31일 수요일 오후 9시 5분 33초 UTC",
    "الأربعاء، ٣١ يناير ٢٠٢٤ في ٩:٠٥:٣٣ م UTC",
    "יום רביעי, 31 בינואר 2024 בשעה 21:05:33 UTC",
    "Τετάρτη 31 Ιανουαρίου 2024 στις 9:05:33 μ.μ. UTC",
    "сряда, 31 януари 2024 г. в 21:05:33 ч. UTC",
    "srijeda, 31. siječnja 2024. u 21:05:33 UTC",
    "2024 m. sausio 31 d., trečiadienis 21:05:33 UTC",
    "วันพุธที่ 31 มกราคม พ.ศ. 2567 เวลา 21 นาฬิกา 05 นาที 33 วินาที UTC",
    "बुधवार, 31 जनवरी 2024 को 9:05:33 pm UTC बजे",
]


@pytest.mark.parametrize("written", DATES)
def test_dates_in_many_languages(written: str) -> None:
    assert read_date(written) == Moment(AT, 0)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2015. február 15., vasárnap 21:54:36 UTC", "2015-02-15T21:54:36"),
        ("Friday, March 1, 2024 at 12:00:01 AM UTC", "2024-03-01T00:00:01"),
        ("Friday, March 1, 2024 at 12:00:01 PM UTC", "2024-03-01T12:00:01"),
        ("četvrtak, 31. listopada 2024. u 1:05:33 UTC", "2024-10-31T01:05:33"),
        ("sobota, 30 listopada 2024 1:05:33 UTC", "2024-11-30T01:05:33"),
        ("2024年1月31日 星期三 中午1:05:33 [UTC]", "2024-01-31T13:05:33"),
        ("2024年1月31日 星期三 中午12:05:33 [UTC]", "2024-01-31T12:05:33"),
        ("2024年1月31日 星期三 晚上12:05:33 [UTC]", "2024-01-31T00:05:33"),
        ("31.01.2024 21:05:33", "2024-01-31T21:05:33"),
        ("dijous, 4 d’abril del 2024, 8:42:55 UTC", "2024-04-04T08:42:55"),
        ("dijous, 1 d'agost del 2024, 8:42:55 UTC", "2024-08-01T08:42:55"),
    ],
)
def test_dates_that_need_care(written: str, expected: str) -> None:
    moment = read_date(written)
    assert moment is not None
    assert datetime.fromtimestamp(moment.at, UTC).replace(tzinfo=None).isoformat() == expected


def test_dates_of_other_zones() -> None:
    assert read_date("Wednesday, January 31, 2024 at 9:05:33 PM GMT+1") == Moment(AT, 3600)
    assert read_date("January 31, 2024 at 9:05:33 PM UTC−05:30") == Moment(AT, -19_800)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "Wednesday at 9:05:33 PM",
        "January 31, 2024",
        "Month 31, 2024 at 9:05:33 PM UTC",
        "February 31, 2024 at 9:05:33 PM",
        "January 31, 2024 at 27:05:33",
        "January 31, 2024 2025 at 7:05:33",
        "January 31, 2024 at 7:75:33",
        "چهارشنبه ۱۱ بهمن ۱۴۰۲ ساعت ۲۱:۰۵:۳۳",
        "January, 2024 at 7:05:33",
        "x" * 100_000,
    ],
)
def test_dates_that_cannot_be_made_out(written: str) -> None:
    assert read_date(written) is None


@settings(max_examples=100, deadline=None)
@given(conversations())
@pytest.mark.slow
def test_what_is_written_is_read(written: list[Said]) -> None:
    written = [one._replace(at=one.at // SECOND * SECOND) for one in written]
    assert told(read_all(export_google_chat(written, "Ben", "Anna"))) == written


def test_a_single_file_under_another_name() -> None:
    (content, *_) = export_google_chat([HEY, YO], "Ben", "Anna").values()
    conversation = read_one(content, "anna.txt")
    assert told(conversation) == [HEY._replace(reactions=(("❤", "Ben"),)), YO]
    assert conversation.reading.format == "google_chat"


def test_an_account_lists_its_chats() -> None:
    files = export_google_chat([HEY, YO], "Ben", "Anna")
    files |= export_google_chat([HEY._replace(sender="Zoë", reactions=())], "Ben", "Zoë", folder="DM zoe")
    space = "Takeout/Google Chat/Groups/Space x1"
    members = [person("Anna"), person("Zoë"), person("Ben"), {"name": "Bot", "user_type": "Bot"}]
    files[f"{space}/messages.json"] = messages_json(chat_message(HEY, 1))
    files[f"{space}/group_info.json"] = json.dumps({"name": "Friends", "members": members}).encode()
    with pytest.raises(SeveralChats) as error:
        read_all(files)
    assert [(each.key, each.title) for each in error.value.choices] == [
        ("DM abc123", "Anna"),
        ("DM zoe", "Zoë"),
    ]
    assert told(read_all(files, chat=["Anna"])) == [HEY, YO]
    chats = GoogleChat().chats(open_files([Source("x.zip", zipped(files))]))
    assert [(chat.title, chat.is_group, chat.people) for chat in chats] == [
        ("Anna", False, ("Anna", "Ben")),
        ("Zoë", False, ("Zoë", "Ben")),
        ("Friends", True, ()),
    ]


def test_two_exports_of_one_chat_count_once() -> None:
    first, second = (export_google_chat(said, "Ben", "Anna") for said in ([HEY], [HEY, YO]))
    conversation = read([Source("a.zip", zipped(first)), Source("b.zip", zipped(second))])
    assert told(conversation) == [HEY, YO]
    assert conversation.reading.duplicates == 1


def one(**more: Any) -> Said:
    """Read a message of Anna with some fields of its own."""
    message = {key: value for key, value in (chat_message(HEY, 1) | more).items() if value is not None}
    return told(read_one(messages_json(chat_message(YO, 2), message)))[0]


@pytest.mark.parametrize(
    ("more", "kind", "text", "sender"),
    [
        ({"text": "a\r\nb"}, "text", "a\nb", "Anna"),
        ({"text": "see", "attached_files": [{"original_name": "a"}]}, "media", "see", "Anna"),
        ({"text": None, "annotations": [{"drive_metadata": {"id": "x"}}]}, "media", "", "Anna"),
        (
            {"text": "https://a.example", "annotations": [{"url_metadata": {}}]},
            "text",
            "https://a.example",
            "Anna",
        ),
        ({"text": None, "annotations": [{"video_call_metadata": {}}]}, "call", "", "Anna"),
        (
            {"text": "https://meet.google.com/a-b", "annotations": [{"video_call_metadata": {}}]},
            "call",
            "",
            "Anna",
        ),
        ({"text": "come in", "annotations": [{"video_call_metadata": {}}]}, "text", "come in", "Anna"),
        (
            {"text": " joined ", "annotations": [{"membership_changed_metadata": {}}]},
            "system",
            "joined",
            None,
        ),
        ({"creator": person("Bot") | {"user_type": "Bot"}}, "system", "hey 😂", None),
        ({"message_state": "DELETED"}, "deleted", "", "Anna"),
        (
            {"created_date": None, "deleted_date": written_date(START), "creator": None, "text": None},
            "deleted",
            "",
            None,
        ),
    ],
)
def test_kinds(more: dict[str, Any], kind: str, text: str, sender: str | None) -> None:
    found = one(**more)
    assert (found.kind, found.text, found.sender, found.at) == (kind, text, sender, START)


def test_edited_messages_and_signs() -> None:
    assert one(updated_date=written_date(START)).edited
    assert one(previous_message_versions=[{"text": "hay"}]).edited
    assert not one().edited
    signs = [
        {"emoji": "👍"},
        {"emoji": {"name": "party"}},
        {"emoji": {}},
        {"reactor_emails": ["x@a.example"]},
    ]
    strange = {"emoji": {"unicode": "❤"}, "reactor_emails": ["x@a.example"]}
    assert one(reactions=[*signs, strange]).reactions == (("👍", None), ("party", None), ("❤", "x@a.example"))


def test_a_person_is_known_by_their_address() -> None:
    files = export_google_chat([HEY, YO], "Ben", "Anna")
    messages = [
        chat_message(HEY, 1) | {"creator": person("Anna") | {"name": "Anna M"}},
        chat_message(YO, 2) | {"creator": {"email": "ANNA@a.example"}},
        chat_message(YO, 3) | {"creator": {"email": "ben@a.example"}},
    ]
    files["Takeout/Google Chat/Groups/DM abc123/messages.json"] = messages_json(*messages)
    assert [each.sender for each in told(read_all(files))] == ["Anna M", "Anna M", "Ben"]


def test_who_has_neither_name_nor_address() -> None:
    nobody = chat_message(HEY, 1) | {"creator": {"user_type": "Human"}}
    files = export_google_chat([HEY, YO], "Ben", "Anna")
    files["Takeout/Google Chat/Groups/DM abc123/messages.json"] = messages_json(nobody, chat_message(YO, 2))
    assert [each.sender for each in told(read_all(files))] == ["Anna", "Ben"]
    assert [each.sender for each in told(read_one(messages_json(nobody, chat_message(YO, 2))))] == [
        "Google user",
        "Ben",
    ]


def test_groups_are_refused() -> None:
    messages = [chat_message(one, number) for number, one in enumerate((HEY, YO, HEY._replace(sender="Zoë")))]
    with pytest.raises(GroupChat):
        read_one(messages_json(*messages))


def test_bad_messages_are_left_out_and_named() -> None:
    messages = [chat_message(HEY, 1), chat_message(YO, 2), chat_message(YO, 3) | {"created_date": "soon"}]
    messages[1]["text"] = 5
    conversation = read_one(messages_json(*messages))
    assert [each.text for each in told(conversation)] == ["hey 😂"]
    assert conversation.reading.unplaced_lines == (2, 2)


def test_notes_that_cannot_be_read_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    files = export_google_chat([HEY, YO], "Ben", "Anna")
    note = next(path for path in files if path.endswith("group_info.json"))
    for content in (files[note][:-9], files[note].replace(b"Anna", b"\xff"), files[note] + b"[" * 100_000):
        assert len(told(read_all(files | {note: content}))) == 2
    monkeypatch.setattr(reader, "LARGEST_NOTE", 10)
    (chat,) = GoogleChat().chats(open_files([Source("x.zip", zipped(files))]))
    assert chat.title == "DM abc123"


def test_nothing_but_notes() -> None:
    files = export_google_chat([], "Ben", "Anna")
    for path, content in files.items():
        with pytest.raises((NotAnExport, EmptyExport)):
            read_all({path: content})


@pytest.mark.slow
def test_noise_never_gets_past_the_door() -> None:
    for path, content in export_google_chat([HEY, YO, HEY, YO], "Ben", "Anna").items():
        for harm in harmed(content, 40):
            survives((path, harm))
            survives(("x.zip", zipped(export_google_chat([HEY, YO], "Ben", "Anna") | {path: harm})))


def test_other_files_are_not_claimed() -> None:
    for content in (b'{"messages": [{"topic_id": 1}]}', b'["members", "user_type"]', b"{}"):
        (file,) = open_files([Source("messages.json", content)])
        assert not GoogleChat().recognises(file)
