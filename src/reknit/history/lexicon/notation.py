"""Read the notation of the word lists: alternatives, groups and anchors, one phrase a line."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_GROUP = re.compile(r"<([\w]+)>")
_CHOICE = re.compile(r"\(([^()]*)\)")


class UnknownGroup(Exception):
    """A word list names a group that no file defines."""


def with_groups(line: str, groups: Mapping[str, str]) -> str:
    """Put the alternatives of `<group>` in its place, in brackets unless it stands within some."""

    def alternatives(match: re.Match[str]) -> str:
        if match[1] not in groups:
            raise UnknownGroup(match[1])
        before = line[: match.start()]
        within = before.count("(") > before.count(")")
        return groups[match[1]] if within else f"({groups[match[1]]})"

    return _GROUP.sub(alternatives, line)


def phrases(text: str, groups: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Give every phrase of a text, line by line, as its tokens: `(a|b) c(|d)` stands for four phrases."""
    for line in text.splitlines():
        parts = _CHOICE.split(with_groups(line, groups))
        if len(parts) == 1:
            if tokens := tuple(line.split()):
                yield tokens
            continue
        choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
        for chosen in product(*choices):
            yield tuple("".join(chosen).split())


def words(text: str, groups: Mapping[str, str]) -> Iterator[str]:
    """Give every word of a text: parted by spaces, alternatives allowed within a word."""
    for word in text.split():
        for (spelled,) in phrases(word, groups):
            yield spelled
