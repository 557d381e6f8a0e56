"""Read what Kim laid in the drawer: written for the demo, no real person is in it."""

from __future__ import annotations

import datetime as dt
import tomllib

import msgspec

from reknit.programme.exercise import CONTENT
from reknit.steps.accept.model import Held
from reknit.steps.meet.rules import judge
from reknit.words import read


class Letter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One message Kim did not send: when it was laid down, and how it read from the other side, if it was."""

    day: int
    hour: int
    minute: int
    text: str
    read_after_hours: int = 0
    felt: str = ""
    would_do: str = ""

    def held(self, *, at: dt.datetime) -> Held:
        """Return it as it lies in the drawer, with what the engine reads in it."""
        found = read(self.text)
        waited = dt.timedelta(hours=self.read_after_hours)
        return Held(
            at=at,
            text=self.text,
            level=judge(reading=found).level,
            faults=tuple(sign.label for sign in found.faults),
            parts=tuple(sign.label for sign in found.parts),
            reread_at=at + waited if waited else None,
            felt=self.felt,
            would_do=self.would_do,
        )


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    letters: tuple[Letter, ...]


def letters() -> tuple[Letter, ...]:
    """Return Kim's letters in the order in which they were written."""
    text = (CONTENT / "demo" / "drawer.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _File).letters
