"""Cut off what a person did not write: the letter that is answered, and what stands below every letter."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

WORDS = tomllib.loads(resources.files(__package__).joinpath("quoting.toml").read_text(encoding="utf-8"))
_QUOTE = ">"
_SIGNATURE = re.compile(r"-- ?|--\u00a0")
# Language does not matter where an address in angle brackets stands before the colon that opens a quote.
_ADDRESSED = re.compile(r"[^\n]*<[^<>\s]+@[^<>\s]+>[^<>\n]{0,40}[:\uff1a]")
_GAP = re.compile(r"\n{3,}")
# A program gives a time or an address; a person who says "on 5 May you wrote:" gives neither.
_EXACT = re.compile(r"\d[:.h]\d{2}|@")
# A line that says who wrote what was may have been broken twice.
MOST_LINES = 3
LONGEST_ATTRIBUTION = 250
# So many lines of such a kind are the start of another letter, and stand so close together.
_LEAST_HEADERS, _CLOSE_HEADERS = 3, 6


def own_words(text: str) -> str:
    """Return what was written new in a letter."""
    lines = text.split("\n")
    kept: list[str] = []
    place, has_gaps = 0, False
    while place < len(lines):
        line = lines[place]
        if line.startswith(_QUOTE):
            place, has_gaps = place + 1, True
        elif _SIGNATURE.fullmatch(line) or _is_break(line) or _is_header(lines, place):
            break
        elif length := _attribution(lines, place):
            place += length
            if not _is_quoted(lines, place):
                break
        else:
            kept.append(line)
            place += 1
    written = "\n".join(kept).strip()
    return _without_ending(_GAP.sub("\n\n", written) if has_gaps else written)


def _is_quoted(lines: list[str], place: int) -> bool:
    """Say whether the lines that follow are marked, so that what is not marked is new again."""
    following = next((line for line in lines[place:] if line.strip()), "")
    return following.startswith(_QUOTE)


def _is_break(line: str) -> bool:
    inner = line.strip(" \t-_=*")
    return inner in _breaks() and (inner != line.strip() or inner.endswith(":"))


def _is_header(lines: list[str], place: int) -> bool:
    """Say whether the first lines of another letter are repeated here."""
    if _label(lines[place]) not in _from():
        return False
    labels = [_label(line) for line in lines[place : place + _CLOSE_HEADERS] if line.strip()]
    return sum(label in _rest() for label in labels[1:]) >= _LEAST_HEADERS - 1


def _label(line: str) -> str:
    label, colon, _ = line.strip(" \t*>").partition(":")
    return label.strip(" \u00a0*") if colon else ""


def _attribution(lines: list[str], place: int) -> int:
    """Give the number of lines that say who wrote what follows, if any do."""
    line = lines[place]
    if len(line) <= LONGEST_ATTRIBUTION and _ADDRESSED.fullmatch(line):
        return 1
    if _is_said(line, _loose()) and _is_quoted(lines, place + 1):
        return 1
    joined = ""
    for length, line in enumerate(lines[place : place + MOST_LINES], start=1):
        if not line.strip():
            break
        joined = f"{joined} {line.strip()}".strip()
        if _is_said(joined, _opened()):
            return length if _is_quoted(lines, place + length) or _EXACT.search(joined) else 0
    return 0


def _is_said(line: str, phrases: re.Pattern[str]) -> bool:
    """Say whether a line has the form of such a phrase and a date or a time in it."""
    is_short = len(line) <= LONGEST_ATTRIBUTION
    return is_short and any(each.isdigit() for each in line) and phrases.fullmatch(line.strip()) is not None


def _without_ending(text: str) -> str:
    """Leave out what a phone writes below every letter."""
    before, _, last = text.rpartition("\n")
    return before.strip() if last.strip().startswith(tuple(WORDS["endings"])) else text


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(each).replace(r"\{any\}", r"[^\n]+?") for each in phrases))


@cache
def _opened() -> re.Pattern[str]:
    """Find phrases that begin with a word, so that it is known which line they begin in."""
    return _pattern([each for each in WORDS["attributions"] if not each.startswith("{")])


@cache
def _loose() -> re.Pattern[str]:
    return _pattern([each for each in WORDS["attributions"] if each.startswith("{")])


@cache
def _breaks() -> frozenset[str]:
    return frozenset(WORDS["breaks"])


@cache
def _from() -> frozenset[str]:
    return frozenset(WORDS["from"])


@cache
def _rest() -> frozenset[str]:
    return frozenset(WORDS["rest"])
