"""Find out who is behind a name that says only that an account is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.history.readers.meta.notices import is_gone

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# What somebody is called where the export has no name at all.
SOMEBODY = "Facebook user"


def names_of_the_gone(senders: Collection[str], people: Sequence[str], title: str) -> dict[str, str]:
    """Give each name of a deleted account the name of the person it must be, if somebody is left over.

    Meta lists the owner of the account last.
    """
    gone = [name for name in senders if is_gone(name)]
    if not gone:
        return {}
    real = [name for name in people if not is_gone(name)]
    silent = [name for name in real if name not in senders]
    if len(silent) == 1 and len(real) > 1:
        return dict.fromkeys(gone, silent[0])
    if len(real) > 1:
        return dict.fromkeys(gone, title if title in real else real[0])
    if title and not is_gone(title) and title not in real:
        return dict.fromkeys(gone, title)
    return dict.fromkeys(gone, next((name for name in gone if name.strip()), SOMEBODY))
