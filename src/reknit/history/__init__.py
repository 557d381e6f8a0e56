"""Read an exported conversation and tell how it changed; the only room that knows Polars."""

from __future__ import annotations

from reknit.history.chats import ChatChoice, NoSuchChat, SeveralChats
from reknit.history.conversation import KINDS, SCHEMA, Conversation
from reknit.history.errors import HistoryError
from reknit.history.findings import Finding
from reknit.history.first import FirstReport
from reknit.history.good import Good, Season
from reknit.history.merge import DifferentChats
from reknit.history.opening import read
from reknit.history.own_words import OwnWords, own_words
from reknit.history.questions import Answer
from reknit.history.readers.interface import ME, Candidate, GroupChat, NotAnExport, UndecidedDateOrder
from reknit.history.reading import DATE_ORDERS, Clock, DateOrder, Evidence, KindCount, Participant, Reading
from reknit.history.report import (
    Curve,
    Measures,
    NotInChat,
    OnePersonOnly,
    Person,
    Report,
    Week,
    measure,
    report,
    tell,
)
from reknit.history.schema import as_json
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
from reknit.history.table import TABLE_SUFFIXES, write_messages

__all__ = [
    "DATE_ORDERS",
    "KINDS",
    "ME",
    "SCHEMA",
    "TABLE_SUFFIXES",
    "Answer",
    "Candidate",
    "ChatChoice",
    "Clock",
    "Conversation",
    "Curve",
    "DamagedArchive",
    "DateOrder",
    "DifferentChats",
    "EmptyExport",
    "EncryptedArchive",
    "Evidence",
    "Finding",
    "FirstReport",
    "Good",
    "GroupChat",
    "HistoryError",
    "KindCount",
    "Measures",
    "NoChatInside",
    "NoSuchChat",
    "NotAnExport",
    "NotInChat",
    "OnePersonOnly",
    "OwnWords",
    "Participant",
    "Person",
    "Reading",
    "Report",
    "Season",
    "SeveralChats",
    "Source",
    "TooLarge",
    "UndecidedDateOrder",
    "UnreadableFile",
    "Week",
    "WrongEncoding",
    "as_json",
    "measure",
    "own_words",
    "read",
    "report",
    "tell",
    "write_messages",
]
