"""A note that has found its deal: it is saved, said back, and what it leaves open is asked one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.chat import Block, Incoming, Para, Reply
from domain.deal import Deal
from domain.errors import NotFound
from domain.person import Person
from domain.ports import Work
from domain.reading.understood import MustAsk, Understood
from domain.words import msg
from handlers.asking import STAGE, first_open, offered, open_asks, put
from handlers.echo import Noted, card, noted
from handlers.gate import held_at_the_gate
from handlers.open_questions import Open, Told, keep_told
from handlers.questions import one_question
from handlers.reading import READ_AT_MOST
from handlers.replies import say
from handlers.saving import Telling, save
from handlers.speaker import today
from handlers.told_steps import about_steps, at_once, hollow
from handlers.turn import Turn
from handlers.wording import question_blocks


def tell(incoming: Incoming, work: Work, telling: Telling, deal: Deal, *, instead: bool = False) -> list[Reply]:
    """Save what was understood as one act and answer. Raises Conflict when the deal was changed in between."""
    saved = save(work, telling, deal, incoming.at)
    keep_told(work, Told(telling.act, telling.person.id, telling.at, deal.id, telling.text))
    told = noted(work, telling.act, saved)
    still = offered(work, telling, told, open_asks(work, telling, told))
    blocks = card(work, told, telling.person, incoming.at)
    if len(telling.text) > READ_AT_MOST:
        blocks.append(Para(msg("I read the first {n} characters; all of it is kept.", n=READ_AT_MOST), quiet=True))
    return [say(*blocks, *_asked(work, still, told, telling.person, incoming.at), instead=instead)]


def telling_of(
    work: Work, person: Person, at: datetime, text: str, understood: Understood, met: tuple[str, ...] | None = None
) -> Telling:
    """A note as it is about to be saved, under an act of its own. `at` is when it was told; for `met` see Telling."""
    return Telling(work.new_id(), person, at, text, understood, met)


def go_on(work: Work, still: Open, person: Person, at: datetime, *, instead: bool = True) -> list[Reply]:
    """The note said back after one of its questions was answered, with the next one."""
    told = noted(work, still.act, deal_of(work, still.deal))
    return [say(*card(work, told, person, at), *_asked(work, still, told, person, at), instead=instead)]


def deal_of(work: Work, deal_id: str) -> Deal:
    """The deal. Raises NotFound when there is none."""
    deal = work.deals.get(deal_id)
    if deal is None:
        raise NotFound(msg("I can't find that deal any more. Nothing was changed."))
    return deal


def _asked(work: Work, still: Open, told: Noted, person: Person, at: datetime) -> Iterator[Block]:
    """At most one question: of the note, else about its steps, else one the customer was never asked.

    That they moved a step again, or want what something comes before, is said at once, whatever is asked.
    """
    asked = first_open(still, told, today(at, person))
    if asked is None or (asked.asks[0].kind == MustAsk.CUSTOMER_AGREED.value and hollow(work, told)):
        yield from about_steps(work, told, person, at) or one_question(work, told.deal, at, told.act)
        return
    yield from at_once(work, told, person, at)
    if asked.asks[0].kind == STAGE:
        yield from held_at_the_gate(Turn(work, person, at, told.deal, told.act), asked.asks[0].about)
        return
    yield from question_blocks(work, asked, told, put(work, asked, person, at))


def answered_already() -> list[Reply]:
    """To a button whose question was answered before."""
    return [say(msg("That is answered already. Nothing was changed."), private=True)]
