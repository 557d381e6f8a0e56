"""The pages themselves keep to the words the exercises keep to."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import reknit.web
from tests.content.test_exercises import phrases_in

WEB = Path(reknit.web.__file__).parent
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))
MODULES = sorted([*WEB.rglob("*.py"), *(WEB.parent / "cli").rglob("*.py")])
"""Everything that speaks to a person in its own words: the pages, and the terminal."""

UNSEEN = re.compile(r"\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
MARKUP = re.compile(r"\{%.*?%\}|<[^>]*>", re.DOTALL)
QUOTED = re.compile(r'"([^"]*)"')


def of_file(path: Path) -> str:
    """Name a case after its file."""
    return path.relative_to(WEB.parent).as_posix()


def words_of(template: str) -> str:
    """Return what a person reads: the text between tags, and the words handed to a tag in quotes."""
    seen = UNSEEN.sub(" ", template)
    quoted = " ".join(word for mark in MARKUP.findall(seen) for word in QUOTED.findall(mark))
    return f"{MARKUP.sub(' ', seen)} {quoted}"


def test_there_are_templates() -> None:
    assert TEMPLATES
    assert MODULES


@pytest.mark.parametrize("path", TEMPLATES, ids=of_file)
def test_no_template_uses_a_forbidden_phrase(path: Path) -> None:
    assert phrases_in(words_of(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", MODULES, ids=of_file)
def test_no_sentence_in_a_form_or_a_view_uses_a_forbidden_phrase(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert phrases_in("\n".join(text for text in constants if isinstance(text, str))) == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>We <b>guarantee</b> it</p>",
        "<p>well\n  done</p>",
        '{% field form.name "Oops" %}',
        '<a title="Congratulations">x</a>',
    ],
)
def test_the_lint_reads_a_template_as_a_person_does(template: str) -> None:
    assert phrases_in(words_of(template))


def test_the_lint_leaves_markup_alone() -> None:
    assert not phrases_in(words_of('{% if amazing %}<div class="{{ streak }}">fine</div>{% endif %}'))
