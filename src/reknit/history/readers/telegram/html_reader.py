"""Read the web pages that Telegram Desktop exports: a folder for each chat, a page for 1,000 messages."""

from __future__ import annotations

import html
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.columns import names_of, to_frame
from reknit.history.readers.interface import Chat, Part, Said
from reknit.history.readers.telegram.pages import messages_of, moment_of, words_of
from reknit.history.readers.telegram.people import DELETED, PAIR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.readers.telegram.pages import Found, Moment
    from reknit.history.sources import File

_MESSAGE = re.compile(rb'<div [^<>]*?class="message (?:default|service)\b')
_HEADER = re.compile(r'<div class="page_header">.*?<div class="text bold">(.*?)</div>', re.DOTALL)
_MOMENT = re.compile(r'class="pull_right date details"[^<>]*?title="([^"]*)"')
_NUMBERED = re.compile(r"messages(\d*)\.html?", re.IGNORECASE)
_SENDER = re.compile(r'<div class="from_name">([^<]*)</div>')
# The list of chats of an account: where each lies, how long it is, what sort it is.
_LIST = b'href="../chats/'
_ENTRY = re.compile(r'href="\.\./(chats/[^"/]+)/[^"]*"(.*?)(?=href="\.\./chats/|\Z)', re.DOTALL)
_SORT = re.compile(r'class="pull_right info details">\s*([a-z]+)')
_LENGTH = re.compile(r'class="details_entry details">\s*([\d,. ]+)')
_GROUPS = frozenset(("group", "channel"))
_WITH_NOBODY = frozenset(("Saved messages", "Replies"))


class Listed(NamedTuple):
    """Hold what the list of chats says about one."""

    sort: str
    messages: int | None


class TelegramHtml:
    """Read messages.html and the pages that follow it."""

    format = "telegram_html"

    def recognises(self, file: File) -> bool:
        """Tell a page of messages, or the list of all chats, by the way Telegram builds it."""
        head = file.head
        return b"<" in head[:64] and (bool(_MESSAGE.search(head)) or _is_list(head))

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """Take all pages of a folder together, in their order."""
        listed = {
            entry: said for file in files if _is_list(file.head) for entry, said in _listed(file).items()
        }
        folders: dict[tuple[str, str], list[File]] = {}
        for file in files:
            if not _is_list(file.head):
                folders.setdefault((file.folder, _title(file)), []).append(file)
        titles = [title for _, title in folders]
        return [
            self._chat(folder, title, pages, listed, is_alone=titles.count(title) == 1)
            for (folder, title), pages in folders.items()
            if _said_of(folder, listed).sort != "bot" and (title not in _WITH_NOBODY or len(folders) == 1)
        ]

    def _chat(
        self, folder: str, title: str, pages: list[File], listed: Mapping[str, Listed], *, is_alone: bool
    ) -> Chat:
        said = _said_of(folder, listed)
        senders = {words_of(name) for page in pages for name in _SENDER.findall(_head(page))}
        return Chat(
            format=self.format,
            # Two chats of one account may be with people of the same name; two exports are of one chat.
            key=title if is_alone or "chats/" not in f"{folder}/" else folder,
            title=title,
            messages=said.messages,
            is_group=said.sort in _GROUPS or len(senders) > PAIR,
            files=tuple(_in_order(pages)),
        )

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:  # noqa: ARG002
        """Turn the pages of a chat into messages; Telegram leaves nothing to choose."""
        found: list[Found | None] = []
        damaged = 0
        for number, page in enumerate(chat.files, start=1):
            text = page.text()
            damaged += text.damaged
            found += messages_of(text.content.decode())
            progress(0.9 * number / len(chat.files))
        frame = to_frame(list(_said(found, chat.title)))
        return Part(
            messages=frame,
            names=names_of(frame),
            format=self.format,
            layout="pages",
            unplaced_lines=_unplaced(found),
            damaged_characters=damaged,
        )


def _is_list(head: bytes) -> bool:
    return _LIST in head and b"entry_list" in head


def _listed(file: File) -> dict[str, Listed]:
    found = {}
    for folder, entry in _ENTRY.findall(file.text().content.decode()):
        sort, length = _SORT.search(entry), _LENGTH.search(entry)
        digits = re.sub(r"\D", "", length[1]) if length else ""
        found[folder] = Listed(sort[1] if sort else "", int(digits[:9]) if digits else None)
    return found


def _said_of(folder: str, listed: Mapping[str, Listed]) -> Listed:
    return next((said for entry, said in listed.items() if folder.endswith(entry)), Listed("", None))


def _head(page: File) -> str:
    return page.head.decode(errors="replace")


def _title(file: File) -> str:
    """Give the name at the top of the page, or that of the folder or file."""
    header = _HEADER.search(_head(file))
    path = PurePosixPath(file.path)
    return (words_of(header[1]) if header else "") or path.parent.name or path.stem or DELETED


def _in_order(pages: Sequence[File]) -> list[File]:
    """Put pages in order by their numbers, or by their first message where they were renamed."""
    numbers = [_NUMBERED.fullmatch(page.name) for page in pages]
    if all(numbers) and len({each[1] for each in numbers if each}) == len(pages):
        keys = [int(each[1] or 1) for each in numbers if each]
    else:
        keys = [_first_moment(page) for page in pages]
    return [page for _, page in sorted(zip(keys, pages, strict=True), key=lambda each: each[0])]


def _first_moment(page: File) -> int:
    title = _MOMENT.search(_head(page))
    moment = moment_of(html.unescape(title[1])) if title else None
    return moment.at if moment else 0


def _unplaced(found: Sequence[Found | None]) -> tuple[int, ...]:
    places = [each for each in found if each is None or not each.starts_day]
    return tuple(place for place, each in enumerate(places, start=1) if each is None)


def _said(found: Sequence[Found | None], title: str) -> Iterator[Said]:
    """Give each message its sender and each notice a time, which Telegram leaves out."""
    name: str | None = None
    moment: Moment | None = None
    following = _moments_after(found)
    for each, after in zip(found, following, strict=True):
        if each is None:
            continue
        if each.starts_day:
            moment = None
            continue
        moment = each.moment or moment or after
        if moment is None:
            continue
        name = each.name or name
        sender = None if each.kind == "system" else name or title
        yield Said(moment.at, sender, each.kind, each.text, reactions=each.reactions, offset=moment.offset)


def _moments_after(found: Sequence[Found | None]) -> list[Moment | None]:
    """Give for each message the time of the next one that has a time."""
    moments: list[Moment | None] = []
    moment: Moment | None = None
    for each in reversed(found):
        moment = (each.moment if each else None) or moment
        moments.append(moment)
    return moments[::-1]
