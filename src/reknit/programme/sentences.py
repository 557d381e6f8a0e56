"""Turn codes from the core into the sentences that stand for them in content."""

from __future__ import annotations

import tomllib
from functools import cache
from html import escape
from typing import TypeVar

import msgspec

from reknit.programme.exercise import CONTENT, Exercise

T = TypeVar("T")


def sentence(*, area: str, code: str, **named: object) -> str:
    """Return the sentence for a code of an area (a file in content), with what it names filled in."""
    return sentences(area)[code].format(**named)


@cache
def sentences(area: str) -> dict[str, str]:
    """Return every sentence of an area by code."""
    read: dict[str, str] = tomllib.loads((CONTENT / f"{area}.toml").read_text(encoding="utf-8"))
    return read


def speak(text: str, *, name: str, ex: str) -> str:
    """Put in the names by which the person is called and calls the other."""
    return text.replace("{name}", name or "you").replace("{ex}", ex or "them")


def spoken(exercise: Exercise, *, name: str, ex: str) -> Exercise:
    """Return an exercise with the names filled in, wherever it has words; escaped where it is HTML."""
    html_names = {"name": escape(name), "ex": escape(ex)}
    return Exercise(
        head=_speak_all(exercise.head, name=name, ex=ex),
        before=speak(exercise.before, **html_names),
        afterwards=speak(exercise.afterwards, **html_names),
    )


def _speak_all(record: T, *, name: str, ex: str) -> T:
    def say(part: object) -> object:
        if isinstance(part, str):
            return speak(part, name=name, ex=ex)
        if isinstance(part, dict):
            return {key: say(value) for key, value in part.items()}
        return [say(value) for value in part] if isinstance(part, list | tuple) else part

    return msgspec.convert(say(msgspec.to_builtins(record)), type(record))
