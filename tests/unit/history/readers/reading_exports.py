"""Read whole exports in one line and compare what was read with what was written."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from reknit.history import HistoryError, Source, read
from reknit.history.readers.interface import Said
from reknit.history.sources import File

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pytest

    from reknit.history import Conversation

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the wall clock of a file has no zone
MICROSECOND = timedelta(microseconds=1)
# The last day of January 2024, five past nine in the evening.
START = 1_706_735_133 * SECOND


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """Put files into an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in files.items():
            made.writestr(path, content)
    return buffer.getvalue()


def read_one(content: bytes | str, name: str = "export") -> Conversation:
    """Read one file."""
    return read([Source(name, content.encode() if isinstance(content, str) else content)])


def read_all(files: Mapping[str, bytes | str], *, chat: Sequence[str] = ()) -> Conversation:
    """Read an archive of files."""
    return read([Source("export.zip", zipped(files))], chat=chat)


def in_pieces_of(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be read in pieces of so many bytes."""
    monkeypatch.setattr(File.pieces, "__defaults__", (size,))


def told(conversation: Conversation) -> list[Said]:
    """Give back what was read in the shape in which it was written."""
    columns = conversation.messages.select(
        "sent_at", "sender", "kind", "text", "edited", "reactions", "offset"
    )
    return [
        Said(
            (at - EPOCH) // MICROSECOND,
            sender,
            kind,
            text,
            edited,
            tuple((each["emoji"], each["by"]) for each in reactions),
            offset,
        )
        for at, sender, kind, text, edited, reactions, offset in columns.iter_rows()
    ]


def survives(*files: tuple[str, bytes]) -> None:
    """Take a conversation or a named error; anything else fails the test."""
    try:
        read([Source(name, content) for name, content in files])
    except HistoryError:
        return


def harmed(content: bytes, rounds: int, seed: int = 7) -> list[bytes]:
    """Cut content off, flip bytes in it, and take pieces out of it."""
    random_ = random.Random(seed)
    found = []
    for _ in range(rounds):
        start, end = sorted(random_.sample(range(len(content)), 2))
        flipped = bytearray(content)
        for _ in range(random_.choice((1, 1, 1, 5, 50))):
            flipped[random_.randrange(len(content))] = random_.randrange(256)
        found += [content[:end], content[start:], content[:start] + content[end:], bytes(flipped)]
    return found


# Anything that a person could type: letters of all scripts, emoji, several lines, and no lone halves.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), min_size=1, max_size=40
)


@st.composite
def conversations(draw: st.DrawFn, me: str = "Ben", them: str = "Anna") -> list[Said]:
    """Draw a conversation of two people, in order, to the millisecond."""
    at = START
    said = []
    for gap, who, kind, text in draw(
        st.lists(
            st.tuples(
                st.integers(1, 10**9), st.sampled_from((me, them)), st.sampled_from(("text", "media")), TEXTS
            ),
            min_size=2,
            max_size=12,
        )
    ):
        at += gap * 1000
        said.append(Said(at, who, kind, f"a{text}z" if kind == "text" else "", offset=0))
    return said
