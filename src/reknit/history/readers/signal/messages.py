"""See what each message of Signal's export is: words, a picture, a call, a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.interface import Said
from reknit.history.readers.signal.people import as_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reknit.history.readers.signal.frames import Item, Number, Poll, Reaction, Story, Update, Words

MICROSECONDS_PER_MILLISECOND = 1000
# The end of the year 9999; nothing later can be written as a date.
LATEST_MILLISECONDS = 253_402_300_799_999
# Words that are too long for a message are sent as a file of this kind.
LONG_TEXT = "text/x-signal-plain"
_OUTWARD = ("OUTGOING", "2")


class Speakers(NamedTuple):
    """Hold the names of the two people, and the number by which the owner goes."""

    me: str
    them: str
    own: str

    def of(self, item: Item) -> str:
        """Tell who sent a message: by its direction first, since one person may have several numbers."""
        if item.outgoing is not None:
            return self.me
        return self.them if item.incoming is not None else self.named(item.author_id)

    def named(self, number: Number) -> str:
        """Tell who goes by a number."""
        return self.me if as_number(number) == self.own else self.them


class _Content(NamedTuple):
    kind: str
    text: str = ""
    reactions: Iterable[Reaction] | None = None
    sender: str | None = None


def to_said(item: Item, speakers: Speakers) -> Said | None:
    """Turn one message into what was said, or give nothing where it has no time."""
    at = _milliseconds(item.date_sent)
    if at is None:
        return None
    content = _content(item, speakers)
    return Said(
        at=at * MICROSECONDS_PER_MILLISECOND,
        sender=None if content.kind == "system" else content.sender or speakers.of(item),
        kind=content.kind,
        text=content.text.replace("\r\n", "\n"),
        edited=bool(item.revisions),
        reactions=_signs(content.reactions, speakers) if content.reactions else (),
        offset=0,
    )


def first_sent(item: Item) -> int | None:
    """Give when an edited message was first sent, where the export says so."""
    versions = item.revisions if isinstance(item.revisions, list) else []
    date = versions[0].get("dateSent") if versions and isinstance(versions[0], dict) else None
    at = _milliseconds(date) if isinstance(date, int | str) else None
    return None if at is None else at * MICROSECONDS_PER_MILLISECOND


def in_their_place(said: list[Said], firsts: Mapping[int, int]) -> list[Said]:
    """Give edited messages that would stand before their time the time at which they were first sent.

    The app writes the time of the last change but leaves the message where it was.
    """
    kept = list(said)
    for place, first in firsts.items():
        after = (
            said[place + 1].at
            if place + 1 < len(said)
            else LATEST_MILLISECONDS * MICROSECONDS_PER_MILLISECOND
        )
        if first < said[place].at > after:
            kept[place] = said[place]._replace(at=first)
    return kept


def _signs(reactions: Iterable[Reaction], speakers: Speakers) -> tuple[tuple[str, str | None], ...]:
    return tuple((each.emoji, speakers.named(each.author_id)) for each in reactions if each.emoji)


def _milliseconds(number: Number) -> int | None:
    try:
        at = int(number or 0)
    except (ValueError, OverflowError):
        return None
    return at if 0 < at <= LATEST_MILLISECONDS else None


def _content(item: Item, speakers: Speakers) -> _Content:
    """Look into whichever of the many boxes is filled."""
    shown = item.sticker_message or item.contact_message or item.view_once_message
    if item.standard_message is not None:
        content = _words(item.standard_message)
    elif item.remote_deleted_message is not None or item.admin_deleted_message is not None:
        content = _Content("deleted")
    elif shown is not None:
        content = _Content("media", reactions=shown.reactions)
    elif item.direct_story_reply_message is not None:
        content = _story(item.direct_story_reply_message)
    elif item.poll is not None:
        content = _poll(item.poll)
    elif item.payment_notification is not None and item.payment_notification.note:
        content = _Content("text", item.payment_notification.note)
    else:
        content = _update(item.update_message, speakers) if item.update_message else _Content("system")
    return content


def _words(message: Words) -> _Content:
    text = (message.text.body or "") if message.text else ""
    files = [each for each in message.attachments or () if not _is_long_text(each.pointer)]
    return _Content("media" if files or not text else "text", text, message.reactions)


def _is_long_text(pointer: object) -> bool:
    return getattr(pointer, "content_type", None) == LONG_TEXT


def _story(story: Story) -> _Content:
    text = (story.text_reply.text.body or "") if story.text_reply and story.text_reply.text else ""
    return _Content("text", text or story.emoji or "", story.reactions)


def _poll(poll: Poll) -> _Content:
    lines = [poll.question, *(each.option for each in poll.options or ())]
    return _Content("poll", "\n".join(line for line in lines if line), poll.reactions)


def _update(update: Update, speakers: Speakers) -> _Content:
    """Tell a call from everything else the app says itself."""
    if update.individual_call is not None:
        way = as_number(update.individual_call.direction).upper()
        if not way:
            return _Content("call")
        return _Content("call", sender=speakers.me if way.endswith(_OUTWARD) else speakers.them)
    if update.group_call is not None:
        return _Content("call", sender=speakers.named(update.group_call.started_call_recipient_id))
    return _Content("system")
