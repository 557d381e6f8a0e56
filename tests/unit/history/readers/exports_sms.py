"""Write backups of "SMS Backup & Restore" with known truth; every text was written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.interface import Said

PICTURE = "iVBORw0KGgo" * 200
LARGEST_OF_TWO_BYTES = 0xFFFF


def escaped(text: str) -> str:
    """Write a text as an old phone does: every special character as one or two decimal references."""
    written = []
    for character in text:
        code = ord(character)
        if code > LARGEST_OF_TWO_BYTES:
            halves = character.encode("utf-16-be")
            written += [f"&#{int.from_bytes(halves[:2])};", f"&#{int.from_bytes(halves[2:])};"]
        elif character in "&<>\"'\n\r\t":
            written.append(f"&#{code};")
        else:
            written.append(character)
    return "".join(written)


def sms_entry(
    one: Said, me: str, *, name: str = "Anna", address: str = "+491701234567", hours: int | None = None
) -> str:
    """Write one message or call; `hours` is how far the phone's clock is ahead of UTC."""
    milliseconds = (one.at - (one.offset or 0) * 1_000_000) // 1000
    date = ""
    if hours is not None:
        moment = datetime.fromtimestamp(milliseconds // 1000, UTC) + timedelta(hours=hours)
        date = f"{moment:%b} {moment.day}, {moment:%Y %I:%M:%S %p}"
    shared = f'readable_date="{date}" contact_name="{escaped(name)}"'
    box = 2 if one.sender == me else 1
    if one.kind == "call":
        return f'<call number="{address}" duration="61" date="{milliseconds}" type="{box}" {shared} />'
    if one.kind == "text":
        return (
            f'<sms protocol="0" address="{address}" date="{milliseconds}" type="{box}" subject="null" '
            f'body="{escaped(one.text)}" toa="null" read="1" status="-1" date_sent="0" {shared} />'
        )
    words = f'<part seq="1" ct="text/plain" text="{escaped(one.text)}" />' if one.text else ""
    return (
        f'<mms date="{milliseconds}" msg_box="{box}" address="{address}" m_id="m{milliseconds}" {shared}>'
        f'<parts><part seq="0" ct="application/smil" text="&lt;smil/&gt;" />{words}'
        f'<part seq="2" ct="image/png" text="null" data="{PICTURE}" /></parts>'
        f'<addrs><addr address="{address}" type="{137 if box == 1 else 151}" charset="106" />'
        f'<addr address="insert-address-token" type="{151 if box == 1 else 137}" /></addrs></mms>'
    )


def sms_backup(*entries: str, root: str = "smses") -> bytes:
    """Put entries into a backup."""
    lines = "\n  ".join(entries)
    opening = f'<{root} count="{len(entries)}">'
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
        "<!--File Created By SMS Backup & Restore v10.20.002 on 31/01/2024 21:05:33-->\n"
        f'<?xml-stylesheet type="text/xsl" href="sms.xsl"?>\n{opening}\n  {lines}\n</{root}>'
    ).encode()


def export_sms(said: Sequence[Said], me: str, them: str, *, hours: int | None = None) -> bytes:
    """Write a conversation as a backup, the calls among the messages."""
    return sms_backup(*(sms_entry(one, me, name=them, hours=hours) for one in said))
