"""Make up the exports that the history benchmarks read: two people over some years, nobody's real words."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORDS = """hello ok yes no maybe tomorrow love the a to and I you we it is was going where when home work
train dinner tonight sorry thanks really good not so much what do think would like see soon haha call me
weekend can't don't that one two but his then now ❤️ 😂 😘 schön café … “well” ? ! 10:30""".split()  # noqa: SIM905 - text
NAMES = ("Anna", "Ben 🌻")
START = datetime.fromisoformat("2015-01-17T08:00:21")
# Bursts and pauses, so that a million messages are ten years.
GAPS = (8, 12, 20, 30, 45, 90, 300, 2_000)
LRM, NARROW = "\u200e", "\u202f"
Stamp = Callable[[datetime], str]


@dataclass(frozen=True, kw_only=True)
class Said:
    """Hold one message, as an app would keep it."""

    at: datetime
    sender: str | None
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Know how a phone writes its export."""

    stamp: Stamp
    end: str
    media: str
    notice: str


def _android(at: datetime) -> str:
    return f"{at:%d/%m/%Y, %H:%M} - "


def _iphone(at: datetime) -> str:
    return f"[{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M:%S}{NARROW}{at:%p}] "


LAYOUTS = {
    "Android": Layout(stamp=_android, end="\n", media="<Media omitted>", notice=""),
    "iPhone": Layout(stamp=_iphone, end="\r\n", media=f"{LRM}image omitted", notice=f"{NAMES[0]}: {LRM}"),
}
SOMETIMES = {"text": 900, "lines": 50, "media": 40, "edited": 4, "deleted": 4, "system": 2}


def talk(messages: int, seed: int = 7) -> Iterator[Said]:
    """Make up a conversation."""
    draw = random.Random(seed)
    kinds = draw.choices(tuple(SOMETIMES), weights=tuple(SOMETIMES.values()), k=messages)
    at = START
    for kind in kinds:
        at += timedelta(seconds=draw.choice(GAPS))
        text = " ".join(draw.choices(WORDS, k=draw.randint(1, 14)))
        if kind == "lines":
            text = f"{text}\n{text}"
        yield Said(at=at, sender=None if kind == "system" else draw.choice(NAMES), kind=kind, text=text)


def write_whatsapp(path: Path, messages: int, layout: str) -> None:
    """Write what WhatsApp calls "Export chat"."""
    how = LAYOUTS[layout]
    with path.open("w", encoding="utf-8", newline="") as file:
        for said in talk(messages):
            file.write(f"{how.stamp(said.at)}{_line(said, how)}{how.end}")


def _line(said: Said, how: Layout) -> str:
    if said.sender is None:
        return f"{how.notice}Your security code with {NAMES[0]} changed."
    written = {
        "media": how.media,
        "edited": f"{said.text} {LRM}<This message was edited>",
        "deleted": "This message was deleted",
    }
    return f"{said.sender}: {written.get(said.kind, said.text)}"


def write_telegram(path: Path, messages: int) -> None:
    """Write what Telegram Desktop exports as JSON."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"name": "{NAMES[0]}", "type": "personal_chat", "id": 222, "messages": [\n')
        for number, said in enumerate(talk(messages), start=1):
            end = "," if number < messages else ""
            file.write(json.dumps(_telegram(number, said), ensure_ascii=False) + end + "\n")
        file.write("]}")


def _telegram(number: int, said: Said) -> dict[str, object]:
    common = {"id": number, "date": said.at.isoformat(), "date_unixtime": str(int(said.at.timestamp()))}
    who = NAMES.index(said.sender or NAMES[0])
    if said.sender is None:
        action = {"action": "phone_call", "duration_seconds": 61, "text": "", "text_entities": []}
        return {**common, "type": "service", "actor": NAMES[0], "actor_id": "user0", **action}
    message = {**common, "type": "message", "from": said.sender, "from_id": f"user{who}"}
    if said.kind == "media":
        message["photo"] = "(File not included. Change data exporting settings to download.)"
        return {**message, "width": 960, "height": 1280, "text": "", "text_entities": []}
    if said.kind == "edited":
        link = {"type": "link", "text": "https://example.org"}
        parts = [f"{said.text} ", link]
        entities = [{"type": "plain", "text": f"{said.text} "}, link]
        return {**message, "edited": said.at.isoformat(), "text": parts, "text_entities": entities}
    return {**message, "text": said.text, "text_entities": [{"type": "plain", "text": said.text}]}
