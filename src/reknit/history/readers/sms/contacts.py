"""Tell which numbers, in all their spellings, are one contact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers

if TYPE_CHECKING:
    from collections.abc import Iterable

# What stands where a phone knows nothing.
_NOTHING = frozenset(("", "null", "(unknown)", "unknown"))
_NOT_DIGITS = re.compile(r"[^\d+]")
_NUMBER = re.compile(r"[+\d\s().\-/\u00a0\u2010-\u2015\u202a-\u202e\u2066-\u2069\u200e\u200f]+")
_ABROAD = "00"
# Shorter numbers are services, of which every digit counts.
SHORTEST_NUMBER = 7
_SAME = frozenset(
    (
        phonenumbers.MatchType.EXACT_MATCH,
        phonenumbers.MatchType.NSN_MATCH,
        phonenumbers.MatchType.SHORT_NSN_MATCH,
    )
)
# So many different numbers with the same last digits are looked at; a phone book has no more.
MOST_ALIKE = 50
# What stands between the numbers of one person in the key of a chat.
ALSO = ","
# What a backup writes for several addresses of one message.
BETWEEN = "~"
# What Android writes where its own number is meant.
OWN_TOKEN = "insert-address-token"  # noqa: S105 - a word of the format


def known(value: str | None) -> str:
    """Return a value, or nothing where it only says that there is none."""
    found = (value or "").strip()
    return "" if found.lower() in _NOTHING else found


def plain(address: str) -> str:
    """Write an address without what is only there for the eye."""
    if not _NUMBER.fullmatch(address):
        return address.strip().casefold()
    digits = _NOT_DIGITS.sub("", address)
    return f"+{digits[2:]}" if digits.startswith(_ABROAD) else digits


def tail(number: str) -> str:
    """Return the digits that all spellings of a number have in common, or all of a short one."""
    return number[-SHORTEST_NUMBER:]


def is_same(one: str, other: str) -> bool:
    """Say whether two plain addresses are one, with the country or without."""
    if one == other:
        return True
    if tail(one) != tail(other) or min(len(one), len(other)) < SHORTEST_NUMBER:
        return False
    if not (_is_number(one) and _is_number(other)):
        return False
    return _without_zeros(one) == _without_zeros(other) or phonenumbers.is_number_match(one, other) in _SAME


def _is_number(address: str) -> bool:
    return address.removeprefix("+").isdecimal()


def _without_zeros(number: str) -> str:
    return number.lstrip("0")


class Contacts:
    """Collect addresses and the names they have, and join those of one person."""

    def __init__(self) -> None:
        self._another: dict[str, str] = {}  # from each address to another of the same person, or to itself
        self._tails: dict[str, list[str]] = {}
        self._named: dict[str, str] = {}

    def add(self, address: str, name: str) -> None:
        """Take note of an address; a name that another address has as well makes them one person."""
        if address not in self._another:
            self._another[address] = address
            others = self._tails.setdefault(tail(address), [])
            for other in others[:MOST_ALIKE]:
                if is_same(address, other):
                    self._join(address, other)
            others.append(address)
        if name:
            self._join(address, self._named.setdefault(name, address))

    def keys(self) -> dict[str, str]:
        """Give the key of the person each address belongs to: all their numbers, in the longest spelling."""
        people: dict[str, list[str]] = {}
        for address in self._another:
            people.setdefault(self._first(address), []).append(address)
        return {
            each: key for spellings in people.values() for key in (_key(spellings),) for each in spellings
        }

    def _join(self, one: str, other: str) -> None:
        self._another[self._first(one)] = self._first(other)

    def _first(self, address: str) -> str:
        """Return the address by which all of one person are found."""
        while (another := self._another[address]) != address:
            self._another[address] = self._another[another]
            address = another
        return address


def _key(spellings: Iterable[str]) -> str:
    kept: dict[str, list[str]] = {}
    for each in sorted(spellings, key=lambda each: (-len(each), each)):
        alike = kept.setdefault(tail(each), [])
        if not any(is_same(each, other) for other in alike[:MOST_ALIKE]):
            alike.append(each)
    return ALSO.join(sorted(each for alike in kept.values() for each in alike))


def belongs(address: str, keys: Iterable[str]) -> bool:
    """Say whether an address is one of a person's."""
    return any(is_same(address, key) for key in keys)
