"""The command line as scripts use it: what it prints, and its exit status."""

from __future__ import annotations

import io
import json
import socket
from pathlib import Path

import pytest

from bot.main import main

ROOT = Path(__file__).parents[2]
TUESDAY = "2026-11-24T16:40:00+01:00"
NOTE = "Met Anna Berg at Nordfrakt today, demo with their CFO on Friday 10:00, she agreed"


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("ASKFIRST_DATABASE", raising=False)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "fjord.db")


def talk(monkeypatch: pytest.MonkeyPatch, database: str, *lines: str, person: str = "maja@example.com") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    return main(["chat", "--as", person, "--now", TUESDAY, "--database", database])


def test_a_dialogue_is_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    status = talk(monkeypatch, database, "# a meeting, taken back", "", NOTE, "1", ":now 2026-11-25T09:00+01:00")

    said = capsys.readouterr().out
    assert status == 0
    assert said.startswith(f"> {NOTE}\nNordfrakt, fordonsparken. Sparat.\nMöte med Anna Berg i dag.\n")
    assert "> 1\nÅngrat. Nordfrakt, fordonsparken är som den var." in said
    assert "saker i dag, Maja" in said


def test_a_dialogue_plays_a_standup_in_the_channel_of_the_persons_team(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    help_ = "jag behöver hjälp med Kraftverket"
    update = ("1", "", "", "de svarar i dag")

    talk(monkeypatch, database, ":now 2026-11-25T09:16+01:00", f"#team-north {help_}", *update, "affärer")

    parts = capsys.readouterr().out.split("Pipelineavstämning, Team North · öppen till kl 16.00\nMaja ")
    before, opened, taken, filled = parts
    assert before.endswith("#team-north:\n")
    assert opened.startswith("(ur affärerna, inte bekräftat än)")
    assert "Jag tog det som din del av avstämningen." in opened
    assert opened.endswith("#team-north, as it reads now:\n")
    assert [one.splitlines()[0][0] for one in (taken, filled)] == ["✓", "✓"]
    assert help_ in taken.splitlines()[0]
    assert "de svarar i dag" in filled.splitlines()[0]


def test_nobody_reads_the_channel_of_another_team_and_what_is_for_others_waits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    talk(monkeypatch, database, ":now 2026-11-25T09:16+01:00", person="erik@example.com")
    others = capsys.readouterr().out

    talk(monkeypatch, database, ":now 2026-11-25T09:18+01:00")

    assert "#team-north" not in others
    assert "#team-north:\nPipelineavstämning, Team North" in capsys.readouterr().out


def test_the_next_run_goes_on_where_the_last_one_ended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    talk(monkeypatch, database, NOTE)
    capsys.readouterr()

    talk(monkeypatch, database, "affär Nordfrakt")

    assert "demo with their CFO" in capsys.readouterr().out


def test_a_form_shows_what_is_chosen_by_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    talk(monkeypatch, database, "inställningar")

    assert "  Språk [1] Svenska  [2] English (Svenska): \n" in capsys.readouterr().out


def test_a_form_is_filled_line_by_line_and_asked_again_when_it_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    status = talk(
        monkeypatch,
        database,
        "inställningar",
        *("", "Europe/Stockhlm", "", "", "", "", ""),
        *("", "Europe/Helsinki", "", "", "", "", ""),
    )

    said = capsys.readouterr().out
    assert status == 0
    refused, saved = said.split("  > Europe/Helsinki")
    assert "Jag känner inte till tidszonen" in refused
    assert "Tidszon: Europe/Helsinki" in saved


def test_what_is_none_of_the_choices_is_asked_again_and_not_taken_for_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    talk(monkeypatch, database, "ge Nordfrakt rabatt", "3", "kanske", "3", "", "", "", "")

    said = capsys.readouterr().out
    asked = "Hur ligger det till med en rabatt? [1] De vill ha det  [2] Vi ger det  [3] Vi sa nej (De vill ha det): "
    refused = "  Skriv siffran för en av dem. En tom rad behåller det som står.\n"
    assert f"  {asked}\n  > kanske\n{refused}  {asked}\n  > 3\n" in said


def test_a_clock_without_a_zone_is_not_moved(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    talk(monkeypatch, database, ":now tomorrow", ":now 2026-11-30T09:00")

    assert capsys.readouterr().out.count("The clock takes an instant such as") == 2


def test_understand_prints_what_was_understood_and_saves_nothing(
    capsys: pytest.CaptureFixture[str], database: str
) -> None:
    status = main(["understand", "--json", "--as", "maja@example.com", "--now", TUESDAY, "--database", database, NOTE])

    told = json.loads(capsys.readouterr().out)
    assert status == 0
    assert list(told) == [
        *("intent", "deal", "deal_candidates", "deal_status", "meeting", "contacts", "next_step", "more_next_steps"),
        *("answers", "amount", "stage", "must_ask"),
    ]
    assert told["deal"] == {"id": "nordfrakt", "name": "Nordfrakt, fordonsparken"}
    assert told["meeting"] == {"on": "2026-11-24", "outcome": "held"}
    assert told["next_step"]["due"] == "2026-11-27T10:00"
    assert told["next_step"]["agreed"] == "said"
    assert not Path(database).exists()


def test_a_round_of_the_scheduler_says_each_thing_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    talk(monkeypatch, database, NOTE)
    capsys.readouterr()
    round_ = ["tick", "--now", "2026-12-04T09:00:00+01:00", "--database", database, "--json"]

    assert main([*round_, "--dry-run"]) == 0
    tried = json.loads(capsys.readouterr().out)
    main(round_)
    said = json.loads(capsys.readouterr().out)
    main(round_)
    again = json.loads(capsys.readouterr().out)

    to_maja = [message["text"] for message in said["said"] if message["to"] == "Maja Lind"]
    assert tried == said
    assert len(to_maja) == 1
    assert "demo with their CFO var fre 27 nov kl 10.00" in to_maja[0]
    assert again["said"] == []


BAD = {
    "somebody who is not in app.yaml": (["chat", "--as", "nobody@example.com"], "nobody@example.com"),
    "a database in a folder that is not there": (
        ["chat", "--as", "maja@example.com", "--database", "/nowhere/at/all.db"],
        "folder",
    ),
    "a database server that is not there": (
        ["tick", "--database", "postgresql://127.0.0.1:1/askfirst"],
        "cannot be opened",
    ),
    "a kind of database that is not known": (["tick", "--database", "mysql://localhost/x"], "mysql"),
    "a file to import that is not there": (["import", "nothing.csv"], "nothing.csv"),
    "settings that are not there": (["check", "--config", "nothing.yaml"], "nothing.yaml"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_has_to_be_put_right_is_one_line_and_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str, what: str
) -> None:
    arguments, word = BAD[what]
    monkeypatch.setenv("ASKFIRST_DATABASE", database)

    status = main(arguments)

    printed = capsys.readouterr()
    lines = (printed.err + printed.out).strip().splitlines()
    assert (status, len(lines)) == (2, 1), printed
    assert word in lines[0]


def test_a_file_that_is_no_database_is_said_to_be_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    not_ours = tmp_path / "letter.db"
    not_ours.write_text("Dear sir or madam, " * 100)

    status = main(["tick", "--database", str(not_ours)])

    assert status == 2
    assert str(not_ours) in capsys.readouterr().err
    assert not_ours.read_text().startswith("Dear sir")


def test_all_mistakes_of_the_settings_come_at_once_with_their_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "app.yaml"
    text = (ROOT / "app.yaml").read_text("utf-8")
    broken.write_text(text.replace("zone: Europe/Stockholm", "zone: Europe/Stokholm").replace("manager:", "manger:"))

    status = main(["tick", "--config", str(broken), "--database", str(tmp_path / "x.db")])

    said = capsys.readouterr().err
    assert status == 2
    assert "Europe/Stockholm" in said
    assert "manager" in said
    assert not (tmp_path / "x.db").exists()


def test_a_port_in_use_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status = main(["demo", "--port", str(taken.getsockname()[1])])

    assert status == 2
    assert "--port" in capsys.readouterr().err


def test_serving_without_any_token_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "TEAMS_APP_ID", "TEAMS_APP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)

    assert main(["serve", "--database", database]) == 2
    assert "askfirst demo" in capsys.readouterr().err


def test_anybody_may_speak_only_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: str
) -> None:
    monkeypatch.setenv("TEAMS_WITHOUT_ANY_TOKEN", "on this machine only")

    assert main(["serve", "--host", "0.0.0.0", "--database", database]) == 2
    assert "127.0.0.1" in capsys.readouterr().err


@pytest.mark.parametrize("platform", ["slack", "teams"])
def test_a_manifest_is_json_with_the_given_address(capsys: pytest.CaptureFixture[str], platform: str) -> None:
    assert main(["manifest", platform, "--url", "https://coach.fjord.example"]) == 0
    assert "coach.fjord.example" in json.dumps(json.loads(capsys.readouterr().out))
