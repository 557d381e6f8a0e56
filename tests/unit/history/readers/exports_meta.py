"""Write exports of Instagram and Messenger with known truth; every text was written for these tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.interface import Said

MILLISECOND = 1000
# A message file of Meta holds so many; tests use fewer.
PART = 10_000


def spoiled(text: str) -> str:
    """Write every byte of a text as a sign of its own, as Meta does."""
    return text.encode().decode("latin-1")


def meta_message(one: Said, *, spoil: bool = True) -> dict[str, Any]:
    """Write one message as Meta does."""
    write = spoiled if spoil else str
    message: dict[str, Any] = {
        "sender_name": write(one.sender or "Anna"),
        "timestamp_ms": one.at // MILLISECOND,
    }
    if one.text:
        message["content"] = write(one.text)
    if one.kind == "media":
        message["photos"] = [{"uri": "messages/inbox/anna_1/photos/1.jpg", "creation_timestamp": 1}]
    if one.kind == "call":
        message |= {"content": "The video call ended.", "call_duration": 61}
    if one.kind == "deleted":
        message["is_unsent"] = True
    if one.reactions:
        message["reactions"] = [
            {"reaction": write(sign), "actor": write(who or "")} for sign, who in one.reactions
        ]
    return message | {"is_geoblocked_for_viewer": False}


def meta_thread(
    messages: Sequence[dict[str, Any]],
    *people: str,
    path: str = "inbox/anna_123",
    spoil: bool = True,
    **more: object,
) -> bytes:
    """Write one file of a thread from messages, the oldest first."""
    write = spoiled if spoil else str
    thread = {
        "participants": [{"name": write(name)} for name in people],
        "messages": list(messages)[::-1],
        "title": write(people[0]),
        "is_still_participant": True,
        "thread_path": path,
        "magic_words": [],
    }
    return json.dumps(thread | more, indent=2, ensure_ascii=spoil).encode()


def export_meta(
    said: Sequence[Said],
    me: str,
    them: str,
    *,
    root: str = "your_instagram_activity/messages",
    path: str = "inbox/anna_123",
    part: int = PART,
    spoil: bool = True,
) -> dict[str, bytes]:
    """Write a thread into files of so many messages each, the newest in the first."""
    starts = range(0, max(1, len(said)), part)
    newest = len(starts)
    return {
        f"{root}/{path}/message_{newest - number}.json": meta_thread(
            [meta_message(one, spoil=spoil) for one in said[start : start + part]],
            them,
            me,
            path=path,
            spoil=spoil,
        )
        for number, start in enumerate(starts)
    }


def export_messenger_e2ee(said: Sequence[Said], me: str, them: str, *, thread: str = "Anna_3") -> bytes:
    """Write an encrypted chat of Messenger."""
    messages = [
        {
            "isUnsent": one.kind == "deleted",
            "media": [{"uri": "./media/x.jpg"}] if one.kind == "media" else [],
            "reactions": [{"actor": who, "reaction": sign} for sign, who in one.reactions],
            "senderName": one.sender,
            "text": "Missed call" if one.kind == "call" else one.text,
            "timestamp": one.at // MILLISECOND,
            "type": "media" if one.kind == "media" else "text",
        }
        for one in reversed(said)
    ]
    return json.dumps({"participants": [me, them], "threadName": thread, "messages": messages}).encode()
