"""Someone checks a message while writing it, keeps it, and reads yesterday's as the other would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from reknit.programme.words import check_words
from tests.journeys.conftest import keep_screen
from tests.journeys.test_all_of_it import pass_cards
from tests.journeys.test_messages import flaws
from tests.journeys.test_six_weeks import unlock

if TYPE_CHECKING:
    from collections.abc import Callable

SORRY = "I am sorry that I read your messages on Sunday. It was my choice."
GERMAN = "Du hast mich verletzt und ich will, dass wir wieder zusammen sind. Bitte antworte mir."
PRACTICAL = "Hi Sam, the letter from the landlord came today. You can pick it up when it suits you."


def write(page: Page, address: str, text: str) -> None:
    """Type a message and wait until it was read."""
    page.goto(f"{address}/check/")
    field = page.get_by_label("What you would write")
    for typed in ("", text):
        if field.input_value() != typed:
            with page.expect_response("**/check/reading/"):
                field.fill(typed)
    page.wait_for_timeout(200)


@pytest.mark.parametrize(("width", "scheme"), [("390", "light"), ("1280", "light"), ("390", "dark")])
def test_it_reads_along_and_every_state_is_accessible(
    demo: str, open_page: Callable[..., Page], width: str, scheme: str
) -> None:
    page = unlock(open_page(width, color_scheme=scheme, bypass_csp=True), demo)
    found = []
    for name, text in (("steady", PRACTICAL), ("language", GERMAN), ("apology", SORRY)):
        write(page, demo, text)
        found += flaws(page)
        keep_screen(page, f"check-{name}")
    expect(page.get_by_role("heading", name="As an apology")).to_be_visible()
    expect(page.locator("#kept-state")).to_contain_text("Saved as a draft")
    assert found == []


def test_a_mark_opens_by_keyboard_and_by_a_tap_on_the_words(
    demo: str, open_page: Callable[..., Page]
) -> None:
    page = unlock(open_page("390", bypass_csp=True), demo)
    write(page, demo, SORRY)
    mark = page.locator(".ref").first
    mark.focus()
    page.keyboard.press("Enter")
    sheet = page.locator(".sheet:popover-open")
    expect(sheet).to_be_visible()
    assert flaws(page) == []
    keep_screen(page, "check-sheet")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.locator(".seen label").first.click()
    expect(sheet).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(sheet).to_have_count(0)


def test_what_is_typed_survives_a_closed_window(demo: str, open_page: Callable[..., Page]) -> None:
    page = unlock(open_page("1280"), demo)
    page.goto(f"{demo}/check/")
    page.get_by_label("What you would write").fill("only half a thought")
    page.wait_for_timeout(600)  # it was read along, and not yet saved
    page.goto(f"{demo}/today/")
    page.wait_for_timeout(800)  # the page that was left sends what it had
    page.goto(f"{demo}/check/")
    expect(page.get_by_label("What you would write")).to_have_value("only half a thought")


def test_without_a_script_it_is_read_marked_and_kept(demo: str, open_page: Callable[..., Page]) -> None:
    page = unlock(open_page("390", java_script_enabled=False), demo)
    page.goto(f"{demo}/check/")
    page.get_by_label("What you would write").fill(SORRY)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="As an apology")).to_be_visible()
    page.locator(".seen label").first.click()
    expect(page.get_by_role("button", name="Close")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Keep it for tomorrow").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is closed.")
    page.get_by_text("Burn it", exact=True).click()
    page.get_by_role("button", name="Burn it for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is burned.")


def test_yesterdays_letter_is_read_as_the_other_changed_copied_and_burned(
    demo: str, open_page: Callable[..., Page]
) -> None:
    page = unlock(open_page("390", bypass_csp=True, permissions=["clipboard-read", "clipboard-write"]), demo)
    page.goto(f"{demo}/drawer/")
    found = flaws(page)
    keep_screen(page, "drawer")
    page.locator("a.row", has_text="open").filter(has_not_text="opens").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are Sam.")
    letter = page.locator(".letter").inner_text()
    found += flaws(page)
    keep_screen(page, "drawer-as-them")
    page.get_by_label("What do you feel as you read it?").fill("tired, and a bit lighter")
    page.get_by_role("button", name="Go on").click()
    pass_cards(page)
    expect(page.get_by_text("tired, and a bit lighter")).to_be_visible()
    found += flaws(page)
    keep_screen(page, "drawer-read")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("What you would write")).to_have_value(letter)
    page.go_back()
    page.get_by_role("button", name="Copy it, once").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You copied it.")
    assert page.evaluate("navigator.clipboard.readText()") == letter
    expect(page.get_by_label("The words")).to_have_value(letter)
    found += flaws(page)
    keep_screen(page, "drawer-copied")
    page.goto(f"{demo}/check/")
    page.get_by_role("button", name="Keep it for tomorrow").click()
    expect(page.get_by_role("link", name="The version before")).to_be_visible()
    found += flaws(page)
    keep_screen(page, "drawer-closed")
    assert found == []


def test_a_state_that_closes_the_check_keeps_the_words(fresh: str, open_page: Callable[..., Page]) -> None:
    from tests.journeys.test_all_of_it import begin
    from tests.journeys.test_first_evening import tell_the_ending

    page = open_page("390", bypass_csp=True)
    begin(page, fresh)
    tell_the_ending(page)
    page.get_by_role("button", name="Go on").click()
    page.goto(f"{fresh}/check/")
    page.get_by_label("What you would write").fill(PRACTICAL)
    expect(page.locator("#kept-state")).to_contain_text("Saved as a draft")
    page.goto(f"{fresh}/start/ten/")
    page.locator('[name="order"][value="yes"]').check(force=True)
    page.get_by_role("button", name="Done").click()
    page.goto(f"{fresh}/check/")
    expect(page.get_by_text(check_words().closed["order"].split(".")[0])).to_be_visible()
    page.get_by_text("Look at it").click()
    expect(page.get_by_text(PRACTICAL)).to_be_visible()
    assert flaws(page) == []
    keep_screen(page, "check-closed")
