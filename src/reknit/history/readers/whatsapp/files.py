"""Say what to call an exported chat."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reknit.history.readers.attached import CHAT_NAME

if TYPE_CHECKING:
    from reknit.history.sources import File


def title_of(file: File) -> str:
    """Call a chat by its file, or by the folder or archive where the file's name says nothing."""
    path = PurePosixPath(file.path)
    return path.parent.name if path.name == CHAT_NAME and path.parent.name else path.stem
