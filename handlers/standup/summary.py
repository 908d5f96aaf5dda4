"""What is said when a standup ends: what came of it, to all; who took part, to whoever leads the team alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from domain.chat import Block, Para, Say
from domain.ports import Work
from domain.standup import How, Part, Standup
from domain.words import Day, Listed, Message, Value, Words, msg, msgs
from handlers.replies import say
from handlers.standup.decisions import decided_line, names_deals
from handlers.standup.part import called
from handlers.standup.short import cleaned, one_line
from handlers.standup.title import title
from handlers.week import days_lived, let_go_early

_MOST = 12
"""So many lines of each kind; together with the longest texts they are one message on every platform."""
_TYPED = 80
_NAMED = 3
_ACCOUNT = 40


def summary(work: Work, standup: Standup) -> Say:
    """For the thread of the one message, in the channel's language; without a block where there is nothing to say."""
    told = [*_decided(work, standup), *_let_go(work, standup), *_will_ask(work, standup), *_parked(work, standup)]
    return say(msg("**What came of it**"), *told) if told else Say(())


def _decided(work: Work, standup: Standup) -> Iterator[Words]:
    """Who does what by when. What is not on its deal yet waits for whoever looks after that."""
    names = names_deals(work, standup)
    lines = [decided_line(work, one, names=names) for one in work.standups.decisions(standup.id)]
    yield from _listed(msg("Decided:"), [cleaned(line, _TYPED) for line in lines])


def _listed(head: Message, lines: Sequence[Value]) -> Iterator[Words]:
    if lines:
        yield head
    for line in lines[:_MOST]:
        yield msg("– {line}", line=line)
    if len(lines) > _MOST:
        yield msgs("And {n} more.", "And {n} more.", len(lines) - _MOST)


def _let_go(work: Work, standup: Standup) -> Iterator[Words]:
    """The fast noes of the team since the standup before; thanked by name where all may see the deals."""
    owners = [part.person for part in work.standups.parts(standup.id)]
    ended = [deal for deal in work.deals.ended_since(owners, standup.since) if let_go_early(work, deal)]
    if not ended:
        return
    if not names_deals(work, standup):
        yield msgs(
            "Let go early: {n} deal. Thank you for the time that saves.",
            "Let go early: {n} deals. Thank you for the time that saves.",
            len(ended),
        )
        return
    named: list[Value] = [
        msgs("{deal} after {n} day", "{deal} after {n} days", days_lived(deal), deal=one_line(deal.account, _ACCOUNT))
        for deal in ended[:_NAMED]
    ]
    rest = len(ended) - len(named)
    named += [msg("{n} more", n=rest)] if rest else []
    yield msg("Let go early: {deals}. Thank you for the time that saves.", deals=Listed(tuple(named)))


def _will_ask(work: Work, standup: Standup) -> Iterator[Words]:
    """The one question that each will ask a customer."""
    asking = [part for part in work.standups.parts(standup.id) if part.asks and part.draft.question]
    names = _names(work, asking)
    lines = [msg("**{name}** asks {question}", name=names[one.person], question=one.draft.question) for one in asking]
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield msgs("And {n} more will ask.", "And {n} more will ask.", len(lines) - _MOST)


def _parked(work: Work, standup: Standup) -> Iterator[Words]:
    parked = [one_line(one.words, _TYPED) for one in work.standups.parked(standup.id)]
    yield from _listed(msg("For another time:"), parked)


def participation(work: Work, standup: Standup) -> Say:
    """For the manager, in private: of this one standup, and nothing added up."""
    parts = work.standups.parts(standup.id)
    names = _names(work, parts)
    answered = [part for part in parts if part.is_answered and part.how is not How.PASSED]
    waiting = [part for part in parts if part.how is How.WAITING]
    silent = [part for part in waiting if part.asked_in]
    later = [part for part in waiting if part not in silent and part.asks_at is not None]
    away = [part for part in parts if part not in (*answered, *silent, *later)]
    head = msg("**{standup}**, {day}", standup=title(work, standup), day=Day(standup.day))
    return say(head, *_told(answered, away, silent, later, names))


def _told(
    answered: Sequence[Part],
    away: Sequence[Part],
    silent: Sequence[Part],
    later: Sequence[Part],
    names: Mapping[str, str],
) -> Iterator[Block | Words]:
    if answered and not (silent or later):
        yield msg("Everybody has answered: {names}.", names=_of(answered, names))
    elif answered:
        yield msg("Answered: {names}.", names=_of(answered, names))
    if silent:
        yield msg("I have not heard from {names}.", names=_of(silent, names))
    if later:
        yield msg("Asked later, when they begin to work: {names}.", names=_of(later, names))
    if away:
        yield msg("Not there: {names}.", names=_of(away, names))
    yield Para(msg("Only you see this."), quiet=True)


def _of(parts: Sequence[Part], names: Mapping[str, str]) -> Listed:
    return Listed(tuple(names[part.person] for part in parts))


def _names(work: Work, parts: Sequence[Part]) -> Mapping[str, str]:
    """What they are called, by their ids; in the order of their names nobody is first."""
    people = {one.id: one.name for one in work.persons.some([part.person for part in parts])}
    return {part.person: called(people, part.person) for part in parts}
