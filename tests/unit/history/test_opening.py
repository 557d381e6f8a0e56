"""Open what readers hand over; the reader here is a stand-in, so that the door is tested by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from reknit.history import EmptyExport, GroupChat, Source, read, readers
from reknit.history.readers.columns import names_of, to_frame
from reknit.history.readers.interface import Chat, Choices, Part, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.sources import File


@dataclass
class Lines:
    """Read lines of "name text", one a second: a format that leaves nothing open."""

    format: str = "lines"

    def recognises(self, file: File) -> bool:
        """Look at the first word."""
        return file.head.startswith(b"lines")

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """Take each file for a chat."""
        return [Chat(format="lines", key=file.name, title=file.name, files=(file,)) for file in files]

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:
        """Take each line for a message."""
        del choices
        lines = chat.files[0].read().decode().split("\n")[1:]
        said = [
            Said(at=second * 1_000_000, sender=line.split(" ")[0], kind="text", text=line.split(" ")[1])
            for second, line in enumerate(lines)
        ]
        progress(0.5)
        frame = to_frame(said)
        return Part(messages=frame, names=names_of(frame), format="lines")


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "readers", lambda: (Lines(),))


def source(*lines: str, name: str = "a") -> Source:
    return Source(name, "\n".join(("lines", *lines)).encode())


def test_a_reading_without_dates_to_decide() -> None:
    reading = read([source("Anna hi", "Ben yo")]).reading
    assert (reading.format, reading.layout, reading.date_order) == ("lines", "", None)


def test_more_than_two_people_are_refused_by_name() -> None:
    with pytest.raises(GroupChat) as caught:
        read([source("Anna hi", "Ben yo", "Carl hm")])
    assert caught.value.names == ("Anna", "Ben", "Carl")


def test_two_names_for_one_person() -> None:
    conversation = read([source("Anna hi", "Ben yo", "Benny hm")], same={"Benny": "Ben"})
    assert conversation.messages["sender"].to_list() == ["Anna", "Ben", "Ben"]


def test_a_chat_without_messages() -> None:
    with pytest.raises(EmptyExport):
        read([source()])


def test_an_empty_half_is_left_out() -> None:
    assert len(read([source(name="a"), source("Anna hi", "Ben yo", name="b")], chat=["a", "b"]).messages) == 2
