"""Read the letters between the owner of an archive of mail and one correspondent."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reknit.history.readers.columns import in_time, names_of, to_frame
from reknit.history.readers.interface import Chat, Part, Said
from reknit.history.readers.mbox.letters import read_head, read_words
from reknit.history.readers.mbox.splitting import is_archive, is_letter, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reknit.history.readers.interface import Choices
    from reknit.history.readers.mbox.letters import Head
    from reknit.history.readers.mbox.splitting import Raw
    from reknit.history.sources import File

# What stands between the two addresses in the key of a chat.
AND = " & "
SECOND = 1_000_000


class Mbox:
    """Read archives of mail and single letters."""

    format = "mbox"

    def recognises(self, file: File) -> bool:
        """Tell by the line in front of the first letter, or by the first lines of a letter."""
        return is_archive(file.head) or is_letter(file.head)

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List everybody with whom letters went both ways; everybody at all where nobody is like that."""
        survey = _Survey(files)
        both = [pair for pair in survey.pairs if survey.pairs[pair] == {True, False}]
        return [
            Chat(
                format=self.format,
                key=AND.join((other, survey.own)),
                title=survey.names.get(other, other),
                messages=survey.counts[other],
                files=tuple(files),
            )
            for other in both or survey.pairs
        ]

    def read(self, chat: Chat, *, choices: Choices, progress: Callable[[float], None]) -> Part:
        """Collect the letters between two people, each once, in the order of time."""
        del choices  # nothing is left open in this format
        pair = frozenset(chat.key.split(AND))
        said: dict[object, Said] = {}
        names: dict[str, str] = {}
        unplaced = []
        letters = 0
        for place, raw in enumerate(_letters(chat.files, progress), start=1):
            head = read_head(raw)
            if _is_between(head, pair):
                _learn(names, head)
                words = read_words(raw)
                if words is None:
                    unplaced.append(place)
                    continue
                letters += 1
                said.setdefault(
                    words.key,
                    Said(words.at * SECOND, head.sender, words.kind, words.text, offset=words.offset),
                )
        shown = _shown(pair, names)
        frame = to_frame(in_time(one._replace(sender=shown[one.sender or ""]) for one in said.values()))
        return Part(
            messages=frame,
            names=names_of(frame),
            format=self.format,
            unplaced_lines=tuple(unplaced),
            damaged_characters=sum(one.text.count("\ufffd") for one in said.values()),
            duplicates=letters - len(said),
        )


class _Survey:
    """Hold whose archive it is, and how many letters went between them and everybody else."""

    def __init__(self, files: Sequence[File]) -> None:
        heads: Counter[tuple[str, frozenset[str]]] = Counter()
        sure: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        for raw in _letters(files):
            head = read_head(raw)
            if head.sender and head.receivers and not head.is_draft:
                heads[head.sender, head.receivers] += 1
                sure.update(head.own)
                _learn(self.names, head)
        self.own = _owner(heads, sure, " ".join(file.name for file in files).lower())
        self.pairs: dict[str, set[bool]] = {}
        self.counts: Counter[str] = Counter()
        for (sender, receivers), number in heads.items():
            others = {sender, *receivers} - {self.own}
            if self.own in {sender, *receivers} and len(others) == 1:
                (other,) = others
                self.pairs.setdefault(other, set()).add(sender == self.own)
                self.counts[other] += number


def _owner(heads: Counter[tuple[str, frozenset[str]]], sure: Counter[str], path: str) -> str:
    """Tell whose archive it is: who is in most letters, or whom the archive says."""
    seen: Counter[str] = Counter()
    for (sender, receivers), number in heads.items():
        seen.update(dict.fromkeys({sender, *receivers}, number))

    def weight(address: str) -> tuple[int, int, bool, str]:
        return seen[address], sure[address], address.partition("@")[0] not in path, address

    return max(seen, key=weight, default="")


def _is_between(head: Head, pair: frozenset[str]) -> bool:
    return not head.is_draft and bool(head.receivers) and {head.sender, *head.receivers} == pair


def _learn(names: dict[str, str], head: Head) -> None:
    """Call people as they call themselves, and as others do only where nothing else is known."""
    for address, name in head.names:
        if address == head.sender or address not in names:
            names[address] = name


def _shown(pair: frozenset[str], names: dict[str, str]) -> dict[str, str]:
    """Give both people their names, or their addresses where one name is that of both."""
    shown = {address: names.get(address, address) for address in pair}
    return shown if len(set(shown.values())) == len(pair) else {address: address for address in pair}


def _letters(files: Sequence[File], progress: Callable[[float], None] = lambda _: None) -> Iterator[Raw]:
    for number, file in enumerate(files):
        read = 0

        def pieces(file: File = file, number: int = number) -> Iterator[bytes]:
            nonlocal read
            for piece in file.pieces():
                read += len(piece)
                progress((number + read / file.size) / len(files))
                yield piece

        yield from split(pieces(), is_single=not is_archive(file.head))
