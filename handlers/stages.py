"""A deal goes to another stage, through the gate or past it with a reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from domain.chat import Ask, Block, Choice, Field, FieldKind, Incoming, Press, Reply
from domain.deal import Deal
from domain.errors import NotFound
from domain.gates import WON
from domain.journal import Pending
from domain.moving import move as move_deal
from domain.ports import Work
from domain.process import Process, Stage
from domain.process_change import KIND, place
from domain.words import Listed, Message, Value, Words, msg
from handlers.closing import ask_won
from handlers.gate import Passage, at_the_gate, gap_line, passage, passage_to
from handlers.lost_stage import is_lost, where_now
from handlers.parse import TEXT_AT_MOST, Filled, short
from handlers.questions import one_question
from handlers.replies import buttons, say, undo_button
from handlers.reviewing import ask_lost
from handlers.turn import Turn, changing, form_of, id_of, pick_of, rest_of
from handlers.which import names_deal, which_deal

_TO = re.compile(r"(?:(?P<deal>.*?)\s+)?(?:to|till|into)\s+(?P<stage>.+)", re.IGNORECASE | re.DOTALL)
_ALIKE = 75.0
_WON = ("won", "vunnen", "vann")
_LOST = ("lost", "förlorad", "förlorade")
_REASON = "stage.reason"
_SEEN_BY = msg("It is kept with the deal, and whoever leads the team sees it.")


def move_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: "Nordfrakt to proposal"; without a stage, the stages to choose from."""
    name, wanted = _parts(rest_of(incoming), work)
    action, pick = ("stage.move", wanted) if wanted else ("stage.choose", "")
    found = which_deal(name, incoming, work, action, pick)
    if not isinstance(found, Deal):
        return found
    turn = changing(found.id, incoming, work)
    return _to_named(turn, wanted, incoming) if wanted else _stages(turn)


def names_move(rest: str, incoming: Incoming, work: Work) -> bool:
    """Whether a sentence after the command's name is a deal and where it goes, and no note."""
    said = _TO.fullmatch(rest)
    return said is not None and names_deal(said["deal"] or "", incoming, work)


def _parts(rest: str, work: Work) -> tuple[str, str]:
    """The words for the deal and for the stage; people also leave out the "to" between them."""
    said = _TO.fullmatch(rest)
    if said:
        return said["deal"] or "", said["stage"]
    deal, _, last = rest.rpartition(" ")
    is_stage = deal and any(_stage_called(last, process, work) for process in work.settings.processes)
    return (deal, last) if is_stage else (rest, "")


