"""How it stands with a team's standups: what runs, when the next one is, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from domain.chat import Block, Choice, Divider, Incoming, Para, Reply
from domain.person import Person
from domain.ports import Work
from domain.standup import Phase, Standup
from domain.standup_plans import Planned, facilitator_of
from domain.words import Day, Moment, Words, msg
from domain.worktime import local_day
from handlers.replies import buttons, laid_out, say
from handlers.speaker import speaker
from handlers.standup.arranged import when_next
from handlers.standup.ask import answered_blocks, ask_blocks
from handlers.standup.handing import could_lead
from handlers.standup.message import channel_message
from handlers.standup.named import (
    choices,
    id_for,
    is_quiet,
    latest,
    may_arrange,
    may_set_up,
    name_of,
    open_of,
    ours,
    teams_of,
    the_one,
)
from handlers.standup.title import title
from handlers.standup.views import who_button

_LISTED = 5


def show_ours(incoming: Incoming, work: Work) -> list[Reply]:
    """The one that is open; else the only one there is, else all of them."""
    person, at = speaker(incoming, work), incoming.at
    mine = ours(work, person)
    running = [one for one in mine if open_of(work, one)]
    if not mine:
        return [_none(work, person)]
    chosen = running if len(running) == 1 else mine
    if len(chosen) == 1:
        return [_looked_at(work, person, chosen[0], at)]
    lines = (line for one in chosen[:_LISTED] for line in _line(work, one, at))
    return [say(*lines, buttons(*choices(chosen[:_LISTED], "standup.look")), private=True)]


def look(incoming: Incoming, work: Work) -> list[Reply]:
    """The button of one of them."""
    return [_looked_at(work, speaker(incoming, work), the_one(incoming, work), incoming.at)]


def _none(work: Work, person: Person) -> Reply:
    teams = [team for team in teams_of(work, person) if may_set_up(work, person, team) and team.channel]
    adds = (Choice(msg("Add one to {team}", team=team.name), "standup.new", f"{team.key}:") for team in teams)
    return say(msg("Your team has no standup."), buttons(*list(adds)[:_LISTED]), private=True)


def _line(work: Work, one: Planned, at: datetime) -> Iterator[Words]:
    standup = open_of(work, one)
    if standup is not None:
        yield msg("**{standup}** is open.", standup=name_of(one))
    else:
        yield msg("**{standup}.** {when}", standup=name_of(one), when=when_next(work, one, at))


def _looked_at(work: Work, person: Person, one: Planned, at: datetime) -> Reply:
    standup = open_of(work, one)
    leads = may_arrange(work, person, one)
    if standup is not None:
        shown = channel_message(work, standup)
        ends = (Choice(msg("End it"), "standup.end", id_for(one)), _settings(one)) if leads else ()
        return replace(
            shown, blocks=(*shown.blocks, *laid_out(buttons(*ends, who_button(work, person, standup)))), private=True
        )
    ahead = next((known for known in latest(work, one) if known.phase is Phase.AHEAD), None)
    blocks = _ahead(work, person, ahead, at) if ahead else _between(work, person, one, at)
    return say(*blocks, *(_arrange(work, one, at) if leads else ()), private=True)


def _ahead(work: Work, person: Person, standup: Standup, at: datetime) -> Iterator[Block | Words]:
    """It waits for its hour; the person's own part may be told already."""
    part = work.standups.part(standup.id, person.id)
    if part is not None:
        section = answered_blocks if part.is_answered else ask_blocks
        yield from (block for block in section(work, standup, part, at) if not isinstance(block, Divider))
    opens = Moment(standup.opens_at)
    yield msg("**{standup}** opens in the channel {when}.", standup=title(work, standup), when=opens)


def _between(work: Work, person: Person, one: Planned, at: datetime) -> Iterator[Block | Words]:
    yield msg("**{standup}.** {when}", standup=name_of(one), when=when_next(work, one, at))
    today, out, until = local_day(at, one.plan.zone), one.said.skips, one.said.paused_until
    if out is not None and out >= today:
        yield msg("The one on {day} is left out.", day=Day(out))
    if one.said.paused and until is not None and until > today:
        yield msg("It is paused until {day}.", day=Day(until))
    last = next((known for known in latest(work, one) if known.phase is Phase.ENDED), None)
    part = work.standups.part(last.id, person.id) if last else None
    if last is not None:
        late = Choice(msg("My update"), "standup.edit", last.id) if part and not part.is_answered else None
        before = Choice(msg("The one of {day}", day=Day(last.day)), "standup.show", last.id)
        yield from laid_out(buttons(before, late, who_button(work, person, last)))


def _arrange(work: Work, one: Planned, at: datetime) -> Sequence[Block]:
    """For whoever leads it: what can be done about the next one."""
    id = id_for(one)
    way = Choice(msg("Leave the next one out"), "standup.skip", id)
    if is_quiet(work, one, at):
        way = Choice(msg("Go on as planned"), "standup.resume", id)
    leads = facilitator_of(work, one)
    name = next((who.first_name for who in could_lead(work, one.team) if who != leads), "")
    more = msg("You can also write __standup pause until 7 jan__ or __standup hand over to {name}__.", name=name)
    ways = buttons(Choice(msg("Start now"), "standup.start", id), way, _settings(one))
    return laid_out(ways, Para(more, quiet=True) if name else None)


def _settings(one: Planned) -> Choice:
    return Choice(msg("Settings"), "standup.settings", id_for(one))
