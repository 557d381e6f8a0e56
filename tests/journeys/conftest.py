"""Run the product as a stranger would, in a process of its own, and open it in a real Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.system import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCREENS = Path(__file__).parents[2] / "build" / "screens"
WIDTHS = {"390": (390, 844), "1280": (1280, 900)}
# Without these, Chromium looks for its maker's hosts at every start; the product itself asks nobody.
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _serve(command: str, home: Path) -> Iterator[str]:
    port = _free_port()
    environment = {**os.environ, "REKNIT_HOME": str(home), "REKNIT_PORT": str(port)}
    run = [sys.executable, "-m", "reknit", command, "--no-browser"]
    with subprocess.Popen(run, env=environment, stdout=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address)
            yield address
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - our own address
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the product did not start within a minute")


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[str]:
    """Start the product on an empty folder."""
    yield from _serve("serve", tmp_path)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the product with a fictional person six weeks in."""
    yield from _serve("demo", tmp_path_factory.mktemp("unused"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a window of some width; whatever a page complains of, or asks of a third party, fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def new(width: str = "390", **options: Any) -> Page:
        size = WIDTHS[width]
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
        page.on("request", lambda request: _same_house(request.url, complaints))
        return page

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(said: Any) -> bool:
    # A refused form answers with 422 on purpose, and Chromium notes every such answer.
    return said.type in {"error", "warning"} and "status of 422" not in said.text


def _same_house(url: str, complaints: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        complaints.append(f"asked a third party: {url}")


def keep_screen(page: Page, name: str) -> None:
    """Keep a picture of the whole page, for looking at."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    scheme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else ""
    page.screenshot(
        path=SCREENS / "-".join(filter(None, [name, str(width), scheme])).__add__(".png"), full_page=True
    )
