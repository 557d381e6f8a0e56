"""Write exports of Telegram Desktop as the app does; everything in them was made up for these tests."""

from __future__ import annotations

import html
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.unit.history.readers.reading_exports import EPOCH, SECOND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from reknit.history.readers.interface import Said

LEFT_OUT = "(File not included. Change data exporting settings to download.)"
PAGE = 1000


def clock(at: int) -> datetime:
    """Give the wall clock of microseconds since 1970."""
    return EPOCH + timedelta(microseconds=at)


def entry(number: int, said: Said, ids: Mapping[str, str]) -> dict[str, Any]:
    """Write one message as an object, its fields in the order of the app."""
    is_service = said.kind in {"call", "system"}
    made: dict[str, Any] = {
        "id": number,
        "type": "service" if is_service else "message",
        "date": clock(said.at).strftime("%Y-%m-%dT%H:%M:%S"),
    }
    if said.offset is not None:
        made["date_unixtime"] = str(said.at // SECOND - said.offset)
    if said.edited:
        made |= {"edited": clock(said.at + 90 * SECOND).strftime("%Y-%m-%dT%H:%M:%S")}
    who = said.sender or "Anna"
    made |= dict(
        zip(("actor", "actor_id") if is_service else ("from", "from_id"), (who, ids[who]), strict=True)
    )
    if is_service:
        made["action"] = "phone_call" if said.kind == "call" else "pin_message"
    if said.kind == "media":
        made |= {"file": LEFT_OUT, "media_type": "sticker", "sticker_emoji": "😂"}
    if said.kind == "location":
        made["location_information"] = {"latitude": 52.5, "longitude": 13.4}
    made["text"] = said.text
    made["text_entities"] = [{"type": "plain", "text": said.text}] if said.text else []
    if said.reactions:
        made["reactions"] = [reaction(sign, by, ids, made["date"]) for sign, by in said.reactions]
    return made


def reaction(sign: str, by: str | None, ids: Mapping[str, str], date: str) -> dict[str, Any]:
    """Write one sign under a message."""
    made: dict[str, Any] = {"type": "emoji", "count": 1, "emoji": sign}
    return made | ({"recent": [{"from": by, "from_id": ids[by], "date": date}]} if by else {})


def export_telegram(said: Sequence[Said], me: str = "Ben", them: str = "Anna", **chat: Any) -> bytes:
    """Write result.json of one chat."""
    ids = {me: "user111111111", them: "user222222222"}
    messages = [entry(number, each, ids) for number, each in enumerate(said, start=5)]
    return as_json({"name": them, "type": "personal_chat", "id": 222222222, **chat, "messages": messages})


def as_json(content: object) -> bytes:
    """Write JSON with the line breaks and the indentation of Telegram."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def export_account(*chats: bytes, left: Sequence[bytes] = ()) -> bytes:
    """Write result.json of a whole account."""
    return as_json(
        {
            "about": "Here is what you asked for.",
            "personal_information": {"user_id": 111111111, "first_name": "Ben", "last_name": ""},
            "contacts": {"about": "Your contacts.", "list": [{"first_name": "Anna"}]},
            "chats": {"about": "Your chats.", "list": [json.loads(chat) for chat in chats]},
            "left_chats": {"about": "Chats you left.", "list": [json.loads(chat) for chat in left]},
        }
    )


def title(at: int, offset: int | None) -> str:
    """Write a time as the pages do."""
    sign = "-" if (offset or 0) < 0 else "+"
    hours, minutes = divmod(abs(offset or 0) // 60, 60)
    zone = "" if offset is None else f" UTC{sign}{hours:02}:{minutes:02}"
    return f"{clock(at):%d.%m.%Y %H:%M:%S}{zone}"


def escaped(text: str) -> str:
    """Write words as the pages do."""
    return html.escape(text).replace("&#x27;", "&apos;").replace("\n", "<br>")


def block(number: int, said: Said, *, joined: bool = False, inside: str = "") -> str:
    """Write one message of a page."""
    if said.kind == "system":
        return f"""
     <div class="message service" id="message{number}">

      <div class="body details">
{escaped(said.text)}
      </div>

     </div>
"""
    name = f'<div class="from_name">\n{escaped(said.sender or "")} \n       </div>\n'
    media = (
        '\n<div class="media_wrap clearfix">\n<div class="media clearfix pull_left media_{}">\n</div></div>\n'
    )
    kinds = {"media": "photo", "call": "call success", "location": "location"}
    words = f'\n       <div class="text">\n{escaped(said.text)}\n       </div>\n' if said.text else ""
    return f"""
     <div class="message default clearfix{" joined" if joined else ""}" id="message{number}">
      <div class="body">

       <div class="pull_right date details" title="{title(said.at, said.offset)}">
{clock(said.at):%H:%M}
       </div>

       {"" if joined else name}{media.format(kinds[said.kind]) if said.kind in kinds else ""}{inside}{words}
      </div>

     </div>
"""


def page(blocks: Sequence[str], them: str = "Anna") -> str:
    """Write one page."""
    return f"""<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
<title>Exported Data</title>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <div class="content">
     <div class="text bold">
{escaped(them)}
     </div>
    </div>
   </div>
   <div class="page_body chat_page">
    <div class="history">
{"".join(blocks)}
    </div>
   </div>
  </div>
 </body>
</html>
"""


def day_row(number: int, at: int) -> str:
    """Write the row above the messages of a day."""
    row = f"{clock(at).day} {clock(at):%B %Y}"
    opening = f'<div class="message service" id="message-{number}">'
    return f'{opening}\n<div class="body details">\n{row}\n</div></div>'


def export_pages(
    said: Sequence[Said], them: str = "Anna", folder: str = "ChatExport"
) -> dict[str, bytes | str]:
    """Write the pages of one chat, with a row for each day and no name where a sender goes on."""
    pages = {}
    for start in range(0, max(1, len(said)), PAGE):
        blocks: list[str] = []
        before: Said | None = None
        for number, each in enumerate(said[start : start + PAGE], start=start + 1):
            if before is None or clock(before.at).date() != clock(each.at).date():
                blocks.append(day_row(number, each.at))
                before = None
            joined = before is not None and before.sender == each.sender and each.sender is not None
            blocks.append(block(number, each, joined=joined))
            before = each
        name = f"messages{start // PAGE + 1 if start else ''}.html"
        pages[f"{folder}/{name}"] = page(blocks, them)
    return dict(pages)
