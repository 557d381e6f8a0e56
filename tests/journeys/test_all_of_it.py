"""Every exercise, the export, deleting everything and bringing it back, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from reknit.demo.answers import answers
from reknit.programme.exercise import exercises
from tests.journeys.test_first_evening import ENDED, PASSPHRASE, tell_the_ending

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@pytest.mark.parametrize("way", ["with-script", "without-script"])
def test_everything_is_kept_taken_along_deleted_and_brought_back(
    fresh: str, open_page: Callable[..., Page], tmp_path: Path, way: str
) -> None:
    page = open_page("390", java_script_enabled=way == "with-script", accept_downloads=True)
    begin(page, fresh)
    tell_the_ending(page)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Done").click()
    for name in exercises():
        answer(page, fresh, name)
    page.goto(f"{fresh}/kept/")
    pass_cards(page)
    before = page.locator(".rows .row").all_inner_texts()
    assert len(before) == len(exercises())
    page.goto(f"{fresh}/yours/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save everything").click()
    saved = tmp_path / "notes.zip"
    download.value.save_as(saved)
    page.goto(f"{fresh}/yours/")
    page.get_by_role("link", name="Delete everything").click()
    page.get_by_role("button", name="Delete everything now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is gone.")
    begin(page, fresh)
    page.get_by_role("link", name="bring what you kept").click()
    page.get_by_label("The file").set_input_files(saved)
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_role("link", name="Go on to today").click()
    pass_cards(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kim")
    page.goto(f"{fresh}/kept/")
    assert page.locator(".rows .row").all_inner_texts() == before


def begin(page: Page, address: str) -> None:
    """Make a place and confirm the code."""
    page.goto(f"{address}/start/")
    page.get_by_label("What may we call you?").fill("Kim")
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    page.get_by_label("The same once more").fill(PASSPHRASE)
    page.get_by_label("I am 18 or older").check()
    page.get_by_role("button", name="Make my place").click()
    code = re.sub(r"\s+", " ", page.locator(".code").inner_text()).strip()
    page.get_by_label("Now type it once").fill(code)
    page.get_by_role("button", name="I have it safe").click()


def answer(page: Page, address: str, name: str) -> None:
    """Answer an exercise as the demo person did, and read on its page what was kept."""
    form = next(one for one in answers() if one.exercise == name).form(ended=ENDED)
    page.goto(f"{address}/exercises/{name}/")
    fill(page, form)
    page.get_by_role("button", name="Keep it").click()
    pass_cards(page)
    expect(page.locator(".kicker")).to_contain_text("kept")
    for values in form.values():
        for value in values:
            if " " in value:
                expect(page.get_by_text(value).first).to_be_visible()


def pass_cards(page: Page) -> None:
    """Go on from any question of the net: a program reads what was typed, and it can be wrong."""
    page.wait_for_load_state("load")
    while "/noticed/" in page.url:
        page.get_by_role("link", name="Go on", exact=True).click()
        page.wait_for_load_state("load")


def fill(page: Page, form: Mapping[str, Sequence[str]]) -> None:
    """Type a form, whatever its fields are."""
    for name, values in form.items():
        fields = page.locator(f'[name="{name}"]')
        kind = fields.first.get_attribute("type") or fields.first.evaluate("field => field.tagName")
        for place, value in enumerate(values):
            if kind in {"radio", "checkbox"}:
                page.locator(f'[name="{name}"][value="{value}"]').check(force=True)
            elif kind == "SELECT":
                fields.first.select_option(value, force=True)
            else:
                fields.nth(place).fill(value)
