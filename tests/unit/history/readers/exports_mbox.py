"""Write archives of mail with known truth; every text was written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.interface import Said

SECOND = 1_000_000


def address(name: str) -> str:
    """Give somebody an address."""
    return f"{name.encode('ascii', 'ignore').decode().split()[0].lower()}@a.example"


def letter(one: Said, *people: str, number: int = 0, answered: str = "") -> EmailMessage:
    """Write a letter from one of two people to the other, with what it answers below it."""
    (other,) = (name for name in people if name != one.sender)
    offset = timedelta(seconds=one.offset or 0)
    when = datetime.fromtimestamp(one.at // SECOND, UTC).replace(tzinfo=timezone(offset))
    message = EmailMessage()
    message["From"] = f'"{one.sender}" <{address(one.sender or "")}>'
    message["To"] = f'"{other}" <{address(other)}>'
    message["Subject"] = "Re: us"
    message["Date"] = format_datetime(when)
    message["Message-ID"] = f"<{number}@a.example>"
    quoted = "".join(f"> {line}\n" for line in answered.split("\n"))
    below = (
        f"\n\nOn Wed, Jan 31, 2024 at 9:05 PM {other} <{address(other)}>\nwrote:\n\n{quoted}"
        if answered
        else ""
    )
    message.set_content(one.text + below)
    if one.kind == "media":
        message.add_attachment(b"\x89PNG" * 100, maintype="image", subtype="png", filename="a.png")
    return message


def archive(*letters: EmailMessage | bytes) -> bytes:
    """Put letters into an archive, the word From at the start of a line set apart."""
    parts = []
    for each in letters:
        content = each if isinstance(each, bytes) else each.as_bytes()
        lines = [
            b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in content.split(b"\n")
        ]
        parts.append(b"From x@a.example Wed Jan 31 20:05:33 +0000 2024\n" + b"\n".join(lines) + b"\n\n")
    return b"".join(parts)


def export_mbox(said: Sequence[Said], me: str, them: str) -> bytes:
    """Write letters, each answering the one before it."""
    before = ["", *(one.text for one in said)]
    return archive(
        *(
            letter(one, me, them, number=number, answered=answered)
            for number, (one, answered) in enumerate(zip(said, before, strict=False))
        )
    )
