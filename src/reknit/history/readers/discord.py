"""Read the JSON of DiscordChatExporter, whole or in parts, and say why Discord's own package is no help."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec
import polars as pl

from reknit.history.conversation import SCHEMA
from reknit.history.errors import HistoryError
from reknit.history.readers.arrays import MALFORMED, MessageArray, pieces_of
from reknit.history.readers.columns import MICROSECONDS, complete, names_of
from reknit.history.readers.interface import Chat, Part
from reknit.history.readers.mending import damage_in, mend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.sources import File

_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_EXPORTER = (re.compile(rb'"guild"\s*:\s*\{'), re.compile(rb'"channel"\s*:\s*\{'))
_PACKAGE = (
    re.compile(rb'^\s*\[\s*\{\s*"ID"\s*:'),
    re.compile(rb'"Contents"\s*:'),
    re.compile(rb'"Timestamp"\s*:'),
)
_OTHER_FORMAT = re.compile(
    rb"^\s*AuthorID,Author,Date,Content,|^=+\r?\nGuild: [^\n]*\r?\nChannel: "
    rb"|class=\"?chatlog\b|chatlog__message"
)
GROUP = "DirectGroupTextChat"
# What people write; numbers are types that the exporter has no word for: commands, and the answers to them.
WRITTEN = frozenset(("", "Default", "Reply", "0", "19", "20", "23"))
CALLS = frozenset(("Call", "3"))
# One person each, in a chat of two.
MOST_OF_ONE_SIGN = 2


class OnlyOwnMessages(HistoryError):
    """Say that the package which Discord sends holds one side of each chat only."""

    code = "discord_package"

    def __init__(self) -> None:
        super().__init__(
            "This is the package that Discord sends. It holds only what you wrote yourself, "
            "so it cannot show how the two of you talked. "
            "Save the chat with DiscordChatExporter, as JSON, and use that file.",
        )


class NotSavedAsJson(HistoryError):
    """Say that of the formats of DiscordChatExporter only one is exact."""

    code = "discord_not_json"

    def __init__(self) -> None:
        super().__init__(
            "This chat was saved with DiscordChatExporter, but not as JSON. "
            "Save it once more, choose JSON as the format, and use that file.",
        )


class Author(msgspec.Struct, gc=False):
    """Hold one person."""

    id: str | int | None = None
    name: str | None = None
    nickname: str | None = None


class Emoji(msgspec.Struct, gc=False):
    """Hold the sign of a reaction; one that somebody made has an id."""

    id: str | int | None = None
    name: str | None = None


class Reaction(msgspec.Struct, gc=False):
    """Hold one sign and who put it there."""

    emoji: Emoji
    count: int = 1
    users: list[Author] | None = None


class Forwarded(msgspec.Struct, gc=False):
    """Hold what was sent on."""

    content: str | None = None


class Message(msgspec.Struct, gc=False, rename="camel"):
    """Hold one message."""

    timestamp: str
    id: str | int | None = None
    type: str | int | None = ""
    timestamp_edited: str | None = None
    content: str | None = ""
    author: Author | None = None
    attachments: list[Any] | None = None
    stickers: list[Any] | None = None
    reactions: list[Reaction] | None = None
    forwarded_message: Forwarded | None = None
    poll: Any = None


class Channel(msgspec.Struct):
    """Hold what is known of the chat."""

    id: str | int | None = None
    type: str | None = None
    name: str | None = None


class Export(msgspec.Struct):
    """Hold what stands around the messages."""

    channel: Channel


class Discord:
    """Read one file for each chat, or its partitions."""

    format = "discord"

    def recognises(self, file: File) -> bool:
        """Tell an export by what stands before the messages, and the others by their first line."""
        return _is_export(file) or _why_not(file) is not None

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """Take the parts of a channel together; where there is none, one chat that says why."""
        channels: dict[str, list[File]] = {}
        known: dict[str, Channel] = {}
        for file in files:
            if _is_export(file):
                channel = _channel(file)
                key = str(channel.id) if channel.id is not None else channel.name or ""
                known[key] = channel
                channels.setdefault(key, []).append(file)
        if not channels:
            return [Chat(format=self.format, key="", title="Discord", files=tuple(files[:1]))]
        return [
            Chat(
                format=self.format,
                key=key,
                title=known[key].name or PurePosixPath(parts[0].path).stem,
                is_group=known[key].type == GROUP,
                files=tuple(parts),
            )
            for key, parts in channels.items()
        ]

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:  # noqa: ARG002
        """Turn all parts into messages in the order of their ids; Discord leaves nothing to choose."""
        if reason := _why_not(chat.files[0]):
            raise reason
        rows, unplaced, damaged = _Rows(), list[int](), 0
        for file in chat.files:
            array = MessageArray(Message)
            for messages in array.read(pieces_of(file, progress)):
                rows.add(messages)
            unplaced += array.unplaced
            damaged += array.damaged
        frame, timeless = rows.frame()
        return Part(
            messages=frame,
            names=names_of(frame),
            format=self.format,
            unplaced_lines=tuple(sorted((*unplaced, *timeless))),
            damaged_characters=damage_in(frame["text"], damaged),
        )


def _is_export(file: File) -> bool:
    head = file.head
    return head.lstrip().startswith(b"{") and all(mark.search(head) for mark in (*_EXPORTER, _MESSAGES))


def _why_not(file: File) -> HistoryError | None:
    if all(mark.search(file.head) for mark in _PACKAGE):
        return OnlyOwnMessages()
    return NotSavedAsJson() if _OTHER_FORMAT.search(file.head) else None


def _channel(file: File) -> Channel:
    """Read what stands before the messages, or all of the file where the channel comes after them."""
    for content in _headings(file):
        try:
            return msgspec.json.decode(mend(content).content, type=Export, strict=False).channel
        except MALFORMED:
            continue
    return Channel()


def _headings(file: File) -> Iterator[bytes]:
    yield _MESSAGES.split(file.head, maxsplit=1)[0] + b'"messages":[]}'
    yield file.read()


class _Rows:
    """Collect messages as columns."""

    def __init__(self) -> None:
        self._columns: dict[str, list[Any]] = {
            name: [] for name in ("stamp", "id", "who", "kind", "text", "edited", "reactions")
        }
        self._names: dict[str, tuple[str, str]] = {}

    def add(self, messages: Sequence[Message]) -> None:
        """Take some messages in the order of the file."""
        columns = self._columns
        columns["stamp"] += [each.timestamp for each in messages]
        columns["id"] += [_number(each.id) for each in messages]
        columns["edited"] += [each.timestamp_edited is not None for each in messages]
        for each in messages:
            kind = kind_of(each)
            columns["kind"].append(kind)
            columns["text"].append("" if kind == "call" else text_of(each))
            who = self._key(each.author)
            columns["who"].append(None if kind == "system" else who)
            columns["reactions"].append(tuple(self._signs(each)) if each.reactions else ())

    def _key(self, author: Author | None) -> str:
        """Tell people by their ids, and note how each is called now."""
        author = author or Author()
        name = author.nickname or author.name or "Deleted User"
        key = str(author.id) if author.id is not None else name
        self._names[key] = (name, author.name or name)
        return key

    def _signs(self, message: Message) -> Iterator[tuple[str, str | None]]:
        for reaction in message.reactions or ():
            sign = reaction.emoji.name or ""
            sign = f":{sign}:" if reaction.emoji.id else sign
            known = [self._key(user) for user in reaction.users or ()][:MOST_OF_ONE_SIGN]
            for who in (*known, *(None,) * (min(reaction.count, MOST_OF_ONE_SIGN) - len(known))):
                yield sign, who

    def frame(self) -> tuple[pl.DataFrame, list[int]]:
        """Give each message once, oldest first, and the places of those without a time."""
        names = self._shown()
        columns = self._columns
        frame = pl.DataFrame(
            {
                "stamp": pl.Series(columns["stamp"], dtype=pl.String),
                "id": pl.Series(columns["id"], dtype=pl.UInt64),
                "sender": pl.Series([names.get(who) for who in columns["who"]], dtype=pl.String),
                "kind": pl.Series(columns["kind"], dtype=SCHEMA["kind"]),
                "text": pl.Series(columns["text"], dtype=pl.String),
                "edited": pl.Series(columns["edited"], dtype=pl.Boolean),
            },
        ).with_row_index("row")
        timed = _timed(frame)
        timeless = [place + 1 for place in timed.filter(pl.col("sent_at").is_null())["row"]]
        chosen = _each_once(timed.filter(pl.col("sent_at").is_not_null()))
        signs = {
            place: [(sign, names.get(who)) for sign, who in columns["reactions"][row]]
            for place, row in enumerate(chosen["row"])
            if columns["reactions"][row]
        }
        return complete(chosen, signs), timeless

    def _shown(self) -> dict[str | None, str]:
        """Show people as the chat did, by their account's name where two have the same."""
        shown = [name for name, _ in self._names.values()]
        return {
            key: account if shown.count(name) > 1 else name for key, (name, account) in self._names.items()
        }


