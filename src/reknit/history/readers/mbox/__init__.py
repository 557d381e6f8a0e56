"""Read the mail between two people out of an archive of mail."""

from __future__ import annotations

from reknit.history.readers.mbox.reader import Mbox

__all__ = ["Mbox"]
