"""The first evening, from the landing page to the message report, at a phone's width and a desk's."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from reknit.demo.conversation import conversation
from tests.journeys.conftest import keep_screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

READING = 30_000
"""Milliseconds in which a chat of two years is read and counted, also on a busy machine."""

PASSPHRASE = "otter velvet quarry lamp"
ENDED = dt.date.today() - dt.timedelta(days=5)  # noqa: DTZ011 - the day where the browser is


@pytest.mark.parametrize("width", ["390", "1280"])
@pytest.mark.parametrize("way", ["with-script", "without-script"])
def test_the_first_evening(
    fresh: str, open_page: Callable[..., Page], tmp_path: Path, width: str, way: str
) -> None:
    script = way == "with-script"
    page = open_page(width, java_script_enabled=script)

    def keep(name: str) -> None:
        if script:
            keep_screen(page, name)

    page.goto(fresh)
    keep("01-landing")
    page.get_by_role("link", name="Let’s get started").click()
    page.get_by_role("button", name="Make my place").click()
    expect(page.get_by_role("alert")).to_contain_text("What you typed is still here")
    keep("02-begin-with-problems")
    page.get_by_label("What may we call you?").fill("Kim")
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    page.get_by_label("The same once more").fill(PASSPHRASE)
    page.get_by_label("I am 18 or older").check()
    if script:
        expect(page.locator("#strength")).to_contain_text("hard to guess", ignore_case=True)
    page.get_by_role("button", name="Make my place").click()
    keep("03-recovery-code")
    code = re.sub(r"\s+", " ", page.locator(".code").inner_text()).strip()
    page.get_by_label("Now type it once").fill(code.lower())
    page.get_by_role("button", name="I have it safe").click()
    tell_the_ending(page)
    keep("04-ending")
    page.get_by_role("button", name="Go on").click()
    keep("05-ten")
    for group in page.get_by_role("group").all():
        group.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Done").click()
    keep("06-ten-read")
    page.get_by_role("link", name="Go on to today").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kim")
    keep("07-today-first")
    page.get_by_role("link", name="Begin").click()
    keep("07-two-weeks")
    page.get_by_role("button", name="Not this time").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kim")
    page.get_by_label("Hurt", exact=True).focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator(".thing")).to_contain_text("hurt at 9")
    do_the_first_hours(page)
    keep("08-first-hours-kept")
    bring_the_messages(page, tmp_path)
    keep("09-report-first")


def tell_the_ending(page: Page) -> None:
    """Fill in what happened."""
    page.get_by_label("What shall we call the other person?").fill("Sam")
    page.get_by_label("When did it end?").fill(ENDED.isoformat())
    page.get_by_label("They ended it").check()
    page.get_by_label("A lease or money").check()
    page.get_by_label("Space, or time").check()
    page.get_by_label("Which country are you in?").select_option("GB")


def do_the_first_hours(page: Page) -> None:
    """Answer X01 and land on the kept page."""
    page.goto(page.url.split("/today")[0] + "/exercises/X01/")
    for field in page.locator("form#exercise input[type=text]").all():
        field.fill("a few words")
    for choice in page.locator("form#exercise input[type=radio], form#exercise input[type=checkbox]").all():
        choice.check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("a few words").first).to_be_visible()


def bring_the_messages(page: Page, folder: Path) -> None:
    """Upload a chat and look at the report."""
    chat = folder / "WhatsApp Chat with Sam.txt"
    chat.write_bytes(conversation(last=ENDED))
    page.get_by_role("link", name="Messages").click()
    page.get_by_label("The exported chat").set_input_files(chat)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Kept: the numbers, sealed.")).to_be_visible(timeout=READING)
    page.get_by_role("button", name="Go on to the report").or_(
        page.get_by_role("link", name="Go on to the report")
    ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kim and Sam, in writing")
    expect(page.locator(".timeline svg.chart:visible")).to_have_count(1)
