"""Ask for a report in the terminal; the chats are synthetic and were written for these tests."""

from __future__ import annotations

import argparse
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from reknit.cli import history, telling
from reknit.history import OwnWords
from tests.unit.history.exports import Said, at, chat, export
from tests.unit.history.reading_chats import android
from tests.unit.history.reports import FOUND, talk, with_findings

if TYPE_CHECKING:
    from pathlib import Path

    from reknit.history import Report


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

    def __call__(self, text: str, *options: str, name: str = "chat.txt") -> tuple[int, str, str]:
        """Give the code, what was printed and what was said on the side."""
        path = self.folder / name
        path.write_text(text, newline="")
        parser = argparse.ArgumentParser()
        history.add_arguments(parser)
        code = history.run(parser.parse_args([str(path), *options]))
        out, err = self._capsys.readouterr()
        return code, out, err


TALK = export("android gb", talk())


def told(report: Report, *words: OwnWords, is_hinted: bool = False) -> str:
    """Give what the terminal shows of a report."""
    console = Console(file=io.StringIO(), width=80, highlight=False, markup=False, emoji=False)
    telling.show(report, words, console, is_hinted=is_hinted)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_report_fits_eighty_columns(say: Say) -> None:
    code, out, err = say(TALK, "--me", "Ben")
    assert (code, err) == (0, "")
    assert max(len(line.rstrip()) for line in out.split("\n")) <= 80
    for words in (
        "you and Anna wrote 1,680 messages",
        "Messages a week",
        "Had one of you given up?",
        "Your share",
        "In numbers",
        "What this cannot know",
        "What was read",
        "each bar is one week",
    ):
        assert words in out
    assert out.index("Ben  ") < out.index("Anna  ")
    assert "\x1b" not in out


def test_without_a_name_it_is_told_to_the_first_with_a_hint(say: Say) -> None:
    _, out, _ = say(TALK)
    assert out.startswith("Told as to Anna. If you are Ben, add --me “Ben”.")


def test_an_export_that_calls_its_owner_me_needs_no_name(say: Say) -> None:
    _, out, _ = say(TALK.replace("Anna:", "Me:"))
    assert out.startswith("From 1 January 2024")


def test_quiet_tells_the_sentences_and_no_more(say: Say) -> None:
    _, out, _ = say(TALK, "--quiet")
    assert out.startswith("From 1 January 2024")
    assert len(out.split("\n")) < 12
    assert "What was read" not in out


def test_findings_are_told_with_size_and_doubt_and_own_words() -> None:
    shown = OwnWords(
        question="given_up",
        measure="initiative",
        when="before",
        sent_at=at("2024-01-02T09:00"),
        text="good morning you",
    )
    out = " ".join(told(with_findings(*FOUND), shown, is_hinted=True).split())
    assert "Since the week of 18 March 2024 you started fewer of the conversations." in out
    assert "That is about 60 % less (most likely 52 to 67 %)." in out
    assert "Around the same time:" in out
    assert "In your own words: 2 January 2024, before the change: “good morning you”" in out
    assert out.count("lies in it about nine times in ten") == 1
    assert "Clear sign" in out


def test_a_short_chat_is_not_asked_the_questions(say: Say) -> None:
    _, out, _ = say(export("android gb", talk(2, first="2024-01-22T08:00")))
    assert "Had one of you given up?\n" in out
    assert out.count("This chat is too short for these questions.") == 1
    assert "Cannot tell" not in out
    assert "→" not in out
    assert " words " in out
    assert "messages a week" not in out
    assert "Most likely" not in out


def test_long_chats_put_weeks_together(say: Say) -> None:
    long = export("android gb", [Said(each.at.replace(year=2020), each.sender, "hi") for each in chat(5)])
    _, out, _ = say(long + export("android gb", chat(5)))
    assert "each bar is 4 weeks" in out
    assert "What held" not in out


def test_notes_on_what_was_read(say: Say) -> None:
    back = "27/10/2024, 02:59 - Anna: hi\n27/10/2024, 02:01 - Ben: yo\n"
    path = say.folder / "again.txt"
    path.write_text("noise\n" + back)
    _, out, _ = say("noise\n" + back, str(path))
    for words in ("2 (line 1, 1)", "more than once: 2", "Steps back in time: 1 ", "above 12"):
        assert words in out


def test_a_damaged_and_a_capped_export(say: Say) -> None:
    from dataclasses import replace

    made = with_findings()
    reading = replace(made.reading, is_capped=True, damaged_characters=3, date_order=None, evidence=())
    out = told(replace(made, reading=reading, stayed_good=()))
    assert "40,000 messages at most" in out
    assert "could not be read: 3." in out
    assert "Dates are" not in out


def test_a_long_name_is_cut_with_a_sign(say: Say) -> None:
    _, out, _ = say(TALK.replace("Ben:", "Benjamin the Younger:"), "--me", "Anna")
    assert "Benjamin the… " in out
    assert "you and Benjamin the Younger wrote" in out


def test_names_cannot_steer_the_terminal(say: Say) -> None:
    hostile = android("An\x1b[2Jna: hi", "[red]Ben: yo")
    code, out, _ = say(hostile)
    assert code == 0
    assert "\x1b" not in out
    assert "An\ufffd[2Jna" in out
    assert "[red]Ben" in out


