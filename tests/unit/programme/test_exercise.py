"""An exercise file is read into one typed record, or its writer is told what to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reknit.programme.exercise import OpensWhen, UnreadableContent, exercises, load_exercises, read_exercise
from tests.unit.programme.forms import HEAD, ONE_PROMPT, write

if TYPE_CHECKING:
    from pathlib import Path

TWO_TIMES = ONE_PROMPT + ONE_PROMPT
LATER = '[follow_up]\nafter_minutes = 5\ntitle = "Later"\n'


def prompt(**keys: str) -> str:
    """Return the TOML of one question; each value is written as it stands."""
    lines = {"key": '"word"', "ask": '"One word?"'} | keys
    return "\n[[prompts]]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items())


def test_a_small_file_has_calm_defaults(tmp_path: Path) -> None:
    head = read_exercise(path=write(tmp_path)).head
    assert (head.id, head.repeat, head.days, head.hidden_in, head.follow_up) == ("X90", "once", (), (), None)
    assert head.opens_when == OpensWhen(day=0, hurt_at_most=10, after=())
    assert [one.key for one in head.prompts] == ["word"]


def test_words_before_and_after_become_html(tmp_path: Path) -> None:
    body = "Hello *{ex}*.\n\n<script>x</script>\n\n## Afterwards\n\nRest.\n"
    exercise = read_exercise(path=write(tmp_path, body=body))
    assert exercise.before == "<p>Hello <em>{ex}</em>.</p>\n<p>&lt;script&gt;x&lt;/script&gt;</p>\n"
    assert exercise.afterwards == "<p>Rest.</p>\n"
    assert read_exercise(path=write(tmp_path, body="Only before.")).afterwards == ""


@pytest.mark.parametrize("mark", ["", "\N{BYTE ORDER MARK}"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_file_saved_on_windows_is_read(tmp_path: Path, mark: str, line_end: str) -> None:
    path = write(tmp_path, body="Before.\n\n## Afterwards\n\nRest.\n")
    text = path.read_text(encoding="utf-8").replace("\n", line_end)
    path.write_bytes((mark + text).encode())
    assert read_exercise(path=path).afterwards == "<p>Rest.</p>\n"


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ("prompts = [\n", "Invalid"),
        ("", "missing required field `prompts`"),
        ('colour = "red"\n' + ONE_PROMPT, "unknown field `colour`"),
        (prompt(type='"short"', colour='"red"'), "unknown field `colour`"),
        (prompt(type='"poem"'), "poem"),
        (prompt(type='"scale"'), "missing required field"),
        ('hidden_in = "order"\n' + ONE_PROMPT, "hidden_in"),
        (TWO_TIMES, "two prompts share the key word"),
        (ONE_PROMPT + LATER + ONE_PROMPT.replace("prompts", "follow_up.prompts"), "share the key word"),
        (prompt(type='"short"', key='"two words"'), "a key is one word"),
        (prompt(type='"lines"', least="3", most="2"), "more lines than most"),
        (prompt(type='"columns"', left='"L"', right='"R"', least="7"), "more lines than most"),
        (prompt(type='"practice"', seconds="60", every="0", low='"l"', high='"h"'), "every"),
        (prompt(type='"practice"', seconds="60", every="90", low='"l"', high='"h"'), "every"),
        *(
            (
                prompt(type=f'"{kind}"', **{key: '[{value="a",label="A"},{value="a",label="B"}]'}),
                "share a value",
            )
            for kind, key in (("choice", "options"), ("choices", "options"), ("shares", "parts"))
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_name(tmp_path: Path, toml: str, why: str) -> None:
    with pytest.raises(UnreadableContent, match=rf"(?s)^X90-small\.md: .*{why}"):
        read_exercise(path=write(tmp_path, toml))


@pytest.mark.parametrize("grade", ["E", "a", ""])
def test_a_grade_that_is_none_is_refused(tmp_path: Path, grade: str) -> None:
    head = HEAD.replace('grade = "D"', f'grade = "{grade}"')
    with pytest.raises(UnreadableContent, match="grade"):
        read_exercise(path=write(tmp_path, head=head))


@pytest.mark.parametrize("text", ["", "no head", "words\n+++\n+++\n", "+++\nnever closed"])
def test_a_file_without_a_head_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "X90-small.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableContent, match="between two lines"):
        read_exercise(path=path)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(path.read_bytes() + "für".encode("latin-1"))
    with pytest.raises(UnreadableContent, match="UTF-8"):
        read_exercise(path=path)


def test_exercises_are_keyed_and_ordered_by_id(tmp_path: Path) -> None:
    for name in ("X92", "X90", "X91"):
        write(tmp_path, name=name)
    (tmp_path / "notes.txt").write_text("not an exercise", encoding="utf-8")
    assert list(load_exercises(folder=tmp_path)) == ["X90", "X91", "X92"]


def test_the_product_brings_its_own() -> None:
    assert {"X01", "X14", "X23"} <= set(exercises())