def _number(id_: str | int | None) -> int | None:
    text = str(id_)
    return int(text) if text.isdecimal() and len(text) < len(str(2**64)) else None


def _each_once(frame: pl.DataFrame) -> pl.DataFrame:
    """Put parts and repeated exports in order; an id grows with the time and is given once."""
    if frame["id"].null_count():
        return frame.sort(_utc(), maintain_order=True)
    return frame.unique("id", keep="first", maintain_order=True).sort("id")


def _utc() -> pl.Expr:
    return pl.col("sent_at").dt.epoch("us") - pl.col("offset").fill_null(0).cast(pl.Int64) * MICROSECONDS


def _timed(frame: pl.DataFrame) -> pl.DataFrame:
    """Read the clock of the exporter, with its distance from UTC and the part of a second."""
    stamp = pl.col("stamp")
    clock = stamp.str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us", strict=False)
    part = stamp.str.extract(r"^[^.]*\.(\d+)").str.slice(0, 6).str.pad_end(6, "0").cast(pl.Int64)
    zone = stamp.str.extract(r"([+-]\d\d:?\d\d|Z)$")
    minutes = zone.str.slice(-2).cast(pl.Int32, strict=False).fill_null(0)
    hours = zone.str.slice(1, 2).cast(pl.Int32, strict=False).fill_null(0)
    sign = pl.when(zone.str.starts_with("-")).then(-1).otherwise(1)
    offset = pl.when(zone.is_null()).then(None).otherwise(sign * (hours * 3600 + minutes * 60))
    return frame.with_columns(
        (clock + pl.duration(microseconds=part.fill_null(0))).alias("sent_at"),
        offset.cast(pl.Int32).alias("offset"),
        pl.col("text").str.replace_all("\r\n", "\n", literal=True),
    )


def kind_of(message: Message) -> str:
    """Name the kind of a message."""
    type_ = str(message.type or "")
    if type_ in CALLS:
        return "call"
    if type_ not in WRITTEN:
        return "system"
    if message.poll:
        return "poll"
    return "text" if text_of(message) and not (message.attachments or message.stickers) else "media"


def text_of(message: Message) -> str:
    """Give what was written, or what was sent on."""
    if message.content or message.forwarded_message is None:
        return message.content or ""
    return message.forwarded_message.content or ""
