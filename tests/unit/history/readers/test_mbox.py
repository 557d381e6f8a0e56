"""Read archives of mail and single letters; all of them are made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reknit.history import EmptyExport, NotAnExport, SeveralChats, Source, read
from reknit.history.readers.interface import Said
from reknit.history.readers.mbox import Mbox, letters, splitting
from reknit.history.readers.mbox.markup import words_of
from reknit.history.readers.mbox.quoting import own_words
from reknit.history.sources import open_files
from tests.unit.history.readers.exports_mbox import archive, export_mbox, letter
from tests.unit.history.readers.reading_exports import (
    SECOND,
    START,
    harmed,
    in_pieces_of,
    read_all,
    read_one,
    survives,
    told,
)

if TYPE_CHECKING:
    from pathlib import Path

HEY = Said(START, "Anna", "text", "hey 😂\n\nhow are you?", offset=3600)
YO = Said(START + 7200 * SECOND, "Ben", "text", "yo", offset=7200)
LINES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"a {line} z" for line in lines))
HEADERS = {"From": "Anna <anna@a.example>", "To": "ben@a.example", "Date": "Wed, 31 Jan 2024 21:05:33 +0100"}


def raw(body: str | bytes = "hey", **headers: str | None) -> bytes:
    """Write a letter as it is; an underscore in a name of a header stands for a hyphen."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in (HEADERS | named).items() if value is not None]
    content = body if isinstance(body, bytes) else body.encode()
    return "\n".join(lines).encode() + b"\n\n" + content


def seen(*contents: bytes) -> list[tuple[str | None, str, str]]:
    """Read an archive of letters."""
    return [(each.sender, each.kind, each.text) for each in told(read_one(archive(*contents)))]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 10**6), st.booleans(), TEXTS, st.integers(-12, 14)), min_size=2, max_size=6
    )
)
@pytest.mark.slow
def test_what_is_written_is_read(drawn: list[tuple[int, bool, str, int]]) -> None:
    written, at = [], START
    for gap, is_anna, text, hours in drawn:
        at += gap * SECOND
        who = "Anna Müller" if is_anna else "Ben"
        written.append(Said(at + hours * 3600 * SECOND, who, "text", text, offset=hours * 3600))
    assert told(read_one(export_mbox(written, "Ben", "Anna Müller"))) == written


def test_letters_with_things_in_them() -> None:
    written = [HEY, YO._replace(kind="media", text="look"), HEY._replace(at=YO.at, kind="media", text="")]
    assert told(read_one(export_mbox(written, "Ben", "Anna"))) == written


def test_the_pieces_in_which_an_archive_is_read_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    content = export_mbox(
        [HEY, YO, HEY._replace(at=YO.at + SECOND, text="From here on\n>From there")], "Ben", "Anna"
    )
    expected = told(read_one(content))
    assert [each.text for each in expected] == [HEY.text, "yo", "From here on"]
    for size in (1, 7, 100, 1000):
        in_pieces_of(size, monkeypatch)
        monkeypatch.setattr(splitting, "_HELD", 300)
        assert told(read_one(content)) == expected
    assert told(read_one(content.replace(b"\n", b"\r\n"))) == expected
    assert told(read_one(b"\xef\xbb\xbf\n" + content)) == expected


def test_words_that_look_like_a_line_between_letters() -> None:
    text = "From what I know\nFrom nine 12:30 on I am free\nnot: this"
    assert [each for _, _, each in seen(raw(text))] == [text]


def test_a_long_letter_is_read_as_far_as_words_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "MOST_KEPT", 400)
    in_pieces_of(256, monkeypatch)
    found = seen(raw("x" * 5000), raw("short", Message_ID="<2>"))
    assert [text.rstrip("x") for _, _, text in found] == ["", "short"]
    single = told(read_one(raw("x" * 5000)))
    assert len(single[0].text) < 400


