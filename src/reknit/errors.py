"""Hold the one ancestor of every error Reknit raises on purpose."""

from __future__ import annotations


class ReknitError(Exception):
    """Say in one plain sentence what could not be done."""
