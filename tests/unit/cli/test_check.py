"""Check a message in the terminal, and many at once; what the reader finds is its own tests' business."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from reknit.cli import check, checked
from reknit.cli.check import LONGEST_LINE
from reknit.steps.meet.telling import tell
from reknit.words import KINDS
from tests.unit.steps.meet.readings import reading, tone

if TYPE_CHECKING:
    from pathlib import Path

    from reknit.words import Reading

TEXT = "well, this is the draft of someone"


def run(*typed: str) -> int:
    """Run the command as a person would type it."""
    parser = argparse.ArgumentParser()
    check.add_arguments(parser)
    return check.run(parser.parse_args(typed))


def shown(found: Reading, text: str = TEXT) -> str:
    """Return what the terminal shows of a reading."""
    console = Console(file=io.StringIO(), width=80, highlight=False, markup=False, emoji=False)
    checked.show(tell(text=text, reading=found), console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def said_on_stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Let this stand on the input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Send lines and return the answers."""

    def answer(content: bytes, *options: str) -> list[dict[str, Any]]:
        said_on_stdin(monkeypatch, content)
        assert run("--jsonl", *options) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return answer


def test_a_message_is_shown_with_its_marks_in_eighty_columns() -> None:
    out = shown(reading("but", "regret", tone=tone(heat="hostile")))
    assert out.startswith("A “but” after the sorry\n")
    assert "well [1], this is the draft" in out
    assert "[1] You are sorry for something you did" in out
    assert "It reads hot" in out
    assert "+ You are sorry for something you did: “well”" in out
    assert "- It was yours: " in out
    assert "What a check cannot know" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80


def test_a_steady_message_is_told_so_without_praise() -> None:
    out = shown(reading())
    assert out.startswith("Nothing here stands out.\nThat does not mean it should be sent.")
    assert "[1]" not in out


@pytest.mark.parametrize("kind", KINDS)
def test_danger_is_told_with_whom_one_can_reach_and_nothing_more(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("en_GB", "UTF-8"))
    out = shown(reading("insult", risks={kind: "red"}))
    assert "call 999 / 112" in out
    assert "Distance" not in out
    assert TEXT not in out


@pytest.mark.parametrize("named", ["en_XX", "C", None])
def test_where_the_machine_names_no_country_directories_are_told(
    named: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (named, "UTF-8"))
    assert "findahelpline.com" in shown(reading(risks={"self_harm": "amber"}))


def test_another_language_is_gone_through_by_hand() -> None:
    out = shown(reading(is_english=False, tone=None))
    assert out.startswith("This does not read as English")
    assert "A “but” after the sorry: " in out


@pytest.mark.parametrize(("at", "drawn"), [(0, "●──"), (50, "───"), (100, "───")])
def test_a_needle_is_drawn_where_it_stands(at: int, drawn: str) -> None:
    meter = tell(text=TEXT, reading=reading()).meters[1]
    from dataclasses import replace

    scale = checked.scale(replace(meter, at=at))
    assert len(scale) == 25
    assert scale.index("●") == round(at * 24 / 100)
    assert scale.startswith(drawn)


def test_control_codes_in_a_message_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in shown(reading("but"), text="\x1b[2J and so on, for some time")


def test_a_message_is_read_from_the_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said_on_stdin(monkeypatch, "Danke für alles, ich melde mich dann wieder bei dir\n".encode())
    assert run("-") == 0
    assert "English" in capsys.readouterr().out


def test_without_a_message_it_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 2
    assert "Say which message" in capsys.readouterr().err


def test_every_line_is_answered_in_its_order(answers: Any) -> None:
    lines = [
        {"id": f"n{number}", "text": f"thanks, see you at {number} with the keys"} for number in range(300)
    ]
    content = "\n".join(json.dumps(line) for line in lines).encode()
    found = answers(content, "--quick")
    assert [one["id"] for one in found] == [line["id"] for line in lines]
    for one in found:
        assert set(one) == {"id", "parts", "faults", "tone", "risk", "spans"}
        assert set(one["tone"]) == {"distance", "heat", "footing"}
        assert one["risk"]["level"] in {"none", "amber", "red"}
        labels = {*one["parts"], *one["faults"], *one["risk"]["kinds"]}
        assert {span["label"] for span in one["spans"]} == labels


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b"nothing like it", None),
        (b"[1, 2]", None),
        (b'{"id": "a"}', "a"),
        (b'{"id": 7, "text": 3}', 7),
        (b'{"id": {"a": 1}, "text": null}', None),
        (b'{"id": NaN, "text": "x"}', None),
        (b'{"id": 1e999}', None),
        (b'{"id": 1.5}', 1.5),
        (b'{"id": ' + b"[" * 100_000, None),
        (b'{"id": ' + b"9" * 5_000 + b"}", None),
    ],
)
def test_a_bad_line_is_answered_and_stops_nothing(answers: Any, line: bytes, name: object) -> None:
    bad, good = answers(line + b'\n\n{"id": "after", "text": "ok"}\n', "--quick")
    assert set(bad) == {"id", "error"}
    assert bad["id"] == name
    assert good["id"] == "after"
    assert "error" not in good


def test_what_the_reader_chokes_on_stops_nothing(answers: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def choke(text: str, *, quick: bool) -> None:
        raise IndexError(text)

    monkeypatch.setattr("reknit.words.read", choke)
    (bad,) = answers(b'{"id": 1, "text": "ok"}')
    assert bad == {"id": 1, "error": "This text could not be read."}


@pytest.mark.parametrize(
    "text",
    [
        b'"\\ud83d sorry \\u0000"',
        b'"\x00\xff\xfe"',
        b'""',
        b'"' + b"sorry " * 200_000 + b'"',
        b'"\xed\xa0\xbd"',
    ],
    ids=["surrogate", "not-utf-8", "empty", "a-megabyte", "raw-surrogate"],
)
def test_odd_texts_are_answered(answers: Any, text: bytes) -> None:
    found = answers(b'\xef\xbb\xbf{"id": "\\udc00", "text": ' + text + b"}")
    assert len(found) == 1
    if b"\x00" not in text:  # JSON allows no bare null byte
        assert found[0]["id"] == "\udc00"
        assert "error" not in found[0]


def test_a_line_without_end_is_refused_and_the_next_is_read(answers: Any) -> None:
    long = b'{"id": 1, "text": "' + b"a" * LONGEST_LINE + b'"}\n{"id": 2, "text": "ok"}'
    refused, after = answers(long, "--quick")
    assert "error" in refused
    assert after["id"] == 2


def test_lines_are_read_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": 1, "text": "ok"}\n', encoding="utf-8")
    assert run("--jsonl", str(path)) == 0
    assert json.loads(capsys.readouterr().out)["id"] == 1
    assert run("--jsonl", str(tmp_path / "nowhere")) == 1
    assert "could not be read" in capsys.readouterr().err


def test_whoever_stops_listening_is_not_complained_to() -> None:
    line = json.dumps({"id": "x" * 1000, "text": "ok"})
    command = f"{sys.executable} -m reknit check --jsonl --quick | head -c 10"
    lines = "\n".join([line] * 300)
    done = subprocess.run(command, shell=True, input=lines, capture_output=True, text=True, check=True)  # noqa: S602 - a pipe
    assert done.stderr == ""