def test_single_letters(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(letter(HEY, "Ben", "Anna", number=1).as_bytes())
    (tmp_path / "2.eml").write_bytes(letter(YO, "Ben", "Anna", number=2, answered=HEY.text).as_bytes())
    assert told(read([tmp_path])) == [HEY, YO]
    assert told(read_one((tmp_path / "1.eml").read_bytes(), "letter.txt")) == [HEY]


def test_a_letter_in_two_folders_counts_once() -> None:
    files = {name: export_mbox([HEY, YO], "Ben", "Anna") for name in ("Inbox.mbox", "Sent.mbox")}
    conversation = read_all(files)
    assert told(conversation) == [HEY, YO]
    assert conversation.reading.duplicates == 2
    assert len(seen(raw("hey"), raw("hey"), raw("ho"))) == 2


def test_everybody_with_whom_letters_went_both_ways_is_offered() -> None:
    people = ("Ben", "Zoë")
    news = [raw("buy", From=f"news{number}@shop.example", Message_ID=f"<n{number}>") for number in range(3)]
    group = raw("all", From="ben@a.example", To="anna@a.example, zo@a.example", Message_ID="<g>")
    copied = raw("all", Cc="zo@a.example", Message_ID="<c>")
    anna = [letter(HEY, "Ben", "Anna", number=1), letter(YO, "Ben", "Anna", number=2)]
    zoe = [
        letter(one._replace(sender="Zoë"), *people, number=number) for number, one in enumerate((HEY, HEY), 3)
    ]
    content = archive(*news, group, copied, *anna, *zoe, letter(YO, *people, number=5))
    with pytest.raises(SeveralChats) as error:
        read_one(content)
    assert [(each.key, each.title, each.messages) for each in error.value.choices] == [
        ("zo@a.example & ben@a.example", "Zoë", 3),
        ("anna@a.example & ben@a.example", "Anna", 2),
    ]
    assert told(read([Source("x", content)], chat=["anna"])) == [HEY, YO]


def test_whose_archive_it_is() -> None:
    (chat,) = Mbox().chats(open_files([Source("anna.mbox", export_mbox([HEY, YO], "Ben", "Anna"))]))
    assert chat.title == "Anna"
    to_me = archive(raw(Delivered_To="ben@a.example"))
    (chat,) = Mbox().chats(open_files([Source("ben.mbox", to_me)]))
    assert (chat.title, chat.key) == ("Anna", "anna@a.example & ben@a.example")
    by_me = archive(raw(X_Gmail_Labels="Important,Sent"))
    (chat,) = Mbox().chats(open_files([Source("x.mbox", by_me)]))
    assert chat.title == "ben@a.example"


def test_drafts_and_letters_without_anybody_are_left_out() -> None:
    labelled = raw("draft", X_Gmail_Labels="=?utf-8?q?Entw=C3=BCrfe?=", Message_ID="<2>")
    mozilla = raw("draft", X_Mozilla_Draft_Info="internal/draft", Message_ID="<3>")
    nobody = raw("to all", To="undisclosed-recipients:;", Message_ID="<4>")
    assert [text for _, _, text in seen(raw("hey"), labelled, mozilla, nobody)] == ["hey"]
    with pytest.raises(NotAnExport):
        read_one(archive(nobody))


def test_names() -> None:
    encoded = raw("1", From="=?UTF-8?B?QW5uYSBNw7xsbGVy?= <Anna@A.example>", Message_ID="<1>")
    eight_bit = raw("2", Message_ID="<2>").replace(b"Anna <", 'Änna, "M" <'.encode())
    old = raw("3", Message_ID="<3>").replace(b"Anna <", "Änna <".encode("cp1252"))
    broken = raw("4", From="=?utf-8?b?QQ=?= =?x-none?q?a?= <anna@a.example>", Message_ID="<4>")
    bare = raw("5", From="anna@a.example", Message_ID="<5>")
    assert seen(encoded)[0][0] == "Anna Müller"
    assert seen(old)[0][0] == "Änna"
    assert seen(encoded, bare)[1][0] == "Anna Müller"
    assert seen(bare)[0][0] == "anna@a.example"
    assert [text for _, _, text in seen(eight_bit, broken)] == ["2", "4"]
    same = [raw("1", To="Anna <ben@a.example>", Message_ID="<1>")]
    assert seen(*same)[0][0] == "anna@a.example"
    answer = raw("6", From="Ben <ben@a.example>", To="My dear <anna@a.example>", Message_ID="<6>")
    assert [sender for sender, *_ in seen(encoded, answer)] == ["Anna Müller", "Ben"]
    assert [sender for sender, *_ in seen(bare, answer)] == ["My dear", "Ben"]


@pytest.mark.parametrize(
    ("date", "offset"),
    [
        ("Wed, 31 Jan 2024 21:05:33 +0100", 3600),
        ("31 Jan 2024 21:05 -0500 (EST)", -5 * 3600),
        ("Wed, 31 Jan 2024 21:05:33", 0),
        ("Wed, 31 Jan 2024 21:05:33 -0000", 0),
        ("Wed, 31 Jan 2024 21:05:33 GMT", 0),
    ],
)
def test_dates_keep_their_zone(date: str, offset: int) -> None:
    (found,) = told(read_one(archive(raw(Date=date))))
    assert (found.at // SECOND // 60 * 60, found.offset) == (START // SECOND // 60 * 60, offset)


def test_dates_in_the_line_between_letters() -> None:
    for line, offset in (
        ("From 17@xxx Wed Jan 31 21:05:33 +0100 2024", 3600),
        ("From - Wed Jan 31 21:05:33 2024", 0),
        ("From a@b Wed Jan 31 21:05:33 CET 2024", 0),
        ("From a@b Wed Jan 31 21:05:33 2024 +0100", 3600),
    ):
        chat = line.encode() + b"\n" + raw("hi", Date=None, X_Gmail_Labels="Chat") + b"\n"
        (found,) = told(read_one(chat))
        assert (found.at, found.offset) == (START, offset)


def test_letters_without_a_date_are_named() -> None:
    dateless = [
        b"From x 12:30\n" + raw("x", Date=date) + b"\n\n" for date in (None, "soon", "1 Jan 1960 1:00")
    ]
    conversation = read_one(archive(raw("hey")) + b"".join(dateless))
    assert [each.text for each in told(conversation)] == ["hey"]
    assert conversation.reading.unplaced_lines == (2, 3, 4)


def parts(*bodies: str, kind: str = "mixed") -> bytes:
    """Write a letter in parts, each with its own first lines."""
    inner = "".join(f"--b\n{body}\n" for body in bodies)
    return raw(f"{inner}--b--\n", Content_Type=f'multipart/{kind}; boundary="b"')


PLAIN, PAGE = (
    "Content-Type: text/plain; charset=utf-8\n\nhëy",
    "Content-Type: text/html\n\n<p>hey <b>you</b></p>",
)


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        (raw("hey\n\n\nyou\n"), "text", "hey\n\n\nyou"),
        (raw("", Subject="Only this"), "text", "Only this"),
        (raw("", Subject="Re: us"), "media", ""),
        (raw(""), "media", ""),
        (raw("caf\xe9".encode("latin-1"), Content_Type="text/plain; charset=iso-8859-1"), "text", "café"),
        (raw("caf\xe9".encode("latin-1")), "text", "café"),
        (raw("café", Content_Type="text/plain; charset=ascii"), "text", "café"),
        (raw("café", Content_Type="text/plain; charset=nonsense"), "text", "café"),
        (raw(b"a\x81\xff"), "text", "a\x81ÿ"),
        (raw("aGV5", Content_Transfer_Encoding="base64"), "text", "hey"),
        (raw("h=C3=ABy=\n you", Content_Transfer_Encoding="quoted-printable"), "text", "hëy you"),
        (parts(PLAIN, PAGE, kind="alternative"), "text", "hëy"),
        (parts("Content-Type: text/plain\n\n \n", PAGE, kind="alternative"), "text", "hey you"),
        (parts(PAGE), "text", "hey you"),
        (parts(PLAIN, "Content-Type: image/png\nContent-Disposition: attachment\n\nx"), "media", "hëy"),
        (parts(PLAIN, "Content-Type: text/plain\nContent-Disposition: attachment\n\nx"), "media", "hëy"),
        (parts(PLAIN, "Content-Type: message/rfc822\n\nFrom: x\n\nlong ago"), "media", "hëy"),
        (parts(PLAIN, "Content-Type: application/pgp-signature\n\nx", kind="signed"), "text", "hëy"),
        (parts(PLAIN, "Content-Type: text/calendar\n\nx"), "text", "hëy"),
        (parts(PAGE, "Content-Type: image/png\nContent-ID: <logo>\n\nx", kind="related"), "text", "hey you"),
        (parts(PLAIN, PLAIN), "text", "hëy\nhëy"),
        (raw("--b\n", Content_Type='multipart/mixed; boundary="c"'), "media", ""),
        (
            raw("one \ntwo\nthree \n> old \n-- \nAnna", Content_Type="text/plain; format=flowed"),
            "text",
            "one two\nthree",
        ),
        (raw("on \n e", Content_Type="text/plain; format=flowed; delsp=yes"), "text", "one"),
    ],
)  # fmt: skip
def test_kinds(content: bytes, kind: str, text: str) -> None:
    assert seen(content) == [("Anna", kind, text)]


