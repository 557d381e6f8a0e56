"""Nothing in the content folder is an orphan: the product reads every file there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import reknit
from reknit.demo import answers, conversation, letters
from reknit.programme import exercise, exports, measures, sentences, steps, words
from reknit.programme.exercise import CONTENT
from reknit.safety import cards, helplines
from tests.content.test_exercises import RECOGNISED

if TYPE_CHECKING:
    import pytest

SOURCE = Path(reknit.__file__).parent
FOR_WRITERS = {"README.md"}
"""Files for whoever writes content; nobody is shown them."""


def areas() -> set[str]:
    """Return the areas of sentences that some line of the product asks for."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    return set(re.findall(r'\bsentence\(\s*area="(\w+)"', code))


def test_every_content_file_is_read_by_something(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[Path] = set()
    read_text = Path.read_text

    def reading(path: Path, encoding: str) -> str:
        read.add(path)
        return read_text(path, encoding=encoding)

    monkeypatch.setattr(Path, "read_text", reading)
    exercise.exercises.__wrapped__()
    for area in areas():
        sentences.sentences.__wrapped__(area)
    exports.exports.__wrapped__()
    measures.measure_words.__wrapped__()
    words.check_words.__wrapped__()
    words.reason_words.__wrapped__()
    steps.steps.__wrapped__()
    steps.pulse_lines.__wrapped__()
    cards.cards.__wrapped__()
    helplines.countries.__wrapped__()
    helplines.country_names.__wrapped__()
    answers.answers()
    letters.letters()
    conversation.phrases.__wrapped__()
    files = {path for path in CONTENT.rglob("*") if path.is_file() and path.name not in FOR_WRITERS}
    assert {path for path in files if not path.is_relative_to(RECOGNISED)} - read == set()
