"""`askfirst check` tells what is wrong with the file and the environment together."""

from __future__ import annotations

from pathlib import Path

from bot.checking import Checked, check_all
from tests.bot.small_yaml import SMALL, small


def test_a_good_file_and_an_empty_environment_are_in_order(tmp_path: Path) -> None:
    file = tmp_path / "app.yaml"
    file.write_text(SMALL, encoding="utf-8")

    assert check_all(file, {}) == Checked(())


def test_mistakes_of_the_file_and_of_the_environment_come_together(tmp_path: Path) -> None:
    file = tmp_path / "app.yaml"
    file.write_text(small(days="soon", country="UK"), encoding="utf-8")
    days = "processes.new_business.stages.qualify.days"

    found = check_all(file, {"TEAMS_APP_ID": "app", "ASKFIRST_DATABASE": "mysql://maja:hunter2@db/x"}).mistakes

    assert [line.removeprefix(str(file)) for line in found] == [
        ", line 4: company.country: 'UK' is no country code. Did you mean GB?",
        f", line 25: {days}: a number of days belongs here, as in 14 days or 2 weeks, not 'soon'.",
        "TEAMS_APP_PASSWORD is not set in the environment, but TEAMS_APP_ID is.",
        "ASKFIRST_DATABASE in the environment: mysql is no database I know. Give a path, or postgresql://...",
    ]


def test_a_database_that_does_not_answer_is_told_and_its_password_is_not(tmp_path: Path) -> None:
    file = tmp_path / "app.yaml"
    file.write_text(SMALL, encoding="utf-8")

    (said,) = check_all(file, {"ASKFIRST_DATABASE": "postgresql://maja:hunter2@127.0.0.1:1/askfirst"}).mistakes

    assert said.startswith(
        "ASKFIRST_DATABASE in the environment: The database askfirst (company_fjord_co) at 127.0.0.1"
    )
    assert "hunter2" not in said


def test_a_database_file_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    file, database = tmp_path / "app.yaml", tmp_path / "askfirst.db"
    file.write_text(SMALL, encoding="utf-8")

    assert check_all(file, {"ASKFIRST_DATABASE": str(database)}) == Checked(())
    assert not database.exists()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file, database = tmp_path / "app.yaml", tmp_path / "askfirst.db"
    file.write_text(SMALL, encoding="utf-8")
    database.write_text("id;owner\n" * 200, encoding="utf-8")

    (said,) = check_all(file, {"ASKFIRST_DATABASE": str(database)}).mistakes

    assert "file is not a database" in said
