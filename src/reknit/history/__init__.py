"""Read an exported conversation and measure how it changed; the only room that knows Polars."""

from __future__ import annotations

from reknit.history.chats import ChatChoice, NoSuchChat, SeveralChats
from reknit.history.conversation import KINDS, SCHEMA, Conversation
from reknit.history.errors import HistoryError
from reknit.history.measures.initiative import Initiative
from reknit.history.measures.interface import Silence
from reknit.history.measures.length import Length, Lengths
from reknit.history.measures.reply_time import Minutes, Quartiles, ReplyTime, ReplyTimes
from reknit.history.measures.weeks import Week
from reknit.history.merge import DifferentChats
from reknit.history.opening import read
from reknit.history.readers.interface import GroupChat, NotAnExport
from reknit.history.readers.whatsapp.dates import Candidate, UndecidedDateOrder
from reknit.history.reading import DATE_ORDERS, Clock, DateOrder, Evidence, KindCount, Participant, Reading
from reknit.history.report import Measures, NotInChat, OnePersonOnly, Person, Report, measure, report
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
    "SCHEMA",
    "TABLE_SUFFIXES",
    "Candidate",
    "ChatChoice",
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
    "Initiative",
    "KindCount",
    "Length",
    "Lengths",
    "Measures",
    "Minutes",
    "NoChatInside",
    "NoSuchChat",
    "NotAnExport",
    "NotInChat",
    "OnePersonOnly",
    "Participant",
    "Person",
    "Quartiles",
    "Reading",
    "ReplyTime",
    "ReplyTimes",
    "Report",
    "SeveralChats",
    "Silence",
    "Source",
    "TooLarge",
    "UndecidedDateOrder",
    "UnreadableFile",
    "Week",
    "WrongEncoding",
    "measure",
    "read",
    "report",
    "write_messages",
]
