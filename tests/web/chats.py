"""Chats written for the tests of the web: one that changed, one whose dates leave a doubt, an account."""

from __future__ import annotations

import datetime as dt
import json
from random import Random

FIRST = dt.datetime(2024, 9, 2, 8, 0, tzinfo=dt.UTC)
WEEKS = 90
TURNED = 55
WARM = (
    "love you so much",
    "I feel so happy with you",
    "I'm a bit scared about work, to be honest",
    "let's go to the sea next month, by train",
    "shall we cook together tonight?",
    "thank you for listening, it means a lot",
    "good night my darling, miss you",
)
PLAIN = (
    "can you buy milk please",
    "the train is late again",
    "keys are under the mat",
    "the bill came, 84 this time",
    "home at seven",
    "dentist at four tomorrow",
    "bins are out",
)


def _changed() -> bytes:
    """Let two people write for almost two years; after the turn Kim starts less and is less warm."""
    random, rows = Random(5), []
    for day in range(7 * WEEKS):
        has_turned = day >= 7 * TURNED
        for hour in (8, 13, 20):
            at = FIRST + dt.timedelta(days=day, hours=hour - 8, minutes=random.randrange(40))
            who = "Kim" if random.random() < (0.15 if has_turned else 0.5) else "Sam"
            for _ in range(random.choice((2, 3, 4))):
                is_warm = random.random() < (0.05 if has_turned and who == "Kim" else 0.5)
                rows.append(f"{at:%d/%m/%Y, %H:%M} - {who}: {random.choice(WARM if is_warm else PLAIN)}")
                at += dt.timedelta(minutes=random.choice((1, 2, 4)))
                who = "Sam" if who == "Kim" else "Kim"
    return "\n".join(rows).encode()


CHANGED = _changed()

UNDECIDED = "\n".join(
    f"{date}/2024, 21:0{minute} - {who}: hi"
    for date in ("01/02", "02/03", "03/04")
    for minute, who in enumerate(("Kim", "Sam", "Kim", "Sam"))
).encode()


def chat(*names: str) -> bytes:
    """Let everyone say hi, some times over."""
    return "\n".join(
        f"{day}/01/2024, 21:0{minute} - {name}: hi"
        for day in range(20, 30)
        for minute, name in enumerate(names)
    ).encode()


def telegram_account() -> bytes:
    """Export an account with three chats, two of them with Sam."""

    def one(key: int, title: str) -> dict[str, object]:
        messages = [
            {
                "id": number,
                "type": "message",
                "date": f"2024-02-{number:02}T21:05:00",
                "date_unixtime": str(1706821500 + 86400 * number + key),
                "from": ("Kim", title)[number % 2],
                "from_id": f"user{(1, key)[number % 2]}",
                "text": f"words {key} {number}",
                "text_entities": [{"type": "plain", "text": f"words {key} {number}"}],
            }
            for number in range(1, 29)
        ]
        return {"name": title, "type": "personal_chat", "id": key, "messages": messages}

    chats = [one(22, "Sam"), one(23, "Sam new"), one(24, "Mum")]
    return json.dumps({"chats": {"about": "all", "list": chats}}).encode()
