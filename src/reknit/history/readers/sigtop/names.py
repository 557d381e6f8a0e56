"""Tell a person's name from the number or address that sigtop puts behind it."""

from __future__ import annotations

import re

from reknit.history.readers.interface import ME

YOU = "You"
# A number, the identifier of an account, or a username, in brackets.
_DETAIL = re.compile(
    r"(.*\S) \((?:\+?[\d ]+|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\w+\.\d{2,})\)"
)


def shown_name(written: str) -> str:
    """Give the name alone."""
    name = written.strip()
    found = _DETAIL.fullmatch(name)
    return ME if name == YOU else found[1] if found else name
