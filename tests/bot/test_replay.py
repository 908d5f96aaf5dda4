"""`askfirst replay` on a small file of deals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.main import main

APP = """
company: {name: Fjord & Co, zone: Europe/Stockholm, country: SE, currency: SEK, languages: [en]}
teams: {n: {name: North, manager: karin@example.com, process: sale, people: [{email: maja@example.com, name: Maja}]}}
questions: {budget: {label: Budget, text: Is there a budget?, why: w, ask: a}}
contact_roles: {ceo: {text: CEO}}
processes:
  sale:
    name: Sale
    stages: {first: {name: First, purpose: p, days: 10, leaves_when: They agreed.}}
    lost_reasons: {price: Price}
nudges: {at_most: 2, rules: {no_next_step: {after: 1 working days, again: 3 working days}, stage_overdue: off}}
import:
  deals.csv:
    process: sale
    columns: {id: id, owner: owner, account: account, stage: stage, opened: opened, close_date: closed, amount: worth}
    stages: {Open: first, Won: won}
    opens_in: first
"""
DEALS = """id,owner,account,stage,opened,closed,worth
1,Maja,Aspen,Won,2026-03-02,2026-03-10,300
2,Maja,Bergs,Open,2026-03-03,,200
3,Maja,Clyde,Open,2026-03-03,,100
4,Pia Ek,Dala,Won,2026-03-02,2026-03-03,100
"""
MARCH = ["--from", "2026-03-02", "--to", "2026-03-15"]


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """Deals that were imported in April."""
    app, deals = tmp_path / "app.yaml", tmp_path / "deals.csv"
    app.write_text(APP, encoding="utf-8")
    deals.write_text(DEALS, encoding="utf-8")
    given = ["--config", str(app), "--database", str(tmp_path / "fjord.db")]
    main(["import", str(deals), *given, "--now", "2026-04-01T09:00:00+02:00"])
    return given


def test_it_tells_how_much_would_have_been_said_and_to_whom(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert main(["replay", *options, *MARCH]) == 0

    printed = capsys.readouterr().out
    assert "5 messages to 2 people in 2 weeks, about 7 things:\n          7  no next step\n" in printed
    assert "messages/things  2 Mar  9 Mar\nMaja               3/4    1/2\nPia Ek             1/1      .\n" in printed
    assert "4 deals, 5 messages, " in printed


def test_everything_is_there_as_json_and_nobody_hears_more_than_the_budget(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert main(["replay", *options, *MARCH, "--json"]) == 0

    said = json.loads(capsys.readouterr().out)["said"]
    assert [(one["at"][:10], one["to"], [about["deal"] for about in one["about"]]) for one in said] == [
        ("2026-03-03", "Maja", ["Aspen"]),
        ("2026-03-03", "Pia Ek", ["Dala"]),
        ("2026-03-04", "Maja", ["Bergs", "Clyde"]),
        ("2026-03-06", "Maja", ["Aspen"]),
        ("2026-03-09", "Maja", ["Bergs", "Clyde"]),
    ]


def test_days_that_are_none_or_the_wrong_way_round_are_refused(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert main(["replay", *options, "--from", "2026-03-15", "--to", "2026-03-02"]) == 2
    assert capsys.readouterr().err == "--to 2026-03-02 is before --from 2026-03-15; swap them.\n"
    with pytest.raises(SystemExit):
        main(["replay", *options, "--from", "yesterday", "--to", "2026-03-02"])
    assert "'yesterday' is no day; write it like 2026-11-24" in capsys.readouterr().err
