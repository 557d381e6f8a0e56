"""Say what was read; the chats are synthetic and were written for these tests."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import polars as pl
import pytest

from reknit.history import SCHEMA, Clock, Conversation, KindCount, Participant, Reading, Source, read
from tests.unit.history.exports import at, chat, export
from tests.unit.history.reading_chats import android, read_text


def test_an_account_of_what_was_read() -> None:
    text = android(
        "Messages and calls are end-to-end encrypted.", "Anna: hi", "Ben: <Media omitted>", "Ben: yo"
    )
    reading = read_text(text).reading
    assert reading == Reading(
        format="whatsapp",
        exports=1,
        layout="dd/mm/yyyy, hh:mm - name: message",
        date_order="dmy",
        evidence=reading.evidence,
        messages=4,
        participants=(Participant(name="Anna", messages=1), Participant(name="Ben", messages=2)),
        kinds=(
            KindCount(kind="text", messages=2),
            KindCount(kind="media", messages=1),
            KindCount(kind="system", messages=1),
        ),
        first=at("2024-01-31T21:00"),
        last=at("2024-01-31T21:03"),
        unplaced=0,
        unplaced_lines=(),
        duplicates=0,
        damaged_characters=0,
        clock=Clock(
            resolution_seconds=60, backward_steps=0, largest_backward_minutes=0, longest_silence_days=0
        ),
        is_capped=False,
    )
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading


def test_the_end_of_summer_time_is_a_step_back_and_the_order_is_kept() -> None:
    text = "".join(f"27/10/2024, {clock} - Anna: {clock}\n" for clock in ("02:59", "02:01", "03:10"))
    conversation = read_text(text)
    assert conversation.messages["text"].to_list() == ["02:59", "02:01", "03:10"]
    assert (
        conversation.reading.clock.backward_steps,
        conversation.reading.clock.largest_backward_minutes,
    ) == (1, 58)


def test_long_silences_are_named() -> None:
    text = android("Anna: hi", day="31/01/2024") + android("Ben: yo", day="31/03/2024")
    assert read_text(text).reading.clock.longest_silence_days == 60


@pytest.mark.parametrize(
    ("number", "is_capped"), [(39_980, True), (40_020, True), (39_979, False), (40_021, False)]
)
def test_an_export_of_forty_thousand_messages_is_perhaps_cut(number: int, *, is_capped: bool) -> None:
    text = export("android gb", chat(number, step=timedelta(minutes=7)))
    assert read_text(text).reading.is_capped is is_capped


def test_at_most_fifty_line_numbers_are_kept() -> None:
    reading = read_text("noise\n" * 80 + android("Anna: hi", "Ben: yo")).reading
    assert (reading.unplaced, len(reading.unplaced_lines)) == (80, 50)


def test_progress_never_falls_and_ends_at_one() -> None:
    seen: list[float] = []
    source = Source("", android("Anna: hi", "Ben: yo").encode())
    read([source, source], progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_conversation_has_one_shape() -> None:
    conversation = read_text(android("Anna: hi", "Ben: yo"))
    assert conversation.messages.schema == SCHEMA
    with pytest.raises(TypeError, match="columns"):
        Conversation(messages=pl.DataFrame({"text": ["a"]}), reading=conversation.reading)
