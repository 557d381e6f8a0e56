"""Load exercises: Markdown files whose TOML head says what is asked, when, and on what grounds."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from markdown_it import MarkdownIt

from reknit.errors import ReknitError
from reknit.programme.prompts import AnyPrompt

CONTENT = Path(__file__).parent.parent / "content" / "en"

FENCE = "+++"
AFTERWARDS = "\n## Afterwards\n"


class UnreadableContent(ReknitError):
    """Say which content file could not be read, and why, to whoever wrote it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path.name}: {why}")


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where an exercise comes from: author and year, what was found, and an evidence grade.

    Grades: A several trials of this use; B one trial or good longitudinal study near it;
    C analogue, laboratory or correlational work; D practice lore.
    """

    cite: str
    found: str
    grade: Literal["A", "A-", "B", "B-", "C+", "C", "D"]


class OpensWhen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What has to hold before an exercise opens; each condition left out is no condition."""

    day: int = 0
    hurt_at_most: int = 10
    after: tuple[str, ...] = ()


class FollowUp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Questions asked once more, some minutes after the answers were kept."""

    after_minutes: int
    title: str
    prompts: tuple[AnyPrompt, ...]


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The head of an exercise file, as it is written."""

    id: str
    slug: str
    step: Literal["first", "understand", "accept", "meet", "thrive", "rebuild", "let_go"]
    title: str
    minutes: int
    summary: str
    days: tuple[int, ...] = ()
    repeat: Literal["once", "daily", "weekly", "any_time"] = "once"
    opens_when: OpensWhen = OpensWhen()
    hidden_in: tuple[str, ...] = ()
    written: dt.date
    reviewed_by: str = ""
    sources: tuple[Source, ...]
    prompts: tuple[AnyPrompt, ...]
    follow_up: FollowUp | None = None


class Exercise(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise: its head, and the words before and after it as HTML."""

    head: Head
    before: str
    afterwards: str


def read_exercise(*, path: Path) -> Exercise:
    """Read one exercise file; raise UnreadableContent with a reason its writer can act on."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableContent(path, "the file must be saved as UTF-8 text") from error
    opening, _, rest = text.partition(FENCE)
    toml, fence, body = rest.partition(f"\n{FENCE}")
    if opening.strip() or not fence:
        raise UnreadableContent(path, f"the head must stand between two lines of {FENCE}")
    try:
        head = msgspec.convert(tomllib.loads(toml), Head)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UnreadableContent(path, str(error)) from error
    _check_keys(path=path, head=head)
    before, _, afterwards = body.partition(AFTERWARDS)
    return Exercise(head=head, before=render(text=before), afterwards=render(text=afterwards))


def _check_keys(*, path: Path, head: Head) -> None:
    later = head.follow_up.prompts if head.follow_up else ()
    keys = [prompt.key for prompt in (*head.prompts, *later)]
    repeated = {key for key in keys if keys.count(key) > 1}
    if repeated:
        raise UnreadableContent(path, f"two prompts share the key {', '.join(sorted(repeated))}")
    if not all(key.isidentifier() for key in keys):
        raise UnreadableContent(path, "a key is one word of letters, digits and underscores")


def render(*, text: str) -> str:
    """Turn Markdown into HTML; raw HTML in the text is shown as text, not obeyed."""
    html: str = MarkdownIt("commonmark", {"html": False}).render(text)
    return html


def load_exercises(*, folder: Path) -> dict[str, Exercise]:
    """Read every exercise in a folder, keyed by id, in the order of their ids."""
    found = [read_exercise(path=path) for path in sorted(folder.glob("*.md"))]
    return {exercise.head.id: exercise for exercise in sorted(found, key=lambda one: one.head.id)}


@cache
def exercises() -> dict[str, Exercise]:
    """Return the exercises that come with the product."""
    return load_exercises(folder=CONTENT / "exercises")
