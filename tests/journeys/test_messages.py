"""Someone brings a chat that leaves questions open, answers them, pins a message, and reads the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import keep_screen
from tests.journeys.test_first_evening import READING
from tests.journeys.test_six_weeks import unlock
from tests.web.chats import CHANGED, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STRANGERS = CHANGED.replace(b" Kim:", b" K. Jones:").replace(b" Sam:", b" Samuel:")


def flaws(page: Page) -> list[str]:
    """Return what axe and the eye of a phone find wrong with a page as it stands."""
    found = [f"{one['id']} {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]
    spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{spill} px wider than the screen"] if spill > 0 else [])


@pytest.mark.parametrize("width", ["390", "1280"])
def test_with_a_script_the_file_stays_in_hand_while_questions_are_asked(
    demo: str, open_page: Callable[..., Page], tmp_path: Path, width: str
) -> None:
    page = unlock(open_page(width, bypass_csp=True), demo)
    chat = tmp_path / "chat.txt"
    chat.write_bytes(STRANGERS)
    page.goto(f"{demo}/history/")
    page.get_by_label("The exported chat").set_input_files(chat)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("The file is still in hand")).to_be_visible()
    assert page.locator("#id_chat").evaluate("input => input.files.length") == 1
    assert flaws(page) == []
    keep_screen(page, "messages-asked")
    page.get_by_label("K. Jones").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your own words", timeout=READING)
    assert flaws(page) == []
    keep_screen(page, "messages-own-words")
    pinned = page.locator("label.quote").first
    words = pinned.locator("q").inner_text()
    pinned.click()
    page.get_by_role("button", name="Go on to the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kim and Sam, in writing")
    expect(page.locator("blockquote")).to_have_text(words)
    page.locator(".measure", has_text="Affection").locator("summary").click()
    expect(page.get_by_text("How much somebody loved.")).to_be_visible()
    assert flaws(page) == []
    keep_screen(page, "messages-report")
    page.get_by_role("button", name="Forget this message").click()
    expect(page.locator("blockquote")).to_have_count(0)


def test_without_a_script_the_file_is_chosen_once_more(
    demo: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = unlock(open_page("390", java_script_enabled=False), demo)
    chat = tmp_path / "chat.txt"
    chat.write_bytes(UNDECIDED.replace(b"Kim:", b"K. Jones:").replace(b"Sam:", b"Samuel:"))
    page.goto(f"{demo}/history/")
    page.get_by_label("The exported chat").set_input_files(chat)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("please choose it once more")).to_be_visible()
    page.get_by_label("The exported chat").set_input_files(chat)
    page.get_by_label("2 January 2024 to 4 March 2024").check()
    page.get_by_label("K. Jones").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Go on to the report").click()
    expect(page.get_by_text("From 2 January 2024 to 4 March 2024")).to_be_visible()
    page.locator(".measure summary").first.click()
    page.get_by_role("link", name="on a page of its own").first.click()
    expect(page.get_by_text("Not to be read as")).to_be_visible()
    page.get_by_role("link", name="Back to the report").click()
    page.get_by_label("One to three sentences").fill("I wrote more than I thought.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("blockquote.answer")).to_have_text("I wrote more than I thought.")


def test_a_wrong_file_is_refused_in_place_and_another_can_be_chosen(
    demo: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = unlock(open_page("390", bypass_csp=True), demo)
    wrong, right = tmp_path / "list.txt", tmp_path / "chat.txt"
    wrong.write_text("milk, bread, apples")
    right.write_bytes(UNDECIDED)
    page.goto(f"{demo}/history/")
    page.get_by_label("The exported chat").set_input_files(wrong)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert").filter(has_text="does not look like an exported chat")).to_be_focused()
    expect(page.get_by_text("On an iPhone: open the chat")).to_be_visible()
    assert flaws(page) == []
    keep_screen(page, "messages-refused")
    page.get_by_label("The exported chat").set_input_files(right)
    expect(page.get_by_text("does not look like an exported chat")).to_have_count(0)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Which dates are right?")).to_be_visible()
    assert flaws(page) == []
    keep_screen(page, "messages-dates")


def test_a_file_sent_after_locking_elsewhere_leads_to_unlocking(
    demo: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = unlock(open_page("390"), demo)
    chat = tmp_path / "chat.txt"
    chat.write_bytes(STRANGERS)
    page.goto(f"{demo}/history/")
    page.get_by_label("The exported chat").set_input_files(chat)
    elsewhere = page.context.new_page()
    elsewhere.goto(f"{demo}/today/")
    elsewhere.get_by_role("button", name="Lock and sign out").click()
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url(f"{demo}/unlock/?next=/history/")
    expect(page.get_by_label("Passphrase", exact=True)).to_be_visible()
