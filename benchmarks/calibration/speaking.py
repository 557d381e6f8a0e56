"""Put a made-up chat into words, so that the whole way from messages to findings can be tried."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from reknit.history.conversation import SCHEMA, Conversation
from reknit.history.reading import Clock, KindCount, Participant, Reading

if TYPE_CHECKING:
    from benchmarks.calibration.couple import Chat

NAMES = ("Robin", "Sasha")
MONDAY = datetime.fromisoformat("2022-01-03T00:00")

# What a message says when it carries one of these things. All sentences are invented.
SENTENCES = {
    "affection": ("I love you", "miss you so much", "love you darling"),
    "disclosure": ("I feel a bit low today", "I feel so lonely", "I feel sad"),
    "questions": ("did the parcel come?", "is the door shut?", "where is the blue bag?"),
    "plans": ("let's go out on friday", "shall we go to the lake tomorrow"),
    "togetherness": ("we have so much rain here", "our street is loud"),
    "logistics": ("I can pick up the shopping", "the bins are out"),
    "laughter": ("haha", "hahaha lol"),
    "thanks": ("thank you", "thanks a lot"),
    "heat": ("you never listen", "you always do this"),
    "repair": ("can we talk", "let's not fight"),
}
# Words that say nothing of the kind, to make a message as long as it should be.
FILLING = (
    "the",
    "cat",
    "sat",
    "near",
    "a",
    "green",
    "stone",
    "and",
    "birds",
    "came",
    "over",
    "with",
    "leaves",
)


def speak(chat: Chat, *, seed: int) -> Conversation:
    """Give every message a text and put all of them into a frame as a reader would."""
    draw = np.random.default_rng([seed, 1])
    size = chat.minute.size
    start = draw.integers(len(FILLING), size=size)
    longest = 40
    around = " ".join(FILLING * (longest // len(FILLING) + 2)).split()
    fillings = [
        [" ".join(around[first : first + words]) for words in range(longest + 1)]
        for first in range(len(FILLING))
    ]
    said: list[list[str]] = [[] for _ in range(size)]
    for thing, sentences in SENTENCES.items():
        for place in np.flatnonzero(chat.carries[thing]).tolist():
            said[place].append(sentences[place % len(sentences)])
    texts = []
    for first, words, spoken in zip(start.tolist(), chat.words.tolist(), said, strict=True):
        left = words - sum(sentence.count(" ") + 1 for sentence in spoken)
        filling = fillings[first][min(max(left, 0), longest)]
        texts.append(". ".join([filling, *spoken] if filling else spoken) or "mm")
    given = [
        [{"emoji": "👍", "by": NAMES[person]}] if reacted else []
        for person, reacted in zip(
            np.roll(chat.person, 1).tolist(), chat.carries["reactions"].tolist(), strict=True
        )
    ]
    sent_at = [MONDAY + timedelta(seconds=round(minute * 60)) for minute in chat.minute.tolist()]
    frame = pl.DataFrame(
        {
            "position": range(size),
            "sent_at": sent_at,
            "offset": [None] * size,
            "sender": [NAMES[person] for person in chat.person.tolist()],
            "kind": ["text"] * size,
            "text": texts,
            "edited": [False] * size,
            "reactions": given,
        },
        schema=SCHEMA,
    )
    return Conversation(messages=frame, reading=_reading(chat, sent_at))


def _reading(chat: Chat, sent_at: list[datetime]) -> Reading:
    size = len(sent_at)
    return Reading(
        format="made up",
        exports=1,
        layout="none",
        date_order="ymd",
        evidence=(),
        messages=size,
        participants=tuple(
            Participant(name=name, messages=int((chat.person == person).sum()))
            for person, name in enumerate(NAMES)
        ),
        kinds=(KindCount(kind="text", messages=size),),
        first=sent_at[0],
        last=sent_at[-1],
        unplaced=0,
        unplaced_lines=(),
        duplicates=0,
        damaged_characters=0,
        clock=Clock(
            resolution_seconds=1, backward_steps=0, largest_backward_minutes=0, longest_silence_days=0
        ),
        is_capped=False,
    )
