"""Tell what each message is, from its shape first and from WhatsApp's own words second."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from reknit.history.conversation import KINDS
from reknit.history.readers.whatsapp import words
from reknit.history.readers.whatsapp.bodies import column
from reknit.history.readers.whatsapp.marks import LEADING_MARKS, MARK, MARKS, SPACES, without_marks
from reknit.history.readers.whatsapp.outstanding import outstanding, stands_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from reknit.history.readers.whatsapp.arrays import Flags, Places
    from reknit.history.readers.whatsapp.bodies import Bodies

# What the app puts for something left out is short; so is the name of a call.
SHORT = 70
# The first rows of an export, among which its notice of encryption is.
NOTICE_ROWS = 3
# Left-out media in a language not known yet: as many words at most.
PLACEHOLDER_WORDS = 5
# "<Media omitted>" has two words; "<grin>" is a person's.
_ONE_LATIN_WORD = re.compile(r"<[a-z]+>", re.IGNORECASE)

_FILE = r"[^\n<>:]{1,200}\.\w{2,5}"
_FILE_WITH_WORD = re.compile(
    rf"(?P<file>{_FILE}) \((?P<word>[^()\n]{{2,40}})\)(?:\n(?P<caption>.*))?", re.DOTALL
)
_OWN_FILE_NAME = re.compile(r"(IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d+\.\w{2,5}")
_FILE_AND_WORD = re.compile(rf"{_FILE} (?P<word>\S+)")
_ENCLOSED = re.compile(rf"<(?:(?P<word>[^<>:\n]{{2,40}}): ?{MARK}?)?(?P<file>{_FILE}(?: [^\s<>]+)?)>")
_EDITED = re.compile(rf"<{MARK}?(?P<word>[^<>\n]{{4,60}})>[{MARKS}\s]*")
_BRACKETS = re.compile(r"<(?P<word>[^<>\n]{2,60})>(?:\n(?P<caption>.*))?", re.DOTALL)
_POLL = re.compile(rf"[^\n:]{{2,24}}:\n.*\n{MARK}+[^\n:]+: ", re.DOTALL)
# Without marks: "POLL:", the question, and options that count their votes.
_BARE_POLL = re.compile(
    rf"(?i:{words.POLL.pattern}):\n.*(?:\n[^\n:]{{2,24}}: [^\n]*\(\d+[^()\n]+\))+", re.DOTALL
)
_MAP = "https://maps.google.com/"
# What an export that has lost its marks may say without a person.
_UNMARKED = f"^(?i:{words.THING.pattern}).*(?i:{words.LEFT_OUT.pattern})|(?i:{words.ENCRYPTION.pattern})"
_FILE_NAME = re.compile(rf"{_FILE}(?:\s*\u2022.*)?")


# The same as `_file` finds, for all messages at once.
_FILE_ALONE = (
    r"^\u200e?(?:<[^<>:\n]{2,40}: ?[^<>:\n]{1,200}\.\w{2,5}>"
    r"|(?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d+\.\w{2,5}(?: \([^()\n]{2,40}\))?)$"
)


class Meaning(NamedTuple):
    """Say what a body is, what a person wrote in it, and whether it was edited."""

    kind: str
    text: str
    edited: bool = False


FILE = Meaning("media", "")
_CODES = {kind: code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Kinds:
    """Hold what each message is, whether it was edited, and its text without what the app added."""

    codes: NDArray[np.uint8]  # places in KINDS
    edited: Flags
    text: pl.Series


def tell_kinds(bodies: Bodies, *, is_bracketed: bool) -> Kinds:
    """Tell the kind of each message, looking closely only at bodies that stand out."""
    looked_at, is_unmarked = _looked_at(bodies, is_bracketed=is_bracketed)
    placeholders = _said_by_both(looked_at.filter("is_marked"))
    known: dict[tuple[bool, str], Meaning] = {}
    found: list[Meaning] = []
    for is_notice, is_file, body in looked_at.select("is_notice", _is_file(), "body").iter_rows():
        one = FILE if is_file else known.get((is_notice, body))
        if one is None:
            one = known[is_notice, body] = (
                _notice(body)
                if is_notice
                else meaning(
                    body, is_bracketed=is_bracketed, is_unmarked=is_unmarked, placeholders=placeholders
                )
            )
        found.append(one)
    return _told(bodies, looked_at["row"].to_numpy(), found)


def _told(bodies: Bodies, rows: Places, found: list[Meaning]) -> Kinds:
    codes = np.full(len(bodies.begins), _CODES["text"], dtype=np.uint8)
    codes[rows] = [_CODES[one.kind] for one in found]
    edited = np.zeros(len(codes), dtype=np.bool_)
    edited[rows] = [one.edited for one in found]
    ends = bodies.ends.copy()
    ends[rows] = bodies.begins[rows]
    text = column(bodies.whole, bodies.begins, ends)
    said = [(row, one.text) for row, one in zip(rows.tolist(), found, strict=True) if one.text]
    if said:
        changed, texts = zip(*said, strict=True)
        text = text.scatter(changed, texts)
    return Kinds(codes=codes, edited=edited, text=text)


def _looked_at(bodies: Bodies, *, is_bracketed: bool) -> tuple[pl.DataFrame, bool]:
    """Give the bodies that stand out, and tell whether an export of an iPhone has lost its marks."""
    is_marked, is_possible = outstanding(bodies)
    is_unmarked = is_bracketed and not is_marked.any()
    rows = np.flatnonzero(is_possible | (bodies.codes < 0) | is_unmarked)
    frame = pl.DataFrame(
        {
            "row": rows,
            "code": bodies.codes[rows],
            "is_notice": bodies.codes[rows] < 0,
            "body": column(bodies.whole, bodies.begins[rows], bodies.ends[rows]),
            "is_marked": is_marked[rows],
            "may_be_notice": bodies.rows[rows] < NOTICE_ROWS,
        },
    )
    wanted = stands_out() | pl.col("is_notice")
    if is_unmarked:
        # Without marks anything short may be a placeholder, and the notice of encryption stands at the head.
        wanted |= (pl.col("may_be_notice") | (pl.col("body").str.len_chars() <= SHORT)) & pl.col(
            "body"
        ).str.contains(_UNMARKED)
    return frame.filter(wanted), is_unmarked


def _is_file() -> pl.Expr:
    """Tell attached files that stand alone; they are many and all different."""
    return (~pl.col("is_notice") & pl.col("body").str.contains(_FILE_ALONE)).alias("is_file")


def _said_by_both(frame: pl.DataFrame) -> frozenset[str]:
    """Collect short marked bodies that both people have: placeholders, in whatever language.

    What the app says by itself carries the name of the contact only.
    """
    led = frame.filter(pl.col("body").str.contains(f"^{MARK}"), pl.col("body").str.len_chars() <= SHORT)
    both = led.group_by("body").agg(pl.col("code").n_unique()).filter(pl.col("code") > 1)["body"]
    return frozenset(
        body for body in both if len(body.split()) <= PLACEHOLDER_WORDS and not body.endswith(".")
    )


def meaning(body: str, *, is_bracketed: bool, is_unmarked: bool, placeholders: frozenset[str]) -> Meaning:
    """Tell what the body of a message with a sender is."""
    body, is_edited = _without_edited(body)
    bare = without_marks(body)
    is_led = body.startswith(LEADING_MARKS)
    found = (
        _exact(bare)
        or _file(body, bare, is_led=is_led)
        or _enclosed(bare, is_bracketed=is_bracketed)
        or _place(bare, is_led=is_led)
        or _left_out_behind(body)
    )
    if found is None and (is_led or is_unmarked):
        found = _led(body, bare, is_unmarked=is_unmarked, is_known=body in placeholders)
    kind, text = found or ("text", bare)
    return Meaning(kind, text, is_edited)


def _without_edited(body: str) -> tuple[str, bool]:
    """Cut the marker of an edited message off."""
    start = body.rfind("<")
    match = _EDITED.fullmatch(body, start) if start >= 0 else None
    if match is None:
        return body, False
    before = body[:start]
    word = match["word"].rstrip(".")
    # A marked "<…>" behind a text is the marker in any language, unless a file stands in it.
    is_marked = before.endswith(tuple(MARKS)) and bool(without_marks(before).strip()) and ":" not in word
    is_marker = "." not in word and (is_marked or words.EDITED.search(word))
    return (before.rstrip(MARKS).rstrip(), True) if is_marker else (body, False)


def _exact(bare: str) -> tuple[str, str] | None:
    plain = bare.strip(words.STOPS).lower()
    if plain in words.DELETED:
        return "deleted", ""
    if plain in words.CALLED:
        return "call", ""
    if bare.strip() in {"", "null"}:
        return "media", ""
    if _BARE_POLL.fullmatch(bare):
        return "poll", bare
    return ("waiting", "") if words.WAITING.match(bare) else None


def _file(body: str, bare: str, *, is_led: bool) -> tuple[str, str] | None:
    """Recognise a file that came with the export, by its name and the word beside it."""
    if "." not in bare:
        return None
    match = _FILE_WITH_WORD.fullmatch(bare)
    if match and (is_led or _OWN_FILE_NAME.fullmatch(match["file"]) or words.ATTACHED.search(match["word"])):
        return "media", (match["caption"] or "").strip()
    named = _FILE_AND_WORD.fullmatch(bare)
    if named and words.ATTACHED.search(named["word"]):
        return "media", ""
    enclosed = _ENCLOSED.search(body)
    if enclosed and (enclosed["word"] or words.ATTACHED.search(enclosed["file"])):
        around = (without_marks(part).strip() for part in (body[: enclosed.start()], body[enclosed.end() :]))
        return "media", "\n".join(part for part in around if part and not _FILE_NAME.fullmatch(part))
    return None


def _enclosed(bare: str, *, is_bracketed: bool) -> tuple[str, str] | None:
    """Recognise Android's placeholder: wholly in angle brackets and short, in any language."""
    match = _BRACKETS.fullmatch(bare)
    if match is None or (is_bracketed and not words.LEFT_OUT.search(match["word"])):
        return None
    is_person = _ONE_LATIN_WORD.fullmatch(bare) or (
        match["caption"] is not None and not words.LEFT_OUT.search(match["word"])
    )
    return None if is_person else ("media", (match["caption"] or "").strip())


