"""Someone six weeks in: every page, looked at, read by axe, exercised by keyboard, and left in a hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from reknit.demo.kim import PASSPHRASE
from reknit.programme.exercise import exercises
from tests.journeys.conftest import keep_screen
from tests.journeys.test_all_of_it import pass_cards

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN = ["/", "/start/", "/unlock/", "/unlock/code/", "/help/", "/help/crisis/", "/help/danger/",
        "/help/order/", "/help/own-behaviour/", "/help/young/", "/kitchen/"]  # fmt: skip
INSIDE = ["/today/", "/curve/", "/path/", "/kept/", "/history/", "/check/", "/drawer/", "/drawer/burned/",
          "/yours/", "/yours/passphrase/", "/yours/import/", "/yours/delete/", "/start/ending/",
          "/start/ten/", "/start/ten/read/", "/closed/", "/noticed/", "/safe/", "/how-you-have-been/",
          "/how-you-have-been/?all=yes", "/how-you-have-been/read/",
          *(f"/exercises/{name}/" for name in exercises())]  # fmt: skip


def unlock(page: Page, address: str) -> Page:
    """Come in."""
    page.goto(f"{address}/unlock/")
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    pass_cards(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kim")
    return page


def look(page: Page, path: str, address: str, name: str = "") -> list[str]:
    """Open a page, keep its picture, and return what axe and the eye of a phone find wrong with it."""
    page.goto(f"{address}{path}")
    keep_screen(page, name or path.strip("/").replace("/", "-") or "landing")
    violations = Axe().run(page).response["violations"]
    found = [f"{path}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in violations]
    spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{path}: {spill} px wider than the screen"] if spill > 0 else [])


@pytest.mark.parametrize(("width", "scheme"), [("390", "light"), ("1280", "light"), ("390", "dark")])
def test_every_page_is_accessible_and_fits(
    demo: str, open_page: Callable[..., Page], width: str, scheme: str
) -> None:
    page = open_page(width, color_scheme=scheme, bypass_csp=True)
    found = [problem for path in OPEN for problem in look(page, path, demo)]
    unlock(page, demo)
    found += [problem for path in INSIDE for problem in look(page, path, demo)]
    kept = kept_pages(page, demo)
    found += [problem for name, path in kept.items() for problem in look(page, path, demo, name)]
    assert found == []


def kept_pages(page: Page, address: str) -> dict[str, str]:
    """Return the path of the newest report and of one kept answer of each exercise."""
    listings = {"report": "/history/"} | {f"kept-{name}": f"/kept/?exercise={name}" for name in exercises()}
    paths = {}
    for name, listing in listings.items():
        page.goto(address + listing)
        paths[name] = str(page.locator(".rows a.row").first.get_attribute("href"))
    return paths


@pytest.mark.parametrize("way", ["button", "shift", "no-script"])
def test_leaving_in_a_hurry(demo: str, open_page: Callable[..., Page], way: str) -> None:
    page = unlock(open_page("390", java_script_enabled=way != "no-script"), demo)
    page.goto(f"{demo}/exercises/X01/")
    if way == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.get_by_role("link", name="Leave page").click()
    expect(page).to_have_title("Kitchen measures")
    page.go_back()
    assert "Reknit" not in page.inner_text("body") or page.url.startswith(f"{demo}/unlock/")
    page.goto(f"{demo}/today/")
    assert page.url.startswith(f"{demo}/unlock/")


def test_the_wave_by_touch_and_its_curve(demo: str, open_page: Callable[..., Page]) -> None:
    page = unlock(open_page("390", has_touch=True), demo)
    page.get_by_role("link", name="I want to text them").click()
    page.clock.install()
    page.reload()
    page.get_by_role("button", name="Start").tap()
    keep_screen(page, "wave-begun")
    for rating in (8, 9, 10, 9, 7, 6, 4, 3, 3):
        page.get_by_role("group", name="How strong is it now").get_by_role(
            "button", name=str(rating), exact=True
        ).tap()
        page.clock.run_for(30_500)
    expect(page.get_by_text("Four minutes have passed")).to_be_visible()
    keep_screen(page, "wave-done")
    page.get_by_label("Wait twenty minutes").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("8, 9, 10, 9, 7, 6, 4, 3, 3")).to_be_visible()
    keep_screen(page, "wave-kept")


def test_a_draft_survives_a_closed_window(demo: str, open_page: Callable[..., Page]) -> None:
    page = unlock(open_page("1280"), demo)
    page.goto(f"{demo}/exercises/X03/")
    page.get_by_label("Gained, line 1", exact=True).fill("the window open at night")
    expect(page.locator("#kept-state")).to_contain_text("Saved as a draft")
    page.get_by_label("Gained, line 1", exact=True).press("Enter")
    expect(page.get_by_label("Gained, line 2", exact=True)).to_be_focused()
    page.goto(f"{demo}/today/")
    page.goto(f"{demo}/exercises/X03/")
    expect(page.get_by_label("Gained, line 1", exact=True)).to_have_value("the window open at night")


def test_it_locks_by_itself_and_holds_what_was_typed(demo: str, open_page: Callable[..., Page]) -> None:
    page = open_page("390")
    page.clock.install()
    unlock(page, demo)
    page.goto(f"{demo}/path/")
    page.clock.fast_forward(16 * 60 * 1000)
    page.wait_for_url(f"{demo}/unlock/**")
