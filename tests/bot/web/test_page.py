"""The README's first conversation, on the real page, in a real browser, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.bot.web.conversation import Conversation, demo_at

pytestmark = pytest.mark.browser

TUESDAY = "2026-11-24T16:40:00+01:00"


@pytest.fixture
def address() -> Iterator[str]:
    """A demo that starts on a Tuesday."""
    with demo_at(TUESDAY) as address:
        yield address


def test_the_first_conversation_in_english(page: Page, address: str) -> None:
    page.goto(address)
    maja = Conversation(page)
    maja.chooses("Mina inställningar")
    maja.fills(language="en")
    expect(page.locator("#note")).to_have_attribute("placeholder", "What happened?")

    maja.says("Met Anna Berg at Nordfrakt today, demo with their CFO on Friday 10:00, she agreed")
    understood = maja.answers.last
    expect(understood).to_contain_text("Nordfrakt, fordonsparken. Saved.")
    expect(understood).to_contain_text("Met Anna Berg today.")
    expect(understood).to_contain_text("Next step: demo with their CFO, Fri 27 Nov, 10:00, Anna said yes.")
    expect(understood).to_contain_text("? What happens if they do nothing? Nobody has asked them yet.")

    maja.presses("I know")
    maja.fills(value="they lose a day a week to it", grounds="customer_said", other="Anna Berg")
    expect(maja.answers.last).to_contain_text("they lose a day a week to it")
    expect(maja.answers.last).to_contain_text("✓")

    before = maja.answers.count()
    maja.moves_the_clock("One week on")
    expect(maja.answers).to_have_count(before + 1)
    nudge = maja.answers.last
    expect(nudge).to_contain_text("Nordfrakt, fordonsparken: demo with their CFO was on Fri 27 Nov, 10:00.")
    nudge.get_by_role("button", name="Log it").first.click()
    maja.fills(
        who="Anna Berg, Johan Ek",
        said="they liked it and want a quote",
        ours="send the quote",
        theirs="Anna shows it to the board",
        day="2026-12-08",
        agreed="said",
    )

    expect(maja.answers.last).to_contain_text("Saved.")
    expect(maja.answers.last).to_contain_text("send the quote")
    expect(maja.answers.last).to_contain_text("Tue 8 Dec")


def test_the_first_conversation_in_swedish(page: Page, address: str) -> None:
    page.goto(address)
    maja = Conversation(page)
    expect(page.locator("#empty h1")).to_have_text("Hej Maja. Berätta om ett möte, med dina egna ord.")

    maja.says("Träffade Anna Berg på Nordfrakt i dag, demo med ekonomichefen på fredag kl 10, hon sa ja")
    understood = maja.answers.last
    expect(understood).to_contain_text("Nordfrakt, fordonsparken. Sparat.")
    expect(understood).to_contain_text("Möte med Anna Berg i dag.")
    expect(understood).to_contain_text("Nästa steg: demo med ekonomichefen, fre 27 nov kl 10.00, Anna sa ja.")
    expect(understood).to_contain_text("? Vad händer om de inte gör något? Ingen har frågat dem än.")

    maja.presses("Jag vet")
    maja.fills(value="de förlorar en dag i veckan på det", grounds="customer_said", other="Anna Berg")
    expect(maja.answers.last).to_contain_text("de förlorar en dag i veckan på det")

    before = maja.answers.count()
    maja.moves_the_clock("En vecka fram")
    expect(maja.answers).to_have_count(before + 1)
    nudge = maja.answers.last
    expect(nudge).to_contain_text("Nordfrakt, fordonsparken: demo med ekonomichefen var fre 27 nov kl 10.00.")
    nudge.get_by_role("button", name="Berätta").first.click()
    maja.fills(
        who="Anna Berg, Johan Ek",
        said="de gillade det och vill ha en offert",
        ours="skicka offerten",
        theirs="Anna visar den för ledningen",
        day="2026-12-08",
        agreed="said",
    )

    expect(maja.answers.last).to_contain_text("Sparat.")
    expect(maja.answers.last).to_contain_text("tis 8 dec")


def test_it_works_with_the_keyboard_alone_on_a_phone_in_the_dark(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 780}, color_scheme="dark", has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#note")).to_be_focused()

    page.keyboard.type("Träffade Anna Berg på Nordfrakt i dag, demo fredag 10, hon sa ja")
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Ångra", exact=True)
    undo.focus()
    page.keyboard.press("Enter")

    expect(page.locator("#talk .coach .bubble").last).to_contain_text("Ångrat.")

    maja = Conversation(page)
    maja.moves_the_clock("Till min nästa arbetsmorgon")
    maja.moves_the_clock("En timme fram")
    page.get_by_role("button", name="#team-north •").press("Enter")
    expect(maja.answers).to_contain_text("Pipelineavstämning, Team North")
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.type("Jag behöver hjälp med Kraftverket")
    page.keyboard.press("Enter")
    expect(page.locator("#talk .thread .me")).to_have_text("Jag behöver hjälp med Kraftverket")
    expect(maja.answers).to_contain_text("Maja ✓")
    page.get_by_role("status").get_by_role("button").press("Enter")
    expect(maja.answers.last).to_contain_text("Jag behöver hjälp med Kraftverket")

    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(23, 26, 25)"
    context.close()


def test_what_is_typed_never_becomes_markup(page: Page, address: str) -> None:
    page.goto(address)
    maja = Conversation(page)

    maja.says("<img src=x onerror=alert(1)> **hej** <script>alert(2)</script>")

    expect(maja.answers.last).to_be_visible()
    assert page.locator("#talk img, #talk script").count() == 0
    expect(page.locator("#talk .me .bubble")).to_have_text(
        "<img src=x onerror=alert(1)> **hej** <script>alert(2)</script>"
    )


def test_what_is_typed_before_the_page_has_its_people_is_heard_too(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/api/company", lambda route: held.append(route))  # noqa: PLW0108  (a builtin has no signature)
    with page.expect_request("**/api/company"):
        page.goto(address)
    maja = Conversation(page)
    maja.says("hej")

    held[0].continue_()

    expect(maja.answers.last).to_contain_text("Jag finns här, Maja.")
    expect(page.locator("#trouble")).to_be_hidden()


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_why(page: Page, address: str) -> None:
    page.goto(address)
    maja = Conversation(page)
    maja.chooses("Mina inställningar")

    maja.types(zone="Europe/Stockhlm")

    expect(page.locator("dialog .error", has_text="Stockholm")).to_be_visible()
    expect(page.locator('dialog [name="zone"]')).to_have_value("Europe/Stockhlm")
