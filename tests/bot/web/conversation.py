"""What one does on the local page, as one does it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[3]


@contextmanager
def demo_at(now: str) -> Iterator[str]:
    """`askfirst demo`, started afresh at an instant; its address."""
    demo = subprocess.Popen(
        [sys.executable, "-m", "bot.main", "demo", "--port", "0", "--now", now],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert demo.stdout is not None
    found = re.search(r"http://\S+/", demo.stdout.readline())
    assert found is not None
    yield found.group()
    demo.terminate()
    demo.wait()
    demo.stdout.close()


@dataclass(frozen=True)
class Conversation:
    """What one does on the page, as one does it."""

    page: Page

    def says(self, text: str) -> None:
        self.page.locator("#note").fill(text)
        self.page.keyboard.press("Enter")

    @property
    def answers(self) -> Locator:
        """Everything the coach has said."""
        return self.page.locator("#talk .coach > .bubble")

    def presses(self, label: str) -> None:
        """The latest button that reads so."""
        self.answers.get_by_role("button", name=label, exact=True).last.click()

    def chooses(self, label: str) -> None:
        """A button of the page itself."""
        self.page.locator("nav").get_by_role("button", name=label).click()

    def moves_the_clock(self, label: str) -> None:
        self.page.locator("#clockmenu summary").click()
        self.page.locator(".menu").get_by_role("button", name=label).click()

    def fills(self, **answers: str) -> None:
        """Fill the form that opens, send it, and see it close."""
        self.types(**answers)
        expect(self.page.locator("dialog[open]")).to_have_count(0)

    def types(self, **answers: str) -> None:
        """Fill the form that opens and send it."""
        self.page.locator("dialog[open] button.primary").wait_for()
        for key, answer in answers.items():
            field = self.page.locator(f'dialog [name="{key}"]')
            if field.evaluate("it => it.tagName") == "SELECT":
                field.select_option(answer)
            else:
                field.fill(answer)
        self.page.locator("dialog button.primary").click()
