"""A word with a colleague that may help a deal: one a colleague, few in all, and never about how they work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.chat import Block, Choice, Incoming, Para, Reply
from domain.deal import Deal
from domain.errors import NotAllowed
from domain.nudges import Concern
from domain.person import Person
from domain.ports import Work
from domain.promises import moved_again
from domain.rights import has_left, may_hand_over
from domain.words import Day, Message, msg
from domain.worktime import local_day
from handlers.replies import buttons, laid_out, say
from handlers.turn import changing, id_of
from handlers.unasked import leave_word
from handlers.week import Week

_MOST = 2
_LOOKED_AT = 20
"""Of so many of the largest deals the steps are read."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A deal that is worth a word with its owner, and why."""

    deal: Deal
    owner: Person
    why: Message


def talks(week: Week, reader: Person) -> list[Talk]:
    """The largest deals first, one a colleague who is here."""
    found: dict[str, Talk] = {}
    for place, deal in enumerate(week.open):
        owner = week.owners[deal.owner]
        if owner.id in found or owner.id == reader.id or not _is_here(week, owner):
            continue
        why = _moved(week.work, deal) if place < _LOOKED_AT else None
        why = why or _why(deal, week.standing[deal.id])
        if why is not None:
            found[owner.id] = Talk(deal, owner, why)
    return list(found.values())[:_MOST]


def _is_here(week: Week, owner: Person) -> bool:
    on_leave = owner.leave_on(local_day(week.now, owner.zone)) is not None
    return owner.email is not None and not on_leave and not has_left(owner, week.work.settings)


def _moved(work: Work, deal: Deal) -> Message | None:
    """The customer has moved the step that is to come again and again."""
    found = moved_again(work.facts.steps(deal.id)) if deal.step else None
    if found is None:
        return None
    step, times = found
    if times == 2:
        return msg("the customer has moved “{step}” twice", step=step.words)
    return msg("the customer has moved “{step}” {n} times", step=step.words, n=times)


def _why(deal: Deal, standing: frozenset[Concern]) -> Message | None:
    if Concern.CLOSE_DATE_PUSHED in standing:
        return msg("its close date was put off {n} times", n=deal.pushed)
    if Concern.STALLED in standing and deal.signs.heard_on:
        return msg("no word from them since {day}", day=Day(deal.signs.heard_on))
    return next((_PLAIN[concern] for concern in _PLAIN if concern in standing), None)


_PLAIN = {
    Concern.GAVE_WITHOUT_TAKING: msg("we gave something and asked for nothing back"),
    Concern.NO_DECISION_MAKER: msg("we have not met whoever decides"),
    Concern.SINGLE_THREADED: msg("we know one person there alone"),
}


def talk_blocks(talk: Talk) -> Iterator[Block]:
    """With whom, about what, why; and the two ways on."""
    name, deal = talk.owner.first_name, talk.deal
    yield Para(msg("Worth a word: with {name} about {deal} ({why}).", name=name, deal=deal.title, why=talk.why))
    ask = Choice(msg("Ask {name}", name=name), "digest.ask", deal.id)
    yield from laid_out(buttons(Choice(msg("Open"), "deal.show", deal.id), ask))


def ask(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the owner hears that somebody would like to talk a deal through. Once a day."""
    turn = changing(id_of(incoming), incoming, work)
    owner = work.persons.get(turn.deal.owner)
    if owner is None or owner.id == turn.person.id or not may_hand_over(turn.person, turn.deal, owner, work.settings):
        raise NotAllowed(msg("Whoever leads the team asks about a colleague's deal this way. Nothing was sent."))
    key = f"asked:{turn.deal.id}:{turn.person.id}:{turn.today}"
    named = {"who": owner.first_name, "deal": turn.deal.title}
    if not leave_word(work, owner, key, turn.at, say(_kindly(work, turn.person, turn.deal), _open(turn.deal))):
        return [say(msg("You have asked {who} about {deal} today.", **named), private=True)]
    return [say(msg("I ask {who} about {deal}.", **named), private=True)]


def _kindly(work: Work, asks: Person, deal: Deal) -> Message:
    why = _moved(work, deal)
    if why is None:
        return msg(
            "{who} would like to talk **{deal}** through with you. What would help?", who=asks.name, deal=deal.title
        )
    return msg(
        "{who} would like to talk **{deal}** through with you: {why}. What would help?",
        who=asks.name,
        deal=deal.title,
        why=why,
    )


def _open(deal: Deal) -> Block | None:
    return buttons(Choice(msg("The deal"), "deal.show", deal.id))
