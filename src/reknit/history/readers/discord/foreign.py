"""Say why Discord's own package, and the other formats of DiscordChatExporter, are no help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reknit.history.errors import HistoryError

if TYPE_CHECKING:
    from reknit.history.sources import File

_PACKAGE = (
    re.compile(rb'^\s*\[\s*\{\s*"ID"\s*:'),
    re.compile(rb'"Contents"\s*:'),
    re.compile(rb'"Timestamp"\s*:'),
)
_OTHER_FORMAT = re.compile(
    rb"^\s*AuthorID,Author,Date,Content,|^=+\r?\nGuild: [^\n]*\r?\nChannel: "
    rb"|class=\"?chatlog\b|chatlog__message"
)


class OnlyOwnMessages(HistoryError):
    """Say that the package which Discord sends holds one side of each chat only."""

    code = "discord_package"

    def __init__(self) -> None:
        super().__init__(
            "This is the package that Discord sends. It holds only what you wrote yourself, "
            "so it cannot show how the two of you talked. "
            "Save the chat with DiscordChatExporter, as JSON, and use that file.",
        )


class NotSavedAsJson(HistoryError):
    """Say that of the formats of DiscordChatExporter only one is exact."""

    code = "discord_not_json"

    def __init__(self) -> None:
        super().__init__(
            "This chat was saved with DiscordChatExporter, but not as JSON. "
            "Save it once more, choose JSON as the format, and use that file.",
        )


def why_not(file: File) -> HistoryError | None:
    """Give the reason why a file of Discord cannot be read, if there is one."""
    if all(mark.search(file.head) for mark in _PACKAGE):
        return OnlyOwnMessages()
    return NotSavedAsJson() if _OTHER_FORMAT.search(file.head) else None