@pytest.mark.parametrize(
    "below",
    [
        "On Wed, Jan 31, 2024 at 9:05 PM Ben <ben@a.example> wrote:\n\n> old",
        "On Wed, Jan 31, 2024 at 9:05 PM Ben\n<ben@a.example> wrote:\n\nold without marks",
        "Am 31.01.2024 um 21:05 schrieb Ben:\n> alt\n> älter",
        "Le mer. 31 janv. 2024 à 21:05, Ben <ben@a.example> a écrit :\n\n> vieux",
        "El mié, 31 ene 2024 a las 21:05, Ben escribió:\n> viejo",
        "ср, 31 янв. 2024 г. в 21:05, Ben <ben@a.example>:\n\n> старое",
        "31.01.2024 21:05, Бен пишет:\n> старое",
        "2024年1月31日(水) 21:05 Ben <ben@a.example>:\n> 古い",
        "-----Original Message-----\nFrom: Ben\nSent: Monday\n\nold",
        "-------- Ursprüngliche Nachricht --------\nalt",
        "---------- Forwarded message ---------\nold",
        "Begin forwarded message:\n\n> old",
        "From: Ben <ben@a.example>\nSent: Monday, 1 January 2024 12:00\nTo: Anna\nSubject: us\n\nold",
        "________________________________\nVon: Ben\nGesendet: Montag\nAn: Anna\nBetreff: wir\n\nalt",
        "*Von:* Ben\n*Datum:* Montag\n*An:* Anna\n\nalt",
        "-- \nAnna\nStreet 1",
        "--\nAnna",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet\n\nOn 31 Jan 2024, at 21:05, Ben wrote:\n> old",
        "> old",
    ],
)
def test_what_was_not_written_new_is_cut_off(below: str) -> None:
    assert (
        own_words(f"Dear you,\n\nI said: 5 times.\n\n{below}\n").rstrip("_\n")
        == "Dear you,\n\nI said: 5 times."
    )


