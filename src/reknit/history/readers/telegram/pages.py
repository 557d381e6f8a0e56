"""Scan the web pages of Telegram for messages, without building a tree of them."""

from __future__ import annotations

import html
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.columns import MICROSECONDS
from reknit.history.readers.telegram.kinds import MOST_OF_ONE_SIGN, UNNAMED_SIGN

if TYPE_CHECKING:
    from collections.abc import Iterator

EPOCH = date(1970, 1, 1).toordinal()
DAY = 86_400

# Quotation marks and brackets in what people wrote are escaped, so that class="… is always Telegram's own.
# No pattern may run past a bracket: a page of nothing but openings has to end as fast as any other.
_BLOCK = re.compile(r'<div [^<>]*?class="message (default|service)\b[^<>]*>')
_ID = re.compile(r'id="[a-z]*(-?\d+)"')
_TITLE = re.compile(r'class="pull_right date details"[^<>]*?title="([^"]*)"')
_MOMENT = re.compile(
    r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d)(?::(\d\d))?(?: UTC(?:([+\-\u2212])(\d\d):?(\d\d))?)?"
)
_NAME = re.compile(r'<div class="from_name">([^<]*)')
_VIA_BOT = re.compile(r" via @\w+$")
_FORWARDED = '<div class="forwarded body'
_TEXT = '<div class="text">'
_MEDIA = re.compile(r'class="(?:[^"]* )?(?:media|(?:photo|sticker|animated|video_file|media)_wrap)\b')
_MEDIA_KIND = re.compile(r'class="(?:[^"]* )?media_(call|poll|location|live_location|venue|invoice)\b')
_SERVICE = '<div class="body details">'
_DAY_ROW = re.compile(r"\d{1,2} [^\W\d]+ \d{4}")
_POLL_LINE = re.compile(r'<div class="(?:question bold|answer)">([^<]*)')
_REACTION = re.compile(r'<span class="reaction\b(?!s)[^"<>]*">')
_EMOJI = re.compile(r'<span class="emoji">\s*(?:<a[^<>]*>)?([^<]*)')
_WHO = re.compile(r'<div class="initials"[^<>]*?title="([^"]*)"')
_COUNT = re.compile(r'<span class="count">\s*(\d+)')
_BREAK = re.compile(r"<br\s*/?>")
_TAG = re.compile(r"<[^<>]*>")

_KINDS = {
    "call": "call",
    "poll": "poll",
    "location": "location",
    "live_location": "location",
    "venue": "location",
}


class Moment(NamedTuple):
    """Hold a time on the wall and its distance from UTC, as far as it is given."""

    at: int  # microseconds
    offset: int | None


class Found(NamedTuple):
    """Hold one message of a page; no name where it is the sender of the one before."""

    moment: Moment | None
    name: str | None
    kind: str
    text: str
    reactions: tuple[tuple[str, str | None], ...] = ()
    starts_day: bool = False  # no message, but the row above those of a new day


def messages_of(page: str) -> Iterator[Found | None]:
    """Give all messages of a page in their order; None for one whose time cannot be read."""
    opening = _BLOCK.search(page)
    while opening:
        following = _BLOCK.search(page, opening.end())
        block = page[opening.end() : following.start() if following else len(page)]
        yield _service(opening[0], block) if opening[1] == "service" else _message(block)
        opening = following


def moment_of(title: str) -> Moment | None:
    """Read a time as Telegram writes it into a title."""
    found = _MOMENT.search(title)
    if not found:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    midnight = _midnight(int(year), int(month), int(day))
    if midnight is None:
        return None
    seconds = midnight + int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    ahead = 0 if "UTC" in found[0] else None
    if sign:
        ahead = (int(hours) * 3600 + int(minutes) * 60) * (1 if sign == "+" else -1)
    return Moment(seconds * MICROSECONDS, ahead)


@lru_cache(maxsize=64)
def _midnight(year: int, month: int, day: int) -> int | None:
    try:
        return (date(year, month, day).toordinal() - EPOCH) * DAY
    except ValueError:
        return None


def _message(block: str) -> Found | None:
    title = _TITLE.search(block)
    moment = moment_of(title[1]) if title else None
    if moment is None:
        return None
    words = _inside(block, _TEXT)
    kind = _kind(block, words)
    if kind == "poll":
        words = "\n".join(words_of(line).removeprefix("- ") for line in _POLL_LINE.findall(block))
    reactions = tuple(_reactions(block)) if 'class="reactions"' in block else ()
    name = None if kind == "system" else _name(block)
    return Found(moment, name, kind, "" if kind == "call" else words, reactions)


def _name(block: str) -> str | None:
    """Give the sender, who is not the one from whom something was forwarded."""
    forwarded = block.find(_FORWARDED)
    found = _NAME.search(block, 0, forwarded if forwarded >= 0 else len(block))
    return _VIA_BOT.sub("", words_of(found[1])) if found else None


def _kind(block: str, words: str) -> str:
    if not _MEDIA.search(block):
        return "text" if words else "media"
    found = _MEDIA_KIND.search(block)
    if found and found[1] == "invoice":
        return "text" if words else "system"
    return _KINDS[found[1]] if found else "media"


def _service(tag: str, block: str) -> Found:
    """Read what Telegram itself says; the rows above a new day have a negative number or none."""
    words = _inside(block, _SERVICE)
    number = _ID.search(tag)
    title = _TITLE.search(block)
    is_row = not number or number[1].startswith("-")
    starts_day = is_row and (not words or bool(_DAY_ROW.fullmatch(words)))
    moment = moment_of(title[1]) if title else None
    return Found(moment, None, "system", words, starts_day=starts_day)


def _reactions(block: str) -> Iterator[tuple[str, str | None]]:
    for part in _REACTION.split(block)[1:]:
        emoji, count = _EMOJI.search(part), _COUNT.search(part)
        sign = (words_of(emoji[1]) if emoji else "") or UNNAMED_SIGN
        who: list[str | None] = [html.unescape(name) for name in _WHO.findall(part)]
        known = who[:MOST_OF_ONE_SIGN]
        total = min(int(count[1][:3]), MOST_OF_ONE_SIGN) if count else max(1, len(known))
        for name in (*known, *(None,) * (total - len(known))):
            yield sign, name


def _inside(block: str, opening: str) -> str:
    """Give the words between an opening and the next end of a part."""
    start = block.find(opening)
    return words_of(block[start + len(opening) :].partition("</div>")[0]) if start >= 0 else ""


def words_of(markup: str) -> str:
    """Give the words of a piece of a page, line breaks as written."""
    markup = markup.strip()
    if "<" in markup:
        markup = _TAG.sub("", _BREAK.sub("\n", markup))
    return html.unescape(markup) if "&" in markup else markup
