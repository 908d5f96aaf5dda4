"""One scenario, four front doors: the same words come out of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import at, company
from tests.support.doors import DOORS

NOW = at("2026-11-24 16:40")
NOTE = "Träffade Anna Berg på Nordfrakt i dag, demo på fredag kl 10, hon sa ja. Budget 400 tkr enligt henne"

Said = list[list[str]]


async def scenario(door: Callable[..., Any], folder: Path) -> Said:
    """Maja tells of a meeting, takes it back, looks at the deal, and tells of another that led nowhere yet."""
    fjord = company()
    async with door(fjord.work, fjord.settings, NOW, folder) as maja:
        return [
            await maja.says(NOTE),
            await maja.presses("Ångra"),
            await maja.says("affär Nordfrakt"),
            await maja.says("möte med <b>Bo</b> & *Eva* på Solberg, inget bestämt"),
            await maja.presses_and_fills("De bad oss vänta", until="2026-12-14", reason="styrelsen träffas i december"),
        ]


async def judgement(door: Callable[..., Any], folder: Path) -> Said:
    """Maja moves a deal past the gate with a reason, and takes it back; then it is lost, and that is taken back too."""
    fjord = company()
    async with door(fjord.work, fjord.settings, NOW, folder) as maja:
        return [
            await maja.says("flytta Nordfrakt till offert"),
            await maja.presses_and_fills("Flytta ändå och säg varför", reason="de har bråttom"),
            await maja.presses("Ångra"),
            await maja.says("förlorade Nordfrakt"),
            await maja.presses_and_fills(
                "Ingen av dem", wrong="-", reason="price", said="assumed", competitor="Volvo", area="", note="för dyrt"
            ),
            await maja.presses_and_fills(
                "De har berättat", reason="no_budget", said="anna", wrong="-", competitor="Scania", note="nästa år"
            ),
            await maja.presses("Ångra"),
            await maja.says("ångra"),
            await maja.says("affär Nordfrakt"),
        ]


async def give_and_take(door: Callable[..., Any], folder: Path) -> Said:
    """Maja plans the steps of both sides, the customer moves one twice, and a quote waits for what comes first."""
    fjord = company()
    async with door(fjord.work, fjord.settings, NOW, folder) as maja:
        return [
            await maja.says("träffade Anna Berg på Nordfrakt, hör av mig på fredag"),
            await maja.presses_and_fills(
                "Ett möte", ours="möte", theirs="möte", day="2026-11-27", clock="10", agreed="said"
            ),
            await maja.says("Nordfrakt: Anna flyttade mötet till 1 december"),
            await maja.says("Nordfrakt: de sköt upp mötet till 8 december"),
            await maja.says("plan Nordfrakt"),
            await maja.says("ge Nordfrakt offert"),
            await maja.presses("Jag har frågat"),
            await maja.presses_and_fills(
                "De svarade", state="refused", who="Anna Berg", day="2026-11-24", words="för tidigt"
            ),
            await maja.says("affär Nordfrakt"),
        ]


@pytest.fixture
async def at_the_terminal(tmp_path: Path) -> Said:
    return await scenario(DOORS["terminal"], tmp_path)


def test_the_terminal_says_what_was_understood(at_the_terminal: Said) -> None:
    assert at_the_terminal[0][0].splitlines()[:4] == [
        "Nordfrakt, fordonsparken. Sparat.",
        "Möte med Anna Berg i dag.",
        "Nästa steg: demo, fre 27 nov kl 10.00, Anna sa ja.",
        "✓ Finns det en budget? 400 tkr, Anna Berg i dag",
    ]


@pytest.mark.parametrize("door", ["slack", "teams", "web"])
async def test_every_door_says_the_same(door: str, at_the_terminal: Said, tmp_path: Path) -> None:
    assert await scenario(DOORS[door], tmp_path) == at_the_terminal


@pytest.fixture
async def judged_at_the_terminal(tmp_path: Path) -> Said:
    return await judgement(DOORS["terminal"], tmp_path)


def test_the_terminal_says_how_a_deal_passes_the_gate_and_is_lost(judged_at_the_terminal: Said) -> None:
    gate, passed, back, review, lost, told, *_ = [said[0].splitlines() for said in judged_at_the_terminal]

    assert gate[0] == "Före Offert saknas 3 saker från Nordfrakt:"
    assert (passed[0], passed[6]) == (
        "Nordfrakt, fordonsparken är nu i fasen Offert.",
        "Skälet är sparat: de har bråttom",
    )
    assert back[0] == "Ångrat. Nordfrakt, fordonsparken är som den var."
    assert review[0] == "Nordfrakt, fordonsparken. 3 saker fick vi aldrig bekräftade. Vilken visade sig vara fel?"
    assert lost[1:3] == ["~ Skäl: Pris, vårt antagande", "De valde Volvo."]
    assert told[1:3] == ["✓ Skäl: Ingen budget, enligt Anna Berg", "De valde Scania."]


@pytest.mark.parametrize("door", ["slack", "teams", "web"])
async def test_every_door_says_the_same_at_the_gate_and_at_the_end(
    door: str, judged_at_the_terminal: Said, tmp_path: Path
) -> None:
    assert await judgement(DOORS[door], tmp_path) == judged_at_the_terminal


@pytest.fixture
async def exchanged_at_the_terminal(tmp_path: Path) -> Said:
    return await give_and_take(DOORS["terminal"], tmp_path)


def test_the_terminal_says_what_both_sides_do_and_give(exchanged_at_the_terminal: Said) -> None:
    hollow, better, once, twice, plan, rule, asked, refused, deal = [
        said[0].splitlines() for said in exchanged_at_the_terminal
    ]

    assert hollow[4] == (
        "Det binder ingen vid något. Bättre är vad de gör, och när: ”Anna skickar synpunkter senast fre 27 nov.”"
    )
    assert better[0] == "Nordfrakt, fordonsparken. Nästa steg: möte, fre 27 nov kl 10.00, Nordfrakt sa ja."
    assert not any("i rad" in line for line in once)
    assert "Nordfrakt har flyttat ”möte” två gånger i rad." in twice
    assert plan[1] == "Tis 8 dec. Båda: möte (de sa ja)"
    assert rule[0] == "Nordfrakt, fordonsparken. Innan de får en offert ber vi om ett möte med beslutsfattaren."
    assert asked[0] == "Nordfrakt, fordonsparken. Vi har bett om ett möte med beslutsfattaren. När får du veta?"
    assert refused[1] in deal


@pytest.mark.parametrize("door", ["slack", "teams", "web"])
async def test_every_door_says_the_same_of_give_and_take(
    door: str, exchanged_at_the_terminal: Said, tmp_path: Path
) -> None:
    assert await give_and_take(DOORS[door], tmp_path) == exchanged_at_the_terminal
