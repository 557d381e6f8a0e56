"""Learn who the two people of a chat are, and which lines only look like a message of somebody."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.readers.interface import GroupChat
from reknit.history.readers.whatsapp.cursor import holds
from reknit.history.readers.whatsapp.marks import SPACE, SPACES, without_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reknit.history.readers.whatsapp.arrays import Codes, Flags, Places, Seconds
    from reknit.history.readers.whatsapp.headers import Headers

PAIR = 2
# Names looked at for a colon inside, the most frequent ones.
MOST_LONGER = 4
# Rows of one name that are looked at for a colon inside the name.
NAME_SAMPLE = 60
# Colons in one name, behind the first.
MOST_COLONS = 3
# So much of what begins like "Anna" must go on like "Anna: work" before the longer text is the name; a
# pasted line may not.
SAME_BEGINNING = 0.8
# So many others are named when a chat is refused as that of a group.
MOST_OTHERS = 6
# A name longer than this, or of more words, is a sentence of the app.
LONGEST_NAME = 60
MOST_WORDS = 5
# What looks like a sentence counts so much less; a real name that is long comes first all the same.
SENTENCE_WEIGHT = 0.1
# Others who write in the order of time are a group when they wrote a tenth of it, in more than one place;
# less than that is a chat pasted into a message. Product choice.
GROUP_SHARE = 0.1
# In a chat of a handful of messages one line of a third person has to do.
SMALL_GROUP_SHARE = 0.25
# Somebody with more than such a part of their lines in pasted chats was in those chats, not in this one.
MOSTLY = 0.5
# Clocks of two lines of the same minute may differ by what the export does not show.
SAME_MINUTE = 60

# What a row is when it is not the message of one of the two.
NOBODY, STRANGER, NOTICE = -1, -2, -3

_NUMBER_NAME = re.compile(r"\+?[\d\s().\-]+")


@dataclass(frozen=True, kw_only=True, eq=False)
class People:
    """Hold who wrote which row, and where the texts behind the names begin."""

    names: list[str]
    others: list[str]  # who else seems to speak, the most frequent first
    codes: Codes  # 0 or 1 for the two people, else NOBODY, STRANGER or NOTICE
    bodies: Places


def clean_name(head: str) -> str:
    """Write a name as a person would: without marks, without the sign for "not in your contacts"."""
    name = without_marks(head).strip(SPACES)
    name = re.sub(f"^~{SPACE}*", "", name)
    plain = re.sub(SPACE, " ", name).replace("\u2011", "-")
    return plain if _NUMBER_NAME.fullmatch(plain) else name


def learn_people(headers: Headers, same: Mapping[str, str], *, left_out: Flags | None = None) -> People:
    """Take the two names that most lines begin with; what is left are notices of the app and pasted lines."""
    heads = headers.heads
    counts = heads.counts(left_out)
    spoken = [head for head, count in counts.most_common() if count and head.endswith(b":")]
    longer = {head: found for head in spoken[:MOST_LONGER] if (found := _longer_names(head, headers))}
    names: Counter[str] = Counter()
    for head in spoken:
        for ending, count in longer.get(head, {b"": counts[head]}).items():
            names[_name(head, ending, same)] += count
    ranked = sorted(
        filter(None, names), key=lambda name: -names[name] * (1 if is_name(name) else SENTENCE_WEIGHT)
    )
    pair = ranked[:PAIR]
    codes = np.array([_code(head, pair, same) for head in heads.words], dtype=np.int8)[heads.codes]
    # "Missed voice call at 21:05": behind a name stands a space.
    codes[(codes == STRANGER) & ~holds(headers.text, headers.rests, b" ")] = NOTICE
    bodies = headers.rests.copy()
    for head, endings in longer.items():
        for ending in endings:
            name = _name(head, ending, same)
            if name in pair:
                rows = np.flatnonzero(heads.codes == heads.words.index(head))
                rows = rows[holds(headers.text, headers.rests[rows], ending[1:] + b":")]
                codes[rows] = pair.index(name)
                bodies[rows] += len(ending)
                codes[_speaks_of(head, ending, headers, codes)] = NOTICE
    others = [name for name in ranked[PAIR:] if is_name(name)]
    return People(names=pair, others=others[:MOST_OTHERS], codes=codes, bodies=bodies)


def _speaks_of(head: bytes, ending: bytes, headers: Headers, codes: Codes) -> Places:
    """Find "Anna: work is a contact": the whole name of one of the two, and no colon behind it."""
    heads = headers.heads
    is_whole = np.array([word == head or word.endswith(b" " + head) for word in heads.words], dtype=np.bool_)
    rows = np.flatnonzero(is_whole[heads.codes] & (codes == STRANGER))
    return rows[holds(headers.text, headers.rests[rows], ending[1:] + b" ")]


def _name(head: bytes, ending: bytes, same: Mapping[str, str]) -> str:
    name = clean_name((head[:-1] + ending).decode())
    return same.get(name, name)


def is_name(text: str) -> bool:
    """Tell a name from a sentence of the app."""
    is_short = 0 < len(text) <= LONGEST_NAME and len(text.split()) <= MOST_WORDS
    return is_short and not re.search('["\u201c\u201e\u00ab\u300c]', text)


def _code(head: bytes, pair: list[str], same: Mapping[str, str]) -> int:
    if not head.endswith(b":"):
        return NOBODY
    name = _name(head, b"", same)
    if name in pair:
        return pair.index(name)
    is_about_one = any(name.startswith(f"{each} ") for each in pair)
    return STRANGER if is_name(name) and not is_about_one else NOTICE


def _longer_names(head: bytes, headers: Headers) -> dict[bytes, int]:
    """Find names that hold a colon: nearly all lines of "Anna" go on with the same words and a colon."""
    rows = np.flatnonzero(headers.heads.codes == headers.heads.words.index(head))[:NAME_SAMPLE]
    rests = [headers.whole.content[headers.rests[row] : headers.ends[row]] for row in rows]
    endings = _endings([rest.partition(b"\n")[0] for rest in rests])
    return {b":" + ending: count for ending, count in endings.items()} if len(endings) <= PAIR else {}


def _endings(lines: list[bytes], colons: int = MOST_COLONS) -> dict[bytes, int]:
    """Find what nearly all lines have before their first colons, and how often."""
    befores = Counter(line[: line.index(b": ")] for line in lines if b": " in line)
    # "<attached" is no part of a name, even of somebody who only sends pictures.
    repeated = {
        before: n
        for before, n in befores.items()
        if n > 1 and len(before) <= LONGEST_NAME and b"<" not in before
    }
    if sum(repeated.values()) < SAME_BEGINNING * len(lines) or not colons:
        return {}
    found: dict[bytes, int] = {}
    for before, count in repeated.items():
        beginning = before + b":"
        after = [line.removeprefix(beginning) for line in lines if line.startswith(beginning + b" ")]
        longer = {beginning + ending: n for ending, n in _endings(after, colons - 1).items()}
        found |= longer or {before: count}
    return found


def is_mostly_pasted(people: People, pasted: Flags) -> bool:
    """Tell whether one who was taken for one of the two hardly speaks but in pasted lines."""
    own = [people.codes == code for code in range(len(people.names))]
    return any((rows & pasted).sum() > MOSTLY * rows.sum() for rows in own)


def refuse_group(people: People, times: Seconds, is_time: Flags) -> None:
    """Refuse a chat in which more than two people write, rather than one with a pasted chat in it."""
    if not (people.codes == STRANGER).any():
        return
    frame = pl.DataFrame({"code": people.codes, "time": times, "is_time": is_time}).with_columns(
        pl.when("is_time").then("time").alias("time")
    )
    known = pl.when(pl.col("code") >= 0).then(pl.col("time"))
    is_placed = (pl.col("time") >= known.forward_fill() - SAME_MINUTE) & (
        pl.col("time") <= known.backward_fill() + SAME_MINUTE
    )
    frame = frame.with_columns(
        placed=(pl.col("code") == STRANGER) & is_placed.fill_null(value=True),
        block=(pl.col("code") != STRANGER).cum_sum(),
    )
    placed = frame.filter("placed")
    spoken = int((frame["code"] >= 0).sum()) + len(placed)
    share = len(placed) / max(spoken, 1)
    second = min(int((frame["code"] == code).sum()) for code in range(PAIR))
    is_small_group = share >= SMALL_GROUP_SHARE and len(placed) >= second
    if is_small_group or (share >= GROUP_SHARE and placed["block"].n_unique() > 1):
        raise GroupChat([*people.names, *people.others])
