"""The guide for writers is true: each example in it is written to a file, read, and answered."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from reknit.programme.answer import read_answers
from reknit.programme.exercise import FollowUp, Head, OpensWhen, load_exercises
from reknit.programme.prompts import AnyPrompt
from reknit.safety.standing import NAMES
from tests.content.test_exercises import phrases_in, sentence_lengths
from tests.unit.programme.forms import HEAD, ONE_PROMPT, whole_form

GUIDE = (Path(__file__).parents[2] / "docs" / "exercises.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```markdown\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
TABLES = re.findall(r"^```toml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def whole_file(toml: str) -> str:
    """Return a file around a piece of a head: what the piece leaves out is added."""
    said = tomllib.loads(toml)
    prompts = "" if "prompts" in said else ONE_PROMPT
    return f"+++\n{HEAD.format(id='X90')}{toml}{prompts}+++\n\nBefore.\n"


EXAMPLES = [*FILES, *(whole_file(toml) for toml in TABLES)]


def test_the_guide_is_short_and_has_examples() -> None:
    assert len(GUIDE.splitlines()) <= 120
    assert len(FILES) == 1
    assert len(TABLES) == 3


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_each_example_is_read_and_answered(tmp_path: Path, example: str) -> None:
    (tmp_path / "X90-example.md").write_text(example, encoding="utf-8")
    [exercise] = load_exercises(folder=tmp_path).values()
    later = exercise.head.follow_up.prompts if exercise.head.follow_up else ()
    for prompts in (exercise.head.prompts, later):
        given, problems = read_answers(prompts=prompts, fields=whole_form(prompts))
        assert problems == ()
        assert [one.key for one in given] == [prompt.key for prompt in prompts]
        _, problems = read_answers(prompts=prompts, fields={})
        assert {one.key for one in problems} == {prompt.key for prompt in prompts if not prompt.optional}


def test_the_whole_example_uses_everything_a_head_can_say(tmp_path: Path) -> None:
    (tmp_path / "X24-people-map.md").write_text(FILES[0], encoding="utf-8")
    exercise = load_exercises(folder=tmp_path)["X24"]
    assert exercise.before
    assert exercise.afterwards
    said = tomllib.loads(FILES[0].split("+++")[1])
    assert set(said) == set(Head.__struct_fields__) - {"follow_up"}
    assert set(said["opens_when"]) == set(OpensWhen.__struct_fields__)


@pytest.mark.parametrize("kind", get_args(AnyPrompt), ids=lambda kind: str(kind.__struct_config__.tag))
def test_every_type_of_question_is_shown_with_all_its_keys(kind: type[AnyPrompt]) -> None:
    shown = [prompt for toml in TABLES for prompt in tomllib.loads(toml).get("prompts", [])]
    of_kind = [prompt for prompt in shown if prompt["type"] == kind.__struct_config__.tag]
    own = set(kind.__struct_fields__) - {"help", "optional"}
    assert set().union(*of_kind) >= own


def test_help_and_optional_are_shown_and_so_is_a_follow_up() -> None:
    tables = [tomllib.loads(toml) for toml in TABLES]
    assert any({"help", "optional"} <= set(prompt) for table in tables for prompt in table.get("prompts", []))
    [later] = [table["follow_up"] for table in tables if "follow_up" in table]
    assert set(later) == set(FollowUp.__struct_fields__)


def test_every_danger_that_can_hide_an_exercise_is_named() -> None:
    assert all(f"`{name}`" in GUIDE for name in NAMES)


def test_the_guide_keeps_to_its_own_rules() -> None:
    words = re.sub(r"```.*?```|`[^`]*`", "", GUIDE, flags=re.DOTALL)
    assert phrases_in(words) == []
    assert max(sentence_lengths([line for line in words.splitlines() if not line.startswith("|")])) <= 35
