"""Someone brings their message history, answers what the file leaves open, and reads the report.

The chats here are written for these tests.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reknit.history import FirstReport, Report
from reknit.journey.model import Pulse, Start
from reknit.safety.model import QUESTIONS, SafetyTen
from reknit.steps.understand.model import Pinned, Taken
from tests.web.cast import NOW
from tests.web.chats import CHANGED, UNDECIDED, chat, telegram_account
from tests.web.old_report import first_report

if TYPE_CHECKING:
    from django.http import HttpResponse
    from pytest_django import DjangoAssertNumQueries, Settings

    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


def file(content: bytes, name: str = "chat.txt") -> SimpleUploadedFile:
    """Return a file as a form sends it."""
    return SimpleUploadedFile(name, content)


def zipped(name: str, content: bytes) -> bytes:
    """Return a zip file with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def bring(someone: Someone, content: bytes, *, script: bool = False, **answers: object) -> HttpResponse:
    """Send a file with answers, with or without a script in the browser."""
    fields = {"chat": file(content), **answers}
    return someone.post("/history/", fields, headers=SCRIPT if script else None)


def asked(answer: HttpResponse) -> dict[str, list[str]]:
    """Return every field of the questions that were asked, with the values it offers."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r'<input type="(?:hidden|radio|checkbox)"[^>]+>', said(answer)):
        name, value = re.findall(r'(?:name|value)="([^"]*)"', tag)
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def said(answer: HttpResponse) -> str:
    """Return what an answer says, whether it came at once or in pieces."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    answer.content_read = body.decode() if not hasattr(answer, "content_read") else answer.content_read  # type: ignore[attr-defined]
    return str(answer.content_read)  # type: ignore[attr-defined]


def report_of(someone: Someone) -> str:
    """Return the path of the newest report."""
    kept = someone.diary.newest(Report)
    assert kept is not None
    return f"/history/{kept.id}/"


@pytest.mark.parametrize(
    ("content", "name"), [(CHANGED, "chat.txt"), (zipped("_chat.txt", CHANGED), "WhatsApp Chat - Sam.zip")]
)
def test_a_chat_becomes_a_report_and_its_text_is_forgotten(
    kim: Someone, text: Read, content: bytes, name: str
) -> None:
    answer = kim.post("/history/", {"chat": file(content, name)})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "Your own words" in text(answer)
    [kept] = kim.diary.of(Report)
    sent = [line.split(": ", 1)[1] for line in CHANGED.decode().splitlines()]
    assert not any(message in str(kept.entry) for message in sent if len(message) > 12)
    page = text(kim.get(report_of(kim)))
    for words in (
        "Kim and Sam, in writing",
        "Week by week",
        "Three questions",
        "Had one of you given up?",
        "Your share",
        "What changed most",
        "Everything that was counted",
        "What this cannot know",
        "What I take from this",
        "Every line found its place.",
        "That is enough for one sitting.",
    ):
        assert words in page
    assert "Kim and Sam" in text(kim.get("/history/"))


def test_with_a_script_the_stages_are_said_as_they_begin(kim: Someone) -> None:
    answer = bring(kim, CHANGED, script=True)
    pieces = [piece.decode() for piece in answer.streaming_content]  # type: ignore[attr-defined]
    assert pieces[:-1] == ["<!--1-->", "<!--2-->", "<!--3-->", "<!--4-->"]
    assert "<main" in pieces[-1]
    assert "Your own words" in pieces[-1]
    assert len(kim.diary.of(Report)) == 1


@pytest.mark.parametrize("script", [True, False])
def test_all_that_a_file_leaves_open_is_asked_at_once_and_nothing_is_kept_before(
    kim: Someone, *, script: bool
) -> None:
    strangers = UNDECIDED.replace(b"Kim:", b"Kimberly:").replace(b"Sam:", b"Samuel:")
    first = bring(kim, strangers, script=script)
    assert first.status_code == 200
    assert ("<main" in said(first)) is not script
    fields = asked(first)
    assert fields["order"] == ["dmy", "mdy"]
    assert fields["me"] == ["Kimberly", "Samuel"]
    assert "1 February 2024 to 3 April 2024" in said(first)
    assert "2 January 2024 to 4 March 2024" in said(first)
    assert ("choose it once more" in said(first)) is not script
    assert kim.diary.of(Report) == []
    half = bring(kim, strangers, script=script, of=fields["of"][0], order="mdy")
    assert asked(half) == {"of": fields["of"], "order": ["mdy"], "me": ["Kimberly", "Samuel"]}
    whole = bring(kim, strangers, script=script, of=fields["of"][0], order="mdy", me="Samuel")
    assert "The report is ready" in said(whole)
    [kept] = kim.diary.of(Report)
    assert kept.entry.reading.first.date() == dt.date(2024, 1, 2)
    assert [person.name for person in kept.entry.people] == ["Kim", "Sam"]
    assert "Samuel" not in str(kept.entry)


