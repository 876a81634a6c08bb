"""A real server with the demonstration register, and a real browser. Skipped where no browser is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ports import free_port

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
STARTS_WITHIN = 90
#: The language a browser says its reader prefers.
LOCALES = {"en": "en-GB", "nl": "nl-NL"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def executable() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no browser is installed: on Debian and Ubuntu, apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, executable: str) -> Iterator[str]:
    """The address of a server of its own, with the demonstration register."""
    folder = tmp_path_factory.mktemp("desk")
    port = free_port()
    log = (folder / "server.log").open("w")
    # Other tests set the desk up in this process; the server sets itself up.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ASYLON_", "DJANGO_"))}
    server = subprocess.Popen(
        [sys.executable, "-m", "asylon", "serve", "--demonstration", "--data", str(folder / "data"), "--port", str(port),
         "--workers", "1"],
        stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
        env=clean,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(base, server, folder / "server.log")
        yield base
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
        log.close()


def _wait_for(base: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(base + "/sign-in", timeout=2):
                return
        except OSError:
            # The socket is not there yet: wait for the server itself, a short while each time.
            try:
                server.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
    pytest.fail(f"the server did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def browser(executable: str):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def signed_in(browser, address):
    """The cookies of a user of the demonstration: each signs in once, through the page for it."""
    kept = {}

    def cookies(user: str):
        if user not in kept:
            context = browser.new_context()
            page = context.new_page()
            page.goto(address + "/sign-in")
            page.fill("input[name=username]", user)
            page.fill("input[name=password]", "fictional-2026")
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda url: "/sign-in" not in url)
            kept[user] = context.storage_state()
            context.close()
        return kept[user]

    return cookies


@pytest.fixture
def visit(browser, address, signed_in):
    """Opens a page: language, width, script or not, signed in as whom. Records what leaves this machine and errors.

    The content security policy stays in force, so that a page which breaks it complains.
    """
    contexts = []

    def opened(lang="en", width=1280, script=True, user="caseworker"):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale=LOCALES[lang],
            storage_state=signed_in(user) if user else None,
        )
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": lang, "url": address}])
        page = context.new_page()
        page.strangers = []
        page.complaints = []
        page.on(
            "request",
            lambda request: page.strangers.append(request.url) if not request.url.startswith(address) else None,
        )
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.base = address
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def places(browser, address, signed_in) -> dict[str, str]:
    """Addresses that hold a number: a case with a late duty, its sheets, its last recorded change, a dossier."""
    context = browser.new_context(storage_state=signed_in("caseworker"))
    page = context.new_page()

    def first(selector: str) -> str:
        return page.locator(selector).first.get_attribute("href")

    page.goto(address + "/inbox")
    found = {"CASE": first("tbody a[href^='/case/']:not([href*='why'])"), "WHY": first("tbody a[href*='/why/']")}
    page.goto(address + found["CASE"])
    found["RECORDED"] = first(".timeline a[href*='/recorded/']")
    found["COPY"] = first("main a[href*='/copy/']")
    page.goto(address + "/council/")
    found["DOSSIER"] = first("main a[href*='/council/dossier/']")
    context.close()
    return found
