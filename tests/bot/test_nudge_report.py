"""`askfirst report nudges`: does it help to say a thing?"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.main import main
from domain.nudges import Concern, Episode
from storage.store import Store
from tests.bot.small_yaml import SMALL
from tests.support.builders import at, deal, settings
from tests.support.fake import NoHolidays

NOW = "2026-11-24T16:40:00+01:00"
MONDAY = at("2026-10-05 00:00")


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """A company where forty were said, thirty of them mended on Wednesday, and twenty held back, half of them mended
    after three weeks; and a rule of which one was held back.
    """
    app, database = tmp_path / "app.yaml", str(tmp_path / "fjord.db")
    app.write_text(SMALL, encoding="utf-8")
    store = Store.open(database, settings(), NoHolidays())
    with store.work() as work:
        for n in range(60):
            work.deals.add(deal(f"deal-{n}", f"Customer {n}"))
            days = 2 if n < 30 else 21 if n >= 50 else None
            ended = MONDAY + timedelta(days=days, hours=10, minutes=n) if days is not None else None
            began = MONDAY + timedelta(seconds=n)
            work.nudging.save_episode(
                Episode(f"e{n}", f"deal-{n}", Concern.NO_NEXT_STEP, began, ended, held_back=n >= 40)
            )
        work.nudging.save_episode(Episode("s", "deal-0", Concern.STALLED, MONDAY, held_back=True))
        work.commit()
    store.close()
    return ["--config", str(app), "--database", database, "--now", NOW]


def test_the_report_as_text(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["report", "nudges", *options])

    assert (status, capsys.readouterr().out.splitlines()) == (
        0,
        [
            "No next step",
            "  said          40 episodes   75 % mended (60 to 86)   median 2 working days",
            "  held back     20 episodes   0 % mended (0 to 16)   median 15 working days",
            "  Saying it adds 75 points within 5 working days (53 to 86). It helps: keep the rule.",
            "",
            "Nothing heard from them",
            "  said           0 episodes   too few",
            "  held back      1 episodes   too few",
            "  Too few to say: each side needs 20 episodes that began more than 5 working days ago.",
        ],
    )


def test_the_report_as_json(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["report", "nudges", "--json", *options])

    found = json.loads(capsys.readouterr().out)
    assert found["within"] == 5
    assert found["rules"][0] == {
        "rule": "no_next_step",
        "said": {"episodes": 40, "mended": {"value": 0.75, "low": 0.5981, "high": 0.8581}, "median_days": 2},
        "held_back": {"episodes": 20, "mended": {"value": 0.0, "low": 0.0, "high": 0.1611}, "median_days": 15},
        "adds": {"value": 0.75, "low": 0.5285, "high": 0.8581},
        "finding": "it helps",
    }
    assert found["rules"][1]["finding"] == "too few to say"


def test_where_nothing_was_held_back_it_says_how(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.db"
    Store.open(str(empty), settings(), NoHolidays()).close()

    assert main(["report", "nudges", *options[:2], "--database", str(empty), "--now", NOW]) == 0
    assert capsys.readouterr().out.startswith("Nothing was held back so far, so there is nothing to compare.")


def test_it_has_no_chart(options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "nudges", "--chart", str(tmp_path / "a.png"), *options]) == 2
    assert capsys.readouterr().err == "The report on nudges has no chart and no currency.\n"