def test_answers_about_another_file_count_for_nothing(kim: Someone) -> None:
    answer = bring(kim, UNDECIDED, of="another", order="mdy", me="Sam")
    assert asked(answer)["order"] == ["dmy", "mdy"]
    assert kim.diary.of(Report) == []


def test_which_chat_of_an_account_is_asked_and_several_can_be_one_person(kim: Someone) -> None:
    account = telegram_account()
    first = kim.post("/history/", {"chat": file(account, "result.json")})
    fields = asked(first)
    assert len(fields["chats"]) == 3
    assert "Mum" in said(first)
    both = [key for key in fields["chats"] if f'value="{key}"' in said(first)][:2]
    chosen = {"of": fields["of"][0], "chats": both, "me": "Kim"}
    kim.post("/history/", {"chat": file(account, "result.json"), **chosen})
    [kept] = kim.diary.of(Report)
    assert kept.entry.reading.exports == 2


def test_names_that_are_one_person_are_asked_and_joined(kim: Someone) -> None:
    lines = CHANGED.decode().splitlines()
    half = len(lines) // 2
    renamed = "\n".join(
        [*lines[:half], *(line.replace(" Sam:", " +44 7700 900123:") for line in lines[half:])]
    )
    three = renamed.replace(" Kim:", " K:").encode()
    first = bring(kim, three)
    fields = asked(first)
    names = [name for name in fields if name.startswith("name:")]
    assert set(names) == {"name:K", "name:Sam", "name:+44 7700 900123"}
    assert all(fields[name] == ["me", "them", "other"] for name in names)
    answers = {"name:K": "me", "name:Sam": "them", "name:+44 7700 900123": "them"}
    bring(kim, three, script=False, of=fields["of"][0], **answers)
    [kept] = kim.diary.of(Report)
    assert [person.name for person in kept.entry.people] == ["Kim", "Sam"]
    assert sum(person.messages for person in kept.entry.people) == len(lines)
    group = bring(kim, three, script=False, of=fields["of"][0], **(answers | {"name:Sam": "other"}))
    assert group.status_code == 422
    assert "group chat" in said(group)


@pytest.mark.parametrize(
    ("name", "ex", "is_asked"), [("Kim", "X", False), ("X", "sam", False), ("X", "Y", True)]
)
def test_who_one_is_is_asked_only_where_the_names_from_the_start_do_not_say(
    kim: Someone, name: str, ex: str, *, is_asked: bool
) -> None:
    kim.diary.keep(Start(at=NOW, name=name, ex=ex, ended_on=NOW.date()))
    answer = bring(kim, CHANGED)
    assert ("me" in asked(answer)) is is_asked
    assert bool(kim.diary.of(Report)) is not is_asked


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"shopping list\nmilk\n", "does not look like an exported chat"),
        (b"PK\x03\x04 broken", "damaged"),
        (zipped("photo.jpg", b"x"), "no chat in here"),
        (chat("A", "B", "C", "D", "E"), "group chat"),
        (b"13/01/2024, 21:05 - Kim: hi\n13/01/2024, 21:06 - Kim: still me\n", "Only one person wrote"),
    ],
)
@pytest.mark.parametrize("script", [True, False])
def test_a_file_that_cannot_be_read_gets_a_sentence_and_the_steps(
    kim: Someone, content: bytes, sentence: str, *, script: bool
) -> None:
    answer = bring(kim, content, script=script)
    assert answer.status_code == (200 if script else 422)
    problem = re.search(r'<p class="problem" id="id_chat-problem"[^>]*>([^<]{20,})</p>', said(answer))
    assert problem is not None
    assert sentence in problem[1]
    assert '<details class="get" open>' in said(answer)
    assert "On Android" in said(answer)
    assert kim.diary.of(Report) == []


