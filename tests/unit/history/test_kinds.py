"""Tell what each message is; the bodies are WhatsApp's own phrases and made-up ones."""

from __future__ import annotations

import pytest

from tests.unit.history.exports import LRM, RLM
from tests.unit.history.reading_chats import android, iphone, read_text, rows

ANDROID_MEDIA = (
    "<Media omitted>",
    "<Medien ausgeschlossen>",
    "<Multimedia omitido>",
    "<Mídia oculta>",
    "<Media omessi>",
    "<Médias omis>",
    "<Media weggelaten>",
    "<без медиафайлов>",
    "<medya dahil edilmedi>",
    "<メディアなし>",
    "<省略多媒体文件>",
    "<忽略多媒體檔>",
    "<미디어 파일 제외됨>",
    "<رسانه حذف شد>",
    "<تم استبعاد الوسائط>",
    "<pominięto multimedia>",
    "<media utelämnat>",
    "<some language unknown>",
    f"{LRM}IMG-20240131-WA0001.jpg (file attached)",
    f"{LRM}IMG-20240131-WA0001.jpg (Datei angehängt)",
    "IMG-20240131-WA0001.jpg (in a language unknown)",
    "report v2.pdf (archivo adjunto)",
    f"{LRM}Anna.vcf (file attached)",
    f"{LRM}STK-20240131-WA0001.webp (fichier joint)",
    "PTT-20240131-WA0002.opus",
    "dosya.pdf eklendi",
    "null",
    "",
)
IPHONE_MEDIA = (
    f"{LRM}image omitted",
    f"{LRM}video omitted",
    f"{LRM}audio omitted",
    f"{LRM}sticker omitted",
    f"{LRM}GIF omitted",
    f"{LRM}document omitted",
    f"{LRM}Contact card omitted",
    f"{LRM}Bild weggelassen",
    f"{LRM}görüntü dahil edilmedi",
    f"{LRM}imagen omitida",
    f"{LRM}imagem ocultada",
    f"{RLM}התמונה הושמטה",
    f"{LRM}<attached: 00000012-PHOTO-2024-01-31-21-05-33.jpg>",
    f"{LRM}<Anhang: 00000012-AUDIO-2024-01-31-21-05-33.opus>",
    f"{LRM}<pièce jointe : 00000012-PHOTO-2024-01-31-21-05-33.jpg>",
    f"{LRM}<00000012-PHOTO-2024-01-31-21-05-33.jpg eklendi>",
    f"report.pdf • {LRM}3 pages {LRM}document omitted",
    f"report.pdf • {LRM}3 pages {LRM}<attached: 00000012-report.pdf>",
)
DELETED = (
    "您已删除此消息",
    "This message was deleted",
    "You deleted this message.",
    "Diese Nachricht wurde gelöscht.",
    "Du hast diese Nachricht gelöscht.",
    "Se eliminó este mensaje.",
    "Ce message a été supprimé",
    "Mensagem apagada",
    "このメッセージは削除されました。",
    "تم حذف هذه الرسالة",
)
CALLS = (
    f"{LRM}Missed voice call",
    f"{LRM}Missed video call, Tap to call back",
    f"{LRM}Voice call, {LRM}3 min",
    f"{LRM}Video call, {LRM}No answer",
    f"{LRM}Silenced voice call",
    f"{LRM}Verpasster Sprachanruf",
    "Missed voice call",
)
NOTICES = (
    f"{LRM}Messages and calls are end-to-end encrypted. No one outside of this chat can read them.",
    f"{LRM}Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
    f"{LRM}Your security code with Anna changed.",
    f"{LRM}Anna is a contact.",
    f"{LRM}You blocked this contact.",
    f"{LRM}Anna turned on disappearing messages.",
    f"{LRM}Anna changed their phone number to a new number.",
    f"{LRM}Anna pinned a message",
)
WORDS = (
    "hi <3",
    "<3",
    "<grin>",
    "a <b> c",
    "ends with <b>",
    "see you (tomorrow)",
    "report.pdf (draft one)",
    "was this message was deleted?",
    "3 > 2",
    "call me (maybe)\nok",
    "Voice call me later",
    "family 👨\u200d👩\u200d👧",
    "می\u200cخواهم",
    "IMG-1 is nice",
    "https://maps.google.com/?q=1,2",
    "look at the place I told you of https://maps.google.com/?q=1,2",
    "Waiting for you",
    ".",
    "<see this>\nno placeholder",
)


