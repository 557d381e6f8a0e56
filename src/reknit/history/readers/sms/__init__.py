"""Read the text messages and calls of a phone, as "SMS Backup & Restore" saves them."""

from __future__ import annotations

from reknit.history.readers.sms.reader import Sms

__all__ = ["Sms"]
