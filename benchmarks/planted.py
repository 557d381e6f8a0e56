"""Print how often the three questions are answered as planted.

The sentences below were written before the word lists were read, by guessing how couples text. Whole chats
are dealt from them with a weekly rhythm, holidays and busy weeks; one thing is planted in the last third of
two years. The figures say whether lists and rules carry over to words they were not made from.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace

from reknit.history import Source, read, report

SAID: dict[str, tuple[str, ...]] = {
    "love": (
        "love you so much",
        "miss you already ❤️",
        "cant wait to see you tonight babe",
        "you looked amazing this morning",
        "thinking of you x",
        "night gorgeous, sleep tight xx",
        "i want to kiss you right now",
        "you're my favourite person, you know that?",
        "sending you the biggest hug",
        "morning sunshine 😘",
        "wish you were here in bed with me",
        "so lucky to have you 🥰",
        "love youuu",
        "missing your face",
        "come home and cuddle me",
        "goodnight my love",
        "ur so cute when ur sleepy",
        "proud of you honey",
    ),
    "inner": (
        "i felt really low after that call with my dad",
        "honestly im scared i wont get the job",
        "been feeling a bit lost lately tbh",
        "i cried on the train home, no idea why",
        "work is making me so anxious",
        "im just exhausted and sad today",
        "i'm worried about mum",
        "i feel like i'm letting everyone down",
        "can i tell you something? i've been thinking about that fight all day",
        "im so happy right now i could burst",
        "i was really hurt when you said that",
        "i get so lonely on sundays",
        "dont know what i want anymore, its all a bit much",
        "had that nightmare again, woke up shaking",
        "i'm nervous about meeting your parents",
        "today was hard. i felt invisible in that meeting",
        "i'm angry with myself more than anything",
    ),
    "plan": (
        "shall we go to the lake on saturday?",
        "lets book that cabin for may",
        "fancy dinner at that new place tomorrow?",
        "we should visit your sister next month",
        "want to watch the game together tonight",
        "how about a weekend in lisbon this summer",
        "one day we'll have a garden and a dog",
        "should we get tickets for friday?",
        "lets cook something nice on sunday",
        "im free thursday, cinema?",
    ),
    "chores": (
        "can you get milk and bread on the way",
        "the electrician comes at 10",
        "did you pay the rent",
        "bins are out",
        "keys are under the mat",
        "pick up the parcel from number 12 please",
        "train is at 17:42, platform 3",
        "need to call the landlord about the boiler",
        "your dentist appointment is tuesday 9am",
        "washing machine is done, can you hang it up",
        "we are out of washing powder",
        "gas bill came, 84 quid",
        "who is picking up the dry cleaning",
    ),
    "ask": (
        "how was your day?",
        "what are you up to",
        "did you sleep ok?",
        "how did the interview go?",
        "are you ok? you sounded off earlier",
        "what did she say?",
        "whats for dinner?",
        "you home yet?",
        "how are you feeling now?",
    ),
    "talk": (
        "just got on the bus, its packed",
        "the weather is awful here",
        "saw a dog in a raincoat today",
        "lunch was terrible again",
        "my boss is off sick so its quiet",
        "they changed the coffee machine and everyone is in shock",
        "that series is getting silly",
        "ran into tom at the shop, he says hi",
        "stuck in traffic near the bridge",
        "the neighbours are drilling again",
        "made soup, too much of it",
        "reading that book you gave me",
        "my phone is at 3 percent",
        "it took two hours to get through the post",
        "they finally fixed the lift",
        "new guy at work eats crisps all day long",
    ),
    "laugh": ("hahaha stop", "lol that's so you", "😂😂", "im dying 🤣", "haha yes exactly", "lmao no way"),
    "thanks": ("thank you for doing that", "thanks for last night", "thx for the lift!", "cheers for that"),
    "short": ("ok", "k", "yeah", "fine", "sure", "yep", "mhm", "cool"),
    "heat": (
        "you never listen to me",
        "why do you always do this",
        "thats not my fault and you know it",
        "you only care about yourself",
        "oh great, blame me again",
        "this is so typical of you",
    ),
    "mend": (
        "im sorry, i was unfair",
        "can we talk about it tonight? i dont want to fight",
        "you were right and i overreacted. sorry",
        "lets not go to bed angry",
    ),
}
USUAL = {
    "love": 9,
    "inner": 6,
    "plan": 6,
    "chores": 9,
    "ask": 12,
    "talk": 34,
    "laugh": 8,
    "thanks": 3,
    "short": 9,
    "heat": 2,
    "mend": 2,
}
DAYS = 730
CHANGED_AFTER = 0.67
HOLIDAYS = 4


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Say how one person writes: what about, how often first, how fast, how much in a turn."""

    topics: dict[str, float] = field(default_factory=lambda: dict(USUAL))
    starts: float = 1.0
    minutes: float = 6.0
    turns: float = 1.0

    def with_topics(self, **factors: float) -> Ways:
        """Speak more or less of some things."""
        topics = {topic: weight * factors.get(topic, 1) for topic, weight in self.topics.items()}
        return replace(self, topics=topics)


