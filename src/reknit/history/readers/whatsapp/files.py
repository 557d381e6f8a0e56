"""Tell an exported chat from text files that were sent inside it, and what to call it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.sources import File

# The name an iPhone gives to the chat in its archive.
CHAT_NAME = "_chat.txt"


def outermost(files: Sequence[File]) -> list[File]:
    """Leave out text files that lie beside a chat and are named in it."""
    return [file for file in files if not any(_is_sent_in(file, other) for other in files)]


def _is_sent_in(file: File, chat: File) -> bool:
    if file is chat or not file.name or file.folder != chat.folder or file.name == CHAT_NAME:
        return False
    return chat.name == CHAT_NAME or file.name.encode() in chat.read()


def title_of(file: File) -> str:
    """Call a chat by its file, or by the folder or archive where the file's name says nothing."""
    path = PurePosixPath(file.path)
    return path.parent.name if path.name == CHAT_NAME and path.parent.name else path.stem
