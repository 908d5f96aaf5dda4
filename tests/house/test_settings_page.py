"""Every key that app.yaml knows has its heading in docs/settings.md, and no heading is about a key that is gone.

A heading is the key's way from the top, with what a company names itself in angle brackets: `teams.<team>.manager`.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from bot.settings.nodes import Findings, Spot
from bot.settings.sections import settings_from

ROOT = Path(__file__).resolve().parents[2]


def test_every_key_of_app_yaml_has_its_heading() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    headings = {
        re.sub(r"<[^>]+>", "*", name)
        for heading in re.findall(r"^#+ (.*)$", page, re.MULTILINE)
        for name in re.findall("`([^`]+)`", heading)
    }

    assert sorted(keys_of((ROOT / "app.yaml").read_text(encoding="utf-8")) ^ headings) == []


def test_the_keys_are_those_that_are_asked_for() -> None:
    text = "company: {name: Fjord & Co}\nteams: {north: {people: [{email: maja@example.com, hours: {from: '09:00'}}]}}"

    keys = keys_of(text)

    assert {"company", "company.zone", "teams.*.manager", "teams.*.people.hours.to"} <= keys
    assert not {key for key in keys if "north" in key or "[" in key}


def beside(spot: Spot) -> Spot:
    """The sample company, which has a file of its own."""
    node = yaml.compose((ROOT / spot.read(str, "")).read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert node is not None
    return Spot(node, spot.name, spot.findings)


def keys_of(text: str) -> set[str]:
    """Every key that the reading of this file asks for, given or not."""
    findings = Findings()
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert node is not None
    settings_from(Spot(node, "", findings), beside)
    names = {section.spot.name for section in findings.sections}
    return {general(f"{section.spot.name}.{key}", names) for section in findings.sections for key in section.asked}


def general(name: str, sections: set[str]) -> str:
    """The name with a star for each word that a company chose: a key below something that is no section."""
    words = name.strip(".").split(".")
    above = [".".join(words[:place]) for place in range(len(words))]
    stars = (word if parent in sections else "*" for word, parent in zip(words, above, strict=True))
    # A word with a dot in it, as a file's name, is one word.
    return re.sub(r"\*(\.\*)+", "*", re.sub(r"\[\d+\]", "", ".".join(stars)))
