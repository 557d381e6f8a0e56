"""Read a thread of Instagram or Messenger out of all the files it is spread over."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec

from reknit.history.readers.mended_json import open_json
from reknit.history.readers.meta.records import Message, Thread
from reknit.history.readers.meta.rows import Piece, joined, names, timed
from reknit.history.readers.meta.threads import THREADS, list_threads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reknit.history.readers.interface import Chat, Choices, Part
    from reknit.history.sources import File

_INSTAGRAM, _MESSENGER, _EITHER = "Instagram", "Messenger", "Instagram or Messenger"
_FOLDERS = (
    (b"your_instagram_activity", _INSTAGRAM),
    (b"your_facebook_activity", _MESSENGER),
    (b"your_activity_across_facebook", _MESSENGER),
)
_ARCHIVES = (("instagram", _INSTAGRAM), ("facebook", _MESSENGER), ("messenger", _MESSENGER))


class Meta:
    """Read the JSON files of "Download your information"."""

    format = "meta"

    def recognises(self, file: File) -> bool:
        """Tell by the names of the fields, which no other app uses together."""
        head = file.head
        if not head.lstrip().startswith(b"{"):
            return False
        if b'"sender_name"' in head and b'"timestamp_ms"' in head:
            return True
        return all(name in head for name in (b'"participants"', b'"messages"', b'"thread_path"'))

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List the threads of the account."""
        return list_threads(files, self.format, THREADS)

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:
        """Join the files of a thread, put it in order, and tell people's words from the app's."""
        del choices  # nothing is left open in this format
        pieces = []
        for number, file in enumerate(chat.files, start=1):
            pieces.append(_piece(file))
            progress(0.1 + 0.6 * number / len(chat.files))
        layout = _layout(chat.files)
        return joined(pieces, chat, layout=layout, is_editing=layout != _MESSENGER)


def _piece(file: File) -> Piece:
    text = file.text()
    opened = open_json(text.content, exact=Thread[Message], loose=Thread[msgspec.Raw], item=Message)
    people = names(cast("Thread[Message]", opened.whole).participants)
    rows, untimed = timed(opened.messages)
    return Piece(rows, people, (*opened.unplaced, *untimed), text.damaged + opened.damaged)


def _layout(files: Sequence[File]) -> str:
    """Tell Instagram from Messenger by where the files lie and by what they name."""
    for file in files:
        path = file.path.lower()
        found = {app for folder, app in _FOLDERS if folder.decode() in path or folder in file.head}
        found = found or {app for name, app in _ARCHIVES if name in path}
        if len(found) == 1:
            return found.pop()
    return _EITHER
