"""The deal that is talked about, on a phone's screen in the room: what there is to know, and three buttons a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain.chat import Block, Choice, Para
from domain.deal import Deal, DealState
from domain.nudges import Concern
from domain.person import Person
from domain.ports import Work
from domain.sensing import zone_of
from domain.standup import Standup
from domain.words import Clock, Day, Message, Words, msg, msgs
from domain.worktime import local_day
from handlers.concern_words import NAMES
from handlers.qualified import qualification_line
from handlers.replies import buttons, laid_out
from handlers.standup.decisions import decided_line, first_name_of, names_deals, not_kept, one_before, outcome_words
from handlers.standup.material import troubles_of
from handlers.standup.short import cleaned, one_line, with_commas
from handlers.steps import step_said
from handlers.turn import Turn

_SHOWN, _BESIDE_A_DEAL = 8, 3
"""As many decisions as a phone shows; the summary has all of them."""
_TYPED, _MOST = 80, 150
"""Letters of what somebody has typed."""


def walk_blocks(work: Work, standup: Standup) -> tuple[Block, ...]:
    """What the channel reads above everybody's parts: the deal that is talked about, and what was decided so far."""
    made = (*_decided(work, standup), *_parked(work, standup))
    if standup.turn is None:
        return laid_out(*made)
    deal = work.deals.get(standup.talked_about) if standup.talked_about else None
    about = _about(work, standup, deal, standup.turn) if deal else (msg("That was the last deal."),)
    return tuple(_short(block) for block in laid_out(*about, *_turns(standup, deal), *made))


def _short(block: Block) -> Block:
    """Customers and deals are called by whatever somebody typed once."""
    return replace(block, words=cleaned(block.words, _MOST)) if isinstance(block, Para) else block


def _about(work: Work, standup: Standup, deal: Deal, turn: int) -> Iterator[Block | Words | None]:
    yield _head(work, standup, deal, turn)
    yield _next_step(work, deal) if deal.is_open else _ended(deal)
    owner, names = work.persons.get(deal.owner), names_deals(work, standup)
    if owner is not None and deal.is_open:
        now = standup.opened_at or standup.opens_at
        yield from _why(work, standup, deal, owner, now)
        yield qualification_line(Turn(work, owner, now, deal, "")) if names else None
    yield _help(work, standup, deal)
    yield _who_speaks(work, standup, deal, turn)


def _head(work: Work, standup: Standup, deal: Deal, turn: int) -> Message:
    place, of, owner = turn + 1, len(standup.agenda), first_name_of(work, deal.owner)
    worth = deal.worth if names_deals(work, standup) else None
    if worth is None:
        return msg("{n} of {of}: **{deal}**, {owner}", n=place, of=of, deal=deal.title, owner=owner)
    return msg("{n} of {of}: **{deal}**, {owner}, {amount}", n=place, of=of, deal=deal.title, owner=owner, amount=worth)


def _ended(deal: Deal) -> Message:
    """It was won or let go while it was talked about."""
    return msg("Won.") if deal.state is DealState.WON else msg("Let go.")


def _next_step(work: Work, deal: Deal) -> Message:
    step = work.facts.step(deal.step) if deal.step else None
    if step is None and deal.idle_since <= deal.opened_at:
        return msg("No next step yet.")
    if step is None:
        owner = work.persons.get(deal.owner)
        return msg("No next step since {day}.", day=Day(local_day(deal.idle_since, zone_of(owner, work.settings))))
    return msg("Next step: {step}.", step=step_said(step, deal))


def _why(work: Work, standup: Standup, deal: Deal, owner: Person, now: datetime) -> Iterator[Message]:
    """What is the matter, and what was decided about it last time and has not happened."""
    troubles = troubles_of(work, deal, owner, now)
    # That there is no step is said in the line above.
    if troubles and troubles[0] is not Concern.NO_NEXT_STEP:
        yield msg("Why here: {concern}.", concern=NAMES[troubles[0]])
    before = one_before(work, standup)
    for one in not_kept(work, before, now) if before else ():
        if one.decision.deal == deal.id:
            yield msg("Last time: {line}", line=outcome_words(work, one))


def _help(work: Work, standup: Standup, deal: Deal) -> Message | None:
    """What its owner has asked for, where that is about this deal."""
    part = work.standups.part(standup.id, deal.owner)
    told = [words for _, words in part.told] if part else []
    asked = next((words for words in told if deal.account.casefold() in words.casefold()), None)
    if asked is None:
        return None
    return msg("{owner} asks: {words}", owner=first_name_of(work, deal.owner), words=asked)


def _who_speaks(work: Work, standup: Standup, deal: Deal, turn: int) -> Para:
    later = (work.deals.get(one) for one in standup.agenda[turn + 1 :])
    following = next((one for one in later if one is not None and one.is_open), None)
    if following is None:
        after = msg("This is the last deal.")
    else:
        after = msg("Then {owner}: {deal}.", owner=first_name_of(work, following.owner), deal=following.account)
    if standup.turn_ends is None:
        return Para(msg("Time for the next one. {after}", after=after))
    speaks = first_name_of(work, deal.owner)
    return Para(msg("{owner} speaks, until {time}. {after}", owner=speaks, time=Clock(standup.turn_ends), after=after))


def _turns(standup: Standup, deal: Deal | None) -> Iterator[Block | None]:
    mark = standup.talked_about
    back = Choice(msg("Back"), "standup.back", standup.id, mark)
    park = Choice(msg("Park"), "standup.park", standup.id)
    end = Choice(msg("End the standup"), "standup.end", standup.id)
    if deal is None:
        yield buttons(back, park, end)
        return
    following = Choice(msg("Next"), "standup.next", standup.id, mark)
    yield buttons(following, back if standup.turn else None, Choice(msg("Skip"), "standup.later", standup.id, mark))
    yield buttons(Choice(msg("Decide"), "standup.decide", standup.id), park, end)


def _decided(work: Work, standup: Standup) -> Iterator[Words]:
    made, shown = work.standups.decisions(standup.id), _SHOWN if standup.turn is None else _BESIDE_A_DEAL
    if len(made) > shown:
        yield msgs("Decided, the latest of {n}:", "Decided, the latest of {n}:", len(made))
    elif made:
        yield msg("Decided:")
    may_name = names_deals(work, standup)
    for one in made[-shown:]:
        # What is walked was named by its owner.
        line = decided_line(work, one, names=may_name or one.deal in standup.agenda)
        yield msg("– {line}", line=cleaned(line, _TYPED))


def _parked(work: Work, standup: Standup) -> Iterator[Words]:
    parked = [one_line(one.words, _TYPED) for one in work.standups.parked(standup.id)]
    if parked:
        yield msg("Parked: {words}", words=with_commas(parked[-_SHOWN:]))
