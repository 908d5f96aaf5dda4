"""What the pages say is so: links lead somewhere, commands can be given, dependencies have their reason."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from bot.main import parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:\.venv/bin/)?askfirst [^`]+)`")
ASKFIRST = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?askfirst (?P<arguments>[^<>|#\n]+)", re.MULTILINE)
MAKE = re.compile(r"\bmake (?P<target>[a-z]+)\b")


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_leads_somewhere(page: str) -> None:
    assert [link for link in LINK.findall(TEXTS[page]) if not leads_somewhere(page, link)] == []


def leads_somewhere(page: str, link: str) -> bool:
    if "://" in link:
        return True
    path, _, heading = link.partition("#")
    target = (ROOT / page).parent / path if path else ROOT / page
    return target.exists() and (not heading or heading in anchors(target.read_text(encoding="utf-8")))


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ +(.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", TEXTS)
def test_every_command_on_a_page_can_be_given(page: str) -> None:
    assert [line for line in shown_commands(TEXTS[page]) if not can_be_given(line)] == []


def shown_commands(text: str) -> list[str]:
    """The arguments of each `askfirst ...` in a block of commands or between backticks."""
    shown = "\n".join([*BLOCK.findall(text), *INLINE.findall(text)])
    return [found["arguments"].strip() for found in ASKFIRST.finditer(shown)]


def can_be_given(line: str) -> bool:
    arguments = shlex.split(line)
    if len(arguments) == 1:  # a command by its name alone, as in "`askfirst chat` speaks to you"
        return arguments[0] in commands()
    try:
        parser().parse_args(arguments)
    except SystemExit as end:
        return end.code == 0
    return True


def test_every_command_is_on_a_page() -> None:
    shown = {line.split()[0] for text in TEXTS.values() for line in shown_commands(text)}

    assert sorted(commands() - shown) == []


def commands() -> set[str]:
    """The names of all commands."""
    groups = (
        action.choices for action in parser()._actions if action.dest != "help" and isinstance(action.choices, dict)
    )
    return {name for group in groups for name in group}


def test_every_make_target_on_a_page_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    code = [(page, block) for page, text in TEXTS.items() for block in re.findall(r"`+[^`]+`+", text)]

    named = {(page, found["target"]) for page, block in code for found in MAKE.finditer(block)}

    assert sorted(f"{page}: make {target}" for page, target in named if target not in targets) == []


def test_every_dependency_has_its_reason() -> None:
    reasons = re.findall(r"^\| `([a-z-]+)` \|", TEXTS["docs/decisions.md"], re.MULTILINE)

    assert sorted(reasons) == sorted(direct_dependencies())


def direct_dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    named = [*project["project"]["dependencies"], *groups["build"], *groups["dev"]]
    return [re.split(r"[\[<>=~ ]", line, maxsplit=1)[0] for line in named if isinstance(line, str)]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "tests/requirements-postgres.lock"])
def test_every_locked_package_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.findall(r"^(\S+==\S+)[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)

    assert packages == re.findall(r"^([^\s#]\S*)", text, re.MULTILINE)
    assert "://" not in text


def test_what_it_runs_with_is_what_it_was_tested_with() -> None:
    runs, tested = (
        set(re.findall(r"^(\S+==\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-dev.lock")
    )

    assert sorted(runs - tested) == []
