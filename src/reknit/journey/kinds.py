"""List every kind of entry there is, so that an export can be read back and nothing is forgotten.

A kind never changes shape. A new shape is a new kind (`/2`), and the old one stays here for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.journey.model import Pulse, Start, UnconfirmedCode, Wishes
from reknit.programme.answer import Answer, Draft
from reknit.safety.model import Noticed, Phq, SafetyTen, Told
from reknit.steps.accept.model import Held
from reknit.steps.meet.model import Drafted
from reknit.steps.understand.model import Pinned, Taken

if TYPE_CHECKING:
    from reknit.vault.diary import Entry

REPORT_KINDS = ("history.report/1", "history.report/2")
"""The kinds of a message report, by name: naming them does not wake the room that knows Polars."""


def kinds() -> dict[str, type[Entry]]:
    """Return every kind by its name."""
    # The history room brings Polars; it is entered only when someone asks for all kinds.
    from reknit.history import FirstReport, Report  # noqa: PLC0415

    every: list[type[Entry]] = [
        Start,
        Pulse,
        Wishes,
        UnconfirmedCode,
        Answer,
        Draft,
        SafetyTen,
        Noticed,
        Phq,
        Told,
        FirstReport,
        Report,
        Pinned,
        Taken,
        Drafted,
        Held,
    ]
    return {kind.KIND: kind for kind in every}
