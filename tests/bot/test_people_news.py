"""What a check finds about people who are not here, and those who are and should not be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.house import open_house
from bot.main import main
from bot.people_news import people_news
from tests.support.builders import MAJA, TOM, at, company, deal, person
from tests.support.fake import FakeCompany

APP = Path(__file__).parents[2] / "app.yaml"


def found(fjord: FakeCompany) -> list[str]:
    with fjord.work() as work:
        return list(people_news(work))


def test_with_everybody_here_there_is_nothing_to_tell() -> None:
    assert found(company()) == []


def test_deals_of_somebody_whom_app_yaml_does_not_name_are_told() -> None:
    fjord = company()
    others = tuple(member for member in fjord.settings.people if member.email != MAJA.email)
    fjord.settings = replace(fjord.settings, people=others)

    assert found(fjord) == [
        (
            "Maja Lind, whom app.yaml does not name, has 2 open deals. Name them under a team, or hand them over: "
            'write "reassign Maja Lind" to the coach, as an admin.'
        )
    ]


def test_an_owner_who_came_with_an_import_is_told_too() -> None:
    fjord = company()
    with fjord.work() as work:
        work.persons.save(person("olle", "Olle Ek", email=None, team=""))
        work.deals.add(deal("brightwater", "Brightwater", "", owner="olle"))
        work.commit()

    assert [line.split(" Name")[0] for line in found(fjord)] == [
        "Olle Ek, whom app.yaml does not name, has 1 open deal."
    ]


def test_somebody_who_left_and_is_still_named_is_told() -> None:
    fjord = company()
    with fjord.work() as work:
        work.persons.save(replace(TOM, left_at=at("2026-11-20 17:00")))
        work.commit()

    assert found(fjord) == [
        (
            "Tom Reed left on 2026-11-20, and app.yaml still names tom@example.com. Take the address out; to let them "
            "in again, let them write to the coach."
        ),
        'Tom Reed, who has left, has 1 open deal. Hand them over: write "reassign Tom Reed" to the coach, as an admin.',
    ]


def test_the_check_tells_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    database, config = str(tmp_path / "x.db"), tmp_path / "app.yaml"
    open_house(APP, database, at("2026-11-24 16:40")).close()
    text = APP.read_text("utf-8").replace("sample_deals: sample.yaml\n", "")
    config.write_text(text.replace("tom@example.com", "tove@example.com"), "utf-8")

    status = main(["check", "--config", str(config), "--database", database])

    said = capsys.readouterr().out
    assert status == 0
    assert "Tom Reed, whom app.yaml does not name, has " in said
