"""Look for changes that are large, lasting and surer than chance allows."""

from __future__ import annotations

from reknit.history.changes.change import Change
from reknit.history.changes.finding import find_changes, is_watched

__all__ = ["Change", "find_changes", "is_watched"]
