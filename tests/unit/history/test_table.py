"""Write messages as tables that other programs read."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import polars as pl

from reknit.history import write_messages
from tests.unit.history.reading_chats import android, read_text

if TYPE_CHECKING:
    from pathlib import Path

CONVERSATION = read_text(android("notice", 'Anna: hi, "you"\nthere', "Ben: yo"))
FIRST = {
    "position": 1,
    "sent_at": "2024-01-31T21:01:00",
    "sender": "Anna",
    "kind": "text",
    "text": 'hi, "you"\nthere',
    "edited": False,
    "reactions": [],
}


def test_json_lines() -> None:
    stream = io.BytesIO()
    write_messages(CONVERSATION, stream)
    written = [json.loads(line) for line in stream.getvalue().decode().split("\n") if line]
    assert written[1] == FIRST
    assert written[0]["sender"] is None


def test_files(tmp_path: Path) -> None:
    for suffix in ("parquet", "csv", "jsonl"):
        write_messages(CONVERSATION, tmp_path / f"messages.{suffix}")
    assert json.loads((tmp_path / "messages.jsonl").read_text().split("\n")[1]) == FIRST
    assert pl.read_csv(tmp_path / "messages.csv").row(1, named=True) == FIRST | {"reactions": "[]"}
    table = pl.read_parquet(tmp_path / "messages.parquet")
    assert table["text"].to_list() == CONVERSATION.messages["text"].to_list()
    assert table["reactions"].to_list() == [[], [], []]
