"""Read one chat out of the folder that Google Takeout makes of Google Chat."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

import msgspec

from reknit.history.readers.columns import in_time, names_of, to_frame
from reknit.history.readers.google_chat.dates import read_date
from reknit.history.readers.google_chat.kinds import is_edited, kind_and_text
from reknit.history.readers.google_chat.people import PAIR, People
from reknit.history.readers.google_chat.records import Emoji, Group, Message, Messages, Owner, Person
from reknit.history.readers.interface import Chat, Part, Said
from reknit.history.readers.mended_json import open_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.google_chat.records import Reaction
    from reknit.history.readers.interface import Choices
    from reknit.history.sources import File

Kind = TypeVar("Kind")

_FOLDER = re.compile(r"(?:DM|Space|Group)\b.*", re.IGNORECASE)
_MESSAGES = (b'"messages"', b'"topic_id"')
_GROUP = (b'"members"', b'"user_type"')
_OWNER = (b'"membership_info"', b'"user"')
# Nobody is in so many chats that a file about one of them is longer.
LARGEST_NOTE = 4 * 1024 * 1024
SECOND = 1_000_000


class GoogleChat:
    """Read messages.json with group_info.json beside it and user_info.json above."""

    format = "google_chat"

    def recognises(self, file: File) -> bool:
        """Tell by the names of the fields; files about chats and people belong to the export as well."""
        return file.head.lstrip().startswith(b"{") and (
            _is_messages(file) or _has(file, _OWNER) or (_has(file, _GROUP) and b'"creator"' not in file.head)
        )

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List the chats by the names of the others in them."""
        notes = [file for file in files if not _is_messages(file)]
        owners = [_note(file, Owner).user for file in notes if _has(file, _OWNER)]
        own = {person.email for person in owners if person is not None}
        groups = {file.folder: file for file in notes if not _has(file, _OWNER)}
        chats: dict[str, list[File]] = {}
        for file in files:
            if _is_messages(file):
                chats.setdefault(_key(file), []).append(file)
        return [self._chat(key, pieces, groups, own) for key, pieces in chats.items()]

    def _chat(self, key: str, pieces: Sequence[File], groups: dict[str, File], own: set[str | None]) -> Chat:
        found = next((groups[file.folder] for file in pieces if file.folder in groups), None)
        group = _note(found, Group) if found is not None else Group()
        humans = [person for person in group.members if (person.user_type or "").lower() != "bot"]
        others = [person.name or person.email or "" for person in humans if person.email not in own]
        path = PurePosixPath(pieces[0].path)
        return Chat(
            format=self.format,
            key=key,
            title=group.name or ", ".join(filter(None, others)) or path.parent.name or path.stem,
            people=tuple(person.name for person in humans if person.name) if len(humans) == PAIR else (),
            is_group=len(humans) > PAIR,
            files=(*pieces, *([found] if found is not None else [])),
        )

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:
        """Turn a chat into messages, oldest first; what is in two exports of it counts once."""
        del choices  # nothing is left open: dates are in words
        notes = [file for file in chat.files if not _is_messages(file)]
        members = _note(notes[0], Group).members if notes else []
        messages: list[Message] = []
        unplaced: list[int] = []
        damaged = 0
        for file in chat.files[: len(chat.files) - len(notes)]:
            text = file.text()
            opened = open_json(
                text.content, exact=Messages[Message], loose=Messages[msgspec.Raw], item=Message
            )
            messages += opened.messages
            unplaced += opened.unplaced
            damaged += text.damaged + opened.damaged
        progress(0.4)
        kept = _once(messages)
        people = People(members, [message.creator for message in kept if message.creator is not None])
        told = [_said(message, people) for message in kept]
        frame = to_frame(in_time(one for one in told if one is not None))
        return Part(
            messages=frame,
            names=names_of(frame),
            format=self.format,
            unplaced_lines=(*unplaced, *(place for place, one in enumerate(told, start=1) if one is None)),
            damaged_characters=damaged,
            duplicates=len(messages) - len(kept),
        )


def _has(file: File, names: Sequence[bytes]) -> bool:
    return all(name in file.head for name in names)


def _is_messages(file: File) -> bool:
    dated = b'"created_date"' in file.head or b'"deleted_date"' in file.head
    return dated and _has(file, _MESSAGES)


def _key(file: File) -> str:
    folder = PurePosixPath(file.folder).name
    return folder if _FOLDER.fullmatch(folder) else file.path


def _note(file: File, kind: type[Kind]) -> Kind:
    """Read a file about a chat or a person; one that cannot be read says nothing."""
    try:
        return msgspec.json.decode(file.read() if file.size <= LARGEST_NOTE else b"", type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return kind()


def _once(messages: Sequence[Message]) -> list[Message]:
    """Keep each message once, the latest version of it; messages without a name of their own all stay."""
    kept: dict[object, Message] = {}
    for place, message in enumerate(messages):
        kept[message.message_id or place] = message
    return list(kept.values())


def _said(message: Message, people: People) -> Said | None:
    when = read_date(message.created_date or message.deleted_date or "")
    if when is None:
        return None
    kind, text = kind_and_text(message)
    is_somebody = kind != "system" and not (message.creator is None and kind == "deleted")
    return Said(
        at=when.at * SECOND,
        sender=people.name(message.creator or Person()) if is_somebody else None,
        kind=kind,
        text=text,
        edited=kind != "deleted" and is_edited(message),
        reactions=tuple(pair for each in message.reactions or () for pair in _pairs(each, people)),
        offset=when.offset,
    )


def _pairs(reaction: Reaction, people: People) -> list[tuple[str, str | None]]:
    emoji = reaction.emoji
    sign = (emoji.unicode or emoji.name) if isinstance(emoji, Emoji) else emoji
    if not sign:
        return []
    return [(sign, people.name_of(address)) for address in reaction.reactor_emails] or [(sign, None)]
