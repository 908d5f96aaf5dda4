"""What the manager of a team gets by the clock, or asks for: the exceptions, never a list of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.chat import Block, Choice, Incoming, Reply, Say, Table
from domain.deal import Deal
from domain.errors import NotFound
from domain.leaning import Pipeline
from domain.nudges import Concern
from domain.person import Person, Role
from domain.ports import Work
from domain.rights import leads
from domain.settings import Team
from domain.words import Day, Listed, Message, Rounded, Value, Words, msg, msgs
from handlers.assumptions import chart, sentence
from handlers.happened import happened
from handlers.replies import buttons, say
from handlers.speaker import sees, speaker
from handlers.turn import id_of, rest_of
from handlers.untold import untold
from handlers.week import Week, week_of
from handlers.worth_a_word import talk_blocks, talks

_WEEK = timedelta(days=7)
_CURRENCIES = 2
_DEALS = 10
_OPENED = 3


def show_digest(incoming: Incoming, work: Work) -> list[Reply]:
    """The command and the button: the last week of a team, for whoever leads it."""
    person = speaker(incoming, work)
    mine = [team for team in work.settings.teams if _reads(person, team, work)]
    if not mine:
        own = buttons(Choice(msg("My deals"), "deal.list"), Choice(msg("What it rests on"), "assumptions.show"))
        return [say(msg("The digest is for whoever leads a team. What there is of your own deals:"), own)]
    named = [team for team in mine if _is_called(team, id_of(incoming) or rest_of(incoming))]
    if len(named) != 1:
        return [say(msg("Which team?"), buttons(*(Choice(team.name, "digest.show", team.key) for team in mine)))]
    return [digest_for(work, named[0], person, incoming.at - _WEEK, incoming.at)]


def _reads(person: Person, team: Team, work: Work) -> bool:
    return person.role is Role.ADMIN or leads(person, team.key, work.settings)


def _is_called(team: Team, wanted: str) -> bool:
    """Without a word, any team is."""
    return not wanted or wanted.casefold() in {team.key.casefold(), team.name.casefold()}


def digest_for(work: Work, team: Team, reader: Person, since: datetime, now: datetime) -> Say:
    """The digest of a team for whoever leads it, of what happened between the two instants."""
    week = week_of(work, team, reader, since, now)
    words = [block for talk in talks(week, reader) for block in talk_blocks(talk)]
    return say(*_numbers(week, names=True), *words, *untold(week), *_drawn(week), _ways_on(week))


def channel_digest_for(work: Work, team: Team, manager: Person, since: datetime, now: datetime) -> Say:
    """The same for all of the team. Deals and amounts are named where the team sees each other's, else counted; what is
    between a manager and one person is left out.
    """
    week = week_of(work, team, manager, since, now)
    names = team.sees in {"team", "company"}
    return say(*_numbers(week, names=names), *(_drawn(week) if names else ()), _ways_on(week))


def _numbers(week: Week, *, names: bool) -> Iterator[Block | Words | None]:
    """What rests on what nobody has asked, and what happened."""
    head = _head(week)
    if not week.pipelines:
        yield msg("{head} There is no open deal.", head=head)
    else:
        first, *others = week.pipelines
        said = sentence(first, week.work.settings) if names else counted(week)
        yield msg("{head} {sentence}", head=head, sentence=said)
        if names and others:
            yield msg("In other currencies: {shares}.", shares=Listed(tuple(map(_share, others[:_CURRENCIES]))))
    if week.is_quiet:
        yield msg("Nothing has moved, stopped or ended since {day}.", day=_since(week))
        return
    yield from happened(week, names=names)


def _share(pipeline: Pipeline) -> Value:
    part, whole = (Rounded(share.amount, pipeline.currency) for share in (pipeline.leaning, pipeline.total))
    return msg("{part} of {whole}", part=part, whole=whole)


def _head(week: Week) -> Message:
    if week.now - week.since > _WEEK / 2:
        return msg("**{team}, week {week}.**", team=week.team.name, week=week.day.isocalendar().week)
    return msg("**{team}, {day}.**", team=week.team.name, day=Day(week.day))


def _since(week: Week) -> Day:
    return Day(week.day - timedelta(days=(week.now - week.since).days))


def counted(week: Week) -> Message:
    """How many deals rest on something nobody has asked, without any amount."""
    total, leaning = (sum(getattr(one, what).deals for one in week.pipelines) for what in ("total", "leaning"))
    return msgs(
        "{leaning} of {n} deal rests on something nobody has asked.",
        "{leaning} of {n} deals rest on something nobody has asked.",
        total,
        leaning=leaning,
    )


def _drawn(week: Week) -> Iterator[Block]:
    if week.pipelines and week.pipelines[0].leaning.amount:
        yield chart(week.pipelines[0], week.work.settings)


def _ways_on(week: Week) -> Block | None:
    behind = Choice(msg("The deals behind this"), "digest.deals", week.team.key) if week.stopped or week.moved else None
    return buttons(behind, Choice(msg("What it rests on"), "assumptions.show") if week.pipelines else None)


def show_deals(incoming: Incoming, work: Work) -> list[Reply]:
    """The deals behind the digest, as far as the person may see them: those that stopped, and those that moved."""
    person = speaker(incoming, work)
    team = work.settings.team(id_of(incoming))
    if team is None:
        raise NotFound(msg("I don't find that team any more. Nothing was changed."))
    week = week_of(work, team, person, incoming.at - _WEEK, incoming.at)
    stopped = [(deal, _STOPPED[why]) for deal, why in week.stopped if sees(person, deal, work, incoming.at)]
    moved = [(deal, _moved(deal, work)) for deal in week.moved if sees(person, deal, work, incoming.at)]
    rows = [(deal.title, _worth(deal), why, week.owners[deal.owner].first_name) for deal, why in (*stopped, *moved)]
    if not rows:
        return [say(msg("There is nothing behind it that is yours to see."), private=True)]
    table = Table((msg("Deal"), msg("Amount"), msg("Now"), msg("Who")), tuple(rows[:_DEALS]))
    rest = len(rows) - _DEALS
    more = msgs("And {n} more.", "And {n} more.", rest) if rest > 0 else None
    opened = (Choice(deal.account, "deal.show", deal.id) for deal, _ in (*stopped, *moved)[:_OPENED])
    return [say(msg("**{team}.** The deals behind it:", team=team.name), table, more, buttons(*opened), private=True)]


_STOPPED: dict[Concern, Words] = {
    Concern.OUR_STEP_OVERDUE: msg("an overdue step"),
    Concern.NO_NEXT_STEP: msg("no next step"),
    Concern.STALLED: msg("no word from them"),
}


def _moved(deal: Deal, work: Work) -> Words:
    process = work.settings.process(deal.process)
    stage = process.stage(deal.stage) if process else None
    return msg("moved to {stage}", stage=stage.name if stage else deal.stage)


def _worth(deal: Deal) -> Words:
    return msg("{amount}", amount=deal.worth) if deal.worth else ""
