"""Before app.yaml is used, `askfirst check` tells which open deals a change of the processes touches."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.house import open_house
from bot.main import main
from tests.support.builders import at

APP = Path(__file__).parents[2] / "app.yaml"
TUESDAY = at("2026-11-24 16:40")
NEEDS = "      needs:\n        name: {en: Needs, sv: Behov}"
DISCOVERY = "      discovery:\n        name: {en: Needs, sv: Behov}"


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The sample company, opened once with app.yaml as it is."""
    open_house(APP, str(tmp_path / "x.db"), TUESDAY).close()
    return str(tmp_path / "x.db")


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    """app.yaml with some things changed, without the deals to try it with."""
    text = APP.read_text("utf-8").replace("sample_deals: sample.yaml\n", "")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / "app.yaml").write_text(text, "utf-8")
    return folder / "app.yaml"


def with_discovery(folder: Path, was: str = "") -> Path:
    """app.yaml whose stage needs is gone, and discovery there instead."""
    more = f"\n        was: [{was}]" if was else ""
    stage = DISCOVERY.replace("discovery:", f"discovery:{more}")
    return changed(
        folder, (NEEDS, stage), ("version: 4", "version: 5"), ("Engaging: needs", "Engaging: discovery"),
        ("opens_in: needs", "opens_in: discovery"),
    )  # fmt: skip


def check(capsys: pytest.CaptureFixture[str], config: Path, database: str) -> tuple[int, list[str]]:
    """The exit status and what is printed."""
    status = main(["check", "--config", str(config), "--database", database])
    return status, capsys.readouterr().out.splitlines()


def test_an_unchanged_file_is_in_order(capsys: pytest.CaptureFixture[str], database: str) -> None:
    assert check(capsys, APP, database) == (0, [f"{APP} and the environment are in order."])


def test_a_stage_that_is_gone_names_the_deals_that_would_be_left_and_what_to_write(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, database: str
) -> None:
    config = with_discovery(tmp_path)
    with closing(open_house(APP, database, TUESDAY)) as house, house.store.work() as work:
        deals = work.deals.open_in("new_business", "needs")
    names = ", ".join(deal.account for deal in deals[:3])
    are = f"are {len(deals)} open deals ({names} and {len(deals) - 3} more)"

    status, lines = check(capsys, config, database)

    assert status == 2
    assert lines == [
        "With this file the next start changes:",
        "  new_business: version 4 becomes 5.",
        "  new_business: the stage discovery is new.",
        (
            f"new_business: the stage needs is gone, and in it {are}. Write was: [needs] on the stage where they go "
            "on, or start it and let an admin place them with the command processes."
        ),
    ]


def test_a_stage_that_says_what_it_was_takes_its_deals_along(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, database: str
) -> None:
    config = with_discovery(tmp_path, was="needs")

    status, lines = check(capsys, config, database)

    assert status == 0
    assert lines[2].startswith("  new_business: the stage needs is called discovery now. In it are ")
    assert lines[3:] == [f"{config} and the environment are in order."]


def test_other_demands_without_a_new_version_are_a_mistake(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, database: str
) -> None:
    config = changed(tmp_path, ("takes: [meeting_with_decision_maker]   #", "#"))

    status, lines = check(capsys, config, database)

    assert status == 2
    assert lines[1].startswith("  new_business: the stage needs asks for other things. In it are ")
    assert lines[2] == "new_business: its stages have changed and its version is still 4. Count it up."


def test_a_process_that_is_gone_names_its_deals(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, database: str
) -> None:
    config = changed(tmp_path, ("  key_account:\n", "  big_customers:\n"))

    status, lines = check(capsys, config, database)

    assert status == 2
    assert lines[0].startswith("the process key_account is gone, and in its stage ")
    assert "Write was: [key_account] on the process where they go on" in lines[0]

    config.write_text(
        config.read_text("utf-8").replace("  big_customers:\n", "  big_customers:\n    was: [key_account]\n")
    )

    status, lines = check(capsys, config, database)

    assert status == 0
    assert lines[1].startswith("  the process key_account is called big_customers now. In it are ")


def test_the_check_changes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path, database: str) -> None:
    config = with_discovery(tmp_path)

    assert check(capsys, config, database) == check(capsys, config, database)


def test_the_changes_can_be_read_by_a_program(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, database: str
) -> None:
    config = changed(tmp_path, ("version: 4", "version: 5"))

    main(["check", "--json", "--config", str(config), "--database", database])

    assert json.loads(capsys.readouterr().out) == {
        "mistakes": [],
        "changes": ["new_business: version 4 becomes 5."],
        "people": [],
    }


def test_a_database_of_an_older_version_is_left_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.write_bytes(b"")

    status, _ = check(capsys, APP, str(empty))

    with closing(sqlite3.connect(empty)) as connection:
        assert (status, connection.execute("SELECT name FROM sqlite_master").fetchall()) == (0, [])


# ---- and then it is started -----------------------------------------------------------------------------------------


def test_the_deals_of_a_renamed_stage_follow_at_the_next_start(tmp_path: Path, database: str) -> None:
    config = with_discovery(tmp_path, was="needs")
    with closing(open_house(APP, database, TUESDAY)) as house, house.store.work() as work:
        before = {deal.id: deal.stage_since for deal in work.deals.open_in("new_business", "needs")}

    with closing(open_house(config, database, TUESDAY)) as house, house.store.work() as work:
        after = {deal.id: deal.stage_since for deal in work.deals.open_in("new_business", "discovery")}
        versions = {one.key: one.version for one in work.processes.applied()}

    assert after == before
    assert versions["new_business"] == 5
