"""Reads app.yaml into one frozen object, or says everything that is wrong with it.

The command line speaks English, so the mistakes are plain English sentences.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from yaml.nodes import Node

from bot.settings.nodes import Findings, Mistake, Spot
from bot.settings.sections import settings_from
from bot.settings.values import text
from domain.settings import Settings

# The C loader is ten times as fast; some builds of PyYAML lack it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SECRETS = (
    (re.compile(r"\bxox[a-z]-[\w-]{6,}"), "a Slack token", "SLACK_BOT_TOKEN"),
    (re.compile(r"\bxapp-[\w-]{6,}"), "a Slack app token", "SLACK_APP_TOKEN"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "a Slack signing secret", "SLACK_SIGNING_SECRET"),
    (re.compile(r"[\w.~-]{3}\dQ~[\w.~-]{20,}"), "a Teams app password", "TEAMS_APP_PASSWORD"),
    (re.compile(r"\w+://[^\s:/@]+:[^\s@]+@"), "an address with a password", "ASKFIRST_DATABASE"),
)


class SettingsError(Exception):
    """app.yaml cannot be used. `mistakes` are all there are, from the top of the file to its end."""

    def __init__(self, path: Path, mistakes: tuple[Mistake, ...]) -> None:
        self.path = path
        self.mistakes = mistakes
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One sentence a mistake: file, line, what is wrong."""
        return [f"{self._where(mistake)}: {mistake.text}" for mistake in self.mistakes]

    def _where(self, mistake: Mistake) -> str:
        path = self.path.parent / mistake.file if mistake.file else self.path
        return f"{path}, line {mistake.line}" if mistake.line else str(path)


def read_settings(path: Path) -> Settings:
    """The settings in the file. Raises SettingsError with every mistake there is."""
    findings = [Findings()]

    def beside(spot: Spot) -> Spot | None:
        """What stands in the file that is named here, read with findings of its own."""
        name = spot.read(text, "")
        if Path(name).name != name or not (path.parent / name).is_file():
            spot.wrong(f"there is no file {name!r} beside {path.name}.")
            return None
        findings.append(Findings(name))
        return Spot(_read(path.parent / name, findings[-1]), spot.name, findings[-1])

    settings = settings_from(Spot(_read(path, findings[0]), "", findings[0]), beside)
    mistakes = tuple(mistake for found in findings for mistake in found.finish())
    if mistakes:
        raise SettingsError(path, mistakes)
    return settings


def _read(path: Path, findings: Findings) -> Node:
    """A file as YAML nodes; a secret in it is noted."""
    written = _text_in(path)
    _note_secrets(written, findings)
    return _tree(written, path, findings)


def _text_in(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        what = "there is no such file" if isinstance(error, FileNotFoundError) else (error.strerror or str(error))
        raise SettingsError(path, (Mistake(0, f"{what}. Say where it is with --config FILE."),)) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SettingsError(path, (Mistake(line, "the file is not in UTF-8; save it as UTF-8."),)) from None


def _note_secrets(written: str, findings: Findings) -> None:
    """A secret is found in a comment too. It is named, never repeated."""
    for line, words in enumerate(written.splitlines(), 1):
        for pattern, what, variable in _SECRETS:
            if pattern.search(words):
                findings.note(
                    line,
                    f"this looks like {what}. Secrets do not belong in this file: "
                    f"take it out, renew it, and set {variable} in the environment.",
                )


def _tree(written: str, path: Path, findings: Findings) -> Node:
    """The file as YAML nodes. What is no YAML cannot be read further, so that is raised at once."""
    try:
        node: Node | None = yaml.compose(written, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        findings.note(*_what_is_broken(error, written))
        raise SettingsError(path, findings.finish()) from None
    except yaml.reader.ReaderError as error:
        line = written.count("\n", 0, error.position) + 1
        findings.note(line, "there is a character that no editor shows and YAML does not allow. Type the line anew.")
        raise SettingsError(path, findings.finish()) from None
    if node is None:
        raise SettingsError(path, (Mistake(0, "the file is empty."),))
    return node


def _what_is_broken(error: yaml.MarkedYAMLError, written: str) -> tuple[int, str]:
    mark, began = error.problem_mark, error.context_mark
    if mark is None or (began and "end of stream" in str(error.problem)):
        # What is never closed is best shown where it was opened.
        mark = began
    line = mark.line + 1 if mark else 1
    words = [*written.splitlines(), ""][min(line, written.count("\n") + 1) - 1]
    if "\t" in words[: len(words) - len(words.lstrip())]:
        return line, "a tab stands where spaces belong. Indent with spaces."
    return line, f"this is no YAML: {error.problem}. Often a quote, a colon or the indentation is off."
