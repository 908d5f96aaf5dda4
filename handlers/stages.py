"""A deal goes to another stage: what the stage is for, and what was left open in the one before."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.chat import Block, Choice, Incoming, Para, Press, Reply
from domain.deal import Deal
from domain.errors import NotFound
from domain.knowledge import Known, knowledge, needed
from domain.moving import move as move_deal
from domain.ports import Work
from domain.process import Process, Stage
from domain.words import Listed, Message, msg
from handlers.closing import ask_lost, ask_won
from handlers.known import standing_lines
from handlers.parse import short
from handlers.questions import one_question
from handlers.replies import buttons, say, undo_button
from handlers.turn import Turn, changing, id_of, pick_of, rest_of
from handlers.which import which_deal

_TO = re.compile(r"(?:(?P<deal>.*?)\s+)?(?:to|till|into)\s+(?P<stage>.+)", re.IGNORECASE | re.DOTALL)
_ALIKE = 75.0
_WON = ("won", "vunnen", "vann")
_LOST = ("lost", "förlorad", "förlorade")


def move_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: "Nordfrakt to proposal"; without a stage, the stages to choose from."""
    said = _TO.fullmatch(rest_of(incoming))
    name, wanted = (said["deal"] or "", said["stage"]) if said else (rest_of(incoming), "")
    action, pick = ("stage.move", wanted) if wanted else ("stage.choose", "")
    found = which_deal(name, incoming, work, action, pick)
    if not isinstance(found, Deal):
        return found
    turn = changing(found.id, incoming, work)
    return _to_named(turn, wanted, incoming) if wanted else _stages(turn)


def choose(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the stages to choose from."""
    return _stages(changing(id_of(incoming), incoming, work))


def move(incoming: Incoming, work: Work) -> list[Reply]:
    """The button of one stage; what a command called a stage is understood too."""
    return _to_named(changing(id_of(incoming), incoming, work), pick_of(incoming), incoming)


def _to_named(turn: Turn, wanted: str, incoming: Incoming) -> list[Reply]:
    ending = {**dict.fromkeys(_WON, ask_won), **dict.fromkeys(_LOST, ask_lost)}.get(wanted.casefold())
    if ending is not None:
        return ending(replace(incoming, act=Press("deal.close", turn.deal.id)), turn.work)
    stage = _stage_called(wanted, _process(turn), turn.work)
    if stage is None:
        unknown = msg("This process has no stage called {stage}. Which one?", stage=short(wanted))
        return _stages(turn, unknown)
    if stage.key == turn.deal.stage:
        return [say(msg("{deal} is in {stage} already.", deal=turn.deal.title, stage=stage.name), _deal(turn))]
    return _moved(turn, stage)


def _process(turn: Turn) -> Process:
    if turn.process is None:
        raise NotFound(msg("The process of {deal} is not in app.yaml any more. Ask an admin.", deal=turn.deal.title))
    return turn.process


def _stage_called(wanted: str, process: Process, work: Work) -> Stage | None:
    """The stage by its key or by what it is called in any language, a slip of the finger aside."""
    by_key = process.stage(wanted.casefold())
    if by_key is not None or not wanted:
        return by_key
    alike = [(max(work.similar(wanted, name) for _, name in one.name.by_language), one) for one in process.stages]
    best, stage = max(alike, key=lambda found: found[0])
    return stage if best >= _ALIKE else None


def _stages(turn: Turn, asked: Message | None = None) -> list[Reply]:
    """Where it can go, as buttons."""
    process = _process(turn)
    now = process.stage(turn.deal.stage)
    where = msg("**{deal}** is in {stage}.", deal=turn.deal.title, stage=now.name if now else turn.deal.stage)
    events = tuple(criterion.text for criterion in now.leaves_when) if now else ()
    leaves = msg("It leaves when: {when}", when=Listed(events)) if events else None
    return [say(where, leaves, asked or msg("Where does it go?"), buttons(*_ways_on(turn.deal, process)))]


def _ways_on(deal: Deal, process: Process) -> list[Choice]:
    """The other stages; from the last one a deal is won or lost, or goes back by one."""
    stages = [Choice(stage.name, "stage.move", deal.id, stage.key) for stage in process.stages]
    keys = [stage.key for stage in process.stages]
    if deal.stage != keys[-1]:
        return [choice for choice, key in zip(stages, keys, strict=True) if key != deal.stage]
    ends = [Choice(msg("Won"), "deal.win", deal.id), Choice(msg("Lost or let go"), "deal.lose", deal.id)]
    return ends + stages[-2:-1]


def _moved(turn: Turn, stage: Stage) -> list[Reply]:
    before = turn.deal
    after = move_deal(turn.work, turn.doing("stage"), before, replace(before, stage=stage.key), reason="-")
    return [
        say(
            msg("**{deal}** is in {stage} now.", deal=after.title, stage=stage.name),
            stage.purpose,
            *_left_open(turn, stage),
            buttons(undo_button(turn.act), Choice(msg("The deal"), "deal.show", after.id)),
            *one_question(turn.work, after, turn.at),
        )
    ]


def _left_open(turn: Turn, to: Stage) -> tuple[Block, ...]:
    """On the way forward: what the stage before should have found out. It is said, and holds nobody up."""
    process = _process(turn)
    before = process.stage(turn.deal.stage)
    if before is None or process.stages.index(to) < process.stages.index(before):
        return ()
    answers = turn.work.facts.answers(turn.deal.id)
    found = [knowledge(one, answers, turn.today) for one in needed(turn.work.settings, process, before.key)]
    lines = [Para(line) for line in standing_lines([one for one in found if one.known is not Known.KNOWN], turn)]
    return (Para(msg("Not sure yet from {stage}:", stage=before.name)), *lines) if lines else ()


def _deal(turn: Turn) -> Block | None:
    return buttons(Choice(msg("The deal"), "deal.show", turn.deal.id))