def test_the_report_as_json(say: Say) -> None:
    code, out, _ = say(TALK, "--json", "--me", "Ben")
    made = json.loads(out)
    assert code == 0
    assert [person["name"] for person in made["people"]] == ["Ben", "Anna"]
    assert made["shape"] == "reknit.history/2"


def test_messages_as_json_lines_on_standard_output(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", stream)
    code, *_ = say(android("Anna: hi", "Ben: yo"), "--messages")
    lines = stream.buffer.getvalue().decode().splitlines()
    assert code == 0
    assert [json.loads(line)["text"] for line in lines] == ["hi", "yo"]


def test_what_could_not_be_read_is_said_beside_the_messages(say: Say) -> None:
    target = str(say.folder / "out.csv")
    code, out, err = say("noise\n" + android("Anna: hi", "Ben: yo"), "--messages", "-o", target)
    assert (code, out) == (0, "")
    assert err == "Left out because it could not be read (1): line or message 1.\n"


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl"])
def test_messages_into_a_file(say: Say, suffix: str) -> None:
    target = say.folder / f"out{suffix}"
    assert say(android("Anna: hi", "Ben: yo"), "--messages", "-o", str(target)) == (0, "", "")
    assert target.stat().st_size > 0


def test_a_page_by_itself(say: Say) -> None:
    target = say.folder / "page.html"
    assert say(TALK, "--me", "Anna", "--html", str(target)) == (0, "", "")
    page = target.read_text(encoding="utf-8")
    assert "you and Ben wrote 1,680 messages" in page
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    code, out, err = say(TALK, "--html", str(target))
    assert (code, out) == (2, "")
    assert "--me “Anna” or --me “Ben”" in err
    code, _, err = say(TALK, "--me", "Anna", "--html", str(say.folder / "missing" / "x.html"))
    assert code == 1
    assert "could not be written" in err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-o", "x.csv"], "-o goes with --messages"),
        (["--messages", "-o", "x.txt"], ".parquet, .csv, .jsonl"),
        (["--me", "Zoe"], "Nobody in this chat is called “Zoe”"),
        (["--same", "Benny"], "the old one first"),
    ],
)
def test_what_cannot_be_meant(say: Say, options: list[str], words: str) -> None:
    code, out, err = say(android("Anna: hi", "Ben: yo"), *options)
    assert (code, out) == (2, "")
    assert words in err


def test_a_target_that_cannot_be_written(say: Say) -> None:
    missing = str(say.folder / "missing" / "out.csv")
    code, _, err = say(android("Anna: hi", "Ben: yo"), "--messages", "-o", missing)
    assert code == 1
    assert "could not be written" in err


def test_dates_that_can_be_read_in_two_ways(say: Say) -> None:
    unclear = "01/02/2024, 21:00 - Anna: hi\n01/02/2024, 21:01 - Ben: yo\n"
    code, out, err = say(unclear)
    assert (code, out) == (2, "")
    assert "--date-order dmy   1 February 2024" in err
    assert "--date-order mdy   2 January 2024" in err
    assert say(unclear, "--date-order", "mdy")[0] == 0


def test_several_chats_and_the_one_that_is_meant(say: Say) -> None:
    other = say.folder / "Carl.txt"
    other.write_text(android("Anna: a", "Carl: c"))
    code, out, err = say(android("Anna: hi", "Ben: yo"), str(other), name="Ben.txt")
    assert (code, out) == (2, "")
    assert "  --chat “Ben”" in err
    assert say(android("Anna: hi", "Ben: yo"), str(other), "--chat", "Carl", name="Ben.txt")[0] == 0
    code, _, err = say(android("Anna: hi", "Ben: yo"), str(other), "--chat", "Zoe", name="Ben.txt")
    assert code == 2
    assert "no chat “Zoe”" in err


def test_many_chats_are_listed_in_part() -> None:
    from reknit.history import ChatChoice, SeveralChats

    choices = [ChatChoice(key=str(n), title=f"P{n}", messages=n) for n in range(1, 60)]
    lines = history._which_chat(SeveralChats(choices)).split("\n")
    assert lines[2] == "  --chat “P1”   1 message"
    assert lines[3] == "  --chat “P2”   2 messages"
    assert lines[-1] == "  and 19 more"


def test_two_names_of_one_person(say: Say) -> None:
    three = android("Anna: hi", "Ben: yo", "Ben: a", "Benny: b", "Anna: c", "Benny: d")
    assert say(three)[0] == 1
    code, out, _ = say(three, "--same", "Benny=Ben")
    assert code == 0
    assert "Ben 4" in out


def test_a_file_that_cannot_be_read(say: Say) -> None:
    code, out, err = say("hello")
    assert (code, out) == (1, "")
    assert err.startswith("This does not look like an exported chat")
    assert "WhatsApp, " in err.split("\n")[1]
    assert "reknit history --how APP" in err


def test_how_to_export(say: Say) -> None:
    code, out, _ = say("", "--how", "telegram")
    assert code == 0
    assert out.startswith("Telegram: result.json\n  1. ")
    assert "Signal" not in out
    everything = say("", "--how")[1]
    assert everything.startswith("WhatsApp: ")
    assert "Signal: " in everything
    code, _, err = say("", "--how", "Fax")
    assert code == 2
    assert "“Fax” is no app that is known here." in err


def test_no_file_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    history.add_arguments(parser)
    assert history.run(parser.parse_args([])) == 2
    assert capsys.readouterr().err.startswith("Say which file to read")
