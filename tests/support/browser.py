"""A real Chromium for the tests, driven without a window."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from tests.support.programs import find_browser, in_ci, unpacked_libraries

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
]
HERE = ("127.0.0.1", "localhost")
PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine; nothing waits that long when all is well."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser; skipped with the reason when there is none, which fails in CI.

    It lasts for one file: while it is open its event loop counts as running, so no asyncio test may stand in that file.
    """
    program = find_browser()
    if program is None:
        (pytest.fail if in_ci() else pytest.skip)("no browser here: `make test` says what brings one")
    with pytest.MonkeyPatch.context() as variables:
        for name, value in unpacked_libraries().items():
            variables.setenv(name, value)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=program, args=FLAGS)
            expect.set_options(timeout=PATIENCE)
            yield browser
            browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own; an error in its script, or a request to another machine, fails the test."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    page.on("request", lambda request: wrong.extend(_outside(request)))
    yield page
    context.close()
    assert wrong == []


def _outside(request: Request) -> list[str]:
    parts = urlsplit(request.url)
    strange = parts.scheme not in ("data", "blob", "about") and parts.hostname not in HERE
    return [f"asked {request.url}"] if strange else []
