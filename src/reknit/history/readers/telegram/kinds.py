"""Tell what kind of message it is, and whether the words were changed later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from reknit.history.readers.telegram.shape import words_of

if TYPE_CHECKING:
    from reknit.history.readers.telegram.shape import Message, Reaction

CALLS = frozenset(("phone_call", "conference_call", "group_call"))
# What a message that was never edited carried in 2018.
NEVER = "1970"
# Product choice: a reaction sets the time of the last edit too (tdesktop #30647), to about the second.
CLEARLY_LATER = timedelta(minutes=1)
# One person each, in a chat of two.
MOST_OF_ONE_SIGN = 2
PAID = "⭐"
UNNAMED_SIGN = "custom"


def is_service(message: Message) -> bool:
    """Tell what the app says from what a person sent."""
    return message.type == "service" or message.action is not None or message.actor_id is not None


def kind_of(message: Message) -> str:
    """Name the kind of a message."""
    if is_service(message):
        return "call" if message.action in CALLS else "system"
    if message.poll is not None:
        return "poll"
    if message.location_information is not msgspec.UNSET or message.place_name:
        return "location"
    if _carries(message):
        return "media"
    if message.text:
        return "text"
    # What has no words was something to look at, unless it was a bill.
    return "system" if message.invoice_information else "media"


def _carries(message: Message) -> bool:
    things = (
        message.file,
        message.photo,
        message.media_type,
        message.contact_information,
        message.game_title,
        message.paid_stars_amount,
    )
    return any(thing is not None for thing in things)


def text_of(message: Message) -> str:
    """Give the words of any message, with all of a poll."""
    if message.poll is not None:
        answers = [words_of(answer.text) for answer in message.poll.answers or ()]
        return "\n".join(filter(None, (words_of(message.text), words_of(message.poll.question), *answers)))
    told = message.information_text
    return words_of(message.text) or (told if isinstance(told, str) else "")


def is_edited(message: Message) -> bool:
    """Say so only where the time of the edit cannot be that of a reaction."""
    if not message.edited or message.edited.startswith(NEVER):
        return False
    if not message.reactions:
        return True
    dates = [recent.date for reaction in message.reactions for recent in reaction.recent or ()]
    if len(dates) < sum(reaction.count for reaction in message.reactions):
        return False
    try:
        last = max(datetime.fromisoformat(date) for date in dates)
        return datetime.fromisoformat(message.edited) - last > CLEARLY_LATER
    except (ValueError, TypeError):
        return False


def sign_of(reaction: Reaction) -> str:
    """Give the sign itself, or a word for one that only Telegram can show."""
    return reaction.emoji or (PAID if reaction.type == "paid" else UNNAMED_SIGN)
