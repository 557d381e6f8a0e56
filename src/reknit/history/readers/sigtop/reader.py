"""Read the files of sigtop, one a chat: blocks of text, or rows of Signal Desktop's database as JSON."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reknit.history.readers.columns import names_of, to_frame
from reknit.history.readers.interface import ME, Chat, Part
from reknit.history.readers.sigtop.blocks import HEADING, looks_like_blocks, read_blocks
from reknit.history.readers.sigtop.names import shown_name
from reknit.history.readers.sigtop.rows import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.sources import File

_ACCOUNT = re.compile(rb'"source(?:ServiceId|Uuid)"\s*:\s*"([^"]+)"')
# Names that only a row of Signal Desktop has.
_KEYS = (b'"sent_at"', b'"received_at"', b'"schemaVersion"')
_STATE = b'"sendStateByConversationId"'
_PAIR = 2
_NOTES = "Note to Self"


class Sigtop:
    """Read one chat as sigtop wrote it."""

    format = "sigtop"

    def recognises(self, file: File) -> bool:
        """Tell by the names in the first row, or by the first block."""
        head = file.head
        if _is_json(head):
            is_row = b'"conversationId"' in head and any(key in head for key in _KEYS)
            return is_row or _STATE in head
        return looks_like_blocks(head.decode(errors="ignore").replace("\r\n", "\n"))

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """Take every file for a chat."""
        return [chat for file in files if (chat := self._chat(file)).title != _NOTES]

    def _chat(self, file: File) -> Chat:
        stem = PurePosixPath(file.name).stem
        if _is_json(file.head):
            is_group = len(set(_ACCOUNT.findall(file.head))) > _PAIR
            return Chat(
                format=self.format, key=stem, title=shown_name(stem), is_group=is_group, files=(file,)
            )
        text = file.head.decode(errors="ignore").replace("\r\n", "\n")
        said = read_blocks(text).said
        names = list(dict.fromkeys(one.sender for one in said if one.sender))
        heading = HEADING.match(text)
        written = (heading[1] if heading else None) or next((name for name in names if name != ME), stem)
        return Chat(
            format=self.format,
            key=written,
            title=shown_name(written),
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
        """Turn one chat into messages."""
        text = chat.files[0].text()
        progress(0.2)
        is_json = _is_json(text.content)
        damaged = text.damaged
        if is_json:
            rows = read_rows(text.content, chat.title)
            said, unplaced, damaged = rows.said, rows.unplaced, damaged + rows.damaged
        else:
            said, unplaced = read_blocks(text.content.decode())
        messages = to_frame(said)
        return Part(
            messages=messages,
            names=names_of(messages),
            format=self.format,
            layout="JSON" if is_json else "text",
            unplaced_lines=tuple(sorted(unplaced)),
            damaged_characters=damaged,
        )


def _is_json(content: bytes) -> bool:
    return content.lstrip()[:1] == b"["