def choose(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the stages to choose from."""
    return _stages(changing(id_of(incoming), incoming, work))


def move(incoming: Incoming, work: Work) -> list[Reply]:
    """The button of one stage, of this process or another; what a command called a stage is understood too."""
    turn, pick = changing(id_of(incoming), incoming, work), pick_of(incoming)
    there = passage_to(turn, pick)
    return _to_named(turn, pick, incoming) if there is None or pick == WON else _to(there)


def _to_named(turn: Turn, wanted: str, incoming: Incoming) -> list[Reply]:
    ending = {**dict.fromkeys(_WON, ask_won), **dict.fromkeys(_LOST, ask_lost)}.get(wanted.casefold())
    if ending is not None:
        return ending(replace(incoming, act=Press("deal.close", turn.deal.id)), turn.work)
    stage = _stage_called(wanted, turn.process, turn.work) if turn.process else None
    if turn.process is None or stage is None:
        return _stages(turn, msg("This process has no stage called {stage}. Which one?", stage=short(wanted)))
    return _to(passage(turn, turn.process, stage.key))


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
    process = turn.process
    now = process.stage(turn.deal.stage) if process else None
    if process is None or now is None:
        return [say(*where_now(turn))]
    where = msg("**{deal}** is in {stage}.", deal=turn.deal.title, stage=now.name)
    events = tuple(criterion.text for criterion in now.leaves_when)
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


def ask_reason(incoming: Incoming, work: Work) -> list[Reply]:
    """The button past the gate: the form for the reason. What is free by now is moved at once."""
    turn = changing(id_of(incoming), incoming, work)
    there = passage_to(turn, pick_of(incoming))
    if there is None:
        return _stages(turn)
    if _is_there(there):
        return _already(there)
    if there.is_free or there.seen.is_shut:
        return _through(there)
    form = Pending(
        work.new_id(), turn.person.id, _REASON, json.dumps({"deal": turn.deal.id, "to": there.pick}), turn.at
    )
    work.pending.add(form)
    why = Field("reason", msg("Why does it go on without that?"), FieldKind.TEXT, required=True, hint=_SEEN_BY)
    return [Ask(_REASON, msg("Move: {deal}", deal=turn.deal.title), (why,), form.id, msg("Move it"))]


def move_anyway(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: the deal goes on, and the reason is kept with what was missing."""
    pending = work.pending.get(id_of(incoming))
    if pending is None or pending.kind != _REASON or pending.person != incoming.person:
        raise NotFound(msg("I don't know any more what that form was about. Nothing was changed."))
    data = json.loads(pending.data)
    turn = changing(data["deal"], incoming, work)
    there = passage_to(turn, data["to"])
    if there is None:
        return _stages(turn)
    if pending.used or _is_there(there):
        return _already(there)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    reason = filled.line("reason", msg("Write in a few words why. Whoever leads the team reads it."), TEXT_AT_MOST)
    if filled.errors:
        return filled.refusal()
    work.pending.use(pending.id)
    return _through(there, reason)


def _is_there(there: Passage) -> bool:
    deal = there.turn.deal
    return (deal.process, deal.stage) == (there.process.key, there.to)


def _already(there: Passage) -> list[Reply]:
    stage = there.process.stage(there.to)
    words = msg("{deal} is in {stage} already.", deal=there.turn.deal.title, stage=stage.name if stage else there.to)
    return [say(words, _deal(there.turn))]


def _to(there: Passage) -> list[Reply]:
    """To a stage that somebody chose. A deal whose own stage is gone is told which one it is now."""
    turn, stage = there.turn, there.process.stage(there.to)
    if _is_there(there) or stage is None:
        return _already(there)
    if is_lost(turn) and not there.seen.hard:
        return _there_now(there, stage, place(turn.work, turn.doing(KIND), turn.deal, there.process, stage.key))
    return _through(there)


def _through(there: Passage, reason: str = "") -> list[Reply]:
    """The deal moves, or what is missing is said."""
    turn, stage = there.turn, there.process.stage(there.to)
    if stage is None or there.seen.is_shut or (there.seen.gaps and not reason):
        return at_the_gate(there)
    after = replace(turn.deal, process=there.process.key, stage=stage.key)
    kind = "stage" if there.process.key == turn.deal.process else "process"
    moved = move_deal(turn.work, turn.doing(kind), turn.deal, after, reason=reason, mapped=there.mapped)
    return _there_now(there, stage, moved, *_passed(there, reason))


def _there_now(there: Passage, stage: Stage, deal: Deal, *told: Words) -> list[Reply]:
    head = msg("**{deal}** is in {stage} now.", deal=deal.title, stage=stage.name)
    if there.turn.deal.process != deal.process:
        values: dict[str, Value] = {"deal": deal.title, "stage": stage.name, "process": there.process.name}
        head = msg("**{deal}** follows {process} now, in {stage}.", **values)
    return [
        say(
            head,
            stage.purpose,
            *told,
            buttons(undo_button(there.turn.act), Choice(msg("The deal"), "deal.show", deal.id)),
            *one_question(there.turn.work, deal, there.turn.at),
        )
    ]


def _passed(there: Passage, reason: str) -> Iterator[Message]:
    """What it went on without."""
    if there.seen.gaps and reason:
        yield msg("It went on without:")
        yield from (gap_line(gap, there.turn) for gap in there.seen.gaps)
        yield msg("The reason is kept: {reason}", reason=reason)


def _deal(turn: Turn) -> Block | None:
    return buttons(Choice(msg("The deal"), "deal.show", turn.deal.id))
