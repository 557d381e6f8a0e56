"""Read the JSON of Telegram: one chat and whole accounts, every trap, and files that are broken."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import (
    EmptyExport,
    GroupChat,
    HistoryError,
    NotAnExport,
    SeveralChats,
    Source,
    TooLarge,
    WrongEncoding,
    read,
)
from reknit.history.readers import arrays
from reknit.history.readers.interface import Said
from reknit.history.readers.telegram import rows as rows_module
from reknit.history.readers.telegram.shape import Message
from tests.unit.history.readers.exports_telegram import as_json, entry, export_account, export_telegram
from tests.unit.history.readers.reading_exports import (
    SECOND,
    START,
    TEXTS,
    harmed,
    read_all,
    read_one,
    survives,
    told,
)

IDS = {"Anna": "user222222222", "Ben": "user111111111"}
HOUR = 3600


def at(seconds: int) -> int:
    """Count seconds from the start of the chat."""
    return START + seconds * SECOND


CHAT = [
    Said(at(0), "Anna", "text", "hi", offset=HOUR),
    Said(at(60), "Ben", "text", "two\nlines 👨‍👩‍👧", offset=HOUR, reactions=(("❤", "Anna"),)),
    Said(at(120), "Anna", "media", "", offset=HOUR),
    Said(at(180), "Ben", "call", "", offset=HOUR),
    Said(at(240), None, "system", "", offset=HOUR),
    Said(at(300), "Anna", "location", "", offset=HOUR),
    Said(at(360), "Anna", "media", "look", edited=True, offset=HOUR),
]


def message(**fields: Any) -> dict[str, Any]:
    """Write one message of Anna with other fields."""
    return entry(5, CHAT[0], IDS) | fields


def chat(*messages: dict[str, Any], **fields: Any) -> bytes:
    """Write a chat of such messages."""
    return as_json(
        {"name": "Anna", "type": "personal_chat", "id": 222222222, "messages": list(messages), **fields}
    )


def kinds(*messages: dict[str, Any]) -> list[tuple[str | None, str, str]]:
    """Give who, what kind, what text."""
    return [(each.sender, each.kind, each.text) for each in told(read_one(chat(*messages)))]


@pytest.mark.parametrize("name", ["result.json", "renamed", "Anna.txt", "x.json"])
def test_a_chat_is_known_by_its_content(name: str) -> None:
    conversation = read_one(export_telegram(CHAT), name)
    assert told(conversation) == CHAT
    assert conversation.reading.format == "telegram_json"
    assert conversation.reading.unplaced == conversation.reading.damaged_characters == 0


def test_a_folder_or_archive_with_other_things_beside() -> None:
    assert (
        told(read_all({"ChatExport/result.json": export_telegram(CHAT), "ChatExport/note.txt": "x"})) == CHAT
    )


def drawn_chats() -> st.SearchStrategy[list[Said]]:
    """Draw chats with and without a zone, of all kinds."""
    drawn = st.tuples(
        st.integers(1, 10**6),
        st.sampled_from(("Anna", "Ben")),
        st.sampled_from(("text", "text", "media", "call", "location")),
        TEXTS,
        st.sampled_from((None, 0, HOUR, 2 * HOUR, -19_800)),
        st.booleans(),
    )

    def said(parts: list[Any]) -> list[Said]:
        now, made = START, []
        for gap, who, kind, text, offset, edited in parts:
            now += gap * SECOND
            words = f"a{text}z".replace("\r", "") if kind in {"text", "media"} else ""
            made.append(Said(now, who, kind, words, edited and kind == "text", offset=offset))
        return made

    return st.lists(drawn, min_size=1, max_size=12).map(said)


@settings(max_examples=120, deadline=None)
@given(drawn_chats(), st.sampled_from((None, 1, 2)), st.randoms(use_true_random=False), st.booleans())
@pytest.mark.slow
def test_what_is_written_is_read(
    said: list[Said],
    indent: int | None,
    mixed: random.Random,
    ascii_: bool,  # noqa: FBT001 - hypothesis draws it
) -> None:
    content = json.loads(export_telegram(said))
    for place, each in enumerate(content["messages"]):
        fields = list(each.items())
        mixed.shuffle(fields)
        content["messages"][place] = dict(fields)
    whole = list(content.items())
    mixed.shuffle(whole)
    written = json.dumps(dict(whole), ensure_ascii=ascii_, indent=indent)
    assert told(read_one(written)) == said


@pytest.mark.parametrize("indent", [None, 1])
def test_a_long_chat_is_read_in_pieces_and_batches(
    indent: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [CHAT[number % 3]._replace(at=at(number)) for number in range(500)]
    content = json.dumps(json.loads(export_telegram(said)), indent=indent)
    for piece in (1000, 4096, 30_000):
        monkeypatch.setattr(arrays, "PIECE", piece)
        monkeypatch.setattr(rows_module, "BATCH", 64)
        assert told(read_one(content)) == said


def test_keys_before_messages_may_be_anywhere() -> None:
    content = json.loads(export_telegram(CHAT))
    last = {"messages": content.pop("messages")} | content
    conversation = read_one(as_json(last))
    assert told(conversation) == CHAT
    bare = {"messages": last["messages"]}
    assert told(read_one(as_json(bare))) == CHAT
    with pytest.raises(GroupChat):
        read_one(as_json(last | {"type": "private_group"}))


def test_pieces_of_a_text_are_joined_as_they_were_typed() -> None:
    text = ["see ", {"type": "link", "text": "https://a.b"}, {"type": "bold", "text": "!"}, " ok"]
    rows = kinds(message(text=text), message(text=[]), message(text=None), message(text="a\r\nb\u2028c"))
    assert rows == [
        ("Anna", "text", "see https://a.b! ok"),
        ("Anna", "media", ""),
        ("Anna", "media", ""),
        ("Anna", "text", "a\nb\u2028c"),
    ]


@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        ({"photo": "photos/1.jpg", "text": "look"}, "media", "look"),
        ({"file": "x.ogg", "media_type": "voice_message", "text": ""}, "media", ""),
        ({"contact_information": {"first_name": "Zoe"}, "text": ""}, "media", ""),
        ({"game_title": "Chess", "text": ""}, "media", ""),
        ({"paid_stars_amount": 5, "text": ""}, "media", ""),
        ({"location_information": None, "text": ""}, "location", ""),
        ({"location_information": {"latitude": 1.5}, "text": "here"}, "location", "here"),
        ({"place_name": "Cafe", "address": "Street 1", "text": ""}, "location", ""),
        ({"invoice_information": "{}", "text": ""}, "system", ""),
        ({"invoice_information": "{}", "text": "for you"}, "text", "for you"),
        ({"forwarded_from": "Zoe", "text": "as she said"}, "text", "as she said"),
        (
            {
                "poll": {
                    "question": "When?",
                    "answers": [{"text": "now"}, {"text": ["la", {"text": "ter"}]}],
                },
                "text": "",
            },
            "poll",
            "When?\nnow\nlater",
        ),
        ({"poll": {"question": "When?"}, "text": ""}, "poll", "When?"),
    ],
)
def test_what_a_message_carries_makes_its_kind(fields: dict[str, Any], kind: str, text: str) -> None:
    assert kinds(message(**fields))[0][1:] == (kind, text)


def service(**fields: Any) -> dict[str, Any]:
    """Write something that Telegram says about Ben."""
    return entry(5, Said(at(0), "Ben", "system", "", offset=HOUR), IDS) | fields


@pytest.mark.parametrize("reason", ["missed", "busy", "hangup", "disconnect"])
def test_calls_are_of_the_one_who_called(reason: str) -> None:
    call = service(action="phone_call", discard_reason=reason)
    assert kinds(call, message()) == [("Ben", "call", ""), ("Anna", "text", "hi")]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"action": "edit_chat_theme", "emoticon": "🌹"}, ""),
        ({"action": "joined_telegram"}, ""),
        ({"action": None, "information_text": "You can talk now"}, "You can talk now"),
        ({"action": None, "information_text": 5}, ""),
        ({"action": "send_webview_data", "text": "data"}, "data"),
    ],
)
def test_what_telegram_says_has_no_sender(fields: dict[str, Any], text: str) -> None:
    assert kinds(message(), service(**fields)) == [("Anna", "text", "hi"), (None, "system", text)]


def test_a_message_without_a_type_is_known_by_its_fields() -> None:
    for fields in (message(), service(action="pin_message")):
        del fields["type"]
        assert kinds(message(), fields)[1][1] == ("system" if "actor" in fields else "text")


def test_what_a_version_could_not_show_is_counted() -> None:
    conversation = read_one(chat(message(), {"id": 6, "type": "unsupported"}, message()))
    assert len(conversation.messages) == 2
    assert conversation.reading.unplaced_lines == (2,)


def test_a_zone_is_known_only_where_both_times_are_given() -> None:
    old = message()
    del old["date_unixtime"]
    only_utc = message(date="")
    conversation = told(read_one(chat(old, message(), only_utc, message(date_unixtime=1_706_731_533))))
    assert [each.offset for each in conversation] == [None, HOUR, 0, HOUR]
    assert [each.at for each in conversation] == [START, START, START - HOUR * SECOND, START]


def test_the_clock_going_back_changes_no_order() -> None:
    summer = message(date="2024-10-27T02:30:00", date_unixtime="1729989000", text="first")
    winter = message(date="2024-10-27T02:10:00", date_unixtime="1729991400", text="second")
    read_ = told(read_one(chat(summer, winter)))
    assert [(each.text, each.offset) for each in read_] == [("first", 2 * HOUR), ("second", HOUR)]


def test_people_are_told_by_their_ids() -> None:
    renamed = [message(**{"from": name}) for name in ("Annika", None, "Anna", None)]
    ben = (
        message(**{"from": "Ben", "from_id": 111111111}),
        message(**{"from": "Ben", "from_id": "user111111111"}),
    )
    senders = [each.sender for each in told(read_one(chat(*renamed, *ben)))]
    assert senders == ["Anna"] * 4 + ["Ben"] * 2


def test_deleted_accounts_are_told_by_elimination() -> None:
    gone = message(**{"from": None})
    ben = message(**{"from": "Ben", "from_id": IDS["Ben"]})
    assert [each.sender for each in told(read_one(chat(gone, ben, name=None)))] == ["Deleted Account", "Ben"]
    assert [each.sender for each in told(read_one(chat(gone, ben)))] == ["Anna", "Ben"]
    nobody = message(**{"from": None, "from_id": None})
    assert [each.sender for each in told(read_one(chat(nobody, ben, name=None)))] == [
        "Deleted Account",
        "Ben",
    ]
    owner = message(**{"from": None, "from_id": IDS["Ben"]})
    assert [each.sender for each in told(read_one(chat(message(), owner)))] == ["Anna", "Me"]


def test_an_old_export_may_have_names_only() -> None:
    bare = [message(**{"from": name, "from_id": None}) for name in ("Anna", "Ben")]
    assert [each.sender for each in told(read_one(chat(*bare)))] == ["Anna", "Ben"]


def test_two_people_of_one_name_stay_two() -> None:
    ben = message(**{"from": "Anna", "from_id": IDS["Ben"]})
    assert [each.sender for each in told(read_one(chat(message(), ben)))] == ["Anna", "Me"]


def sign(count: int = 1, **fields: Any) -> dict[str, Any]:
    """Write a reaction."""
    return {"type": "emoji", "count": count, "emoji": "❤"} | fields


def test_reactions_are_of_people_as_far_as_telegram_knows() -> None:
    recent = [{"from": "Ben", "from_id": IDS["Ben"], "date": "2024-01-31T21:06:00"}]
    signs = [
        sign(recent=recent),
        sign(2, recent=recent),
        sign(10**9),
        {"type": "custom_emoji", "count": 1, "document_id": "x.webp"},
        {"type": "paid", "count": 1},
    ]
    [found] = told(read_one(chat(message(reactions=signs))))
    assert found.reactions == (
        ("❤", "Ben"),
        ("❤", "Ben"),
        ("❤", None),
        ("❤", None),
        ("❤", None),
        ("custom", None),
        ("⭐", None),
    )


@pytest.mark.parametrize(
    ("edited", "reactions", "expected"),
    [
        ("2024-01-31T21:07:00", None, True),
        ("1970-01-01T01:00:00", None, False),
        ("2024-01-31T21:06:01", ["2024-01-31T21:06:00"], False),
        ("2024-01-31T21:26:01", ["2024-01-31T21:05:50", "2024-01-31T21:06:00"], True),
        ("2024-01-31T21:26:01", [None], False),
        ("2024-01-31T21:26:01", ["no date"], False),
        ("2024-01-31T21:26:01", ["2024-01-31T21:06:00+01:00"], False),
    ],
)
def test_a_reaction_is_not_an_edit(edited: str, reactions: list[str | None] | None, expected: bool) -> None:  # noqa: FBT001
    signs = [sign(recent=[{"from_id": IDS["Ben"], "date": date}] if date else []) for date in reactions or ()]
    fields = {"reactions": signs} if signs else {}
    [found] = told(read_one(chat(message(edited=edited, **fields))))
    assert found.edited is expected


def test_an_account_lists_the_chats_with_one_person() -> None:
    account = export_account(
        export_telegram(CHAT),
        export_telegram([], type="saved_messages", id=1),
        export_telegram(CHAT, type="bot_chat", id=2),
        export_telegram(CHAT, type="private_supergroup", name="All of us", id=-3),
        left=[export_telegram(CHAT[:2], id=333, name="Zoe")],
    )
    with pytest.raises(SeveralChats) as asked:
        read_one(account)
    assert [(each.key, each.title, each.messages) for each in asked.value.choices] == [
        ("222222222", "Anna", 7),
        ("333", "Zoe", 2),
    ]
    assert told(read([Source("x", account)], chat=["222222222"])) == CHAT
    assert told(read([Source("x", account)], chat=["zoe"])) == CHAT[:2]


def test_an_account_with_one_chat_is_read_without_asking() -> None:
    assert told(read_one(export_account(export_telegram(CHAT)))) == CHAT
    assert told(read_one(export_account(left=[export_telegram(CHAT)]))) == CHAT
    nameless = json.loads(export_telegram(CHAT, name=None))
    del nameless["id"]
    assert told(read_one(export_account(as_json(nameless)))) == CHAT


def test_an_account_that_is_cut_off_says_so() -> None:
    with pytest.raises(NotAnExport, match="not complete"):
        read_one(export_account(export_telegram(CHAT))[:-300])


def test_an_account_with_wrong_escapes_is_mended() -> None:
    account = export_account(export_telegram(CHAT)).replace(b'"hi"', rb'"h\x0Bi"')
    assert told(read_one(account))[0].text == "h\vi"


@pytest.mark.parametrize(
    "type_", ["private_group", "private_supergroup", "public_supergroup", "private_channel"]
)
def test_groups_are_refused(type_: str) -> None:
    with pytest.raises(GroupChat):
        read_one(export_telegram(CHAT, type=type_))


def test_an_empty_chat_says_so() -> None:
    for content in (export_telegram([]), b'{"type": "personal_chat", "messages": ['):
        with pytest.raises(EmptyExport):
            read_one(content)


@pytest.mark.parametrize(
    "content",
    [
        {"messages": [{"type": "chat", "date": "2024-01-31", "from": "Anna", "text": "hi"}]},
        {"messages": [{"type": "message", "text": "hi"}]},
        {"chats": [{"type": "message"}]},
        [message()],
    ],
)
def test_other_json_is_not_taken_for_telegram(content: object) -> None:
    with pytest.raises(NotAnExport):
        read_one(as_json(content))


def test_what_telegram_writes_wrongly_is_mended() -> None:
    raw = export_telegram(CHAT).replace(
        b'"hi"', rb'"a \ud83d b \ude00 c \x0B d \ud83d\ude00 e \q f \" g \\x0A"'
    )
    conversation = read_one(raw)
    assert told(conversation)[0].text == 'a \ufffd b \ufffd c \v d 😀 e \\q f " g \\x0A'
    assert told(conversation)[1:] == CHAT[1:]
    assert conversation.reading.damaged_characters == 2
    assert conversation.reading.unplaced == 0


def test_broken_letters_cost_only_themselves() -> None:
    conversation = read_one(export_telegram(CHAT).replace(b'"hi"', b'"h\xff"'))
    assert told(conversation)[0].text == "h\ufffd"
    assert conversation.reading.damaged_characters == 1


def test_another_encoding_is_refused_by_name() -> None:
    said = [CHAT[0]._replace(text="schön für Ähnliches")] * 30
    with pytest.raises(WrongEncoding):
        read_one(export_telegram(said).decode().encode("latin-1"))
    for encoding in ("utf-16", "utf-8-sig"):
        assert told(read_one(export_telegram(CHAT).decode().encode(encoding))) == CHAT


def test_one_bad_message_loses_nothing_else() -> None:
    wrong = [
        message(),
        message(text=5),
        message(date=None),
        message(date_unixtime="soon"),
        message(text="ok"),
    ]
    conversation = read_one(chat(*wrong))
    assert [each.text for each in told(conversation)] == ["hi", "ok"]
    assert conversation.reading.unplaced_lines == (2, 3, 4)


@pytest.mark.parametrize("piece", [600, 2000, 10**6])
def test_a_file_that_is_cut_off_gives_what_is_whole(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "PIECE", piece)
    said = [CHAT[number % 2]._replace(at=at(number)) for number in range(40)]
    content = export_telegram(said)
    conversation = read_one(content[: content.index(b"two", len(content) - 900)])
    assert told(conversation) == said[: len(conversation.messages)]
    assert len(conversation.messages) >= 37
    assert conversation.reading.unplaced == 1
    junk = read_one(content[:-2] + b"@@ what?")
    assert told(junk) == said


@pytest.mark.parametrize("piece", [700, 10**6])
def test_a_hole_in_a_file_costs_the_messages_around_it(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "PIECE", piece)
    said = [CHAT[number % 2]._replace(at=at(number)) for number in range(40)]
    content = export_telegram(said)
    middle = content.index(b'"from"', len(content) // 2)
    conversation = read_one(content[:middle] + b"!!!" + content[middle + 3 :])
    assert len(conversation.messages) == 39
    assert conversation.reading.unplaced == 1


def test_places_that_only_look_like_the_end_of_a_message_cost_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recent = [{"date": "2024-01-31T21:06:00", "from_id": each} for each in IDS.values()]
    fields = [
        {"date": f"2024-01-31T21:05:{second:02}"} | message() | {"reactions": [sign(2, recent=recent)]}
        for second in range(60)
    ]
    ordered = [{"date": each["date"]} | each for each in fields]
    content = json.dumps({"messages": ordered, "type": "personal_chat", "name": "Anna", "id": 222222222})
    for piece in range(700, 1400, 50):
        monkeypatch.setattr(arrays, "PIECE", piece)
        assert len(read_one(content).messages) == 60


def test_what_does_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "LARGEST_READ", 2000)
    monkeypatch.setattr(arrays, "PIECE", 500)
    with pytest.raises(TooLarge):
        read_one(chat(message(text="long" * 1000)))
    monkeypatch.setattr(arrays, "LARGEST_START", 1000)
    late = {"type": "personal_chat", "name": "x" * 3000, "messages": [message()]}
    with pytest.raises(NotAnExport):
        read_one(as_json(late))


@pytest.mark.parametrize("depth", [200, 100_000])
def test_deep_nesting_is_no_danger(depth: int) -> None:
    deep = b"[" * depth + b"]" * depth
    content = export_telegram(CHAT).replace(b'"photos/1.jpg"', deep).replace(b'"hi"', b'"hi", "q": ' + deep)
    survives(("x", content))
    survives(("x", b'{"type": "personal_chat", "messages": ' + deep + b"}"))
    survives(("x", b'{"personal_information": {"x": ' + deep + b"}}"))


@pytest.mark.slow
def test_damaged_exports_are_read_or_refused_by_name() -> None:
    for content in (
        export_telegram(CHAT),
        export_account(export_telegram(CHAT), export_telegram(CHAT, id=3)),
    ):
        for harm in harmed(content, 60):
            survives(("result.json", harm))


def test_progress_is_told() -> None:
    told_: list[float] = []
    read([Source("x", export_telegram(CHAT))], progress=told_.append)
    assert told_ == sorted(told_)
    assert told_[-1] == 1.0


def test_every_error_is_one_of_ours() -> None:
    with pytest.raises(HistoryError):
        read_one(export_telegram(CHAT)[:40])


def test_a_list_that_never_starts_is_refused() -> None:
    with pytest.raises(NotAnExport):
        list(arrays.MessageArray(Message).read([b"{}", b" "]))
