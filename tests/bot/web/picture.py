"""Draws the picture in the README: the first conversation, on the real page. `make picture`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import ViewportSize, expect, sync_playwright

from tests.bot.web.conversation import Conversation, demo_at
from tests.support.browser import FLAGS
from tests.support.programs import find_browser

NOTE = "Met Anna Berg at Nordfrakt today, demo with their CFO on Friday 10:00, she agreed"
SIZE = ViewportSize(width=900, height=1060)


def draw(picture: Path) -> None:
    """Play the conversation and save what the page shows."""
    with demo_at("2026-11-24T16:40:00+01:00") as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page(viewport=SIZE, color_scheme="light")
        page.goto(address)
        maja = Conversation(page)
        maja.chooses("Mina inställningar")
        maja.fills(language="en")
        maja.says(NOTE)
        expect(maja.answers.last).to_contain_text("Anna said yes")
        maja.moves_the_clock("One week on")
        expect(maja.answers.last).to_contain_text("today, Maja")
        page.locator("#talk > li").first.evaluate("it => it.remove()")
        page.locator("#talk > li").last.scroll_into_view_if_needed()
        page.evaluate("document.activeElement.blur(); document.querySelector('main').scrollTop = 0")
        page.wait_for_function("document.getAnimations().length === 0")
        page.screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
