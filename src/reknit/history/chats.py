"""Choose one chat out of all that a file holds; where that is not plain, ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reknit.history.errors import HistoryError
from reknit.history.readers.interface import GroupChat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reknit.history.readers.interface import Chat

PAIR = 2
# A message that names more chats is no longer read; the page and the terminal list them all.
SPOKEN_CHATS = 5


class ChatChoice(NamedTuple):
    """Offer one chat to choose."""

    key: str
    title: str
    messages: int | None


class SeveralChats(HistoryError):
    """Ask which of several chats is meant."""

    code = "several_chats"

    def __init__(self, choices: Sequence[ChatChoice], *, asked: str = "") -> None:
        self.choices = tuple(choices)
        named = ", ".join(f"“{each.title}”" for each in self.choices[:SPOKEN_CHATS])
        more = " and more" if len(self.choices) > SPOKEN_CHATS else ""
        super().__init__(
            asked
            or f"There are {len(self.choices)} chats in here: {named}{more}. Please say which one to read."
        )


class NoSuchChat(SeveralChats):
    """Say that the chat that was asked for is not in the file."""

    code = "no_such_chat"

    def __init__(self, wanted: str, choices: Sequence[ChatChoice]) -> None:
        super().__init__(choices, asked=f"There is no chat “{wanted}” in here. Choose one from the list.")


def choose(chats: Sequence[Chat], wanted: Sequence[str]) -> list[Chat]:
    """Take the chats that were asked for, or the only one there is; raise SeveralChats to ask."""
    pairs = [chat for chat in chats if not chat.is_group]
    if not pairs:
        raise GroupChat
    if wanted:
        return [chat for each in wanted for chat in _wanted(each, pairs)]
    if len({_same_chat(chat) for chat in pairs}) > 1:
        raise SeveralChats(offered(pairs))
    return pairs


def offered(chats: Sequence[Chat]) -> list[ChatChoice]:
    """List each chat once, the longest first where lengths are known."""
    choices = {name: _choice(name, chat) for name, chat in zip(_names(chats), chats, strict=True)}
    return sorted(choices.values(), key=lambda choice: (-(choice.messages or 0), choice.title.casefold()))


def _choice(name: str, chat: Chat) -> ChatChoice:
    return ChatChoice(key=name, title=chat.title, messages=chat.messages)


def _names(chats: Sequence[Chat]) -> list[str]:
    """Call each chat by its key, or by its title where the format has none."""
    return [chat.key or chat.title for chat in chats]


def _wanted(wanted: str, chats: Sequence[Chat]) -> list[Chat]:
    """Find a chat by its key first and by its title second, however it is written."""
    spelled = wanted.casefold().strip()
    found = [chat for name, chat in zip(_names(chats), chats, strict=True) if name == wanted]
    found = found or [chat for chat in chats if chat.title.casefold().strip() == spelled]
    if not found:
        raise NoSuchChat(wanted, offered(chats))
    return found


def _same_chat(chat: Chat) -> object:
    """Tell pieces of one chat: by its key, or by its two people where they are known."""
    people = frozenset(chat.people)
    return people if len(people) == PAIR else chat.key
