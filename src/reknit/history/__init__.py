"""Read an exported conversation and measure how it changed; the only room that knows Polars."""

from __future__ import annotations

from reknit.history.conversation import KINDS, SCHEMA, Conversation
from reknit.history.errors import HistoryError
from reknit.history.merge import DifferentChats
from reknit.history.opening import read
from reknit.history.readers.whatsapp.dates import Candidate, UndecidedDateOrder
from reknit.history.readers.whatsapp.layout import NotAnExport
from reknit.history.readers.whatsapp.people import GroupChat
from reknit.history.reading import DATE_ORDERS, Clock, DateOrder, Evidence, KindCount, Participant, Reading
from reknit.history.sources import (
    DamagedArchive,
    EmptyExport,
    EncryptedArchive,
    NoChatInside,
    Source,
    TooLarge,
    UnreadableFile,
    WrongEncoding,
)

__all__ = [
    "DATE_ORDERS",
    "KINDS",
    "SCHEMA",
    "Candidate",
    "Clock",
    "Conversation",
    "DamagedArchive",
    "DateOrder",
    "DifferentChats",
    "EmptyExport",
    "EncryptedArchive",
    "Evidence",
    "GroupChat",
    "HistoryError",
    "KindCount",
    "NoChatInside",
    "NotAnExport",
    "Participant",
    "Reading",
    "Source",
    "TooLarge",
    "UndecidedDateOrder",
    "UnreadableFile",
    "WrongEncoding",
    "read",
]
