"""Read Signal's own export of all chats as plain text: a folder with `main.jsonl` in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reknit.history.readers.columns import names_of, to_frame
from reknit.history.readers.interface import ME, Chat, Part
from reknit.history.readers.json_lines import Losses, read_lines
from reknit.history.readers.signal.frames import Frame, Outline, in_camel_case
from reknit.history.readers.signal.messages import Speakers, first_sent, in_their_place, to_said
from reknit.history.readers.signal.people import as_number, learn_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reknit.history.readers.interface import Choices, Said
    from reknit.history.readers.signal.people import Book
    from reknit.history.sources import File

# So many lines are looked at to tell what a file is.
GLANCED_LINES = 200
# What the owner is called where the other one has their name.
OWN_NAMES = (ME, "I")


class Signal:
    """Read the file that Signal's "Export chat history" writes."""

    format = "signal"

    def recognises(self, file: File) -> bool:
        """Tell whether a line at the head is one of Signal's frames."""
        head = in_camel_case(file.head)
        if not head.lstrip().startswith(b"{"):
            return False
        glance = b"\n".join(head.split(b"\n", GLANCED_LINES)[:GLANCED_LINES])
        return any(_is_frame(frame) for _, frame in read_lines(glance, Outline, Losses())) or (
            # All settings of the owner in one line, longer than a glance.
            b'"account"' in head and b'"accountSettings"' in head
        )

    def chats(self, files: Sequence[File]) -> Sequence[Chat]:
        """List every chat with other people in which there is a message."""
        return [chat for file in files for chat in self._chats(file)]

    def _chats(self, file: File) -> list[Chat]:
        book, counts = _outline(in_camel_case(file.text().content))
        threads = [book.thread(number) for number in counts if number not in book.left_out]
        return [
            Chat(
                format=self.format,
                key=thread.key,
                title=thread.title,
                messages=counts[thread.number],
                is_group=thread.is_group,
                files=(file,),
            )
            for thread in threads
        ]

    def read(
        self,
        chat: Chat,
        *,
        choices: Choices,  # noqa: ARG002 - nothing is left open in this format
        progress: Callable[[float], None],
    ) -> Part:
        """Turn the messages of one chat into a conversation, in the order in which the app shows them."""
        text = chat.files[0].text()
        content = in_camel_case(text.content)
        book, counts = _outline(content)
        progress(0.4)
        numbers = {number for number in counts if book.thread(number).key == chat.key}
        me = next(name for name in (book.me, *OWN_NAMES) if name != chat.title)
        speakers = Speakers(me, chat.title, book.own)
        losses = Losses()
        said: list[Said] = []
        firsts: dict[int, int] = {}
        for number, frame in read_lines(content, Frame, losses):
            item = frame.chat_item
            if item is None or as_number(item.chat_id) not in numbers:
                continue
            one = to_said(item, speakers)
            if one is None:
                losses.unplaced.append(number)
                continue
            if one.edited and (first := first_sent(item)):
                firsts[len(said)] = first
            said.append(one)
        messages = to_frame(in_their_place(said, firsts))
        return Part(
            messages=messages,
            names=names_of(messages),
            format=self.format,
            unplaced_lines=tuple(sorted(losses.unplaced)),
            damaged_characters=text.damaged + losses.damaged,
        )


def _outline(content: bytes) -> tuple[Book, Counter[str]]:
    """Learn who is who, and count the messages of each chat."""
    counts: Counter[str] = Counter()

    def opening_lines() -> Iterator[Outline]:
        for _, frame in read_lines(content, Outline, Losses()):
            if frame.chat_item is None:
                yield frame
            else:
                counts[as_number(frame.chat_item.chat_id)] += 1

    return learn_book(opening_lines()), counts


def _is_frame(frame: Outline) -> bool:
    """Ask for two things at once, since a word like "chat" may stand in any file."""
    recipient, chat, item = frame.recipient, frame.chat, frame.chat_item
    if item is not None:
        return item.chat_id is not None
    if chat is not None:
        return chat.id is not None and chat.recipient_id is not None
    if recipient is None or recipient.id is None:
        return False
    return recipient.contact is not None or recipient.group is not None or recipient.self is not None
