"""Ask for a report in the terminal; the chats are synthetic and were written for these tests."""

from __future__ import annotations

import argparse
import io
import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from reknit.cli import history
from reknit.history import Report
from tests.unit.history.exports import Said, at, chat, export
from tests.unit.history.reading_chats import android

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run the command on a text and give its code, output and errors."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    return Say(tmp_path, capsys)


class Say:
    """Run the command as a person would type it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, text: str, *options: str) -> tuple[int, str, str]:
        """Give the code, what was printed and what was said on the side."""
        path = self.folder / "chat.txt"
        path.write_text(text, newline="")
        parser = argparse.ArgumentParser()
        history.add_arguments(parser)
        code = history.run(parser.parse_args([str(path), *options]))
        out, err = self._capsys.readouterr()
        return code, out, err


LONG = export("android gb", chat(1_500, step=timedelta(hours=9)))
BUSY = [
    Said(
        at("2024-01-01T09:00") + timedelta(days=day, minutes=pause * number),
        ("Anna", "Ben")[number % 2],
        "hi you",
    )
    for day in range(20)
    for pause in (4,)
    for number in range(12)
]


def test_a_report_fits_eighty_columns(say: Say) -> None:
    code, out, err = say(LONG, "--me", "Ben")
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.split("\n")) <= 80
    for words in (
        "What was read",
        "Messages per week",
        "Month by month",
        "20 January 2024",
        "in 2 weeks",
        "not what anyone",
    ):
        assert words in out
    assert out.index("Ben  ") < out.index("Anna  ")
    assert "add --me" not in out
    assert "\x1b" not in out


def test_without_a_name_both_are_shown_with_a_hint(say: Say) -> None:
    _, out, _ = say(export("android gb", BUSY))
    assert "add --me “Anna” or --me “Ben”" in out
    assert "in one week" in out
    assert "100%|0% (19)" in out
    assert "4 min (" in out


def test_times_below_the_clock_and_above_hours(say: Say) -> None:
    quick = [
        Said(at("2024-01-01T09:00") + timedelta(seconds=10 * n), ("Anna", "Ben")[n % 2], "hi")
        for n in range(90)
    ]
    assert "<1 min (" in say(export("android gb", quick))[1]
    assert (
        "<1 min ("
        in say(export("ios gb", [Said(at("2024-01-13T09:00"), each.sender, "hi") for each in quick]))[1]
    )


def test_replies_that_take_hours(say: Say) -> None:
    minutes = (35, 50, 70, 100, 140, 140, 180, 180, 180, 180, 900)
    said, now = [], at("2024-01-01T09:00")
    for number in range(700):
        said.append(Said(now, ("Anna", "Ben")[number % 2], "hi"))
        now += timedelta(minutes=minutes[number % len(minutes)])
    _, out, _ = say(export("android gb", said))
    assert "own rhythm" in out
    assert "2.3 h (" in out


def test_notes_on_what_was_read(say: Say) -> None:
    back = "27/10/2024, 02:59 - Anna: hi\n27/10/2024, 02:01 - Ben: yo\n"
    path = say.folder / "again.txt"
    path.write_text("noise\n" + back)
    _, out, _ = say("noise\n" + back, str(path))
    for words in ("2 lines: 1, 1", "2 messages, counted once", "went back 1 times"):
        assert words in out


def test_a_cut_export_is_named(say: Say) -> None:
    _, out, _ = say(export("android gb", chat(40_000, step=timedelta(minutes=9))))
    assert "WhatsApp exports 40,000 messages at most" in out


def test_equal_dates_need_no_evidence(say: Say) -> None:
    _, out, _ = say(android("Anna: hi", "Ben: yo", day="05/05/2024"))
    assert "day, month, year" in out


def test_json_is_the_report(say: Say) -> None:
    code, out, _ = say(LONG, "--me", "Ben", "--json")
    assert code == 0
    assert json.loads(out)["people"][0]["name"] == "Ben"
    assert msgspec.json.decode(out, type=Report).people[0].name == "Ben"


def test_messages_as_json_lines(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", stream)
    code, _, _ = say(android("Anna: hi", "Ben: yo"), "--messages")
    assert code == 0
    assert [json.loads(line)["text"] for line in stream.buffer.getvalue().split(b"\n") if line] == [
        "hi",
        "yo",
    ]


def test_messages_into_a_file(say: Say) -> None:
    code, _, _ = say(android("Anna: hi", "Ben: yo"), "--messages", "-o", str(say.folder / "m.csv"))
    assert code == 0
    assert (say.folder / "m.csv").read_text().startswith("position,sent_at,sender")


def test_a_file_that_cannot_be_written(say: Say) -> None:
    code, _, err = say(android("Anna: hi", "Ben: yo"), "--messages", "-o", str(say.folder / "no" / "m.csv"))
    assert code == 1
    assert "could not be written" in err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--messages", "-o", "x.doc"), "ends in .parquet, .csv, .jsonl"),
        (("-o", "x.csv"), "goes with --messages"),
        (("--me", "Zoe"), "Nobody in this chat is called “Zoe”"),
    ],
)
def test_what_cannot_be_meant(say: Say, options: tuple[str, ...], words: str) -> None:
    code, out, err = say(android("Anna: hi", "Ben: yo"), *options)
    assert (code, out) == (2, "")
    assert words in err


def test_an_open_question_shows_both_answers(say: Say) -> None:
    code, out, err = say(android("Anna: hi", "Ben: yo", day="05/06/2024"))
    assert (code, out) == (2, "")
    assert "--date-order dmy   05 June 2024" in err
    assert "--date-order mdy   06 May 2024" in err
    assert say(android("Anna: hi", "Ben: yo", day="05/06/2024"), "--date-order", "mdy")[0] == 0


def test_a_file_that_cannot_be_read(say: Say) -> None:
    code, out, err = say("hello")
    assert (code, out) == (1, "")
    assert err.startswith("This does not look like an exported chat")


def test_control_codes_in_a_name_stay_out_of_the_terminal(say: Say) -> None:
    _, out, _ = say(android("An\x1b[31mna: hi", "Ben: yo"))
    assert "\x1b" not in out
