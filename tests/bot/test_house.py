"""A company is opened: its people come from app.yaml, and a change of the rules is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copy

import pytest

from bot.house import House, MovableClock, open_house
from domain.signs import NO_SIGNS
from scheduler.tick import tick
from tests.support.builders import at

APP = Path(__file__).parents[2] / "app.yaml"
TUESDAY = at("2026-11-24 16:40")


@contextmanager
def opened(config: Path, database: Path, now: datetime = TUESDAY, *, sample: bool = True) -> Iterator[House]:
    house = open_house(config, str(database), now, sample=sample)
    yield house
    house.close()


def changed(folder: Path, old: str, new: str) -> Path:
    """app.yaml with one thing changed, and what stands beside it."""
    text = APP.read_text("utf-8")
    assert old in text
    copy(APP.with_name("sample.yaml"), folder)
    (folder / "changed.yaml").write_text(text.replace(old, new, 1), "utf-8")
    return folder / "changed.yaml"


def count(house: House) -> int:
    with house.store.work() as work:
        return work.deals.count()


def test_an_empty_database_gets_the_sample_deals_once(tmp_path: Path) -> None:
    with opened(APP, tmp_path / "x.db") as house:
        first = count(house)
    with opened(APP, tmp_path / "x.db") as house:
        again = count(house)

    assert first == again == len(house.settings.sample_deals)


def test_without_the_sample_it_stays_empty(tmp_path: Path) -> None:
    with opened(APP, tmp_path / "x.db", sample=False) as house:
        assert count(house) == 0


def test_somebody_is_known_by_their_address_however_it_is_written(tmp_path: Path) -> None:
    with opened(APP, tmp_path / "x.db") as house:
        assert getattr(house.person(" MAJA@example.com "), "name", "") == "Maja Lind"
        assert house.person("nobody@example.com") is None


def test_hours_that_change_in_app_yaml_move_the_morning(tmp_path: Path) -> None:
    with opened(APP, tmp_path / "x.db") as house:
        tick(house.store.work, TUESDAY)
    friday = at("2026-11-27 07:15")
    early = changed(tmp_path, 'hours: {from: "08:30", to: "17:00"', 'hours: {from: "07:00", to: "17:00"')

    with opened(early, tmp_path / "x.db") as house:
        maja = house.person("maja@example.com")
        told = [person for person, _ in tick(house.store.work, friday, dry_run=True).said]

    assert maja is not None
    assert maja.id in told


def test_a_database_from_before_gets_the_signs_of_its_deals(tmp_path: Path) -> None:
    with opened(APP, tmp_path / "x.db") as house, house.store.work() as work:
        before = work.deals.each_open("", 100)
        for one in before:
            work.deals.sense(replace(one, signs=NO_SIGNS))
        work.nudging.now_by("")
        work.commit()

    with opened(APP, tmp_path / "x.db") as house, house.store.work() as work:
        after = work.deals.each_open("", 100)

    assert [one.signs for one in before].count(NO_SIGNS) < len(before) / 2
    assert after == before


def test_the_clock_only_goes_forward() -> None:
    clock = MovableClock(TUESDAY)

    clock.move_to(at("2026-11-30 09:00"))
    with pytest.raises(ValueError, match="forward"):
        clock.move_to(TUESDAY)
    assert clock() >= at("2026-11-30 09:00")
