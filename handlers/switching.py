"""A deal goes to another process: how its stages are called there, and which one it would be in."""

from __future__ import annotations

import re

from domain.chat import Block, Choice, Facts, Incoming, Reply
from domain.deal import Deal
from domain.ports import Work
from domain.process import Process
from domain.process_change import stages_of
from domain.words import Words, msg
from handlers.gate import passage
from handlers.lost_stage import is_lost, where_now
from handlers.parse import short
from handlers.replies import buttons, say
from handlers.turn import Turn, changing, id_of, pick_of, rest_of
from handlers.which import which_deal

_TO = re.compile(r"(?:(?P<deal>.*?)\s+)?(?:to|till|into)\s+(?P<process>.+)", re.IGNORECASE | re.DOTALL)
_ALIKE = 75.0


def switch_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: "Nordfrakt to key accounts"; without a process, those there are."""
    said = _TO.fullmatch(rest_of(incoming))
    name, wanted = (said["deal"] or "", said["process"]) if said else (rest_of(incoming), "")
    action, pick = ("process.to", wanted) if wanted else ("process.choose", "")
    found = which_deal(name, incoming, work, action, pick)
    if not isinstance(found, Deal):
        return found
    turn = changing(found.id, incoming, work)
    return _to(turn, wanted) if wanted else _processes(turn)


def choose(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the other processes to choose from."""
    return _processes(changing(id_of(incoming), incoming, work))


def to_process(incoming: Incoming, work: Work) -> list[Reply]:
    """The button of one process; what a command called it is understood too."""
    return _to(changing(id_of(incoming), incoming, work), pick_of(incoming))


def choose_stage(incoming: Incoming, work: Work) -> list[Reply]:
    """Another stage of the other process than the one it would be in."""
    turn = changing(id_of(incoming), incoming, work)
    process = work.settings.process(pick_of(incoming))
    if process is None or process.key == turn.deal.process:
        return _processes(turn)
    asked = msg("In which stage of {process} is {deal}?", process=process.name, deal=turn.deal.title)
    return [say(asked, buttons(*(_in(turn, process, stage.key, stage.name) for stage in process.stages)))]


def _processes(turn: Turn, asked: Words | None = None) -> list[Reply]:
    if turn.process is None:
        return [say(*where_now(turn))]
    others = [one for one in turn.work.settings.processes if one.key != turn.deal.process]
    follows = msg("**{deal}** follows {process}.", deal=turn.deal.title, process=turn.process.name)
    if not others:
        return [say(follows, msg("There is no other process."), _the_deal(turn))]
    ways = (Choice(one.name, "process.to", turn.deal.id, one.key) for one in others)
    return [say(follows, asked or msg("Which process does it follow instead?"), buttons(*ways))]


def _to(turn: Turn, wanted: str) -> list[Reply]:
    process = _called(wanted, turn.work)
    if process is None:
        return _processes(turn, msg("There is no process called {name}. Which one?", name=short(wanted)))
    if process.key == turn.deal.process:
        follows = msg("{deal} follows {process} already.", deal=turn.deal.title, process=process.name)
        return [say(follows, _the_deal(turn))]
    if turn.process is not None and is_lost(turn):
        return [say(*where_now(turn))]
    return _shown(turn, process)


def _called(wanted: str, work: Work) -> Process | None:
    """The process by its key or by its name in any language, a slip of the finger aside."""
    found = work.settings.process(wanted.casefold().replace(" ", "_"))
    if found is not None or not wanted:
        return found
    alike = [(max(work.similar(wanted, name) for _, name in one.name.by_language), one) for one in
        work.settings.processes]  # fmt: skip
    best, process = max(alike, key=lambda scored: scored[0])
    return process if best >= _ALIKE else None


def _shown(turn: Turn, process: Process) -> list[Reply]:
    """How its stages map, and where it would be."""
    deal = turn.deal
    mapped = dict(passage(turn, process, process.stages[0].key).mapped)
    there = process.stage(mapped.get(deal.stage, "")) or process.stages[0]
    head = msg("**{deal}** would follow {process}, and its history is told in the words of it:",
        deal=deal.title, process=process.name,
    )  # fmt: skip
    return [
        say(
            head,
            _retold(turn, process, mapped),
            msg("It would be in {stage}.", stage=there.name),
            buttons(
                _in(turn, process, there.key, msg("Let it follow {process}", process=process.name)),
                Choice(msg("Another stage"), "process.stage", deal.id, process.key),
                Choice(msg("The deal"), "deal.show", deal.id),
            ),
        )
    ]


def _retold(turn: Turn, process: Process, mapped: dict[str, str]) -> Block | None:
    """Each stage up to the one it is in, and what it becomes."""
    pairs: list[tuple[Words, Words]] = []
    for stage in stages_of(turn.work, turn.deal.process):
        new = process.stage(mapped[stage.key])
        pairs.append((stage.name if stage.name.by_language else stage.key, new.name if new else mapped[stage.key]))
        if stage.key == turn.deal.stage:
            break
    return Facts(tuple(pairs)) if pairs else None


def _in(turn: Turn, process: Process, stage: str, label: Words) -> Choice:
    return Choice(label, "stage.move", turn.deal.id, f"{process.key}.{stage}")


def _the_deal(turn: Turn) -> Block | None:
    return buttons(Choice(msg("The deal"), "deal.show", turn.deal.id))
