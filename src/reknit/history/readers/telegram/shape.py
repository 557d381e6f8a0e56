"""Name the parts of Telegram's result.json that are read; everything else is passed over unread."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

# Seconds since 1970 of any year with four digits.
Seconds = Annotated[int, msgspec.Meta(ge=-(2**36), le=2**38)]


class Entity(msgspec.Struct, gc=False):
    """Hold a piece of a text that is a link, bold, a mention."""

    text: str = ""


Words = str | list[str | Entity] | None


class Recent(msgspec.Struct, gc=False, rename={"from_": "from"}):
    """Say who reacted and when."""

    from_: str | None = None
    from_id: str | int | None = None
    date: str = ""


class Reaction(msgspec.Struct, gc=False):
    """Hold one sign under a message and who put it there, as far as Telegram still knew."""

    type: str = ""
    emoji: str = ""
    count: int = 0
    recent: list[Recent] | None = None


class Answer(msgspec.Struct, gc=False):
    """Hold one answer of a poll."""

    text: Words = ""


class Poll(msgspec.Struct, gc=False):
    """Hold a question and its answers."""

    question: Words = ""
    answers: list[Answer] | None = None


class Message(msgspec.Struct, gc=False, rename={"from_": "from"}):
    """Hold one message; the fields stand in the order of the file, in which they are found fastest."""

    type: str = ""
    date: str = ""
    date_unixtime: Seconds | None = None  # since mid-2021
    edited: str | None = None
    actor: str | None = None
    actor_id: str | int | None = None
    action: str | None = None
    from_: str | None = None
    from_id: str | int | None = None  # a number before 2021
    # What is only asked for and not read may be anything.
    information_text: Any = None
    photo: Any = None
    file: Any = None
    media_type: Any = None
    contact_information: Any = None
    game_title: Any = None
    paid_stars_amount: Any = None
    location_information: Any = msgspec.UNSET  # null where the place was not valid
    place_name: Any = None
    poll: Poll | None = None
    invoice_information: Any = None
    text: Words = ""
    reactions: list[Reaction] | None = None


class Listed(msgspec.Struct, gc=False):
    """Count a message without reading it."""


class Entry(msgspec.Struct, gc=False):
    """Hold what is known of one chat before its messages are read."""

    name: str | None = None
    type: str | None = None
    id: int | str | None = None
    messages: msgspec.Raw = msgspec.Raw(b"[]")


class Counted(msgspec.Struct, gc=False):
    """Hold one chat of an account and how long it is."""

    name: str | None = None
    type: str | None = None
    id: int | str | None = None
    messages: list[Listed] = []


def words_of(text: Words) -> str:
    """Put the pieces of a text together as they were typed."""
    if isinstance(text, list):
        return "".join(each if isinstance(each, str) else each.text for each in text)
    return text or ""
