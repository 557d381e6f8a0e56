"""Write Google Chat as Takeout does, with known truth; every text was written for these tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.interface import Said

SECOND = 1_000_000


def written_date(at: int) -> str:
    """Write a moment as an account in English has it, with the narrow space before the half of the day."""
    moment = datetime.fromtimestamp(at // SECOND, UTC)
    hour = moment.hour % 12 or 12
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment:%A, %B} {moment.day}, {moment.year} at {hour}:{moment:%M:%S}\u202f{half} UTC"


def person(name: str) -> dict[str, str]:
    """Write somebody."""
    return {"name": name, "email": f"{name.casefold()}@a.example", "user_type": "Human"}


def chat_message(one: Said, number: int) -> dict[str, Any]:
    """Write one message as Google does."""
    message: dict[str, Any] = {
        "creator": person(one.sender or "Anna"),
        "created_date": written_date(one.at),
        "topic_id": f"t{number}",
        "message_id": f"g/t{number}/m{number}",
    }
    if one.text:
        message["text"] = one.text
    if one.kind == "media":
        message["attached_files"] = [{"original_name": "a.png", "export_name": "File-a.png"}]
    if one.reactions:
        message["reactions"] = [
            {"emoji": {"unicode": sign}, "reactor_emails": [f"{(who or '').casefold()}@a.example"]}
            for sign, who in one.reactions
        ]
    return message


def messages_json(*messages: dict[str, Any]) -> bytes:
    """Write the messages of a chat."""
    return json.dumps({"messages": messages}, indent=2).encode()


def export_google_chat(
    said: Sequence[Said], me: str, them: str, *, folder: str = "DM abc123"
) -> dict[str, bytes]:
    """Write the folder of a chat and the note on whose account it is."""
    group = {"members": [person(them), person(me)]}
    owner = {"user": person(me), "membership_info": [{"group_id": folder}]}
    top = "Takeout/Google Chat"
    return {
        f"{top}/Groups/{folder}/messages.json": messages_json(
            *(chat_message(one, number) for number, one in enumerate(said))
        ),
        f"{top}/Groups/{folder}/group_info.json": json.dumps(group, indent=2).encode(),
        f"{top}/Users/User 1/user_info.json": json.dumps(owner, indent=2).encode(),
    }