def test_without_a_file_it_asks_for_one(kim: Someone, text: Read) -> None:
    answer = kim.post("/history/")
    assert answer.status_code == 422
    assert "Choose the file that the app saved" in text(answer)
    assert "Choose the file that the app saved" in text(kim.post("/history/", headers=SCRIPT))


def test_a_file_that_is_too_large_gets_a_sentence(kim: Someone, text: Read, settings: Settings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000
    answer = bring(kim, CHANGED)
    assert answer.status_code == 422
    assert "larger than 256 MB" in text(answer)
    assert "larger than 256 MB" in text(kim.post("/yours/import/", {"file": file(CHANGED)}))


def test_own_words_are_kept_only_when_pinned_and_can_be_forgotten(kim: Someone, text: Read) -> None:
    offered = asked(bring(kim, CHANGED))["pin"]
    words = [json.loads(one.replace("&quot;", '"').replace("&#x27;", "'")) for one in offered]
    assert 0 < len(words) <= 15
    assert all(f"Kim: {one['text']}" in CHANGED.decode() for one in words)
    assert len({(one["sent_at"], one["text"]) for one in words}) == len(words)
    path = report_of(kim)
    assert kim.post(f"{path}pin/", {"pin": [json.dumps(words[0])]})["Location"] == path
    [kept] = kim.diary.of(Pinned, about=path.split("/")[2])
    assert kept.entry.text == words[0]["text"]
    assert words[0]["text"] in text(kim.get(path))
    kim.post(f"{path}pin/{kept.id}/forget/")
    assert kim.diary.of(Pinned, about=path.split("/")[2]) == []
    assert words[0]["text"] not in text(kim.get(path))
    assert kim.post(f"{path}pin/", {"pin": "{"}).status_code == 404
    assert kim.post(f"{path}pin/")["Location"] == path


def test_what_one_takes_from_it_is_kept_shown_and_changed(kim: Someone, text: Read) -> None:
    bring(kim, CHANGED)
    path = report_of(kim)
    assert kim.post(f"{path}taken/", {"text": " "}).status_code == 422
    assert kim.post(f"{path}taken/", {"text": "x" * 1001}).status_code == 422
    assert kim.post(f"{path}taken/", {"text": "I stopped asking."})["Location"] == f"{path}#taken"
    assert "I stopped asking." in text(kim.get(path))
    kim.post(f"{path}taken/", {"text": "I stopped asking in spring."})
    [kept] = kim.diary.of(Taken, about=path.split("/")[2])
    assert kept.entry.text == "I stopped asking in spring."


def test_a_report_is_removed_with_all_that_was_kept_beside_it(kim: Someone) -> None:
    offered = asked(bring(kim, CHANGED))["pin"]
    path = report_of(kim)
    about = path.split("/")[2]
    kim.post(f"{path}pin/", {"pin": [offered[0].replace("&quot;", '"').replace("&#x27;", "'")]})
    kim.post(f"{path}taken/", {"text": "Enough."})
    assert kim.post(f"{path}forget/")["Location"] == "/history/"
    assert kim.get(path).status_code == 404
    assert [*kim.diary.of(Pinned, about=about), *kim.diary.of(Taken, about=about)] == []


def test_each_measure_has_its_picture_its_table_and_its_account(kim: Someone, text: Read) -> None:
    bring(kim, CHANGED)
    path = report_of(kim)
    links = set(re.findall(rf"{path}measures/(\w+)/", kim.get(path).content.decode()))
    assert len(links) > 15
    for code in links:
        page = text(kim.get(f"{path}measures/{code}/"))
        assert "What it cannot tell" in page
        assert "Not to be read as" in page
    inside = kim.get(f"{path}measures/affection/", headers=SCRIPT).content.decode()
    assert "<main" not in inside
    assert "<svg" in inside
    assert "<table" in inside
    assert "<svg" not in kim.get(f"{path}measures/affection/?part=how", headers=SCRIPT).content.decode()
    assert kim.get(f"{path}measures/love/").status_code == 404


def test_pictures_say_in_words_what_they_show(kim: Someone) -> None:
    bring(kim, CHANGED)
    page = kim.get(report_of(kim)).content.decode()
    drawn = re.findall(r'<svg class="chart[^>]+>', page)
    assert drawn
    assert all('role="img"' in tag and re.search(r'aria-label="[^"]{20,}"', tag) for tag in drawn)
    assert len(page) < 100_000


def test_fear_is_answered_and_the_report_stays(kim: Someone, text: Read) -> None:
    bring(kim, CHANGED)
    assert "no number on this page says whose fault" not in text(kim.get(report_of(kim)))
    kim.diary.keep(SafetyTen(at=NOW, replies=dict.fromkeys(QUESTIONS, "yes")))
    assert "no number on this page says whose fault" in text(kim.get(report_of(kim)))


def test_once_a_day_is_enough_and_a_heavy_day_can_wait(kim: Someone, text: Read) -> None:
    assert "Once is enough for a day" not in text(kim.get("/history/"))
    kim.diary.keep(first_report(at=NOW - dt.timedelta(days=3)))
    assert "Once is enough for a day" not in text(kim.get("/history/"))
    bring(kim, CHANGED)
    assert "Once is enough for a day" in text(kim.get("/history/"))
    assert "This can wait" not in text(kim.get("/history/"))
    heavy = dict.fromkeys(("pull", "anger", "loneliness", "acceptance", "identity", "rested"), 5)
    kim.diary.keep(Pulse(at=dt.datetime.now().astimezone(), hurt=9, **heavy))
    assert "This can wait" in text(kim.get("/history/"))


def test_a_report_read_again_today_counts_as_a_look(kim: Someone, text: Read) -> None:
    bring(kim, CHANGED)
    [kept] = kim.diary.of(Report)
    kim.get(report_of(kim))
    kim.diary.forget(kept.id)
    assert "Once is enough for a day" in text(kim.get("/history/"))


def test_a_report_of_the_first_shape_still_opens(kim: Someone, text: Read) -> None:
    entry_id = kim.diary.keep(first_report(at=NOW))
    assert str(entry_id) in kim.get("/history/").content.decode()
    page = text(kim.get(f"/history/{entry_id}/"))
    assert "Kim and Sam, in numbers" in page
    assert "bring it again" in page
    assert kim.get(f"/history/{entry_id}/").content.decode().count("<svg") == 2
    kim.post(f"/history/{entry_id}/forget/")
    assert kim.diary.of(FirstReport) == []


def test_a_short_chat_still_gives_an_honest_page(kim: Someone, text: Read) -> None:
    bring(kim, b"13/01/2024, 21:05 - Kim: hi\n13/01/2024, 21:06 - Sam: hello there\nmore\n")
    page = text(kim.get(report_of(kim)))
    assert "There is too little here to see a change in" in page
    assert page.count("Cannot tell. This chat is too short for these questions.") == 1
    assert "Your share" not in page
    assert "Messages a week:" in page
    assert f"{report_of(kim)}measures/length/" in kim.get(report_of(kim)).content.decode()
    assert f"{report_of(kim)}measures/volume/" not in kim.get(report_of(kim)).content.decode()
    assert "too little of this in any month" in text(kim.get(f"{report_of(kim)}measures/initiative/"))


def test_two_people_with_one_nickname_stay_two(kim: Someone, text: Read) -> None:
    kim.diary.keep(Start(at=NOW, name="Kim", ex="Kim", ended_on=NOW.date()))
    fields = asked(bring(kim, CHANGED))
    bring(kim, CHANGED, of=fields["of"][0], me="Kim")
    assert "Kim and Kim" in text(kim.get(report_of(kim)))


def test_nobody_else_sees_any_of_it(kim: Someone, noor: Someone) -> None:
    offered = asked(bring(kim, CHANGED))["pin"]
    path = report_of(kim)
    kim.post(f"{path}pin/", {"pin": [offered[0].replace("&quot;", '"').replace("&#x27;", "'")]})
    [pinned] = kim.diary.of(Pinned, about=path.split("/")[2])
    for hers in (path, f"{path}measures/affection/"):
        assert noor.get(hers).status_code == 404
    for hers in (f"{path}pin/", f"{path}taken/", f"{path}forget/", f"{path}pin/{pinned.id}/forget/"):
        assert noor.post(hers, {"text": "hers"}).status_code == 404
    assert kim.get(path).status_code == 200
    assert len(kim.diary.of(Pinned, about=path.split("/")[2])) == 1


def test_the_pages_take_few_queries(
    kim: Someone, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    bring(kim, CHANGED)
    path = report_of(kim)
    kim.get(path)
    with django_assert_max_num_queries(16):
        kim.get(path)
    with django_assert_max_num_queries(16):
        kim.get(reverse("history:history"))
    with django_assert_max_num_queries(5):
        kim.get(f"{path}measures/affection/")
