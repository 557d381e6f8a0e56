"""Tell the two people apart by their numbers, and call each by one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reknit.history.readers.interface import ME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.telegram.shape import Message

# What Telegram itself calls somebody whose account is gone.
DELETED = "Deleted Account"
NOBODY = 0
PAIR = 2

Id = str | int | None


class People:
    """Give everybody a small number on the way, and a name at the end."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], int] = {}
        self._seen: dict[Id, int] = {None: NOBODY}
        self._names: dict[int, str] = {}

    def codes(self, messages: Sequence[Message]) -> list[int]:
        """Give the number of each sender, 0 where no id is given."""
        seen = self._seen
        try:
            return [seen[message.from_id] for message in messages]
        except KeyError:
            self.learn(messages)
            return [seen[message.from_id] for message in messages]

    def learn(self, messages: Sequence[Message]) -> None:
        """Note who is there, and the latest name of each."""
        for message in messages:
            if message.from_id is not None:
                self.code(message.from_id, message.from_)

    def code(self, who: Id, name: str | None) -> int:
        """Give the number of one person, told by their id or, where there is none, by their name."""
        key = ("name", name or "") if who is None else ("id", _spelled(who))
        code = self._codes.setdefault(key, len(self._codes) + 1)
        if who is not None:
            self._seen[who] = code
        if name:
            self._names[code] = name
        return code

    def named(self, *, title: str, partner: str) -> list[str | None]:
        """List the names by number; whoever has none is told from the title of the chat."""
        ids = {code: who for (sort, who), code in self._codes.items() if sort == "id"}
        other = next((code for code, who in ids.items() if who == _spelled(partner)), NOBODY)
        names = {
            code: self._names.get(code) or self._unnamed(code, other, title) for code in self._codes.values()
        }
        if other and len(ids) == PAIR and len({names[code] for code in ids}) == 1:
            names[next(code for code in ids if code != other)] = ME
        return [None, *(names[code] for code in sorted(names))]

    def _unnamed(self, code: int, other: int, title: str) -> str:
        """Tell by elimination who has no name: the other person, unless that is somebody else."""
        is_known = code != other and ("name", "") not in self._codes and title in self._names.values()
        return ME if is_known else title


def _spelled(who: Id) -> str:
    """Give both ways in which Telegram writes the number of a person the same form."""
    text = str(who)
    return f"user{text}" if text.isdecimal() else text
