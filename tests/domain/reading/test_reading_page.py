"""Every example of docs/reading.md holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.domain.reading.world import short
from tests.support.builders import MAJA, TOM

PAGE = (Path(__file__).parents[3] / "docs" / "reading.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^\| (?P<writer>Tom: )?`(?P<note>[^`]+)` \| (?P<facts>(?:`\w+: |no `).*) \|$", re.MULTILINE)
FACT = re.compile(r"(?P<no>no )?`(?P<name>\w+)(?:: (?P<value>[^`]+))?`")

EXAMPLES = [match.groupdict() for match in EXAMPLE.finditer(PAGE)]


def test_every_row_of_the_page_is_an_example_that_is_tried() -> None:
    tables = re.findall(r"^\| A note \| is read as \|\n(.*?)\n\n", PAGE, re.MULTILINE | re.DOTALL)

    assert len(EXAMPLES) == sum(table.count("\n") for table in tables) > 50


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["note"])
def test_an_example_is_read_as_the_page_says(example: dict[str, str]) -> None:
    told = short(example["note"], TOM if example["writer"] else MAJA)
    expected = {fact["name"]: "" if fact["no"] else fact["value"] for fact in FACT.finditer(example["facts"])}

    assert {name: told.get(name, "") for name in expected} == expected
