"""Read what WhatsApp calls "Export chat"."""

from __future__ import annotations

from reknit.history.readers.whatsapp.reader import WhatsApp

__all__ = ["WhatsApp"]
