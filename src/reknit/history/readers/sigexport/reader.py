"""Read the folders of signal-export: one a chat, with `data.json` and `chat.md` in it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from reknit.history.readers.columns import names_of, to_frame
from reknit.history.readers.interface import ME, Chat, Part
from reknit.history.readers.json_lines import Losses, read_lines
from reknit.history.readers.sigexport.markdown import looks_like_markdown, read_markdown
from reknit.history.readers.sigexport.records import Record, to_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reknit.history.readers.interface import Choices, Said
    from reknit.history.sources import File

_DATE = re.compile(rb'"\d{4}-\d\d-\d\d[T ]')
_ALWAYS = {"date", "sender", "body"}
_BESIDE = {"quote", "sticker", "reactions", "attachments", "deleted", "call"}
_MARKDOWN = ".md"
# What a folder is called that holds what somebody wrote to themselves.
_NOTES = frozenset(("NotetoSelf", "Note to Self"))
# Whom signal-export calls somebody whose name it does not know.
_NOBODY = "No-Sender"
_PAIR = 2


class Sigexport:
    """Read `data.json`, or the text where there is no such file."""

    format = "sigexport"

    def recognises(self, file: File) -> bool:
        """Tell by the keys of the first line, or by the first line of the text."""
        head = file.head.lstrip()
        if head.startswith(b"{"):
            return _is_record(head.partition(b"\n")[0])
        text = head.decode(errors="ignore")
        return looks_like_markdown(text, is_named=file.name.endswith(_MARKDOWN))

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List every folder once; the text says nothing that `data.json` does not."""
        by_folder: dict[str, list[File]] = {}
        for file in files:
            by_folder.setdefault(file.folder, []).append(file)
        chosen = [file for folder, found in by_folder.items() for file in _best(found, folder)]
        return [chat for file in chosen if (chat := self._chat(file)).key not in _NOTES]

    def _chat(self, file: File) -> Chat:
        names = names_in(file.head)
        others = [name for name in names if name != ME]
        folder = PurePosixPath(file.folder).name
        return Chat(
            format=self.format,
            key=folder,
            title=others[0] if len(others) == 1 else folder or PurePosixPath(file.name).stem,
            people=tuple(names) if not folder and len(names) == _PAIR else (),
            is_group=len(names) > _PAIR,
            files=(file,),
        )

    def read(
        self,
        chat: Chat,
        *,
        choices: Choices,  # noqa: ARG002 - nothing is left open in this format
        progress: Callable[[float], None],
    ) -> Part:
        """Turn one chat into messages; times are those of the clock of the computer, without a zone."""
        text = chat.files[0].text()
        progress(0.2)
        losses = Losses()
        resolution = 1
        if _is_json(text.content):
            said = []
            for number, record in read_lines(text.content, Record, losses):
                one = to_said(record)
                if one is None:
                    losses.unplaced.append(number)
                else:
                    said.append(one)
        else:
            written = read_markdown(text.content.decode())
            said, losses.unplaced = written.said, written.unplaced
            resolution = 1 if written.has_seconds else 60
        messages = to_frame(_named(said))
        return Part(
            messages=messages,
            names=names_of(messages),
            format=self.format,
            layout="data.json" if _is_json(text.content) else "chat.md",
            unplaced_lines=tuple(sorted(losses.unplaced)),
            damaged_characters=text.damaged + losses.damaged,
            resolution_seconds=resolution,
        )


def names_in(head: bytes) -> list[str]:
    """List the people who write at the head of a file."""
    if _is_json(head):
        said: Iterable[Said | None] = (to_said(record) for _, record in read_lines(head, Record, Losses()))
    else:
        said = read_markdown(head.decode(errors="ignore")).said
    return list(dict.fromkeys(one.sender for one in said if one and one.sender not in {None, _NOBODY}))


def _is_json(content: bytes) -> bool:
    return content.lstrip()[:1] == b"{"


def _is_record(line: bytes) -> bool:
    try:
        keys = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return keys.keys() >= _ALWAYS and bool(_BESIDE & keys.keys()) and bool(_DATE.match(keys["date"]))


def _best(files: list[File], folder: str) -> list[File]:
    """Of the files of one folder take `data.json`; files that were put side by side are all chats."""
    records = [file for file in files if _is_json(file.head)]
    return records or files[: 1 if folder else len(files)]


def _named(said: list[Said]) -> list[Said]:
    """Give somebody without a name the only name there is besides one's own."""
    names = {one.sender for one in said} - {None, ME, _NOBODY}
    if len(names) != 1:
        return said
    name = next(iter(names))
    return [one._replace(sender=name) if one.sender == _NOBODY else one for one in said]