def meaning(body: str, *, is_iphone: bool) -> tuple[str, str]:
    write = iphone if is_iphone else android
    second = f"Ben: {LRM}image omitted" if is_iphone else "Ben: yo"
    conversation = read_text(write("Anna: hi", second, f"Anna: {body}"))
    return rows(conversation)[2][1:]


@pytest.mark.parametrize("body", ANDROID_MEDIA)
def test_what_android_leaves_out(body: str) -> None:
    assert meaning(body, is_iphone=False) == ("media", "")


@pytest.mark.parametrize("body", IPHONE_MEDIA)
def test_what_an_iphone_leaves_out(body: str) -> None:
    assert meaning(body, is_iphone=True) == ("media", "")


@pytest.mark.parametrize("is_iphone", [True, False])
@pytest.mark.parametrize("body", DELETED)
def test_deleted_messages(body: str, *, is_iphone: bool) -> None:
    assert meaning(body, is_iphone=is_iphone) == ("deleted", "")
    assert meaning(LRM + body, is_iphone=is_iphone) == ("deleted", "")


@pytest.mark.parametrize("body", CALLS)
def test_calls(body: str) -> None:
    assert meaning(body, is_iphone=True) == ("call", "")


@pytest.mark.parametrize("body", NOTICES)
def test_notices_with_the_name_of_the_contact(body: str) -> None:
    rest = read_text(iphone("Anna: hi", "Ben: yo", f"Anna: {body}"))
    assert rows(rest)[2] == (None, "system", body[1:])
    assert [person.messages for person in rest.reading.participants] == [1, 1]


@pytest.mark.parametrize("is_iphone", [True, False])
@pytest.mark.parametrize("body", WORDS)
def test_what_a_person_wrote(body: str, *, is_iphone: bool) -> None:
    assert meaning(body, is_iphone=is_iphone) == ("text", body)


@pytest.mark.parametrize(
    ("body", "caption"),
    [
        (f"{LRM}IMG-20240131-WA0001.jpg (file attached)\nlook", "look"),
        ("<Media omitted>\nlook", "look"),
        (f"look {LRM}<attached: 00000012-PHOTO-2024-01-31-21-05-33.jpg>", "look"),
        (f"look {LRM}image omitted", "look"),
        (f"{LRM}image omitted\nlook", "look"),
        (f"{LRM}<attached: 00000012-PHOTO-2024-01-31-21-05-33.jpg>\nlook\nhere", "look\nhere"),
    ],
)
def test_captions_are_kept(body: str, caption: str) -> None:
    assert meaning(body, is_iphone=LRM in body and "WA0001" not in body) == ("media", caption)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"hello {LRM}<This message was edited>", "hello"),
        (f"hallo\nwelt {LRM}<Diese Nachricht wurde bearbeitet.>", "hallo\nwelt"),
        ("hola <Se editó este mensaje.>", "hola"),
        (f"hi {LRM}<in a language unknown>", "hi"),
    ],
)
def test_the_marker_of_an_edited_message_is_cut_off(body: str, text: str) -> None:
    messages = read_text(iphone("Anna: hi", f"Ben: {body}")).messages
    assert messages["edited"].to_list() == [False, True]
    assert messages["text"].to_list() == ["hi", text]


def test_an_edited_caption() -> None:
    body = f"{LRM}<attached: 00000012-PHOTO-2024-01-31-21-05-33.jpg> {LRM}<This message was edited>"
    messages = read_text(iphone("Anna: hi", f"Ben: {body}")).messages
    assert messages.select("kind", "text", "edited").row(1) == ("media", "", True)


