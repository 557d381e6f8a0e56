"""Leave out what was sent inside a chat: a text among the pictures may look like a chat itself."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reknit.history.sources import File

# What apps call the folders, beside or below the chat, into which they put what was sent.
_FOLDERS = frozenset(
    (
        "attachments",
        "audio",
        "documents",
        "files",
        "gifs",
        "images",
        "media",
        "photos",
        "stickers",
        "video_files",
        "videos",
        "voice_messages",
    )
)
# The folder in which an account of Telegram keeps a folder for each of its chats.
_CHATS = "chats"
# The one chat in an archive of WhatsApp on an iPhone: all that lies beside it was sent in it.
CHAT_NAME = "_chat.txt"
# Apps that put what was sent right beside the chat, which names it.
_NAMING = ("google_chat", "whatsapp")


def without_attached(found: Mapping[str, Sequence[File]]) -> dict[str, list[File]]:
    """Give the files of each format, but for what was sent inside a chat that is among them."""
    homes = {_folder(file) for files in found.values() for file in files}
    kept = {
        format_: [
            file for file in files if not _is_among_media(_folder(file), homes) and not _is_named(file, found)
        ]
        for format_, files in found.items()
    }
    return {format_: files for format_, files in kept.items() if files}


def _folder(file: File) -> PurePosixPath:
    """Tell folders of the same name in different places apart."""
    return PurePosixPath(file.folder if file.place is None else file.place.absolute().parent.as_posix())


def _is_among_media(folder: PurePosixPath, homes: set[PurePosixPath]) -> bool:
    return any(
        each.name.casefold() in _FOLDERS and not homes.isdisjoint(_may_lead_to(each))
        for each in (folder, *folder.parents)
    )


def _may_lead_to(media: PurePosixPath) -> tuple[PurePosixPath, ...]:
    """List the folders in which the chat of a folder of media may lie."""
    above = media.parent.parent
    return (media.parent, above.parent) if above.name == _CHATS else (media.parent,)


def _is_named(file: File, found: Mapping[str, Sequence[File]]) -> bool:
    """Tell whether a chat in the same folder says that this file was sent in it."""
    beside = (
        chat
        for naming in _NAMING
        for chat in found.get(naming, ())
        if chat is not file and _folder(chat) == _folder(file)
    )
    return file.name != CHAT_NAME and any(
        chat.name == CHAT_NAME or _names(chat, file.name) for chat in beside
    )


def _names(chat: File, name: str) -> bool:
    """Look for a name as it stands in JSON, before "(file attached)", or at the end of "<attached: …>"."""
    content = chat.read()
    plain = name.encode()
    marks = (json.dumps(name).encode(), b'"' + plain + b'"', plain + b" (", plain + b">")
    return any(mark in content for mark in marks)
