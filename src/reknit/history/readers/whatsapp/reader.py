"""Read a chat that WhatsApp exported: learn its layout, cut it, and see what each piece is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from reknit.history.readers.columns import complete
from reknit.history.readers.interface import Chat, NotAnExport, Part
from reknit.history.readers.whatsapp.dates import UndecidedDateOrder, decide
from reknit.history.readers.whatsapp.files import outermost, title_of
from reknit.history.readers.whatsapp.headers import cut
from reknit.history.readers.whatsapp.kinds import WORDLESS, with_kinds
from reknit.history.readers.whatsapp.layout import describe, learn_layout
from reknit.history.readers.whatsapp.marks import without_marks
from reknit.history.readers.whatsapp.pasted import pasted_blocks
from reknit.history.readers.whatsapp.people import NOBODY, NOTICE, STRANGER, learn_people, refuse_group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.readers.whatsapp.headers import Headers
    from reknit.history.readers.whatsapp.layout import Layout
    from reknit.history.readers.whatsapp.people import People
    from reknit.history.sources import File

# WhatsApp cuts an export without media at 40,000 messages, the oldest first (TLImporter #10).
MOST_MESSAGES = 40_000
MOST_MESSAGES_SPREAD = 20
SECONDS_PER_DAY = 86_400
MICROSECONDS = 1_000_000
# A text is looked at so far to tell whether it is a chat at all.
HEAD = 20_000


class WhatsApp:
    """Read the text file of WhatsApp's "Export chat"."""

    format = "whatsapp"

    def recognises(self, file: File) -> bool:
        """Tell whether any line at the head looks like a header."""
        try:
            learn_layout(file.head[:HEAD])
        except NotAnExport:
            return False
        return True

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """Take every text for a chat, but not those that were sent inside a chat."""
        return [
            Chat(format=self.format, key="", title=title_of(file), files=(file,)) for file in outermost(files)
        ]

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:
        """Turn a text into messages, or say why that cannot be done."""
        text = chat.files[0].text()
        layout = learn_layout(text.content)
        headers = cut(text.content, layout)
        progress(0.4)
        people = learn_people(headers.names, headers.rests, choices.same)
        real = people.codes > STRANGER
        decision = decide(
            headers.dates, layout=layout, real=real, rests=headers.rests, chosen=choices.date_order
        )
        times = decision.days.cast(pl.Int64) * SECONDS_PER_DAY + headers.clocks
        refuse_group(people, times)
        if decision.order is None:
            raise UndecidedDateOrder(decision.candidates)
        progress(0.6)
        rows = _placed(headers, people, times, is_bracketed=layout.is_bracketed)
        messages = _messages(with_kinds(rows, is_bracketed=layout.is_bracketed), people)
        if messages["sender"].is_null().all():
            raise NotAnExport
        return Part(
            messages=messages,
            names=tuple(people.names),
            format=self.format,
            layout=describe(layout, decision.order),
            date_order=decision.order,
            evidence=decision.evidence,
            unplaced_lines=_unplaced(headers, layout),
            damaged_characters=text.damaged,
            resolution_seconds=1 if layout.shape.has_seconds else 60,
            is_capped=abs(len(messages) - MOST_MESSAGES) <= MOST_MESSAGES_SPREAD,
        )


def _placed(headers: Headers, people: People, times: pl.Series, *, is_bracketed: bool) -> pl.DataFrame:
    """Keep the rows that start a message; put the others back into the message they were pasted into."""
    rows = pl.DataFrame(
        {
            "row": pl.int_range(len(times), dtype=pl.UInt32, eager=True),
            "time": times,
            "code": people.codes,
            "body": pl.Series(people.bodies, dtype=pl.Binary).cast(pl.String),
        },
    )
    glued = pl.col("body") == "."
    body = (
        pl.when(glued)
        .then(pl.lit(WORDLESS))
        .otherwise(pl.col("body").str.strip_prefix(" ").str.strip_prefix("\u00a0"))
    )
    rows = rows.with_columns(pl.when(pl.col("code") >= 0).then(body).otherwise(pl.col("body")).alias("body"))
    refused = (rows["code"] == STRANGER) | rows["time"].is_null()
    if is_bracketed:
        refused |= rows["code"] == NOTICE
    refused |= pasted_blocks(rows["time"], refused)
    strange = rows.filter(rows["code"] < 0)["row"].to_list()
    changed = {row: (headers.names[row] + headers.rests[row]).decode() for row in strange}
    if refused.any():
        changed |= _folded(headers, rows["body"], refused, changed)
    if changed:
        update = pl.DataFrame(
            {"row": list(changed), "body": list(changed.values())},
            schema={"row": pl.UInt32, "body": pl.String},
        )
        rows = rows.update(update, on="row", maintain_order="left")
    return rows.filter(~refused)


def _folded(
    headers: Headers, bodies: pl.Series, refused: pl.Series, changed: dict[int, str]
) -> dict[int, str]:
    """Give the messages into which other headers were pasted, with these as they were written."""
    rows = refused.arg_true().to_list()
    raw = headers.raw(rows)
    folded: dict[int, str] = {}
    host = -1
    for row in rows:
        host = host if row - 1 in raw else row - 1
        if host >= 0:
            folded[host] = folded.get(host, changed.get(host, bodies[host])) + raw[row]
    return folded


def _messages(rows: pl.DataFrame, people: People) -> pl.DataFrame:
    names = pl.Series([*people.names, None], dtype=pl.String)
    is_person = (rows["kind"] != "system") & (rows["code"] > NOBODY)
    sender = names.gather(
        rows["code"].zip_with(is_person, pl.Series([len(names) - 1], dtype=pl.Int8)).cast(pl.UInt32)
    )
    frame = rows.select(
        (pl.col("time") * MICROSECONDS).cast(pl.Datetime("us")).alias("sent_at"),
        sender.alias("sender"),
        "kind",
        pl.col("text").str.replace_all("\r\n", "\n", literal=True),
        "edited",
    )
    return complete(frame)


def _unplaced(headers: Headers, layout: Layout) -> tuple[int, ...]:
    """Count off the lines before the first message and those in the layout of another export."""
    before = headers.preamble.decode().split("\n")[1:]
    lines = {number for number, line in enumerate(before, start=1) if without_marks(line).strip()}
    for other in layout.others:
        number, seen = 1, 0
        for match in other.finditer(headers.content):
            number += headers.content.count(b"\n", seen, match.start())
            seen = match.start()
            lines.add(number)
    return tuple(sorted(lines))
