"""The command line: `askfirst`. Exit status 0 when it went well, 2 with one clear line for what has to be put right.

The command line speaks English, whoever runs it; the coach speaks each person's language.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot import commands, letters, replaying, reports, serving
from bot.house import CommandError, system_clock
from bot.settings import SettingsError
from bot.terminal import aware
from bot.words import Speech, text_of
from domain.errors import AskfirstError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (SettingsError, CommandError) as mistakes:
        print(mistakes, file=sys.stderr)
    except AskfirstError as error:
        print(text_of(error.words, Speech("en", "UTC", system_clock())), file=sys.stderr)
    except BrokenPipeError:
        # Whoever read along has seen enough (`| head`); nothing more can be printed.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 0
    return 2


def parser() -> argparse.ArgumentParser:
    """Every command with its options, in one table."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--config", type=Path, default=Path("app.yaml"), metavar="FILE", help="settings (app.yaml)")
    common.add_argument(
        "--database", metavar="URL", help="a file, or postgresql://...; default: ASKFIRST_DATABASE, then askfirst.db"
    )
    top = argparse.ArgumentParser(prog="askfirst", description="A sales-process coach for Slack and Microsoft Teams.")
    groups = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        sub = groups.add_parser(name, parents=[common], help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    _talking(command)
    _running(command)
    _data(command)
    return top


Command = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def _talking(command: Command) -> None:
    chat = command("chat", commands.chat, "the coach in this terminal; a dialogue can be piped in")
    _who_and_when(chat)
    understand = command("understand", commands.understand, "what the coach understands of a note; saves nothing")
    _who_and_when(understand)
    understand.add_argument("--json", action="store_true", help="print it as JSON")
    understand.add_argument("text", metavar="TEXT", help="the note")


def _running(command: Command) -> None:
    demo = command("demo", serving.demo, "try it: a sample company on a local page, no tokens, nothing outside touched")
    demo.add_argument("--port", type=int, default=8030, help="port on 127.0.0.1 (8030)")
    demo.add_argument("--now", type=_instant, metavar="ISO", help="start the clock here")
    serve = command("serve", serving.serve, "the real thing: Slack, Teams and the scheduler")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=int, default=3978, help="port to listen on (3978)")
    tick = command("tick", commands.tick, "one round of the scheduler; prints what is said to whom")
    tick.add_argument("--now", type=_instant, metavar="ISO", help="the instant; default: now")
    tick.add_argument("--dry-run", action="store_true", help="store and send nothing")
    tick.add_argument("--verdicts", action="store_true", help="also print why each concern was said or not")
    tick.add_argument("--json", action="store_true", help="print it as JSON")
    replay = command("replay", replaying.replayed, "what the coach would have said on this history; stores nothing")
    replay.add_argument("--from", dest="first", type=_day, required=True, metavar="DAY", help="the first day")
    replay.add_argument("--to", dest="last", type=_day, required=True, metavar="DAY", help="the last day")
    replay.add_argument("--person", metavar="NAME", help="only what this person would have heard; a name or an address")
    replay.add_argument("--known-only", action="store_true", help="without rules about what the history does not tell")
    replay.add_argument("--say", action="store_true", help="also print the messages themselves")
    replay.add_argument("--json", action="store_true", help="print it as JSON")


def _data(command: Command) -> None:
    load = command("import", commands.import_deals, "deals and history from a CSV file")
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help="where a field is found")
    load.add_argument("--now", type=_instant, metavar="ISO", help="the instant for rows without a date; default: now")
    load.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")
    load.add_argument("--json", action="store_true", help="print the report as JSON")
    undelivered = command("letters", letters.letters, "what could not be delivered, to whom and why")
    undelivered.add_argument("--retry", metavar="ID", help="send it after all: a letter by its id, or all")
    undelivered.add_argument("--now", type=_instant, metavar="ISO", help="the instant; default: now")
    undelivered.add_argument("--json", action="store_true", help="print it as JSON")
    check = command("check", commands.check, "app.yaml and the environment, every mistake at once")
    check.add_argument("--json", action="store_true", help="print the mistakes as JSON")
    _reports(command("report", reports.report, "what the company's numbers say"))
    manifest = command("manifest", commands.manifest, "the app manifest for a platform, made from the router's tables")
    manifest.add_argument("platform", choices=["slack", "teams"])
    manifest.add_argument("--url", default="https://coach.example.com", help="where the coach is reached from outside")


def _reports(report: argparse.ArgumentParser) -> None:
    about = "assumptions: what rests on something nobody has asked; nudges: whether saying a thing helps"
    report.add_argument("name", choices=list(reports.REPORTS), help=about)
    report.add_argument("--now", type=_instant, metavar="ISO", help="the instant; default: now")
    report.add_argument("--json", action="store_true", help="print it as JSON")
    report.add_argument("--chart", type=Path, metavar="FILE.png", help="draw it, too")
    report.add_argument("--currency", metavar="CODE", help="which currency comes first and is drawn; default: your own")


def _who_and_when(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="who is talking")
    sub.add_argument("--now", type=_instant, metavar="ISO", help="the instant, such as 2026-11-24T16:40:00+01:00")


def _instant(text: str) -> object:
    try:
        return aware(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no instant with a zone; write it like 2026-11-24T16:40:00+01:00"
        ) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2026-11-24") from None


if __name__ == "__main__":
    sys.exit(main())
