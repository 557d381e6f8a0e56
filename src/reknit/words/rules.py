"""Find phrases by rules: patterns over plain words, each with a reason and guards.

A pattern is a line of elements with spaces between: a word, words to choose from (`hurt|upset`), a
named list (`{hurt}`), any one word (`_`), up to four words (`...`), a start of a word (`manipulat*`),
the start or end of a sentence (`^`, `$`). A `?` after an element makes it optional. Gaps never cross a
sentence and never repeat without bound, so no text can make a pattern slow.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reknit.words.text import Text

FOLDER = Path(__file__).parent / "en"

GAP = 4
"""Words that `...` can stand for. Product choice."""

GUARDED = 3
"""Words before a phrase in which a guard word takes it back ("I would never …"). Product choice."""

NEGATIONS = frozenset(
    {"not", "never", "no", "without", "nobody", "neither", "stop", "stopped", "hardly", "cannot"}
)
QUOTES = frozenset('"“”„«»')
PLAIN = frozenset(tomllib.loads((FOLDER / "slots.toml").read_text(encoding="utf-8"))["plain"].split())
"""Words too common to look a rule up by."""


class _Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    reason: str
    says: tuple[str, ...]
    level: str = ""
    negation: str = "guards"
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    in_quotes: bool = False
    words_at_most: int = 0


class Rule(NamedTuple):
    """One rule: the label it speaks for, the reason it gives, and its compiled pattern's source.

    One of the `anchors`, and one of each of its other `needs`, is in every text it can be found in.
    """

    number: int
    label: str
    level: str
    reason: str
    source: str
    anchors: frozenset[str]
    needs: tuple[frozenset[str], ...]
    not_after: frozenset[str]
    not_before: frozenset[str]
    in_quotes: bool
    words_at_most: int


class Hit(NamedTuple):
    """One phrase found: which rule, and the first word of it and the word after the last."""

    rule: Rule
    first: int
    last: int


class Rules(NamedTuple):
    """All rules, by the word they are looked up by."""

    every: tuple[Rule, ...]
    by_word: dict[str, tuple[Rule, ...]]

    def find(self, text: Text) -> Iterator[Hit]:
        """Return every phrase found in a text, each rule at most once."""
        seen: set[int] = set()
        there = frozenset(text.words)
        for word in dict.fromkeys(text.words):
            for rule in self.by_word.get(word, ()):
                if rule.number not in seen:
                    seen.add(rule.number)
                    hit = _hit(rule, text, there)
                    if hit:
                        yield hit


def _hit(rule: Rule, text: Text, there: frozenset[str]) -> Hit | None:
    if rule.words_at_most and len(text.words) > rule.words_at_most:
        return None
    for words in rule.needs:  # much cheaper than looking for the phrase
        if words.isdisjoint(there):
            return None
    for found in _compiled(rule.source).finditer(text.line):
        first = text.word_at(found.start())
        last = first + len(found[0].split())
        if _stands(rule, text.words, first, last):
            return Hit(rule, first, last)
    return None


def _stands(rule: Rule, words: list[str], first: int, last: int) -> bool:
    before = words[max(0, first - GUARDED) : first]
    ended = max((place + 1 for place, word in enumerate(before) if word in ".?!"), default=0)
    if not rule.not_after.isdisjoint(before[ended:]):
        return False
    if not rule.not_before.isdisjoint(words[last : last + GUARDED]):
        return False
    return rule.in_quotes or sum(word in QUOTES for word in words[:first]) % 2 == 0


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@cache
def rules() -> Rules:
    """Return all rules there are."""
    every: list[Rule] = []
    slots = tomllib.loads((FOLDER / "slots.toml").read_text(encoding="utf-8"))
    for path in sorted((FOLDER / "rules").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for label, rows in table.items():
            every += _rules(label, msgspec.convert(rows, list[_Rule]), slots, len(every))
    by_word: dict[str, list[Rule]] = {}
    for rule in every:
        for word in rule.anchors:
            by_word.setdefault(word, []).append(rule)
    return Rules(tuple(every), {word: tuple(found) for word, found in by_word.items()})


def _rules(label: str, rows: list[_Rule], slots: dict[str, str], first: int) -> list[Rule]:
    made: list[Rule] = []
    for row in rows:
        guards = frozenset(row.not_after) | (NEGATIONS if row.negation == "guards" else frozenset())
        for says in row.says:
            elements = [_filled(element, slots) for element in says.split()]
            rarest, *others = _needs(elements, says)
            made.append(
                Rule(
                    number=first + len(made),
                    label=label,
                    level=row.level,
                    reason=row.reason,
                    source=_source(elements),
                    anchors=rarest,
                    needs=tuple(others),
                    not_after=guards,
                    not_before=frozenset(row.not_before),
                    in_quotes=row.in_quotes,
                    words_at_most=row.words_at_most,
                )
            )
    return made


def _filled(element: str, slots: dict[str, str]) -> str:
    """Put the words of named lists in their place."""
    for name in re.findall(r"\{(\w+)\}", element):
        element = element.replace(f"{{{name}}}", "|".join(slots[name].split()))
    return element


def _source(elements: list[str]) -> str:
    """Return a pattern that begins with a space, which is found much faster than one that looks behind."""
    return " " + "".join(_element(element) for element in elements)


def _element(element: str) -> str:
    signs = {"^": r"(?<![^ .?!,] )(?<!, )", "$": r"(?=[.?!]|$)", "...": rf"(?:[^ .?!]+ ){{0,{GAP}}}"}
    if element in signs:
        return signs[element]
    is_optional = element.endswith("?") and element != "?"
    words = element.removesuffix("?") if is_optional else element
    choices = "|".join(_word(word) for word in words.split("|"))
    return f"(?:(?:{choices}) )?" if is_optional else f"(?:{choices}) "


def _word(word: str) -> str:
    if word == "_":
        return "[^ .?!]+"
    return re.escape(word[:-1]) + "[^ .?!]*" if word.endswith("*") else re.escape(word).replace("_", " ")


def _needs(elements: list[str], says: str) -> list[frozenset[str]]:
    """Return for each element that must be there a word of each of its choices, the rarest element first."""
    must = [
        element.split("|")
        for element in elements
        if element not in {"^", "$", "...", "_"} and not (element.endswith("?") and element != "?")
    ]
    sure = [
        [min(word.split("_"), key=PLAIN.__contains__) for word in words]
        for words in must
        if not any(word.endswith("*") or word.startswith("_") for word in words)
    ]
    if not sure:
        raise ValueError(f"no whole word to look this rule up by: {says}")
    return [frozenset(words) for words in sorted(sure, key=_rarity, reverse=True)]


def _rarity(words: list[str]) -> tuple[bool, int]:
    return not any(word in PLAIN for word in words), -len(words)
