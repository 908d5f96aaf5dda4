"""How we sell: the processes with their stages, what passed a gate lately, and deals whose stage is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from domain.acting import Doing
from domain.chat import Block, Choice, Facts, Incoming, Reply
from domain.deal import Deal, DealState
from domain.errors import Barred, NotAllowed
from domain.moving import carry
from domain.person import Person, Role
from domain.ports import Work
from domain.process import Process
from domain.process_change import KIND, Lost, between, lost, place, settle, stages_of
from domain.words import Listed, Value, Words, msg, msgs
from handlers.passed import passed_lately
from handlers.replies import buttons, say
from handlers.speaker import speaker
from handlers.turn import id_of, pick_of

_NAMED = 3


def show_processes(incoming: Incoming, work: Work) -> list[Reply]:
    """Every process; for whoever leads, how many deals are where and what passed lately; for an admin, what is lost."""
    person = speaker(incoming, work)
    leads = person.role is not Role.REP
    used = work.deals.stages_in_use() if leads else None
    blocks = [block for one in work.settings.processes for block in _process(one, used, work)]
    passed = passed_lately(person, work) if leads else ()
    return [say(*blocks, *passed), *(_lost(one, person, work) for one in (lost(work) if leads else ()))]


def _process(process: Process, used: Mapping[tuple[str, str], int] | None, work: Work) -> Iterator[Block | Words]:
    teams = Listed(tuple(team.name for team in work.settings.teams if team.process == process.key))
    head = msg("**{process}**, version {version}", process=process.name, version=process.version)
    if teams.items:
        head = msg("**{process}**, version {version}, for new deals of {teams}", process=process.name,
            version=process.version, teams=teams,
        )  # fmt: skip
    yield head
    yield Facts(tuple((stage.name, _stage(process, stage.key, used)) for stage in process.stages))
    if not process.may_skip:
        yield msg("No stage is passed over.")
    if not process.may_go_back:
        yield msg("No deal goes back.")


def _stage(process: Process, key: str, used: Mapping[tuple[str, str], int] | None) -> Words:
    """How many deals are there, or what the stage is for."""
    stage = process.stage(key)
    if stage is None or used is None:
        return stage.purpose if stage else key
    count = used.get((process.key, key), 0)
    return msgs("{n} deal, {days} days expected", "{n} deals, {days} days expected", count, days=stage.days)


# ---- deals whose stage is gone --------------------------------------------------------------------------------------


def _lost(one: Lost, person: Person, work: Work) -> Reply:
    """Which deals they are; an admin says where they go, all of them at once."""
    process, deals = work.settings.process(one.process), work.deals.open_in(one.process, one.stage)
    names: tuple[Value, ...] = tuple(deal.title for deal in deals[:_NAMED])
    rest = one.count - len(names)
    more = (msgs("{n} more", "{n} more", rest),) if rest > 0 else ()
    told: dict[str, Value] = {"stage": one.stage, "deals": Listed(names + more)}
    if process is not None:
        head = msg("“{stage}” is not a stage of {process} any more. In it: {deals}.", process=process.name, **told)
    else:
        head = msg("“{process}” is not in app.yaml any more. In its stage “{stage}”: {deals}.",
            process=one.process, **told,
        )  # fmt: skip
    if person.role is not Role.ADMIN:
        return say(head, msg("An admin says where they go, with the command “processes”."))
    return say(head, msg("Where do they go?"), buttons(*_ways(one, process, work)))


def _ways(one: Lost, process: Process | None, work: Work) -> Iterator[Choice]:
    about = f"{one.process}.{one.stage}"
    if process is None:
        yield from (Choice(other.name, "process.place", about, other.key) for other in work.settings.processes)
    else:
        picks = ((stage.name, f"{process.key}.{stage.key}") for stage in process.stages)
        yield from (Choice(name, "process.place", about, pick) for name, pick in picks)


def place_all(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: every deal of a stage that is gone goes to this one, each as an act of its own."""
    person = speaker(incoming, work)
    if person.role is not Role.ADMIN:
        raise NotAllowed(msg("Only an admin says where the deals of a stage go. Nothing was changed."))
    old, _, stage = id_of(incoming).partition(".")
    process, to = _target(work, old, stage, pick_of(incoming))
    deals = work.deals.open_in(old, stage)
    if process is None or not deals or work.settings.home(old, stage) is not None:
        return [say(msg("No deal waits there any more. Nothing was changed."), private=True)]
    held = [deal for deal in deals if not _is_placed(incoming, work, deal, process, to)]
    settle(work)
    found = process.stage(to)
    count = len(deals) - len(held)
    name = found.name if found else to
    said = msgs("{n} deal is in {stage} now.", "{n} deals are in {stage} now.", count, stage=name) if count else None
    return [say(said, *_held(held), *(_ways_again(old, stage, process, work) if held else ()))]


def _target(work: Work, old: str, stage: str, pick: str) -> tuple[Process | None, str]:
    """The process and the stage of it that a button names; of a process alone, the stage that is the old one's like."""
    key, _, to = pick.partition(".")
    process = work.settings.process(key)
    if process is None:
        return None, ""
    mapped = dict(between(stages_of(work, old), process))
    to = to or mapped.get(stage, process.stages[0].key)
    return (process, to) if process.stage(to) else (None, "")


def _is_placed(incoming: Incoming, work: Work, deal: Deal, process: Process, to: str) -> bool:
    doing = Doing(work.new_id(), incoming.person, incoming.at, KIND)
    if deal.state is DealState.PROSPECT:
        carry(work, doing, deal, process, process.stages[0].key, ())
        return True
    try:
        place(work, doing, deal, process, to)
    except Barred:
        return False
    return True


def _held(held: Sequence[Deal]) -> Iterator[Words]:
    if held:
        names = Listed(tuple(deal.title for deal in held[:_NAMED]))
        yield msgs(
            "{n} deal lacks what is required before that stage: {deals}. It goes to an earlier one.",
            "{n} deals lack what is required before that stage: {deals}. They go to an earlier one.",
            len(held),
            deals=names,
        )


def _ways_again(old: str, stage: str, process: Process, work: Work) -> tuple[Block | None, ...]:
    return (buttons(*_ways(Lost(old, stage, 0), process, work)),)