PLAIN = Ways()
GIVEN_UP = replace(PLAIN.with_topics(plan=0.4, ask=0.5), starts=0.35, minutes=18, turns=0.6)
SHUT_DOWN = PLAIN.with_topics(inner=0.2, short=3, ask=0.7)
FRIENDS = PLAIN.with_topics(love=0.25, chores=2)
PLANTED: dict[str, tuple[Ways, Ways, dict[str, tuple[str, str]]]] = {
    "nothing": (PLAIN, PLAIN, {}),
    "the other gives up": (PLAIN, GIVEN_UP, {"given_up": ("none", "some or clear")}),
    "the asker gives up": (GIVEN_UP, PLAIN, {"given_up": ("some or clear", "none")}),
    "the other shuts down": (PLAIN, SHUT_DOWN, {"shut_down": ("none", "some or clear")}),
    "friends": (FRIENDS, FRIENDS, {"friends_not_lovers": ("some or clear", "some or clear")}),
}


def chat(seed: int, later: tuple[Ways, Ways], *, talks: float) -> str:
    """Deal a chat of two years."""
    draw = random.Random(seed)
    quiet = {
        day
        for _ in range(HOLIDAYS)
        for start in [draw.randrange(DAYS)]
        for day in range(start, start + draw.randint(5, 16))
    }
    lines: list[tuple[dt.datetime, str]] = []
    busy = 1.0
    for day in range(DAYS):
        if day % 7 == 0:
            busy = busy**0.6 * draw.lognormvariate(0, 0.25)
        ways = later if day > CHANGED_AFTER * DAYS else (PLAIN, PLAIN)
        date = dt.datetime.combine(dt.date(2024, 1, 1), dt.time(7)) + dt.timedelta(days=day)
        mean = talks * busy * (1.3 if day % 7 > 4 else 1) * (0.2 if day in quiet else 1)
        for _ in range(min(8, int(draw.gammavariate(4, mean / 4) + draw.random()))):
            at = date + dt.timedelta(minutes=draw.randrange(15 * 60))
            lines += _talk(draw, at, ways)
    return "\n".join(line for _, line in sorted(lines, key=lambda pair: pair[0])) + "\n"


def _talk(draw: random.Random, at: dt.datetime, ways: tuple[Ways, Ways]) -> list[tuple[dt.datetime, str]]:
    who = draw.choices((0, 1), (ways[0].starts, ways[1].starts))[0]
    lines = []
    for _ in range(draw.choice((1, 2, 3, 4, 6, 9))):
        for _ in range(1 + (draw.random() < 0.45 * ways[who].turns)):
            topics = ways[who].topics
            topic = draw.choices(list(topics), list(topics.values()))[0]
            text = draw.choice(SAID[topic])
            lines.append((at, f"{at:%d/%m/%Y, %H:%M:%S} - {('Kit', 'Lou')[who]}: {text}"))
            at += dt.timedelta(seconds=draw.randint(20, 60))
        who = 1 - who
        at += dt.timedelta(minutes=ways[who].minutes * draw.lognormvariate(0, 0.9))
    return lines


def answer(case: tuple[str, int, float]) -> tuple[str, dict[tuple[str, int], str], int]:
    """Read one chat and give the signs."""
    name, seed, talks = case
    text = chat(seed, PLANTED[name][:2], talks=talks)
    made = report(
        read([Source("chat.txt", text.encode())]), now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), me="Kit"
    )
    return name, {(each.question, each.person): each.sign for each in made.answers}, len(made.findings)


def main() -> None:
    """Deal chats, read them, and print how they were answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--talks", type=float, default=2.2, help="conversations a day")
    arguments = parser.parse_args()
    cases = [
        (name, arguments.seed * 1000 + number, arguments.talks)
        for name in PLANTED
        for number in range(arguments.chats)
    ]
    signs: dict[str, Counter[tuple[str, int, str]]] = {name: Counter() for name in PLANTED}
    with_findings: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        for name, found, findings in pool.map(answer, cases):
            signs[name].update((*place, sign) for place, sign in found.items())
            with_findings[name] += findings > 0
    print("| planted | any finding | question | asker: none/some/clear/cannot tell | other |")
    print("|---" * 5 + "|")
    for name, counted in signs.items():
        for question in ("given_up", "shut_down", "friends_not_lovers"):
            cells = [
                "/".join(
                    str(counted[question, person, sign]) for sign in ("none", "some", "clear", "unknown")
                )
                for person in (0, 1)
            ]
            print(f"| {name} | {with_findings[name]}/{arguments.chats} | {question} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
