"""Someone brings their message history. The chats here are written for these tests."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reknit.demo.conversation import conversation
from reknit.history.report import Report

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.cast import Someone
    from tests.web.conftest import Read

pytestmark = pytest.mark.django_db
CHAT = conversation(last=dt.date(2026, 10, 13))
UNDECIDED = "\n".join(
    f"{date}/2024, 21:0{minute} - {who}: hi"
    for date in ("01/02", "02/03", "03/04")
    for minute, who in enumerate(("Kim", "Sam", "Kim", "Sam"))
).encode()


def file(content: bytes, name: str = "chat.txt") -> dict[str, SimpleUploadedFile]:
    """Return a form with one file."""
    return {"chat": SimpleUploadedFile(name, content)}


def zipped(name: str, content: bytes) -> bytes:
    """Return a zip file with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("upload", [file(CHAT), file(zipped("_chat.txt", CHAT), "WhatsApp Chat - Sam.zip")])
def test_a_chat_becomes_a_report_and_its_text_is_forgotten(
    kim: Someone, text: Read, upload: dict[str, SimpleUploadedFile]
) -> None:
    upload["chat"].seek(0)
    asked = kim.post("/history/", upload)["Location"]
    assert "Which of the two are you?" in text(kim.get(asked))
    report = kim.post(asked, {"me": "Kim"})["Location"]
    page = kim.get(report)
    read = text(page)
    for words in (
        "Kim and Sam, in numbers",
        "Messages a week",
        "Who started",
        "How long a reply took",
        "What was read",
        "Every line found its place.",
        "What this cannot say",
    ):
        assert words in read
    assert page.content.decode().count("<svg") == 8
    [kept] = kim.diary.of(Report)
    sent = [line.split(": ", 1)[1] for line in CHAT.decode().splitlines() if line.count(": ") == 1]
    stored = str(kept.entry)
    assert not any(message in stored for message in sent if len(message) > 12)
    assert "Kim and Sam" in text(kim.get("/history/"))


def test_both_are_called_by_the_names_chosen_at_the_start(kim: Someone, text: Read) -> None:
    chat = CHAT.replace(b" Kim:", b" Kimberly Jones:").replace(b" Sam:", b" Samuel Miller:")
    asked = kim.post("/history/", file(chat))["Location"]
    report = kim.post(asked, {"me": "Samuel Miller"})["Location"]
    assert "Kim and Sam, in numbers" in text(kim.get(report))
    assert "Miller" not in str(kim.diary.of(Report))
    assert kim.post(asked, {"me": "Nobody"}).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"shopping list\nmilk\n", "WhatsApp"),
        (b"PK\x03\x04 broken", ""),
        (zipped("photo.jpg", b"x"), ""),
        ("\n".join(f"31/01/2024, 21:05 - {who}: hi" for who in ("A", "B", "C", "D")).encode() * 9, "two"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(
    kim: Someone, text: Read, content: bytes, sentence: str
) -> None:
    answer = kim.post("/history/", file(content))
    assert answer.status_code == 422
    problem = re.search(r'<p class="problem"[^>]*>([^<]{20,})</p>', answer.content.decode())
    assert problem is not None
    assert sentence in problem[1]
    assert kim.diary.of(Report) == []


def test_without_a_file_it_asks_for_one(kim: Someone, text: Read) -> None:
    assert "Choose the file that WhatsApp saved" in text(kim.post("/history/"))


def test_dates_that_can_be_read_in_two_ways_are_asked(kim: Someone, text: Read) -> None:
    answer = kim.post("/history/", file(UNDECIDED))
    asked = answer["Location"]
    page = kim.get(asked)
    assert "Which dates are right?" in text(page)
    right = re.findall(r'name="right" value="([^"]+)"', page.content.decode())
    assert len(right) == 2
    assert kim.post(asked, {"right": right[1]})["Location"] == f"/history/{right[1]}/who/"
    assert [str(kept.id) for kept in kim.diary.of(Report)] == [right[1]]


def test_a_report_waits_until_it_is_said_who_is_who(kim: Someone, text: Read) -> None:
    chat = CHAT.replace(b" Sam:", b" Samuel Miller:")
    asked = kim.post("/history/", file(chat))["Location"]
    assert kim.get(asked.removesuffix("who/"))["Location"] == asked
    assert "Not finished: who is who?" in text(kim.get("/history/"))
    assert kim.get("/history/").status_code == 200


def test_a_report_can_be_removed(kim: Someone) -> None:
    report = kim.post("/history/", file(CHAT))["Location"].removesuffix("who/")
    assert kim.post(f"{report}forget/")["Location"] == "/history/"
    assert kim.get(report).status_code == 404


def test_a_short_chat_still_gives_an_honest_page(kim: Someone, text: Read) -> None:
    chat = b"13/01/2024, 21:05 - Kim: hi\n13/01/2024, 21:06 - Sam: hello there\nnot placed?\n"
    asked = kim.post("/history/", file(chat))["Location"]
    page = text(kim.get(kim.post(asked, {"me": "Kim"})["Location"]))
    assert "too few" in page
    assert page.count("There is too little here to draw a line") == 3


def test_a_file_that_is_too_large_gets_a_sentence(kim: Someone, text: Read, settings: Settings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000
    answer = kim.post("/history/", file(CHAT))
    assert answer.status_code == 422
    assert "larger than 64 MB" in text(answer)
    assert "larger than 64 MB" in text(kim.post("/yours/import/", {"file": file(CHAT)["chat"]}))


def test_two_people_with_one_nickname_stay_two(kim: Someone, text: Read) -> None:
    same = {"ex": "Kim", "ended_on": "2026-09-01", "ended_by": "both", "asked": "nothing", "country": "IE"}
    kim.post("/start/ending/", same)
    asked = kim.post("/history/", file(CHAT))["Location"]
    report = kim.post(asked, {"me": "Kim"})["Location"]
    assert "Kim and Kim" in text(kim.get(report))
    kim.post("/start/ending/", same | {"ex": "Xx"})
    assert kim.get(report)["Location"] == asked
    kim.post(asked, {"me": "Kim"})
    assert "Kim and Xx" in text(kim.get(report))
