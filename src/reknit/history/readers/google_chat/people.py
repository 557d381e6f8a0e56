"""Tell who is who in a chat: an address decides, and the latest name is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reknit.history.readers.google_chat.records import Person

# What somebody is called where the export has neither a name nor an address.
SOMEBODY = "Google user"
PAIR = 2


class People:
    """Hold the names of everybody in a chat."""

    def __init__(self, members: Sequence[Person], creators: Iterable[Person]) -> None:
        self._names: dict[str, str] = {}
        seen = set()
        for person in (*members, *creators):
            if key := _key(person):
                seen.add(key)
                self._names[key] = person.name or self._names.get(key) or person.email or ""
        wrote = {_key(person) for person in creators}
        silent = [key for person in members if (key := _key(person)) and key not in wrote]
        is_plain = len(members) == PAIR and len(silent) == 1
        self._nameless = self._names[silent[0]] if is_plain else SOMEBODY

    def name(self, person: Person) -> str:
        """Give the name of a person; who has none is the one in a pair who never wrote under a name."""
        return self._names.get(_key(person), self._nameless)

    def name_of(self, address: str) -> str:
        """Give the name that belongs to an address, or the address."""
        return self._names.get(address.casefold(), address)


def _key(person: Person) -> str:
    return (person.email or person.name or "").strip().casefold()
