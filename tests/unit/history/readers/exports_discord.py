"""Write exports of DiscordChatExporter; everything in them was made up for these tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.unit.history.readers.exports_telegram import clock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reknit.history.readers.interface import Said

FIRST_ID = 530_000_000_000_000_000


def person(name: str) -> dict[str, Any]:
    """Write one person."""
    return {
        "id": str(10**17 + len(name) * 7 + ord(name[0])),
        "name": name.lower(),
        "nickname": name,
        "isBot": False,
    }


def stamp(said: Said) -> str:
    """Write a time with its zone."""
    sign = "-" if (said.offset or 0) < 0 else "+"
    hours, minutes = divmod(abs(said.offset or 0) // 60, 60)
    part = f"{clock(said.at):%f}"[:3].rstrip("0")
    return f"{clock(said.at):%Y-%m-%dT%H:%M:%S}{'.' + part if part else ''}{sign}{hours:02}:{minutes:02}"


def entry(number: int, said: Said) -> dict[str, Any]:
    """Write one message as an object, its fields in the order of the program."""
    types = {"call": "Call", "system": "ChannelPinnedMessage"}
    contents = {"call": "Started a call that lasted 3 minutes."}
    return {
        "id": str(FIRST_ID + number),
        "type": types.get(said.kind, "Default"),
        "timestamp": stamp(said),
        "timestampEdited": stamp(said) if said.edited else None,
        "callEndedTimestamp": None,
        "isPinned": False,
        "content": contents.get(said.kind, said.text),
        "author": person(said.sender or "Anna"),
        "attachments": [{"id": "1", "url": "x.jpg", "fileName": "x.jpg"}] if said.kind == "media" else [],
        "embeds": [],
        "stickers": [],
        "reactions": [
            {"emoji": {"id": "", "name": sign}, "count": 1, "users": [person(by)] if by else []}
            for sign, by in said.reactions
        ],
        "mentions": [],
    }


def export_discord(said: Sequence[Said], them: str = "Anna", *, first: int = 0, **channel: str) -> bytes:
    """Write one file."""
    content = {
        "guild": {"id": "0", "name": "Direct Messages", "iconUrl": "x.png"},
        "channel": {"id": "77", "type": "DirectTextChat", "name": them, "topic": None} | channel,
        "dateRange": {"after": None, "before": None},
        "exportedAt": "2024-02-01T00:00:00+00:00",
        "messages": [entry(first + number, each) for number, each in enumerate(said)],
        "messageCount": len(said),
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def in_parts(said: Sequence[Said], size: int, them: str = "Anna") -> Mapping[str, bytes]:
    """Write the partitions of one chat."""
    parts = [said[start : start + size] for start in range(0, len(said), size)]
    return {
        f"Direct Messages - {them} [77]{f' [part {number}]' if number > 1 else ''}.json": export_discord(
            part, them, first=(number - 1) * size
        )
        for number, part in enumerate(parts, start=1)
    }