def _place(bare: str, *, is_led: bool) -> tuple[str, str] | None:
    first = bare.partition(_MAP)
    is_map = (
        first[1]
        and first[0].rstrip(SPACES + ":").count(" ") < PLACEHOLDER_WORDS
        and (is_led or first[0].rstrip().endswith(":"))
    )
    is_live = len(bare) <= SHORT and words.LOCATION.match(bare)
    return ("location", "") if is_map or is_live else None


def _left_out_behind(body: str) -> tuple[str, str] | None:
    """Recognise a caption or a document's name followed by a marked placeholder."""
    start = max(body.rfind(mark) for mark in LEADING_MARKS)
    word = body[start + 1 :]
    is_short = len(word) <= SHORT and len(word.split()) <= PLACEHOLDER_WORDS and word == word.lstrip()
    if start < 1 or not is_short or not words.LEFT_OUT.search(word):
        return None
    text = without_marks(body[:start]).strip()
    return "media", "" if _FILE_NAME.fullmatch(text) else text


def _led(body: str, bare: str, *, is_unmarked: bool, is_known: bool) -> tuple[str, str] | None:
    """Understand a body that begins with a mark, which a person's words do not."""
    if words.ENCRYPTION.search(bare) and ("WhatsApp" in bare or not is_unmarked):
        return "system", bare
    if _POLL.match(body.lstrip(MARKS)):
        return "poll", bare
    first, _, caption = bare.partition("\n")
    is_short = len(first) <= SHORT and len(first.split()) <= PLACEHOLDER_WORDS
    is_left_out = is_short and words.LEFT_OUT.search(first) and (not is_unmarked or words.THING.match(first))
    # Before what both have: both may have called.
    if not (is_unmarked or is_left_out) and len(bare) <= SHORT and words.CALL.search(bare):
        return "call", ""
    if is_known or is_left_out:
        return "media", caption.strip()
    if is_unmarked:
        return None
    # People who write from right to left may begin with such a mark themselves.
    return None if body.startswith("\u200f") else ("system", bare)


def _notice(body: str) -> Meaning:
    """Tell a call from other lines that have no sender."""
    bare = without_marks(body)
    is_call = len(bare) <= SHORT and words.CALL.search(bare) and not words.ENCRYPTION.search(bare)
    return Meaning("call", "") if is_call else Meaning("system", bare)
