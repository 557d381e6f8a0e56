"""Read what sigtop makes of Signal Desktop."""

from __future__ import annotations

from reknit.history.readers.sigtop.reader import Sigtop

__all__ = ["Sigtop"]
