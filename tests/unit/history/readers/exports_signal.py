"""Write synthetic exports of Signal: its own, signal-export's and sigtop's; all texts were made up."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.interface import Said

MILLISECOND = 1000
OWN, OTHER, CHAT = "1", "2", "7"
OPENING: list[dict[str, Any]] = [
    {"version": "1", "backupTimeMs": "1706731533123", "mediaRootBackupKey": "AAAA"},
    {"account": {"profileKey": "AAAA", "givenName": "Ben", "familyName": "", "accountSettings": {}}},
    {"recipient": {"id": OWN, "self": {"avatarColor": "A100"}}},
    {"recipient": {"id": "9", "releaseNotes": {}}},
    {"chat": {"id": "6", "recipientId": OWN}},
]


def contact(number: str = OTHER, **fields: object) -> dict[str, Any]:
    """Write the line of a person."""
    return {"recipient": {"id": number, "contact": fields}}


def chat(number: str = CHAT, whom: str = OTHER) -> dict[str, Any]:
    """Write the line of a chat."""
    return {"chat": {"id": number, "recipientId": whom, "archived": False}}


def item(at: int, author: str, **content: object) -> dict[str, Any]:
    """Write the line of a message; `at` in milliseconds."""
    way: dict[str, object] = (
        {"outgoing": {"sendStatus": [{"recipientId": OTHER, "timestamp": str(at), "read": {}}]}}
        if author == OWN
        else {"incoming": {"dateReceived": str(at + 90), "read": True}}
    )
    return {
        "chatItem": {"chatId": CHAT, "authorId": author, "dateSent": str(at), "sms": False, **way, **content}
    }


def text(body: str, **more: object) -> dict[str, object]:
    """Write words."""
    return {"standardMessage": {"text": {"body": body, "bodyRanges": []}, **more}}


def as_lines(frames: Sequence[dict[str, Any]]) -> bytes:
    """Write frames as JSON Lines."""
    return "".join(json.dumps(frame, ensure_ascii=False) + "\n" for frame in frames).encode()


def _number(said: Said, me: str) -> str:
    return OWN if said.sender == me else OTHER


def _signal_content(said: Said, me: str) -> dict[str, object]:
    reactions = [
        {"emoji": sign, "authorId": OWN if who == me else OTHER, "sentTimestamp": "1", "sortOrder": "1"}
        for sign, who in said.reactions
    ]
    if said.kind == "call":
        way = "OUTGOING" if said.sender == me else "INCOMING"
        return {
            "updateMessage": {"individualCall": {"type": "AUDIO_CALL", "direction": way, "state": "ACCEPTED"}}
        }
    if said.kind == "deleted":
        return {"remoteDeletedMessage": {}}
    if said.kind == "system":
        return {"updateMessage": {"simpleUpdate": {"type": "IDENTITY_UPDATE"}}}
    files = (
        [{"pointer": {"contentType": "image/jpeg"}, "wasDownloaded": True}] if said.kind == "media" else []
    )
    old = (
        {"revisions": [item(said.at // MILLISECOND, _number(said, me), **text("older"))["chatItem"]]}
        if said.edited
        else {}
    )
    return {**text(said.text, attachments=files, reactions=reactions), **old}


def export_signal(said: Sequence[Said], me: str = "Ben", them: str = "Anna") -> dict[str, bytes]:
    """Write the folder of Signal's own export."""
    frames = [*OPENING, contact(systemGivenName=them, e164="491701234567"), chat()]
    frames[1] = {"account": {"profileKey": "AAAA", "givenName": me}}
    frames += [item(each.at // MILLISECOND, _number(each, me), **_signal_content(each, me)) for each in said]
    return {"main.jsonl": as_lines(frames), "metadata.json": b'{"version": 1}'}


def _local(said: Said) -> datetime:
    return datetime.fromtimestamp(said.at / 1_000_000, UTC).replace(tzinfo=None)


def _sigexport_line(said: Said) -> dict[str, object]:
    is_media = said.kind == "media"
    return {
        "date": _local(said).isoformat(),
        "sender": said.sender or "Anna",
        "body": ("Incoming call" if said.kind == "call" else said.text) + "  ",
        "quote": "",
        "sticker": None,
        "reactions": [[who, sign] for sign, who in said.reactions],
        "attachments": [{"name": "a.jpg", "path": "media/a.jpg", "missing_kind": None}] if is_media else [],
        "deleted": said.kind == "deleted",
        "call": said.kind == "call",
        "missed": False,
    }


def export_sigexport(said: Sequence[Said], me: str = "Me", them: str = "Anna") -> dict[str, bytes]:
    """Write the folder of signal-export."""
    return {
        f"{them}/data.json": as_lines([_sigexport_line(each) for each in said]),
        f"{them}/chat.md": "".join(_markdown(each, them) + "\n" for each in said).encode(),
    }


def _markdown(said: Said, them: str) -> str:
    stamp = f"[{_local(said):%Y-%m-%d %H:%M:%S}] {said.sender or them}: "
    if said.kind == "deleted":
        return stamp + "(This message was deleted)\n"
    body = ("Incoming call" if said.kind == "call" else said.text) + "  "
    if said.reactions:
        body += "\n(- " + ", ".join(f"{who}: {sign}" for sign, who in said.reactions) + " -)"
    if said.kind == "media":
        body += "![a.jpg](./media/a.jpg)  "
    return stamp + body + "\n"


def _sigtop_row(said: Said, me: str) -> dict[str, object]:
    types = {"system": "timer-notification", "call": "call-history"}
    row: dict[str, object] = {
        "id": "x",
        "conversationId": "them",
        "type": types.get(said.kind, "outgoing" if said.sender == me else "incoming"),
        "sent_at": said.at // MILLISECOND,
        "body": said.text,
        "reactions": [
            {"emoji": sign, "fromId": "mine" if who == me else "them", "timestamp": 1}
            for sign, who in said.reactions
        ],
        "attachments": [{"contentType": "image/jpeg"}] if said.kind == "media" else [],
    }
    if said.kind == "call":
        row["callHistoryDetails"] = {"wasIncoming": said.sender != me}
    if said.kind == "deleted":
        row["deletedForEveryone"] = True
    if said.edited:
        row["editHistory"] = [{"body": said.text, "timestamp": 2}, {"body": "older", "timestamp": 1}]
    return row


def export_sigtop_json(said: Sequence[Said], me: str = "Me", them: str = "Anna") -> dict[str, bytes]:
    """Write the JSON of sigtop."""
    rows = ",\n".join(json.dumps(_sigtop_row(each, me), ensure_ascii=False) for each in said)
    return {f"{them} (+491701234567).json": f"[\n{rows}\n]\n".encode()}


def export_sigtop_text(
    said: Sequence[Said], me: str = "Me", them: str = "Anna", *, hours: int = -4
) -> dict[str, bytes]:
    """Write the text of sigtop."""
    blocks = "".join(_sigtop_block(each, me, f"{them} (+491701234567)", hours) for each in said)
    return {f"{them} (+491701234567).txt": f"Conversation: {them} (+491701234567)\n\n{blocks}".encode()}


def _sigtop_block(said: Said, me: str, them: str, hours: int) -> str:
    at = datetime.fromtimestamp(said.at // 1_000_000, UTC).replace(tzinfo=timezone(timedelta(hours=hours)))
    stamp = f"{at:%a}, {at.day} {at:%b %Y %H:%M:%S %z}"
    types = {"system": "timer-notification", "call": "call-history"}
    lines = []
    if said.kind != "system":
        lines.append(f"From: {'You' if said.sender == me else them}")
    lines += [
        f"Type: {types.get(said.kind, 'outgoing' if said.sender == me else 'incoming')}",
        f"Sent: {stamp}",
    ]
    if said.sender != me:
        lines.append(f"Received: {stamp}")
    if said.kind == "media":
        lines.append("Attachment: no filename (image/jpeg, 12 bytes)")
    lines += [f"Reaction: {sign} from {'You' if who == me else them}" for sign, who in said.reactions]
    body = said.text.split("\n") if said.text else []
    if said.edited:
        old = ["| Version: 1", f"| Sent: {stamp}", "|", "| older"]
        newest = ["| Version: 2", f"| Sent: {stamp}", "|", *(f"| {line}" for line in body), "|"]
        return "\n".join([*lines, "Edited: 2 versions", "", *newest, *old]) + "\n\n"
    return "\n".join([*lines, *(["", *body] if body else [])]) + "\n\n"
