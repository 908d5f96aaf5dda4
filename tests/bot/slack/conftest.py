"""Maja in Slack, with a Slack that is played."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.builders import at, company
from tests.support.doors import SlackDoor, slack_door
from tests.support.fake import FakeCompany


@pytest.fixture
def fjord() -> FakeCompany:
    return company()


@pytest.fixture
async def door(fjord: FakeCompany, tmp_path: Path) -> AsyncIterator[SlackDoor]:
    async with slack_door(fjord.work, fjord.settings, at("2026-11-24 16:40"), tmp_path) as door:
        yield door
