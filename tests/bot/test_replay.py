"""`askfirst replay` on a small file of deals."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
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
    printed = replayed(options, capsys)

    assert "5 messages to 2 people in 2 weeks, about 7 things.\n" in printed
    assert "Nobody would get more than one message a day, with 2 things at most.\n" in printed
    assert "The first day, Tue 3 Mar 2026: 2 messages.\nThe busiest week, from Mon 2 Mar 2026: 4 messages.\n" in printed
    assert "Most would go to Maja (4), fewest to Pia Ek (1).\n" in printed
    assert "                 said      new    never\nNo next step        7        4        0\n" in printed
    assert "Of 2 deals won, it would have spoken of 2, first 4 days before the end (median).\n" in printed
    assert "messages/things  2 Mar  9 Mar\nMaja               3/4    1/2\nPia Ek             1/1      .\n" in printed


def test_a_rule_that_would_speak_of_every_deal_can_be_left_out(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "it would be said of every deal: No next step.\n" in replayed(options, capsys)

    printed = replayed(options, capsys, "--known-only")
    assert "It would have said nothing.\n" in printed
    assert "Left out, since the history tells nothing about it: No next step.\n" in printed


def test_one_person_is_shown_alone_with_the_messages_in_their_words(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    printed = replayed(options, capsys, "--person", "maja@example.com", "--say")

    assert "4 messages to 1 person in 2 weeks, about 6 things.\n" in printed
    assert "To Maja, Fri 6 Mar" in printed
    assert "  One thing today, Maja\n  ---\n  Aspen has no next step yet. What could it be?\n" in printed
    assert "Pia" not in printed


def test_a_name_that_nobody_has_is_refused(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert main(["replay", *options, *MARCH, "--person", "Tom"]) == 2
    refused = "Nobody is called 'Tom'; give the whole name, or the address, as app.yaml has it.\n"
    assert capsys.readouterr().err == refused


def test_nothing_is_sent_or_stored(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    database = Path(options[3])
    first = replayed(options, capsys)
    before = dump(database)

    assert replayed(options, capsys).splitlines()[:-1] == first.splitlines()[:-1]
    assert dump(database) == before


def dump(database: Path) -> list[str]:
    """Everything in the database."""
    with closing(sqlite3.connect(database)) as found:
        return list(found.iterdump())


def replayed(options: list[str], capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """What a replay of March prints."""
    capsys.readouterr()
    assert main(["replay", *options, *MARCH, *more]) == 0
    return capsys.readouterr().out


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


def test_a_tick_prints_its_verdicts_by_person_and_deal(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert main(["tick", *options, "--now", "2026-04-07T09:00:00+02:00", "--dry-run", "--verdicts"]) == 0

    printed = capsys.readouterr().out
    look = "looked at again Fri 10 Apr, 08:30"
    assert f"About Maja:\n  Bergs\n    No next step: first time, {look}\n  Clyde\n    No next step: first" in printed


def test_days_that_are_none_or_the_wrong_way_round_are_refused(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert main(["replay", *options, "--from", "2026-03-15", "--to", "2026-03-02"]) == 2
    assert capsys.readouterr().err == "--to 2026-03-02 is before --from 2026-03-15; swap them.\n"
    with pytest.raises(SystemExit):
        main(["replay", *options, "--from", "yesterday", "--to", "2026-03-02"])
    assert "'yesterday' is no day; write it like 2026-11-24" in capsys.readouterr().err
