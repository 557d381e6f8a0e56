"""Read a chat that WhatsApp exported: learn its layout, cut it, and see what each piece is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.conversation import KINDS
from reknit.history.readers.columns import complete
from reknit.history.readers.interface import Chat, NotAnExport, Part, UndecidedDateOrder
from reknit.history.readers.whatsapp.bodies import place_bodies
from reknit.history.readers.whatsapp.calendar import NO_DAY
from reknit.history.readers.whatsapp.clock import NO_TIME
from reknit.history.readers.whatsapp.cursor import line_starts
from reknit.history.readers.whatsapp.dates import decide
from reknit.history.readers.whatsapp.files import title_of
from reknit.history.readers.whatsapp.headers import cut, find_headers
from reknit.history.readers.whatsapp.kinds import tell_kinds
from reknit.history.readers.whatsapp.layout import describe, learn_layout, looks_like_a_chat
from reknit.history.readers.whatsapp.marks import without_marks
from reknit.history.readers.whatsapp.pasted import pasted_blocks
from reknit.history.readers.whatsapp.people import (
    NOBODY,
    NOTICE,
    STRANGER,
    is_mostly_pasted,
    learn_people,
    refuse_group,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.readers.whatsapp.arrays import Flags, Seconds
    from reknit.history.readers.whatsapp.bodies import Bodies
    from reknit.history.readers.whatsapp.dates import Decision
    from reknit.history.readers.whatsapp.headers import Headers
    from reknit.history.readers.whatsapp.kinds import Kinds
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
        return looks_like_a_chat(file.head[:HEAD])

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """Take every text for a chat."""
        return [Chat(format=self.format, key="", title=title_of(file), files=(file,)) for file in files]

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:
        """Turn a text into messages, or say why that cannot be done."""
        text = chat.files[0].text()
        layout = learn_layout(text.content)
        headers = cut(text.content, layout)
        progress(0.4)
        people = learn_people(headers, choices.same)
        decision, times, is_time = _dated(headers, layout, people, choices)
        # Nobody can be taken for somebody else where only two names are found.
        has_others = (people.codes == STRANGER).any()
        if has_others and is_mostly_pasted(people, pasted := pasted_blocks(times, ~is_time)):
            people = learn_people(headers, choices.same, left_out=pasted)
            decision, times, is_time = _dated(headers, layout, people, choices)
        refuse_group(people, times, is_time)
        if decision.order is None:
            raise UndecidedDateOrder(decision.candidates)
        progress(0.6)
        refused = _refused(people, times, is_time, is_bracketed=layout.is_bracketed)
        bodies = place_bodies(headers, people, refused)
        kinds = tell_kinds(bodies, is_bracketed=layout.is_bracketed)
        # Some program between the phone and here may have changed line breaks inside messages too.
        has_windows = headers.line_break == b"\r\n" and headers.lines > len(bodies.rows) + 1
        messages = _messages(bodies, kinds, times, people.names, has_windows=has_windows)
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


def _dated(
    headers: Headers, layout: Layout, people: People, choices: Choices
) -> tuple[Decision, Seconds, Flags]:
    """Find out what the dates mean, and give the time of each row and whether there is such a time."""
    real = people.codes > STRANGER
    decision = decide(headers, layout=layout, real=real, chosen=choices.date_order)
    is_time = (decision.days > NO_DAY) & (headers.clocks > NO_TIME)
    return decision, decision.days.astype(np.int64) * SECONDS_PER_DAY + headers.clocks, is_time


def _refused(people: People, times: Seconds, is_time: Flags, *, is_bracketed: bool) -> Flags:
    """Tell which headers start no message but were pasted into one."""
    refused: Flags = (people.codes == STRANGER) | ~is_time
    if is_bracketed:
        refused |= people.codes == NOTICE
    refused |= pasted_blocks(times, refused)
    return refused


def _messages(
    bodies: Bodies, kinds: Kinds, times: Seconds, names: list[str], *, has_windows: bool
) -> pl.DataFrame:
    is_person = (kinds.codes != KINDS.index("system")) & (bodies.codes > NOBODY)
    sender = np.where(is_person, bodies.codes, len(names)).astype(np.uint8)
    frame = pl.DataFrame(
        {
            "sent_at": pl.Series(times[bodies.rows] * MICROSECONDS).cast(pl.Datetime("us")),
            "sender": pl.Series([*names, None], dtype=pl.String).gather(pl.Series(sender)),
            "kind": pl.Series(KINDS, dtype=pl.Enum(KINDS)).gather(pl.Series(kinds.codes)),
            "text": kinds.text.str.replace_all("\r\n", "\n", literal=True) if has_windows else kinds.text,
            "edited": kinds.edited,
        },
    )
    return complete(frame)


def _unplaced(headers: Headers, layout: Layout) -> tuple[int, ...]:
    """Count off the lines before the first message and those in the layout of another export."""
    before = headers.whole.content[: headers.starts[0]].decode().split("\n")[1:]
    numbers = {number for number, line in enumerate(before, start=1) if without_marks(line).strip()}
    lines = line_starts(headers.text, b"\n") if layout.others else np.zeros(0, dtype=np.intp)
    for other in layout.others:
        found = find_headers(headers.text, lines, other).starts
        numbers.update((np.searchsorted(lines, found) + 1).tolist())
    return tuple(sorted(numbers))
