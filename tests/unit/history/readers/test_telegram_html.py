"""Read the web pages of Telegram: many pages, senders that go on, notices without a time, broken pages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import EmptyExport, GroupChat, NotAnExport, SeveralChats, Source, read
from reknit.history.readers.interface import Said
from tests.unit.history.readers.exports_telegram import block, day_row, export_pages, page, title
from tests.unit.history.readers.reading_exports import (
    SECOND,
    START,
    TEXTS,
    harmed,
    read_all,
    read_one,
    survives,
    told,
    zipped,
)

HOUR = 3600


def at(seconds: int) -> int:
    """Count seconds from the start of the chat."""
    return START + seconds * SECOND


CHAT = [
    Said(at(0), "Anna", "text", "hi", offset=HOUR),
    Said(at(60), "Anna", "text", "two\nlines & <3 'q' \"p\"", offset=HOUR),
    Said(at(120), "Ben", "media", "", offset=HOUR),
    Said(at(120), None, "system", "Ben pinned this message", offset=HOUR),
    Said(at(180), "Ben", "media", "look", offset=HOUR),
    Said(at(240), "Ben", "call", "", offset=HOUR),
    Said(at(300), "Ben", "location", "", offset=HOUR),
    Said(at(90_000), "Anna", "text", "the next day", offset=HOUR),
]


def inside(markup: str, text: str = "") -> Said:
    """Read one message of Anna that holds something more."""
    return told(read_one(page([block(5, CHAT[0]._replace(text=text), inside=markup)])))[0]


@pytest.mark.parametrize("name", ["messages.html", "renamed", "Anna.txt"])
def test_a_page_is_known_by_its_content(name: str) -> None:
    [content] = export_pages(CHAT).values()
    conversation = read_one(content, name)
    assert told(conversation) == CHAT
    assert conversation.reading.format == "telegram_html"
    assert conversation.reading.unplaced == 0


def test_all_pages_of_a_folder_are_one_chat() -> None:
    said = [CHAT[number % 2]._replace(at=at(number)) for number in range(10_500)]
    pages = export_pages(said)
    assert len(pages) == 11
    conversation = read_all(
        {**pages, "ChatExport/css/style.css": "x", "ChatExport/files/note.txt": "no chat"}
    )
    assert told(conversation) == said
    assert conversation.reading.exports == 1


def test_pages_that_were_renamed_are_put_in_order_by_their_messages() -> None:
    said = [CHAT[number % 2]._replace(at=at(number)) for number in range(2_500)]
    sources = [
        Source(f"{number}.html", content.encode() if isinstance(content, str) else content)
        for number, content in zip("cab", export_pages(said).values(), strict=True)
    ]
    assert told(read(sources)) == said
    without = Source("d.html", page([block(1, CHAT[3])]).encode())
    assert told(read([sources[0], without]))[0].kind == "system"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**6),
            st.sampled_from(("Anna", "Ben")),
            st.sampled_from(("text", "media", "call", "location")),
            TEXTS,
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from((None, 0, HOUR, -19_800)),
    st.sampled_from(("Anna", 'Anna & <Zoë> "x"')),
)
@pytest.mark.slow
def test_what_is_written_is_read(
    drawn: list[tuple[int, str, str, str]], offset: int | None, other: str
) -> None:
    now, said = START, []
    for gap, who, kind, text in drawn:
        now += gap * SECOND
        words = f"a{text}z".replace("\r", "") if kind in {"text", "media"} else ""
        said.append(Said(now, other if who == "Anna" else who, kind, words, offset=offset))
    assert told(read_all(export_pages(said, other))) == said


def test_a_page_written_on_one_line() -> None:
    written = (
        '<div class="message default clearfix" id="message1"><div class="body">'
        '<div class="pull_right date details" title="31.01.2024 21:05:33 UTC-05:30">21:05</div>'
        '<div class="from_name">Anna via @gif</div><div class="text">see <a href="https://a.b">https://a.b</a>'
        "<br/><strong>now</strong></div></div></div>"
    )
    [found] = told(read_one(f"<html>{written}"))
    assert found == Said(START, "Anna", "text", "see https://a.b\nnow", offset=-19_800)


@pytest.mark.parametrize(
    ("written", "offset"),
    [
        ("31.01.2024 21:05:33", None),
        ("31.01.2024 21:05:33 UTC", 0),
        ("31.01.2024 21:05:33 UTC+05:45", 20_700),
        ("31.01.2024 21:05:33 UTC-0300", -10_800),
        ("31.01.2024 21:05:33 UTC\u221203:00", -10_800),
    ],
)
def test_the_distance_from_utc_is_read_where_it_is_given(written: str, offset: int | None) -> None:
    content = page([block(5, CHAT[0])]).replace(title(START, HOUR), written)
    assert told(read_one(content)) == [CHAT[0]._replace(offset=offset)]


def test_a_time_without_seconds() -> None:
    content = page([block(5, CHAT[0])]).replace(title(START, HOUR), "31.01.2024 21:05")
    assert told(read_one(content)) == [CHAT[0]._replace(at=START - 33 * SECOND, offset=None)]


@pytest.mark.parametrize("written", ["", "31.02.2024 21:05:33", "yesterday"])
def test_a_message_without_a_time_is_counted(written: str) -> None:
    content = page([block(4, CHAT[0]), block(5, CHAT[1])]).replace(title(at(60), HOUR), written)
    conversation = read_one(content)
    assert told(conversation) == [CHAT[0]]
    assert conversation.reading.unplaced_lines == (2,)


def test_what_was_sent_on_is_of_the_one_who_sent_it() -> None:
    forwarded = (
        '<div class="pull_left forwarded userpic_wrap"></div><div class="forwarded body">'
        '<div class="from_name">\nZoe <span class="date details" title="01.01.2020 10:00:00"></span></div>'
    )
    assert inside(forwarded, "as she said") == CHAT[0]._replace(text="as she said")
    joined = page([block(4, CHAT[2]), block(5, CHAT[1], joined=True, inside=forwarded)])
    assert [each.sender for each in told(read_one(joined))] == ["Ben", "Ben"]


POLL = (
    '<div class="media_poll"><div class="question bold">\nWhen?\n</div>'
    '<div class="answer">\n- now <span class="details">1 vote</span></div>'
    '<div class="answer">\n- later</div></div>'
)


@pytest.mark.parametrize(
    ("markup", "text", "kind", "read_text"),
    [
        ('<a class="photo_wrap clearfix pull_left" href="x.jpg"></a>', "", "media", ""),
        ('<a class="sticker_wrap clearfix pull_left" href="x.webp"></a>', "", "media", ""),
        ('<div class="media pull_left media_voice_message"></div>', "", "media", ""),
        ('<div class="media clearfix pull_left media_venue"></div>', "", "location", ""),
        ('<div class="media clearfix pull_left media_live_location"></div>', "", "location", ""),
        ('<div class="media clearfix pull_left media_invoice"></div>', "", "system", ""),
        ('<div class="media clearfix pull_left media_invoice"></div>', "for you", "text", "for you"),
        (POLL, "", "poll", "When?\nnow\nlater"),
        ("", 'the words class="media_wrap" as text', "text", 'the words class="media_wrap" as text'),
        ("", "", "media", ""),
    ],
)
def test_what_a_message_carries_makes_its_kind(markup: str, text: str, kind: str, read_text: str) -> None:
    other = block(9, CHAT[2])
    markup = f'<div class="media_wrap clearfix">{markup}</div>' if markup else ""
    found = told(read_one(page([block(5, CHAT[0]._replace(text=text), inside=markup), other])))[0]
    assert (found.kind, found.text) == (kind, read_text)
    assert found.sender == (None if kind == "system" else "Anna")


def test_an_answer_does_not_repeat_what_it_answers() -> None:
    reply = '<div class="reply_to details">\nIn reply to <a href="#go_to_message4">this message</a>\n</div>'
    assert inside(reply, "yes") == CHAT[0]._replace(text="yes")


def test_reactions_are_of_people_as_far_as_the_page_says() -> None:
    who = '<div class="userpic"><div class="initials" title="{}">X</div></div>'
    sign = '<span class="reaction"><span class="emoji">\n{}\n</span><span class="userpics">{}</span></span>'
    signs = (
        '<span class="reactions">',
        sign.format("❤", who.format("Ben")),
        sign.format("😂", who.format("Ben") + who.format("A &amp; B")),
        '<span class="reaction"><span class="emoji">👍</span><span class="count">\n999\n</span></span>',
        '<span class="reaction paid"><span class="emoji">⭐</span></span>',
        sign.format('<a href="x"></a>', ""),
        '<span class="reaction"></span></span>',
    )
    assert inside("".join(signs), "hi").reactions == (
        ("❤", "Ben"),
        ("😂", "Ben"),
        ("😂", "A & B"),
        ("👍", None),
        ("👍", None),
        ("⭐", None),
        ("custom", None),
        ("custom", None),
    )


def test_notices_take_the_time_of_what_is_beside_them() -> None:
    notice = CHAT[3]
    first = [day_row(1, at(0)), block(1, notice), block(2, CHAT[0]), block(3, notice)]
    days = [day_row(2, at(90_000)), block(4, notice), block(5, CHAT[7])]
    times = [each.at for each in told(read_one(page(first + days)))]
    assert times == [at(0), at(0), at(0), at(90_000), at(90_000)]
    own = block(6, notice).replace(
        '<div class="body details">',
        f'<div class="pull_right date details" title="{title(at(5), HOUR)}"></div><div class="body details">',
    )
    assert [each.at for each in told(read_one(page([block(2, CHAT[0]), own])))] == [at(0), at(5)]


def test_rows_of_days_and_empty_chats_are_no_messages() -> None:
    rows = [
        '<div class="message service"><div class="body details">3 März 2024</div></div>',
        day_row(4, at(0)),
    ]
    empty = '<div class="message service" id="message-1"></div>'
    with pytest.raises(EmptyExport):
        read_one(page([*rows, empty]))
    with pytest.raises(EmptyExport):
        read_one(page([block(1, CHAT[3])]))
    assert len(read_one(page([*rows, empty, block(3, CHAT[0])])).messages) == 1
    said = '<div class="message service" id="message5"><div class="body details">3 May 2024</div></div>'
    assert told(read_one(page([block(3, CHAT[0]), said])))[1].text == "3 May 2024"


def test_who_has_no_name_is_the_other_person() -> None:
    assert told(read_one(page([block(5, CHAT[0], joined=True)])))[0].sender == "Anna"
    nameless = f"<div>{block(5, CHAT[0], joined=True)}</div>"
    assert told(read_one(nameless, "Zoe.html"))[0].sender == "Zoe"


LIST = """<div class="page_body list_page"><div class="entry_list">
<a class="entry block_link clearfix" href="../chats/chat_001/messages.html#allow_back">
<div class="body"><div class="pull_right info details">\nprivate\n</div><div class="name bold">Anna</div>
<div class="details_entry details">\n1,204 messages\n</div></div></a>
<a class="entry block_link clearfix" href="../chats/chat_002/messages.html#allow_back">
<div class="pull_right info details">group</div><div class="details_entry details">No messages</div></a>
<a class="entry block_link clearfix" href="../chats/chat_003/messages.html#allow_back">
<div class="pull_right info details">bot</div></a>
<a class="entry block_link clearfix" href="../chats/chat_004/messages.html#allow_back">nothing</a>
</div></div>"""


def account() -> dict[str, bytes | str]:
    """Write an account of four chats, two of them with people called Anna, and a list of chats."""
    folders = {1: "Anna", 2: "All of us", 3: "Bot", 4: "Anna", 5: "Saved messages"}
    pages: dict[str, bytes | str] = {"export/lists/chats.html": LIST, "export/export_results.html": "<html>"}
    for number, name in folders.items():
        pages |= export_pages(CHAT[: number + 1], name, f"export/chats/chat_00{number}")
    return pages


def test_an_account_lists_its_chats_with_one_person() -> None:
    with pytest.raises(SeveralChats) as asked:
        read_all(account())
    choices = [(each.key, each.title, each.messages) for each in asked.value.choices]
    assert choices == [
        ("export/export/chats/chat_001", "Anna", 1204),
        ("export/export/chats/chat_004", "Anna", None),
    ]
    assert len(read_all(account(), chat=["export/export/chats/chat_004"]).messages) == 5


def test_an_account_with_one_chat_is_read_without_asking() -> None:
    pages = {path: content for path, content in account().items() if "chat_00" not in path or "_001" in path}
    assert told(read_all(pages)) == CHAT[:2]


def test_two_exports_of_one_chat_are_joined() -> None:
    pages = export_pages(CHAT[:5], folder="ChatExport_1") | export_pages(CHAT, folder="ChatExport_2")
    conversation = read_all(pages)
    assert told(conversation) == CHAT
    assert conversation.reading.duplicates == 5


def test_groups_are_refused() -> None:
    three = [CHAT[0]._replace(sender=name) for name in ("Anna", "Ben", "Zoe")]
    with pytest.raises(GroupChat):
        read_all(export_pages(three))


@pytest.mark.parametrize("content", ["<html><p>no chat</p></html>", '<div class="message">hi</div>', LIST])
def test_other_pages_are_not_taken_for_telegram(content: str) -> None:
    with pytest.raises(NotAnExport):
        read_one(content)


@pytest.mark.slow
def test_damaged_pages_are_read_or_refused_by_name() -> None:
    [content] = export_pages(CHAT).values()
    whole = content.encode() if isinstance(content, str) else content
    for harm in (*harmed(whole, 40), *harmed(zipped(account()), 20)):
        survives(("messages.html", harm))
    for encoding in ("utf-16", "utf-8-sig"):
        assert told(read_one(whole.decode().encode(encoding))) == CHAT
    broken = read_one(whole + b"\xff")
    assert broken.reading.damaged_characters == 1


def test_a_page_of_openings_only_does_not_hang() -> None:
    survives(("x", b'<div class="message default">' * 20_000))
    survives(("x", (b'<div class="message default clearfix">' + b"<div " * 100_000)))
    survives(("x", (b'<div class="message default">' + b'<div class="text">' * 50_000)))
