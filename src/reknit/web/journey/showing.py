"""Prepare an exercise for its page: each question with what was typed and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING

from reknit.programme.prompts import SCALE_TOP, Choice, Choices, Columns, Lines, Practice, Shares
from reknit.programme.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.programme.answer import Fields, Problem
    from reknit.programme.prompts import AnyPrompt


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One question on the page."""

    prompt: AnyPrompt
    fields: Fields
    problem: str

    @property
    def template(self) -> str:
        """Return the template of this type of question."""
        return f"journey/prompts/_{self.prompt.__struct_config__.tag}.html"

    @property
    def value(self) -> str:
        """Return the single value typed so far."""
        return _last(self.fields, self.prompt.key)

    @property
    def landing(self) -> str:
        """Return the landing line typed so far."""
        return _last(self.fields, f"{self.prompt.key}.landing")

    @property
    def numbers(self) -> list[str]:
        """Return the numbers of a scale."""
        return [str(number) for number in range(SCALE_TOP + 1)]

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Return the options: value, words, and whether it is chosen."""
        if not isinstance(self.prompt, Choice | Choices):
            return []
        chosen = set(self.fields.get(self.prompt.key, ()))
        return [(option.value, option.label, option.value in chosen) for option in self.prompt.options]

    @property
    def lines(self) -> list[str]:
        """Return the lines typed so far, filled up to as many as there is room for."""
        return self._room("")

    @property
    def left(self) -> list[str]:
        """Return the left column."""
        return self._room(".left")

    @property
    def right(self) -> list[str]:
        """Return the right column."""
        return self._room(".right")

    @property
    def shares(self) -> list[tuple[str, str, str]]:
        """Return the parts of a whole: field name, words, number typed so far."""
        if not isinstance(self.prompt, Shares):
            return []
        names = [(f"{self.prompt.key}.{part.value}", part.label) for part in self.prompt.parts]
        return [(name, label, _last(self.fields, name)) for name, label in names]

    @property
    def moments(self) -> list[tuple[int, str, str, str, str]]:
        """Return the moments of a practice: seconds, field name, clock, rating so far, words."""
        if not isinstance(self.prompt, Practice):
            return []
        words = chain(self.prompt.says, repeat(""))
        return [
            (moment, name, f"{moment // 60}:{moment % 60:02}", _last(self.fields, name), line)
            for moment, line in zip(self.prompt.moments, words, strict=False)
            for name in [f"{self.prompt.key}.{moment}"]
        ]

    def _room(self, side: str) -> list[str]:
        if not isinstance(self.prompt, Lines | Columns):
            return []
        typed = list(self.fields.get(f"{self.prompt.key}{side}", ()))
        return typed + [""] * (self.prompt.most - len(typed))


def _last(fields: Fields, name: str) -> str:
    values = fields.get(name, ())
    return values[-1] if values else ""


def show(*, prompts: Sequence[AnyPrompt], fields: Fields, problems: Sequence[Problem]) -> list[Shown]:
    """Return every question ready for its template."""
    wrong = {one.key: sentence(area="problems", code=one.code, number=one.number) for one in problems}
    return [Shown(prompt=one, fields=fields, problem=wrong.get(one.key, "")) for one in prompts]
