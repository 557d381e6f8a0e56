"""Hold the ancestor of every reason a message history could not be read."""

from __future__ import annotations

from typing import ClassVar

from reknit.errors import ReknitError


class HistoryError(ReknitError):
    """Say in plain words what could not be read and what to do next."""

    code: ClassVar[str]
