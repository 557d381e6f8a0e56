"""Tell in a message of imessage-exporter what was typed from what the program added."""

from __future__ import annotations

import re
from typing import NamedTuple

from reknit.history.readers.imessage_text.blocks import STAMP

_SIGNS = {
    "Loved": "❤️",
    "Liked": "👍",
    "Disliked": "👎",
    "Laughed": "😂",
    "Emphasized": "‼️",
    "Questioned": "❓",
}
_TAPBACKS = frozenset(("Tapbacks:", "Reactions:"))
_TAPBACK = re.compile(
    r'(?:Emoji\("(?P<quoted>[^"]+)"\)|(?P<sign>\S{1,12})) by (?P<who>.+)|(?:\w+ )?Sticker from .+'
)
_REPLIED = "This message responded to an earlier message."
_REMOVED = "This message was deleted from the conversation!"
_UNSENT = re.compile(r".+ (?:unsent (?:a|this) message(?: part)?(?: .*)?|deleted a message)[.!]?")
# A remark holds a name and a time, not more.
_LONGEST_REMARK = 200
_EFFECT = re.compile(
    r"Sent with (?:Confetti|Echo|Fireworks|Balloons|Heart|Lasers|Shooting Star|Sparkles|Spotlight"
    r"|Slam|Loud|Gentle|Invisible Ink)"
)
_FIRST_VERSION = re.compile(rf"(?:{STAMP}|\d{{1,2}}:\d\d:\d\d[ \u202f][AP]M) ")
_LATER = re.compile(r"^Edited [^\n:]{1,60} later: ", re.MULTILINE)
_TRANSLATED = "Translated from:"
_TRANSCRIBED = "Transcription: "
_NOTICES = frozenset(("SharePlay Message", "Started sharing location!", "Stopped sharing location!"))
_PAYMENT = re.compile(r"Apple (?:Cash|Pay) transaction: .+")
_APP = re.compile(r"[A-Za-z][\w .&+-]{0,60} message:")
_PLACE = ".loc.vcf"
_ENDINGS = (
    "heic|heif|jpe?g|png|gif|webp|tiff?|bmp|mov|mp4|m4v|3gp|m4a|caf|amr|mp3|aac|wav|pdf|vcf|ics|docx?|xlsx?|pptx?"
    "|pages|numbers|key|zip|txt|rtf|csv|pkpass|usdz|pluginPayloadAttachment"
)
_FILE = re.compile(
    r"(?:~?/|\.{1,2}/|[A-Za-z]:\\|attachments/).*(?:\.\w{1,24}|MobileSync/Backup/.*)"
    rf"|(?:\S+|Audio Message.*|Screen ?[Ss]hot.*|Screen Recording.*)\.(?i:{_ENDINGS})"
    r"|Attachment missing!|(?:\w+ )?Sticker from .+"
)


class Body(NamedTuple):
    """Hold what a message says."""

    kind: str
    text: str = ""
    edited: bool = False
    reactions: tuple[tuple[str, str | None], ...] = ()


def read_body(lines: list[str]) -> Body:
    """Take off reactions, effects and remarks, and see what is left."""
    lines, reactions = _without_reactions(lines)
    is_removed = _REMOVED in lines[:1]
    kept = [
        line
        for place, line in enumerate(lines)
        if line != _REPLIED and not (place and _EFFECT.fullmatch(line))
    ]
    text = "\n".join(kept).strip("\n")
    if is_removed or (len(text) < _LONGEST_REMARK and _UNSENT.fullmatch(text)):
        return Body("deleted", reactions=reactions)
    first = text.partition("\n")[0]
    if first in _NOTICES or _PAYMENT.fullmatch(text):
        return Body("system")
    if _APP.fullmatch(first) and "\n" in text:
        return Body("media", reactions=reactions)
    newest = _newest(text)
    kind, words = _files(_as_written(text if newest is None else newest))
    return Body(kind, words, newest is not None, reactions)


def _without_reactions(lines: list[str]) -> tuple[list[str], tuple[tuple[str, str | None], ...]]:
    own: list[str] = []
    signs: list[tuple[str, str | None]] = []
    is_listed = False
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        tapback = _TAPBACK.fullmatch(line.strip()) if is_listed else None
        if line in _TAPBACKS and _TAPBACK.fullmatch(following.strip()):
            is_listed = True
        elif tapback is None:
            # An older version writes an empty line after the list.
            own += [] if is_listed and not line else [line]
            is_listed = False
        elif tapback["who"]:
            sign = tapback["quoted"] or tapback["sign"]
            signs.append((_SIGNS.get(sign, sign), tapback["who"]))
    return own, tuple(signs)


def _newest(text: str) -> str | None:
    """Give the last version of an edited message, or nothing where it has only one."""
    later = list(_LATER.finditer(text))
    return text[later[-1].end() :] if later and _FIRST_VERSION.match(text) else None


def _as_written(text: str) -> str:
    """Give what was typed where the program put a translation before it."""
    lines = text.split("\n")
    return "\n".join(lines[lines.index(_TRANSLATED) + 1 :]) if _TRANSLATED in lines[1:] else text


def _files(text: str) -> tuple[str, str]:
    """Tell the names of files from words."""
    kind = "text" if text else "media"
    words = []
    for line in text.split("\n"):
        if _FILE.fullmatch(line):
            kind = "location" if line.endswith(_PLACE) else "media"
        elif kind == "text" or not line.startswith(_TRANSCRIBED):
            words.append(line)
    return kind, "\n".join(words).strip("\n") if kind != "text" else text