@pytest.mark.parametrize(
    "text",
    [
        "On Monday you wrote: hello",
        "On 5 May you wrote:\nI love you",
        "From: here\nto there",
        "Original Message",
        "my rule: 1\nyour rule: 2",
        "Sent from my heart\nto yours",
        "Ben написал 31: да",
    ],
)
def test_what_a_person_wrote_stays(text: str) -> None:
    assert own_words(text) == text


def test_answers_between_the_lines_stay() -> None:
    text = "On Wed, 31 Jan 2024 at 21:05 Ben wrote:\n> one?\n\nyes\n\n> two?\n> three?\n\nno\n"
    assert own_words(text) == "yes\n\nno"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<html><head><title>x</title><style>p {}</style></head><body>hey</body></html>", "hey"),
        ("<p>one</p>\n<p>two<br>three</p>", "one\n\ntwo\nthree"),
        ("<div>one</div><div><br></div><div>two &amp; &lt;3&nbsp;x</div>", "one\n\ntwo & <3 x"),
        ("hey <!-- <p>no</p> --> you<!-- and so on", "hey you"),
        ("<!DOCTYPE html><p>a  \n b</p>", "a b"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ('hey<div class="gmail_quote"><div>old</div>older</div> you', "hey you"),
        ("hey<blockquote>old<blockquote>older</blockquote></blockquote>", "hey"),
        ('hey<hr><div id="divRplyFwdMsg">From</div>old', "hey"),
        ('hey<br class="gmail_quote">you', "hey\nyou"),
    ],
)
def test_pages(page: str, text: str) -> None:
    assert words_of(page) == text


def test_letters_inside_letters_end_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "MOST_PARTS", 3)
    assert seen(parts(PLAIN, PLAIN, PLAIN, PLAIN)) == [("Anna", "text", "hëy\nhëy")]


def test_nothing_but_drafts() -> None:
    with pytest.raises((NotAnExport, EmptyExport)):
        read_one(archive(raw("x", X_Gmail_Labels="Drafts")))


@pytest.mark.slow
def test_noise_never_gets_past_the_door() -> None:
    content = export_mbox([HEY, YO._replace(kind="media"), HEY], "Ben", "Anna")
    for harm in harmed(content, 60):
        survives(("x.mbox", harm))
    survives(("x.mbox", content.decode().encode("utf-16")))
    for bomb in (
        b"<" * 300_000,
        b"<!--" * 80_000,
        b">" * 300_000,
        b"On 1 " * 50_000,
        b'<a "' * 80_000,
        b"&nbsp;" * 80_000,
    ):
        survives(("x", archive(raw(bomb, Content_Type="text/html"), raw(bomb, Message_ID="<2>"))))
    for noise in ("=?a?q?" * 50_000, "<a@" * 50_000, "(" * 50_000, "a@b.example, " * 20_000):
        survives(("x", archive(raw(From=noise, To=noise, Subject=noise, Date=noise))))
    survives(("x", archive(raw("<" + "a@" * 100_000 + ":\n"))))
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2000))
    with pytest.raises(EmptyExport):
        read_one(raw("").rstrip() + b"\n" + deep)


def test_other_files_are_not_claimed() -> None:
    for content in (
        b"From here to 12:30\nthere",
        b"Note: this\nFrom: Anna\n\nx",
        b"{}",
        b"31/01/2024, 21:05 - A: x",
    ):
        (file,) = open_files([Source("x", content)])
        assert not Mbox().recognises(file)
