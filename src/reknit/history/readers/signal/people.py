"""Learn from Signal's export who the people are and which chats there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reknit.history.readers.interface import ME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reknit.history.readers.signal.frames import Account, Contact, Frame, Number, Outline, Recipient


class Thread(NamedTuple):
    """Hold one chat: the key it has in every export, its name, and whether more than two are in it."""

    number: str
    key: str
    title: str
    is_group: bool = False


class Book(NamedTuple):
    """Hold the owner's name and number, and every chat that is with other people."""

    me: str
    own: str
    threads: dict[str, Thread]  # by the number that messages carry
    left_out: frozenset[str]  # notes to oneself, and what Signal itself sends

    def thread(self, number: str) -> Thread:
        """Give the chat of a message, even where the line that opens it is missing."""
        return self.threads.get(number) or Thread(number, f"chat {number}", f"Signal chat {number}")


def learn_book(frames: Iterable[Frame | Outline]) -> Book:
    """Go through all lines that are no messages."""
    me, own = ME, ""
    recipients: dict[str, Recipient] = {}
    chats: dict[str, str] = {}
    for frame in frames:
        if frame.account is not None:
            me = _own_name(frame.account) or ME
        if frame.recipient is not None:
            number = as_number(frame.recipient.id)
            recipients[number] = frame.recipient
            own = number if frame.recipient.self is not None else own
        if frame.chat is not None:
            chats[as_number(frame.chat.id)] = as_number(frame.chat.recipient_id)
    threads = {}
    left_out = set()
    for number, whom in chats.items():
        recipient = recipients.get(whom)
        if recipient is None:
            continue
        if recipient.contact is None and recipient.group is None:
            left_out.add(number)
        else:
            threads[number] = _thread(number, recipient)
    return Book(me, own, threads, frozenset(left_out))


def as_number(number: Number) -> str:
    """Write a number in one way: some are text in the export and some are not."""
    return "" if number is None else str(number)


def _thread(number: str, recipient: Recipient) -> Thread:
    if recipient.contact is None:
        snapshot = recipient.group.snapshot if recipient.group else None
        title = snapshot.title.title if snapshot and snapshot.title else None
        return Thread(number, f"group {number}", title or f"Signal chat {number}", is_group=True)
    contact = recipient.contact
    phone = _phone(contact)
    key = phone or contact.aci or contact.username or f"chat {number}"
    return Thread(number, key, _name(contact) or phone or contact.username or f"Signal chat {number}")


def _name(contact: Contact) -> str:
    """Call a person as the app does: by the nickname given, the address book, or their own profile."""
    nickname = contact.nickname
    return (
        (_joined(nickname.given, nickname.family) if nickname else "")
        or _joined(contact.system_given_name, contact.system_family_name)
        or _joined(contact.profile_given_name, contact.profile_family_name)
    )


def _own_name(account: Account) -> str:
    return _joined(account.given_name, account.family_name)


def _joined(*parts: str | None) -> str:
    return " ".join(part.strip() for part in parts if part and part.strip())


def _phone(contact: Contact) -> str:
    number = as_number(contact.e164).removeprefix("+")
    return f"+{number}" if number else ""
