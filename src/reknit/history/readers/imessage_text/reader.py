"""Read the files of imessage-exporter, one a chat, with the clock of the computer and no zone."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reknit.history.readers.columns import in_time, names_of, to_frame
from reknit.history.readers.imessage_text.blocks import cut, looks_like_blocks
from reknit.history.readers.imessage_text.bodies import read_body
from reknit.history.readers.interface import ME, Chat, NotAnExport, Part, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.imessage_text.blocks import Block
    from reknit.history.readers.interface import Choices
    from reknit.history.sources import File

# Where the program puts messages that belong to no chat any more, of whomever they are.
_ORPHANED = "orphaned.txt"
# What only the web page of the same program has.
_PAGE = (b'<div class="message', b'<span class="timestamp">')
_PAIR = 2
# What the program says of a message that was taken back as a whole, in one line with the time.
_TAKEN_BACK = re.compile(r"(.+) unsent a message!")
_YOU = "You"


class WebPage(NotAnExport):
    """Say that the same program can write a file that can be read."""

    def __init__(self) -> None:
        super().__init__("This is a web page of imessage-exporter. Run it once more with “-f txt”.")


class IMessageText:
    """Read one chat as imessage-exporter wrote it."""

    format = "imessage_text"

    def recognises(self, file: File) -> bool:
        """Tell by the first line; the web page of the same program is taken to say what to do."""
        head = file.head
        return all(mark in head for mark in _PAGE) or looks_like_blocks(_text(head))

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """Take every file for a chat, but for what belongs to none."""
        return [self._chat(file) for file in files if file.name != _ORPHANED or len(files) == 1]

    def _chat(self, file: File) -> Chat:
        stem = PurePosixPath(file.name).stem
        names = list(dict.fromkeys(block.sender for block in cut(_text(file.head)) if block.sender))
        others = [name for name in names if name != ME]
        return Chat(
            format=self.format,
            key=stem,
            title=others[0] if len(others) == 1 else stem,
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
        """Turn one chat into messages; a reply that stands twice counts once."""
        text = chat.files[0].text()
        if all(mark in text.content for mark in _PAGE):
            raise WebPage
        progress(0.2)
        blocks = cut(_text(text.content))
        told = [(block, _said(block)) for block in blocks]
        said = [one for block, one in told if one and not block.is_reply]
        known = {(one.at, one.sender) for one in said}
        replies = [one for block, one in told if one and block.is_reply and (one.at, one.sender) not in known]
        messages = to_frame(in_time([*said, *replies]) if replies else said)
        return Part(
            messages=messages,
            names=names_of(messages),
            format=self.format,
            unplaced_lines=tuple(block.line for block, one in told if one is None),
            damaged_characters=text.damaged,
        )


def _text(content: bytes) -> str:
    return content.decode(errors="ignore").replace("\r\n", "\n")


def _said(block: Block) -> Said | None:
    if block.at is None or block.sender == "":
        return None
    if block.sender is None:
        return _noticed(block.at, "\n".join(block.lines).strip())
    body = read_body(block.lines)
    sender = None if body.kind == "system" else block.sender
    return Said(block.at, sender, body.kind, body.text, body.edited, body.reactions)


def _noticed(at: int, notice: str) -> Said:
    taken_back = _TAKEN_BACK.fullmatch(notice)
    if taken_back is None:
        return Said(at, None, "system", notice)
    return Said(at, ME if taken_back[1] == _YOU else taken_back[1], "deleted", "")
