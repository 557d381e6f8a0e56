"""Read what signal-export makes of Signal Desktop."""

from __future__ import annotations

from reknit.history.readers.sigexport.reader import Sigexport

__all__ = ["Sigexport"]
