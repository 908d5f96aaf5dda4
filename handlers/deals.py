"""Open deals at a glance: one's own, or the team's for whoever leads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from domain.chat import Choice, Incoming, Reply, Table
from domain.deal import Deal
from domain.facts import Answer
from domain.person import Person
from domain.ports import Work
from domain.qualification import qualification
from domain.rights import covers, looks_after
from domain.words import Day, Message, Words, msg, msgs
from handlers.promising import firmness_words
from handlers.qualified import qualification_sign
from handlers.replies import buttons, say
from handlers.speaker import speaker, today

_SHOWN = 12


def list_deals(incoming: Incoming, work: Work) -> list[Reply]:
    """The list, whoever needs a word first: no next step, then the earliest."""
    person = speaker(incoming, work)
    owners = (*owners_for(person, work), *_covered(person, work, incoming.at))
    deals = work.deals.owned_by([owner.id for owner in owners])
    new = Choice(msg("New deal"), "deal.new")
    if not deals:
        return [say(msg("There is no open deal yet."), buttons(new))]
    day = today(incoming.at, person)
    names = {owner.id: owner.first_name for owner in owners}
    table = _table(deals[:_SHOWN], names if len(owners) > 1 else {}, work, day)
    rest = len(deals) - _SHOWN
    more = msgs("And {n} more.", "And {n} more.", rest) if rest > 0 else None
    return [say(_head(deals), table, more, buttons(*_first(deals), new))]


def owners_for(person: Person, work: Work) -> tuple[Person, ...]:
    """Whose deals a person looks after: an admin everybody's, a manager the teams', a rep their own."""
    return tuple(one for one in work.persons.all() if looks_after(person, one, work.settings))


def _covered(person: Person, work: Work, at: datetime) -> Iterator[Person]:
    """For whom they cover at that instant, besides those whom they look after anyway."""
    for one in work.persons.all():
        if covers(person, one, at) and not looks_after(person, one, work.settings):
            yield one


def _head(deals: Sequence[Deal]) -> Message:
    without = sum(deal.step is None for deal in deals)
    if without == 0:
        return msgs("**{n} open deal**, with a next step.", "**{n} open deals**, each with a next step.", len(deals))
    return msgs(
        "**{n} open deal**, {without} without a next step.",
        "**{n} open deals**, {without} without a next step.",
        len(deals),
        without=without,
    )


def _table(deals: Sequence[Deal], names: dict[str, str], work: Work, day: date) -> Table:
    """A row a deal; whose it is only where several people's are shown."""
    columns: tuple[Words, ...] = (msg("Deal"), msg("Next step"), msg("When"), msg("Stage"), msg("Weakest"))
    answers = work.facts.answers_of([deal.id for deal in deals])
    rows = [
        (deal.title, _step(deal, work, day), _when(deal, day), _stage(deal, work), _weakest(deal, work, answers, day))
        for deal in deals
    ]
    if not names:
        return Table(columns, tuple(rows))
    owned = [(*row, names.get(deal.owner, deal.owner)) for row, deal in zip(rows, deals, strict=True)]
    return Table((*columns, msg("Who")), tuple(owned))


def _step(deal: Deal, work: Work, day: date) -> Words:
    """What comes next, and how firmly it is agreed."""
    if deal.waits_on(day):
        return msg("They asked us to wait")
    step = work.facts.step(deal.step) if deal.step else None
    firm = firmness_words(step)
    return msg("{step} ({firm})", step=step.words, firm=firm) if step else firm


def _when(deal: Deal, day: date) -> Words:
    if deal.paused_until is not None and deal.waits_on(day):
        return msg("Until {day}", day=Day(deal.paused_until))
    if deal.step_due is None:
        return ""
    if deal.step_due.day < day:
        return msg("Was {due}", due=deal.step_due)
    return msg("{due}", due=deal.step_due)


def _stage(deal: Deal, work: Work) -> Words:
    process = work.settings.process(deal.process)
    stage = process.stage(deal.stage) if process else None
    return stage.name if stage else deal.stage


def _weakest(deal: Deal, work: Work, answers: Mapping[str, Sequence[Answer]], day: date) -> Words:
    """The sign of the element that the deal is no better than, and the number of its assumptions."""
    return qualification_sign(qualification(work.settings, deal, answers[deal.id], day, work.similar))


def _first(deals: Sequence[Deal]) -> list[Choice]:
    """The two that come first, to open."""
    return [Choice(deal.account, "deal.show", deal.id) for deal in deals[:2]]
