"""What app.yaml says of a team's digests."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings
from domain.settings import Digest
from tests.bot.small_yaml import SMALL


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "app.yaml"


def with_digest(written: str, channel: str = '"#north"') -> str:
    """An app.yaml whose team north has this digest."""
    given = f"    digest: {written}\n" + (f"    channel: {channel}\n" if channel else "")
    return SMALL.replace("    people:", f"{given}    people:")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("{day: mon, at: '08:30'}", [Digest((0,), time(8, 30), "manager")], id="one"),
        pytest.param(
            "{days: [fri, tue], at: '9.00', to: channel}", [Digest((1, 4), time(9), "channel")], id="several days"
        ),
        pytest.param(
            "[{day: mon, at: '08:30'}, {day: fri, at: '15:00', to: channel}]",
            [Digest((0,), time(8, 30), "manager"), Digest((4,), time(15), "channel")],
            id="a list",
        ),
        pytest.param("[]", [], id="none"),
    ],
)
def test_a_team_has_one_digest_or_several(file: Path, written: str, meant: list[Digest]) -> None:
    file.write_text(with_digest(written), encoding="utf-8")

    assert list(read_settings(file).teams[0].digests) == meant


@pytest.mark.parametrize(
    ("written", "channel", "wrong"),
    [
        pytest.param(
            "{at: '08:30'}",
            "",
            "teams.north.digest: either day or days belongs here, as in day: mon or days: [mon, thu].",
            id="no day",
        ),
        pytest.param(
            "{day: mon, days: [tue], at: '08:30'}",
            "",
            "teams.north.digest: either day or days belongs here, as in day: mon or days: [mon, thu].",
            id="both",
        ),
        pytest.param(
            "{day: monday, at: '08:30'}",
            "",
            "teams.north.digest.day: there is no weekday 'monday'. Did you mean mon?",
            id="no weekday",
        ),
        pytest.param("{day: mon}", "", "teams.north.digest.at is missing.", id="no time"),
        pytest.param(
            "{day: mon, at: '8'}", "", "teams.north.digest.at: '8' is no time of day. Write it as in 08:30.", id="time"
        ),
        pytest.param(
            "{day: mon, at: '08:30', to: everybody}",
            "",
            "teams.north.digest.to: there is no choice 'everybody'. There are: manager, channel.",
            id="to whom",
        ),
        pytest.param(
            "{day: mon, at: '08:30', to: channel}",
            "",
            "teams.north.digest: it goes to the team's channel, and the team names none.",
            id="no channel",
        ),
        pytest.param("mon", "", "teams.north.digest: keys with values belong here, as in name: Fjord & Co.", id="text"),
    ],
)
def test_what_is_wrong_with_a_digest_is_told_with_its_line(file: Path, written: str, channel: str, wrong: str) -> None:
    file.write_text(with_digest(written, channel), encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        read_settings(file)

    line = next(n for n, text in enumerate(with_digest(written, channel).splitlines(), 1) if "digest:" in text)
    assert [one.removeprefix(f"{file}, ") for one in caught.value.lines()] == [f"line {line}: {wrong}"]
