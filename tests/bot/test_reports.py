"""The reports of the command line, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.main import main

ROOT = Path(__file__).parents[2]
NOW = "2026-11-24T16:40:00+01:00"
PNG = b"\x89PNG\r\n\x1a\n"

APP = """
company: {name: Fjord & Co, zone: Europe/Stockholm, country: SE, currency: SEK, languages: [en]}
teams: {north: {name: North, manager: karin@example.com, process: sale, people: [maja@example.com]}}
questions:
  budget: {label: Budget, text: Is there a budget?, why: w, ask: a, fresh_for: 60 days}
  pain: {label: Problem, text: What is the problem?, why: w, ask: a}
contact_roles: {ceo: {text: CEO}}
processes:
  sale:
    name: Sale
    stages:
      first: {name: First, purpose: p, days: 10, leaves_when: They agreed., needs: [pain, budget]}
    lost_reasons: {price: Price}
nudges: {at_most: 3, rules: {no_next_step: off}}
sample_deals:
  a:
    account: Aspen
    owner: maja@example.com
    stages: {first: 9}
    amount: 400000
    known:
      - {question: budget, answer: set, when: 3}
      - {question: pain, answer: slow, grounds: document, when: 3}
  b:
    account: Bergs
    owner: maja@example.com
    stages: {first: 9}
    amount: 600000
    known:
      - {question: budget, answer: set, grounds: document, when: 3}
      - {question: pain, answer: slow, grounds: document, when: 3}
  c: {account: Clyde, owner: maja@example.com, stages: {first: 9}, amount: 70000, currency: GBP}
"""


@pytest.fixture(params=["sqlite", "postgres"])
def options(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    app = tmp_path / "app.yaml"
    app.write_text(APP, encoding="utf-8")
    database = str(tmp_path / "fjord.db")
    if request.param == "postgres":
        database = request.getfixturevalue("postgres_url")
    else:
        Path(database).touch()
    return ["--config", str(app), "--database", database, "--now", NOW]


def test_the_report_as_text(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["report", "assumptions", *options])

    assert (status, capsys.readouterr().out.split("\n\n")[:-1]) == (
        0,
        [
            (
                "SEK 400k of SEK 1m rests on something nobody has asked. Most on: Budget (SEK 400k).\n"
                "Question  Rests on it  Deals  Not asked  Assumed  Old\n"
                "Budget    SEK 400,000  1                 1"
            ),
            (
                "GBP 70k of GBP 70k rests on something nobody has asked. Most on: Budget (GBP 70k).\n"
                "Question  Rests on it  Deals  Not asked  Assumed  Old\n"
                "Budget    GBP 70,000   1      1\n"
                "Problem   GBP 70,000   1      1"
            ),
        ],
    )


def test_the_report_as_json(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "assumptions", "--json", *options])

    found = json.loads(capsys.readouterr().out)
    sek = found["currencies"][0]
    assert (found["on"], sek["currency"]) == ("2026-11-24", "SEK")
    assert sek["total"] == {"deals": 2, "amount": "1000000", "without_amount": 0}
    assert sek["leaning"] == {"deals": 1, "amount": "400000", "without_amount": 0}
    assert sek["questions"]["budget"]["assumed"] == {"deals": 1, "amount": "400000", "without_amount": 0}


def test_the_report_as_a_picture(options: list[str], tmp_path: Path) -> None:
    picture = tmp_path / "assumptions.png"

    assert main(["report", "assumptions", "--chart", str(picture), "--currency", "GBP", *options]) == 0
    assert picture.read_bytes().startswith(PNG)


def test_a_picture_of_nothing_is_refused(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "assumptions.png"

    assert main(["report", "assumptions", "--chart", str(picture), "--currency", "EUR", *options]) == 2
    assert capsys.readouterr().err == "There is no open deal in EUR, so there is no chart.\n"
    assert not picture.exists()


def test_a_picture_that_cannot_be_written_is_one_clear_line(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "nowhere" / "a.png"

    assert main(["report", "assumptions", "--chart", str(nowhere), *options]) == 2
    assert capsys.readouterr().err == f"{nowhere} cannot be written: No such file or directory.\n"
