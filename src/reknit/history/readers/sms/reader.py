"""Read the messages and calls with one contact out of all backups of a phone."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.columns import names_of, to_frame
from reknit.history.readers.interface import ME, Chat, Part, Said
from reknit.history.readers.mended_json import BrokenExport
from reknit.history.readers.sms.contacts import ALSO, BETWEEN, Contacts, belongs, known
from reknit.history.readers.sms.entries import Backup, read
from reknit.history.readers.sms.local_time import offsets
from reknit.history.readers.sms.messages import is_unsent, moment_of, own_of, people_of
from reknit.history.readers.sms.values import DAMAGED, attributes
from reknit.history.sources import EmptyExport

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.readers.sms.entries import Entry
    from reknit.history.readers.sms.messages import Moment
    from reknit.history.sources import File

_ROOT = re.compile(rb"<(?:smses|calls)[\s>/]")
# No phone defines words of its own in a backup, and a bomb may.
_DEFINES = b"<!DOCTYPE"
PAIR = 2
# The first half of the work is reading, the second what is left.
READING = 0.8


class Sms:
    """Read the XML files of "SMS Backup & Restore"."""

    format = "sms"

    def recognises(self, file: File) -> bool:
        """Tell by the first tag."""
        return file.head.lstrip().startswith(b"<") and _ROOT.search(file.head) is not None

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List every contact once, however the number is written; groups stay apart."""
        if any(_DEFINES in file.head for file in files):
            raise BrokenExport
        survey = _Survey(files)
        chats: dict[str, Chat] = {}
        for people, number in survey.counts.items():
            key = survey.key(people)
            before = chats[key].messages or 0 if key in chats else 0
            chats[key] = Chat(
                format=self.format,
                key=key,
                title=survey.title(key),
                messages=before + number,
                is_group=BETWEEN in key,
                files=tuple(files),
            )
        return list(chats.values())

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:
        """Collect what was said to and by one contact, in the order of time."""
        del choices  # nothing is left open in this format
        found = _found(chat, lambda done: progress(READING * done))
        moments: dict[object, Moment] = {}
        for moment in found.moments:
            moments.setdefault(moment.twin, moment)
        ordered = sorted(moments.values(), key=lambda moment: moment.at)
        messages = to_frame(_said(ordered, chat.title))
        return Part(
            messages=messages,
            names=names_of(messages),
            format=self.format,
            unplaced_lines=tuple(found.unplaced),
            damaged_characters=sum(moment.text.count(DAMAGED) for moment in ordered),
            duplicates=len(found.moments) - len(moments),
        )


class _Survey:
    """Hold who is in the backups and how much there is with each."""

    def __init__(self, files: Sequence[File]) -> None:
        written: Counter[tuple[bytes, bytes]] = Counter()
        own: set[str] = set()
        unplaced = 0
        for file in files:
            backup = Backup(file)
            for _, entry in backup.entries():
                if not is_unsent(entry):
                    written[entry.address, entry.name] += 1
                    own |= own_of(entry)
            unplaced += len(backup.unplaced)
        self._own = own
        contacts = Contacts()
        self.counts: Counter[tuple[str, ...]] = Counter()
        names: dict[tuple[str, ...], str] = {}
        for (address, name), number in written.items():
            people, called = people_of(address), known(read(name))
            if people:
                self.counts[people] += number
                names |= {people: called} if called else {}
            for each in people:
                contacts.add(each, called if len(people) == 1 else "")
        if not self.counts:
            raise BrokenExport if unplaced else EmptyExport
        self._keys = contacts.keys()
        self._titles = {self.key(people): name for people, name in names.items()}

    def key(self, people: Sequence[str]) -> str:
        """Name a chat by the addresses of everybody in it but the owner."""
        others = _others(people, self._own)
        return BETWEEN.join(sorted({self._keys[each] for each in others}))

    def title(self, key: str) -> str:
        """Call a chat by the name in the address book, or by its number."""
        return self._titles.get(key) or key


class _Found(NamedTuple):
    moments: list[Moment]
    unplaced: list[int]


def _found(chat: Chat, progress: Callable[[float], None]) -> _Found:
    """Walk through the backups and keep what is with the contact alone."""
    keys = chat.key.split(ALSO)
    is_theirs = cache(lambda people: len(people) == 1 and belongs(people[0], keys))
    people_in = cache(people_of)
    found = _Found([], [])
    own: set[str] = set()
    open_: list[tuple[int, Entry, tuple[str, ...]]] = []
    for number, file in enumerate(chat.files):
        backup = Backup(file, _share(progress, number, len(chat.files)))
        for place, entry in backup.entries():
            if is_unsent(entry):
                continue
            own |= own_of(entry)
            people = people_in(entry.address)
            if len(people) == PAIR:
                open_.append((place, entry, people))
            elif is_theirs(people):
                _keep(found, place, entry)
        found.unplaced.extend(backup.unplaced)
    for place, entry, people in open_:
        if is_theirs(_others(people, own)):
            _keep(found, place, entry)
    return found


def _keep(found: _Found, place: int, entry: Entry) -> None:
    moment = moment_of(entry, attributes(entry.values))
    if moment is None:
        found.unplaced.append(place)
    else:
        found.moments.append(moment)


def _share(progress: Callable[[float], None], number: int, total: int) -> Callable[[float], None]:
    """Turn the progress of one file into that of all."""
    return lambda done: progress((number + done) / total)


def _others(people: Sequence[str], own: set[str]) -> tuple[str, ...]:
    """Leave the owner out, whose own number some phones list among the others."""
    others = tuple(each for each in people if each not in own)
    return others or tuple(people)


def _said(moments: Sequence[Moment], name: str) -> list[Said]:
    """Give messages the clock of the phone where it is known, else that of UTC."""
    ahead = offsets([moment.at // 1000 for moment in moments], [moment.date for moment in moments])
    return [
        Said(
            at=moment.at * 1000 + offset * 1_000_000,
            sender=ME if moment.is_mine else name,
            kind=moment.kind,
            text=moment.text,
            offset=offset,
        )
        for moment, offset in zip(moments, ahead or [0] * len(moments), strict=True)
    ]
