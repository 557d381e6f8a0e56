"""Write synthetic WhatsApp exports in every known layout; all of them were written for these tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

Stamp = Callable[[datetime], str]

NARROW = "\u202f"
FIXED = "\u00a0"
LRM = "\u200e"
RLM = "\u200f"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
MEXICAN = f"a.{FIXED}m.", f"p.{FIXED}m."
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class Said:
    """Hold one message to be exported."""

    at: datetime
    sender: str
    text: str


def _twelve(at: datetime) -> str:
    return str(at.hour % 12 or 12)


def _half(at: datetime, am: str, pm: str) -> str:
    return pm if at.hour >= 12 else am


def _chinese(at: datetime) -> str:
    words = ((5, "凌晨"), (8, "早上"), (12, "上午"), (13, "中午"), (19, "下午"), (24, "晚上"))
    return next(word for until, word in words if at.hour < until)


def _arabic(at: datetime) -> str:
    clock = f"{_twelve(at)}:{at:%M}{FIXED}{_half(at, 'ص', 'م')}"
    return f"{at.day}{RLM}/{at.month}{RLM}/{at.year}، {clock} - ".translate(ARABIC)


# Name of the layout, whether it shows seconds, how the header begins a line before "name: text".
LAYOUTS: dict[str, tuple[bool, Stamp]] = {
    "android de": (False, lambda t: f"{t:%d.%m.%y, %H:%M} - "),
    "android gb": (False, lambda t: f"{t:%d/%m/%Y, %H:%M} - "),
    "android us": (False, lambda t: f"{t.month}/{t.day}/{t:%y}, {_twelve(t)}:{t:%M}{NARROW}{t:%p} - "),
    "android us older": (False, lambda t: f"{t.month}/{t.day}/{t:%y}, {_twelve(t)}:{t:%M} {t:%p} - "),
    "android in": (False, lambda t: f"{t:%d/%m/%y}, {_twelve(t)}:{t:%M}{NARROW}{_half(t, 'am', 'pm')} - "),
    "android es": (False, lambda t: f"{t.day}/{t.month}/{t:%y, %H:%M} - "),
    "android mx": (
        False,
        lambda t: f"{t.day}/{t.month}/{t:%Y}, {_twelve(t)}:{t:%M}{FIXED}{_half(t, *MEXICAN)} - ",
    ),
    "android br": (False, lambda t: f"{t:%d/%m/%Y %H:%M} - "),
    "android nl": (False, lambda t: f"{t:%d-%m-%Y %H:%M} - "),
    "android se": (False, lambda t: f"{t:%Y-%m-%d %H:%M} - "),
    "android ca": (
        False,
        lambda t: f"{t:%Y-%m-%d}, {_twelve(t)}:{t:%M}{NARROW}{_half(t, 'a.m.', 'p.m.')} - ",
    ),
    "android za": (False, lambda t: f"{t:%Y/%m/%d}, {_twelve(t)}:{t:%M}{NARROW}{_half(t, 'am', 'pm')} - "),
    "android fi": (False, lambda t: f"{t.day}.{t.month}.{t:%Y} klo {t.hour}.{t:%M} - "),
    "android hr": (False, lambda t: f"{t.day}. {t.month}. {t:%Y. %H:%M} - "),
    "android cs": (False, lambda t: f"{t.day}. {t.month}. {t:%Y} {t.hour}:{t:%M} - "),
    "android id": (False, lambda t: f"{t:%d/%m/%y %H.%M} - "),
    "android tw": (
        False,
        lambda t: f"{t.year}/{t.month}/{t.day} {_half(t, '上午', '下午')}{_twelve(t)}:{t:%M} - ",
    ),
    "android tw parts of the day": (
        False,
        lambda t: f"{t.year}/{t.month}/{t.day} {_chinese(t)}{_twelve(t)}:{t:%M} - ",
    ),
    "android kr": (
        False,
        lambda t: f"{t.year}. {t.month}. {t.day}. {_half(t, '오전', '오후')} {_twelve(t)}:{t:%M} - ",
    ),
    "android ja": (False, lambda t: f"{t:%Y/%m/%d} {_half(t, '午前', '午後')}{t.hour % 12}:{t:%M} - "),
    "android fa": (False, lambda t: f"{t.year}/{t.month}/{t.day}، {t:%H:%M} - ".translate(PERSIAN)),
    "android ar": (False, _arabic),
    "android th": (False, lambda t: f"{t.day}/{t.month}/{t.year + 543} {t:%H:%M} - "),
    "android th short": (False, lambda t: f"{t.day}/{t.month}/{(t.year + 543) % 100} {t:%H:%M} - "),
    "android th era": (False, lambda t: f"{t.day}/{t.month}/ค.ศ. {t.year} {t:%H:%M} - "),
    "android th year first": (False, lambda t: f"{t.year + 543}-{t:%m-%d %H:%M} - "),
    "android hu": (False, lambda t: f"{t:%Y. %m. %d.} {_half(t, 'de.', 'du.')} {_twelve(t)}:{t:%M} - "),
    "android el": (
        False,
        lambda t: f"{t.day}/{t.month}/{t:%y}, {_twelve(t)}:{t:%M} {_half(t, 'π.μ.', 'μ.μ.')} - ",
    ),
    "android vi": (False, lambda t: f"{t:%d/%m/%Y}, {_twelve(t)}:{t:%M} {_half(t, 'SA', 'CH')} - "),
    "android tr 12": (False, lambda t: f"{t:%d.%m.%Y} {_half(t, 'ÖÖ', 'ÖS')} {_twelve(t)}:{t:%M} - "),
    "android hi": (False, lambda t: f"{t:%d/%m/%y}, {_twelve(t)}:{t:%M} {_half(t, 'पूर्वाह्न', 'अपराह्न')} - "),
    "android ms": (False, lambda t: f"{t:%d/%m/%Y}, {_twelve(t)}:{t:%M} {_half(t, 'PG', 'PTG')} - "),
    "android fa 12": (
        False,
        lambda t: f"{t.year}/{t.month}/{t.day}، {_twelve(t)}:{t:%M} {_half(t, 'ق.ظ.', 'ب.ظ.')} - ".translate(
            PERSIAN
        ),
    ),
    "android en dash": (False, lambda t: f"{t.month}/{t.day}/{t:%y}, {_twelve(t)}:{t:%M} {t:%p} \u2013 "),
    "ios de": (True, lambda t: f"[{t:%d.%m.%y, %H:%M:%S}] "),
    "ios de 12": (True, lambda t: f"[{t:%d.%m.%y}, {_twelve(t)}:{t:%M:%S}{NARROW}{t:%p}] "),
    "ios gb": (True, lambda t: f"[{t:%d/%m/%Y, %H:%M:%S}] "),
    "ios us": (True, lambda t: f"[{t.month}/{t.day}/{t:%y}, {_twelve(t)}:{t:%M:%S}{NARROW}{t:%p}] "),
    "ios ca": (True, lambda t: f"[{t:%Y-%m-%d}, {_twelve(t)}:{t:%M:%S}{NARROW}{_half(t, 'a.m.', 'p.m.')}] "),
    "ios nl": (True, lambda t: f"[{t:%d-%m-%Y %H:%M:%S}] "),
    "ios tr": (True, lambda t: f"[{t:%d.%m.%Y %H:%M:%S}] "),
    "ios tr unfilled": (True, lambda t: f"[{t.day}.{t:%m.%Y %H:%M:%S}] "),
    "ios cn": (
        True,
        lambda t: f"[{t.year}/{t.month}/{t.day} {_half(t, '上午', '下午')}{_twelve(t)}:{t:%M:%S}] ",
    ),
    "ios kr": (
        True,
        lambda t: f"[{t.year}. {t.month}. {t.day}. {_half(t, '오전', '오후')} {_twelve(t)}:{t:%M:%S}] ",
    ),
    "ios jp": (True, lambda t: f"[{t:%Y/%m/%d %H:%M:%S}] "),
    "ios mark before": (True, lambda t: f"{LRM}[{t:%d.%m.%y, %H:%M:%S}] "),
    "ios da": (True, lambda t: f"[{t:%d.%m.%y} kl. {t:%H.%M.%S}] "),
    "ios fr ch": (True, lambda t: f"[{t:%d/%m/%y} à {t:%H:%M:%S}] "),
    "ios odd": (True, lambda t: f"[{t:%m.%d.%y %H:%M:%S}] "),
    "ios he": (True, lambda t: f"[{t.day}.{t.month}.{t:%Y, %H:%M:%S}] {RLM}"),
    "ios 2014 us": (True, lambda t: f"{t.month}/{t.day}/{t:%y}, {_twelve(t)}:{t:%M:%S} {t:%p}: "),
    "ios 2014": (True, lambda t: f"{t.day}/{t.month}/{t:%y %H:%M:%S}: "),
}


def is_iphone(layout: str) -> bool:
    """Tell how lines end in an export of this layout."""
    return layout.startswith("ios")


def export(layout: str, said: list[Said]) -> str:
    """Write an export as the app would."""
    _, stamp = LAYOUTS[layout]
    end = "\r\n" if is_iphone(layout) else "\n"
    return "".join(f"{stamp(each.at)}{each.sender}: {each.text}{end}" for each in said)


def at(text: str) -> datetime:
    """Give a local time."""
    return datetime.fromisoformat(text)


def chat(
    number: int = 60, *, start: str = "2024-01-20T09:03:27", step: timedelta = timedelta(hours=7, minutes=13)
) -> list[Said]:
    """Give a plain chat of two people over some weeks."""
    texts = ("hi", "how are you?", "two\nlines", "fine 👨‍👩‍👧 thanks", "note: see 10:30 - then", "ok")
    first = at(start)
    return [
        Said(first + number * step, ("Anna", "Ben")[number % 2], texts[number % len(texts)])
        for number in range(number)
    ]