@pytest.mark.parametrize(
    "body",
    [
        f"{LRM}Location: https://maps.google.com/?q=52.5,13.4",
        "location: https://maps.google.com/?q=52.5,13.4",
        f"{LRM}Live location shared",
        "live location shared",
    ],
)
def test_places(body: str) -> None:
    assert meaning(body, is_iphone=True) == ("location", "")


def test_polls_and_messages_that_had_not_arrived() -> None:
    poll = f"{LRM}POLL:\nWhere?\n{LRM}OPTION: Here ({LRM}1 vote)\n{LRM}OPTION: There ({LRM}0 votes)"
    assert meaning(poll, is_iphone=True) == ("poll", poll.replace(LRM, ""))
    assert meaning(poll.replace(LRM, ""), is_iphone=False) == ("poll", poll.replace(LRM, ""))
    unknown = poll.replace("POLL", "PLEBISCITO").replace("OPTION", "OPCIO")
    assert meaning(unknown, is_iphone=True) == ("poll", unknown.replace(LRM, ""))
    assert meaning("Poll:\nWhere?\nnot here", is_iphone=False) == ("text", "Poll:\nWhere?\nnot here")
    assert meaning("Waiting for this message. This may take a while.", is_iphone=False) == ("waiting", "")
    assert meaning(f"{LRM}Waiting for this message", is_iphone=True) == ("waiting", "")


def test_things_to_view_once_on_android() -> None:
    text = android("Anna: hi", "Ben: yo", "Anna:.", "Ben: .")
    assert [kind for _, kind, _ in rows(read_text(text))] == ["text", "text", "media", "text"]


def test_a_call_without_a_sender() -> None:
    text = android("Anna: hi", "Ben: yo", "Missed video call", "Anna: a")
    assert rows(read_text(text))[2] == (None, "call", "")


def test_a_call_that_both_made_is_no_placeholder() -> None:
    call = f"{LRM}Video call, {LRM}No answer"
    text = iphone("Anna: hi", f"Ben: {call}", f"Anna: {call}", f"Anna: {LRM}Ligação de voz perdida")
    assert rows(read_text(text))[1:] == [("Ben", "call", ""), ("Anna", "call", ""), ("Anna", "call", "")]


def test_placeholders_of_an_unknown_language_are_what_both_have() -> None:
    text = iphone(
        "Anna: hi",
        f"Ben: {LRM}xyzzy plugh",
        f"Anna: {LRM}xyzzy plugh",
        f"Anna: {LRM}You know this.",
        f"Ben: {LRM}You know this.",
    )
    assert [kind for _, kind, _ in rows(read_text(text))] == ["text", "media", "media", "system", "system"]


def test_a_mark_before_a_persons_own_words_from_right_to_left() -> None:
    assert meaning(f"{RLM}שלום לך", is_iphone=True) == ("text", "שלום לך")


def test_words_of_a_person_behind_a_mention() -> None:
    body = "sorry \u2068@Anna\u2069 for my omission"
    assert meaning(body, is_iphone=True) == ("text", "sorry @Anna for my omission")
    assert meaning(f"one {LRM}two", is_iphone=True) == ("text", "one two")
    assert meaning(f"one {LRM} omitted", is_iphone=True) == ("text", "one  omitted")


def test_an_export_of_an_iphone_whose_marks_were_lost() -> None:
    text = iphone(
        "Anna: Messages and calls are end-to-end encrypted. Not even WhatsApp can read them.",
        "Anna: image omitted",
        "Ben: end-to-end is a word I know",
        "Anna: that was nice",
        "Ben: a long text " + "that is longer than any placeholder " * 3 + "omitted",
    )
    kinds = [kind for _, kind, _ in rows(read_text(text))]
    assert kinds == ["system", "media", "text", "text", "text"]
