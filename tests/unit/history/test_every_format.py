"""Take one talk through every format to the report; the talk was written for these tests."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reknit.history import HistoryError, Source, read, report
from reknit.history.readers import readers
from reknit.history.readers.interface import Said
from reknit.history.sources import open_files
from tests.unit.history.exports import Said as Line
from tests.unit.history.exports import export as export_whatsapp
from tests.unit.history.readers.exports_discord import export_discord
from tests.unit.history.readers.exports_google_chat import export_google_chat
from tests.unit.history.readers.exports_imessage import export_imessage, export_imessage_text
from tests.unit.history.readers.exports_mbox import export_mbox
from tests.unit.history.readers.exports_meta import export_messenger_e2ee, export_meta
from tests.unit.history.readers.exports_signal import (
    export_sigexport,
    export_signal,
    export_sigtop_json,
    export_sigtop_text,
)
from tests.unit.history.readers.exports_sms import export_sms
from tests.unit.history.readers.exports_telegram import export_pages, export_telegram
from tests.unit.history.readers.reading_exports import START, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Writer = Callable[[Sequence[Said], str, str], bytes | Mapping[str, bytes | str]]

SECOND = 1_000_000
DAY = 86_400 * SECOND
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXTS = ("Did you sleep well?", "Like a stone, and you?", "Fine. Tea?", "Yes please! ☕", "Two minutes")


def _whatsapp(said: Sequence[Said], me: str, them: str) -> bytes:
    del me, them
    lines = [
        Line(datetime.fromtimestamp(one.at // SECOND, UTC).replace(tzinfo=None), one.sender or "", one.text)
        for one in said
    ]
    return export_whatsapp("ios de", lines).encode()


FORMATS: dict[str, tuple[str, Writer]] = {
    "whatsapp": ("whatsapp", _whatsapp),
    "telegram json": ("telegram_json", export_telegram),
    "telegram html": ("telegram_html", lambda said, _, them: export_pages(said, them)),
    "signal": ("signal", export_signal),
    "sigexport": ("sigexport", export_sigexport),
    "sigtop json": ("sigtop", export_sigtop_json),
    "sigtop text": ("sigtop", export_sigtop_text),
    "imessage": ("imessage", export_imessage),
    "imessage text": ("imessage_text", export_imessage_text),
    "meta": ("meta", export_meta),
    "messenger e2ee": ("messenger_e2ee", export_messenger_e2ee),
    "sms": ("sms", export_sms),
    "google chat": ("google_chat", export_google_chat),
    "discord": ("discord", lambda said, _, them: export_discord(said, them)),
    "mbox": ("mbox", export_mbox),
}


def talk(me: str, them: str) -> list[Said]:
    """Write a week of small talk."""
    return [
        Said(
            at=START + day * DAY + number * 240 * SECOND,
            sender=(me, them)[(number + day) % 2],
            kind="text",
            text=text,
        )
        for day in range(7)
        for number, text in enumerate(TEXTS)
    ]


def written(name: str) -> tuple[str, Source]:
    """Export the talk in a format, as one file or as an archive that says nothing by its name."""
    format_, write = FORMATS[name]
    me, them = (
        ("Me", "Anna") if format_ in {"sigexport", "sigtop", "imessage", "imessage_text"} else ("Ben", "Anna")
    )
    made = write(talk(me, them), me, them)
    return format_, Source("something", made if isinstance(made, bytes) else zipped(made))


@pytest.mark.parametrize("name", FORMATS)
def test_the_talk_comes_back_and_makes_a_report(name: str) -> None:
    format_, source = written(name)
    conversation = read([source])
    assert conversation.reading.format == format_
    assert [text.strip() for text in conversation.messages.filter(kind="text")["text"]] == list(TEXTS) * 7
    made = report(conversation, now=NOW)
    assert sum(sum(week.counts) for week in made.weeks) == len(TEXTS) * 7
    assert len(made.people) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_each_is_recognised_first_by_its_own_reader(name: str) -> None:
    format_, source = written(name)
    found = {
        next((reader.format for reader in readers() if reader.recognises(file)), None)
        for file in open_files([source])
    }
    assert found - {None} == {format_}


def test_every_reader_is_tried() -> None:
    assert {format_ for format_, _ in FORMATS.values()} == {reader.format for reader in readers()}


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_file_and_a_spoilt_one_end_in_a_reading_or_a_sentence(name: str) -> None:
    _, source = written(name)
    draw = random.Random(name)
    for _ in range(12):
        content = bytearray(source.content[: draw.randrange(len(source.content))])
        for _ in range(draw.randrange(9) if content else 0):
            content[draw.randrange(len(content))] = draw.randrange(256)
        try:
            said = read([Source("something", bytes(content))]).reading.format
        except HistoryError as error:
            said = str(error)
        assert said.endswith(".") or said == FORMATS[name][0]
