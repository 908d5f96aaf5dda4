"""Who may import whom, and nothing happens at import.

          domain             standard library only
       ↗  ↑   ↑  ↖
storage   |   |   connectors
          |   |
   handlers ← scheduler
       ↖  ↑   ↑  ↗
           bot
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from tests.support.source import FUNCTIONS, ROOMS, ROOT, Import, Module, imports, modules

ARROWS = {
    "domain": {"domain"},
    "storage": {"storage", "domain"},
    "connectors": {"connectors", "domain"},
    "handlers": {"handlers", "domain"},
    "scheduler": {"scheduler", "domain", "handlers"},
    "bot": set(ROOMS),
}
HOMES = {
    "alembic": ("storage/",),
    "psycopg": ("storage/",),
    "rapidfuzz": ("storage/",),
    "sqlalchemy": ("storage/",),
    "sqlmodel": ("storage/",),
    "holidays": ("connectors/",),
    "httpx": ("connectors/",),
    "apscheduler": ("scheduler/",),
    "slack_bolt": ("bot/slack/",),
    "slack_sdk": ("bot/slack/",),
    "botbuilder": ("bot/teams/",),
    "botframework": ("bot/teams/",),
    "msrest": ("bot/teams/",),
    "jwt": ("bot/teams/",),
    "aiohttp": ("bot/",),
    "babel": ("bot/",),
    "resvg_py": ("bot/",),
    "rich": ("bot/",),
    "yaml": ("bot/",),
}
ONE_FILE = ("apscheduler",)
STRANGERS = ("bot.slack", "bot.teams", "bot.web")
PURE = ("domain", "handlers")
NOT_IN_A_PURE_ROOM = {
    "asyncio", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil", "socket",
    "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
CLOCK = re.compile(r"(^|\.)(datetime|date|dt|time)\.(now|today|utcnow|time|time_ns|localtime|gmtime|monotonic)$")
MADE_BY_SOMEBODY = re.compile(
    r"(^|\.)(App|AsyncApp|Application|AsyncWebClient|AsyncClient|Client|ClientSession|create_engine|sessionmaker|"
    r"\w*Scheduler|Thread|ThreadPoolExecutor|open|read_text|read_bytes|getenv|connect|basicConfig|run|print)$"
)


def test_the_arrows_between_the_rooms_are_kept() -> None:
    assert [offence for module in modules() for offence in against_the_arrows(module)] == []


def against_the_arrows(module: Module) -> list[str]:
    ours = (found for found in imports(module) if found.package in ROOMS)
    return [f"{found.where} imports {found.name}" for found in ours if found.package not in ARROWS[module.room]]


def test_the_platforms_do_not_know_each_other() -> None:
    assert [offence for module in modules() for offence in of_another_platform(module)] == []


def of_another_platform(module: Module) -> list[str]:
    here = [stranger for stranger in STRANGERS if within(module.name, stranger)]
    return [
        f"{found.where} imports {found.name}"
        for found in imports(module)
        if here and any(within(found.name, stranger) for stranger in STRANGERS if stranger not in here)
    ]


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def test_what_others_made_is_used_in_its_own_place() -> None:
    assert [offence for module in modules() for offence in away_from_home(module)] == []


def away_from_home(module: Module) -> list[str]:
    theirs = (found for found in imports(module) if not known(found.package))
    return [f"{found.where} imports {found.name}" for found in theirs if not at_home(module, found)]


def known(package: str) -> bool:
    return package in ROOMS or package in sys.stdlib_module_names


def at_home(module: Module, found: Import) -> bool:
    return module.where.startswith(HOMES.get(found.package, ("nowhere/",)))


def test_the_clockwork_is_in_one_file() -> None:
    users = defaultdict(set)
    for module in modules():
        for found in imports(module):
            users[found.package].add(module.where)

    assert [f"{package}: {sorted(users[package])}" for package in ONE_FILE if len(users[package]) > 1] == []


def test_the_rooms_of_rules_touch_nothing_outside() -> None:
    found = [found for module in modules() if module.room in PURE for found in imports(module)]

    assert [f"{each.where} imports {each.name}" for each in found if each.package in NOT_IN_A_PURE_ROOM] == []


def test_imports_stand_at_the_top_of_the_file() -> None:
    assert [offence for module in modules() for offence in inside_functions(module)] == []


def inside_functions(module: Module) -> list[str]:
    return sorted(
        {
            f"{module.where}:{node.lineno}"
            for function in ast.walk(module.tree)
            if isinstance(function, FUNCTIONS)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
    )


def test_nobody_below_the_edges_reads_the_clock() -> None:
    assert [offence for module in modules() if module.room != "bot" for offence in clock_reads(module)] == []


def clock_reads(module: Module) -> list[str]:
    """Uses of the clock, called or handed on."""
    return [
        f"{module.where}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and CLOCK.search(ast.unparse(node))
    ]


def test_nothing_is_made_at_import() -> None:
    assert [offence for module in modules() for offence in made_at_import(module)] == []


def made_at_import(module: Module) -> list[str]:
    return [
        f"{module.where}:{node.lineno} {ast.unparse(node.func)}"
        for statement in module.tree.body
        if not is_main_guard(statement)
        for node in run_at_import(statement)
        if isinstance(node, ast.Call) and MADE_BY_SOMEBODY.search(ast.unparse(node.func))
    ]


def is_main_guard(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and "__main__" in ast.unparse(statement.test)


def run_at_import(node: ast.AST) -> list[ast.AST]:
    """The nodes that run when the module is imported: of a function only its defaults and decorators."""
    inside = {"body"} if isinstance(node, (*FUNCTIONS, ast.Lambda)) else set()
    found = [node]
    for field, value in ast.iter_fields(node):
        if field not in inside:
            children = value if isinstance(value, list) else [value]
            found += [each for child in children if isinstance(child, ast.AST) for each in run_at_import(child)]
    return found


def test_importing_everything_opens_nothing_and_compiles_no_grammar(tmp_path: Path) -> None:
    """Every module is imported by a process that notes each file, connection, process and thread it opens."""
    names = [module.name for module in modules() if "/migrations/" not in module.where]
    program = tmp_path / "watch.py"
    program.write_text(WATCH.format(root=str(ROOT), names=names), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-W", "ignore", program], capture_output=True, text=True, cwd=tmp_path, check=False
    )

    assert [*done.stdout.splitlines(), *done.stderr.splitlines()[-3:]] == []


WATCH = """
import gc, importlib, sys, threading
ROOT = {root!r}
sys.path.insert(0, ROOT)
def watch(event, args):
    name = str(args[0]) if args else ""
    ours = name.startswith(ROOT) and "/.venv" not in name and not name.endswith((".py", ".pyc"))
    if event == "open" and ours and "__pycache__" not in name:
        print("opens", name)
    elif event == "socket.bind" and args[1][1] == 0:
        pass  # urllib3 tries in this way whether the machine speaks IPv6
    elif event in ("socket.connect", "socket.bind", "sqlite3.connect", "subprocess.Popen", "os.mkdir", "os.putenv"):
        print(event, args)
sys.addaudithook(watch)
for name in {names!r}:
    importlib.import_module(name)
for thread in threading.enumerate():
    if thread is not threading.main_thread():
        print("thread", thread.name)
for pattern in gc.get_objects():
    if type(pattern).__name__ == "Pattern" and "compiled" in getattr(pattern, "__dict__", ()):
        print("compiles", pattern.pattern)
"""
