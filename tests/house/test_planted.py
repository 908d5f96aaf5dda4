"""The tests of the house see what they are there to see, and name the place."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.test_arrows import (
    against_the_arrows,
    away_from_home,
    clock_reads,
    inside_functions,
    made_at_import,
    of_another_platform,
)
from tests.house.test_docs import can_be_given, leads_somewhere, shown_commands
from tests.house.test_words import wrong_values
from tests.support.sentences import Sentence, sentences, translations, unsaid
from tests.support.source import Module

PLANTED = [
    (against_the_arrows, "domain/deal.py", "import storage.tables", "domain/deal.py:1 imports storage.tables"),
    (against_the_arrows, "handlers/log.py", "from storage import work", "handlers/log.py:1 imports storage.work"),
    (against_the_arrows, "scheduler/tick.py", "import bot.main", "scheduler/tick.py:1 imports bot.main"),
    (against_the_arrows, "domain/a.py", "def f():\n  import bot", "domain/a.py:2 imports bot"),
    (of_another_platform, "bot/slack/a.py", "from bot import teams", "bot/slack/a.py:1 imports bot.teams"),
    (of_another_platform, "bot/web/a.py", "import bot.slack.render", "bot/web/a.py:1 imports bot.slack.render"),
    (away_from_home, "bot/main.py", "import slack_bolt", "bot/main.py:1 imports slack_bolt"),
    (away_from_home, "handlers/a.py", "import sqlmodel", "handlers/a.py:1 imports sqlmodel"),
    (away_from_home, "storage/a.py", "import pandas", "storage/a.py:1 imports pandas"),
    (inside_functions, "bot/main.py", "def f():\n  import json", "bot/main.py:2"),
    (clock_reads, "handlers/a.py", "at = datetime.now(UTC)", "handlers/a.py:1 datetime.now"),
    (clock_reads, "scheduler/a.py", "import time\nf(time.monotonic)", "scheduler/a.py:2 time.monotonic"),
    (clock_reads, "domain/a.py", "d = datetime.date.today()", "domain/a.py:1 datetime.date.today"),
    (made_at_import, "storage/a.py", "engine = create_engine('x')", "storage/a.py:1 create_engine"),
    (made_at_import, "bot/a.py", "class A:\n  text = Path('x').read_text()", "bot/a.py:2 Path('x').read_text"),
    (made_at_import, "bot/a.py", "def f(x=open('x')): pass", "bot/a.py:1 open"),
]

INNOCENT = [
    (against_the_arrows, "scheduler/tick.py", "from handlers import replies\nimport domain.deal"),
    (of_another_platform, "bot/main.py", "import bot.slack, bot.teams"),
    (away_from_home, "bot/slack/app.py", "from slack_bolt.async_app import AsyncApp\nimport json"),
    (clock_reads, "bot/main.py", "at = clock.now()"),
    (made_at_import, "bot/main.py", "def f():\n  return open('x')\nif __name__ == '__main__':\n  run()"),
]


@pytest.mark.parametrize(("check", "where", "source", "offence"), PLANTED)
def test_an_offence_is_named(check: Callable[[Module], list[str]], where: str, source: str, offence: str) -> None:
    assert check(planted(where, source)) == [offence]


@pytest.mark.parametrize(("check", "where", "source"), INNOCENT)
def test_what_is_allowed_is_left_alone(check: Callable[[Module], list[str]], where: str, source: str) -> None:
    assert check(planted(where, source)) == []


def test_a_sentence_without_swedish_is_found(tmp_path: Path) -> None:
    room(
        tmp_path, 'msg("{deal} is saved.", deal=x)\nmsgs("{n} deal", "{n} deals", 2)', 'msgid "Old."\nmsgstr "Gammal."'
    )

    assert [sentence.forms for sentence in unsaid(tmp_path)] == [("{deal} is saved.",), ("{n} deal", "{n} deals")]
    assert [entry.swedish for entry in translations(tmp_path)] == [("Gammal.",)]


def test_a_sentence_with_its_swedish_is_not(tmp_path: Path) -> None:
    room(tmp_path, 'msg("{deal} is saved.", deal=x)', 'msgid "{deal} is saved."\nmsgstr "{deal} är sparad."')

    assert unsaid(tmp_path) == []


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ('msg("{deal} is saved.", deal=x)', []),
        ('msg("{deal} is saved.")', ["deal"]),
        ('msg("Saved.", deal=x)', ["deal"]),
        ('msg("{deal2} is saved.", deal2=x)', ["deal2"]),
        ('msgs("One deal", "{n} deals", 2)', []),
        ('msg("{deal} is saved.", **values)', []),
    ],
)
def test_values_that_do_not_fit_a_sentence_are_named(tmp_path: Path, call: str, wrong: list[str]) -> None:
    room(tmp_path, call, "")

    assert [name.split()[1] for name in wrong_values(only(sentences(tmp_path)))] == wrong


@pytest.mark.parametrize(
    ("shown", "can"),
    [
        ("```sh\naskfirst demo --port 8031\n```", True),
        ("```sh\n$ .venv/bin/askfirst chat --as maja@example.com < dialogue.txt\n```", True),
        ("Say `askfirst check` first.", True),
        ("Say `askfirst tick`.", True),
        ("```sh\naskfirst dance\n```", False),
        ("```sh\naskfirst demo --loudly\n```", False),
        ("`askfirst chat --to maja@example.com`", False),
    ],
)
def test_a_command_that_cannot_be_given_is_found(shown: str, can: bool) -> None:
    assert [can_be_given(line) for line in shown_commands(shown)] == [can]


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("CONTRIBUTING.md", True),
        ("docs/words.md#people", True),
        ("#try-it", True),
        ("docs/nowhere.md", False),
        ("docs/words.md#nothing", False),
    ],
)
def test_a_link_that_leads_nowhere_is_found(link: str, leads: bool) -> None:
    assert leads_somewhere("README.md", link) is leads


def planted(where: str, source: str) -> Module:
    return Module(Path(where), where, ast.parse(source))


def room(root: Path, source: str, entries: str) -> None:
    """A room with one file and its catalogue."""
    (root / "handlers").mkdir()
    (root / "handlers" / "log.py").write_text(source, encoding="utf-8")
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (root / "handlers" / "log.sv.po").write_text(head + entries + "\n", encoding="utf-8")


def only(found: list[Sentence]) -> Sentence:
    assert len(found) == 1
    return found[0]
