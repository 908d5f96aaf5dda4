"""What to have in mind on the way to a meeting: where we stand, the one question, give and take, who is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from domain.chat import Block, Choice, Incoming, Reply
from domain.deal import Deal
from domain.exchanges import balance, missing
from domain.facts import Direction, ExchangeState, Step
from domain.gates import exchange_state
from domain.knowledge import Knowledge, Known
from domain.ports import Work
from domain.process import Take
from domain.qualification import may_put
from domain.words import Listed, Message, Value, Words, msg
from handlers.balance import balance_lines
from handlers.echo import step_words
from handlers.grounds import day_words
from handlers.meets import meeting_words, meets
from handlers.promising import signal, their_promises
from handlers.qualified import qualification_line
from handlers.questions import open_questions, question_blocks
from handlers.replies import buttons, say
from handlers.showing import contact_words, show, stage_line
from handlers.speaker import changes, speaker, today
from handlers.turn import Turn, id_of, looking_at, rest_of
from handlers.which import which_deal
from handlers.whom import expected_at, last_met

_SOON = timedelta(days=7)
_COMING = 5
_EXCHANGES = 2


def brief_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the brief for the deal that is named; without a name, for one of the meetings that come next."""
    coming = [] if rest_of(incoming) else _coming(incoming, work)
    if coming:
        lines = [
            msg("{due}: {step}, {deal}", due=due, step=meeting_words(deal), deal=deal.title) for deal, due in coming
        ]
        chosen = (Choice(deal.account, "deal.brief", deal.id) for deal, _ in coming)
        return [say(msg("Your meetings of the next days:"), *lines, buttons(*chosen))]
    found = which_deal(rest_of(incoming), incoming, work, "deal.brief")
    return _brief(looking_at(found.id, incoming, work), incoming) if isinstance(found, Deal) else found


def brief(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the brief for its deal."""
    return _brief(looking_at(id_of(incoming), incoming, work), incoming)


def _coming(incoming: Incoming, work: Work) -> list[tuple[Deal, Value]]:
    """The person's next meetings with when they are: by day, and of one day the largest deal first."""
    person = speaker(incoming, work)
    day = today(incoming.at, person)
    found = [
        (deal, deal.step_due)
        for deal in work.deals.open_of(person.id)
        if meets(deal, day) and deal.step_due and deal.step_due.day <= day + _SOON
    ]
    found.sort(key=lambda one: (one[1].day, -(one[0].amount or 0), one[1].order()))
    return list(found[:_COMING])


def _brief(turn: Turn, incoming: Incoming) -> list[Reply]:
    if not turn.deal.is_open:
        return show(incoming, turn.work)
    step = _meeting(turn)
    return [
        say(
            _head(turn, step),
            stage_line(turn),
            qualification_line(turn),
            _who(turn, step),
            *_promised(turn, step),
            *their_promises(turn.work, turn.deal),
            *signal(turn.work, turn.deal, turn.today)[:1],
            *islice(balance_lines(turn), _EXCHANGES),
            *_ending(turn),
        )
    ]


def _meeting(turn: Turn) -> Step | None:
    """The meeting that is ahead."""
    is_ahead = meets(turn.deal, turn.today)
    return turn.work.facts.step(turn.deal.step) if turn.deal.step and is_ahead else None


def _head(turn: Turn, step: Step | None) -> Message:
    deal = turn.deal
    if step is None:
        return msg("**{deal}.** Before you talk to them:", deal=deal.title)
    return msg("**{deal}.** Before {step}:", deal=deal.title, step=step_words(step, deal.account, deal.account))


def _who(turn: Turn, step: Step | None) -> Words | None:
    """Who is expected, else whom we met last, else whom we know."""
    work, people = turn.work, turn.work.contacts.of(turn.deal.account)
    expected = expected_at(f"{step.ours}\n{step.theirs}", people, work.settings) if step else []
    met = last_met(work, turn.deal)
    present = [one for one in people if met is not None and one.id in met.contacts]
    names = Listed(tuple(contact_words(one, work) for one in expected or present or people))
    if not people:
        return msg("We know nobody there by name.")
    if expected:
        return msg("You will meet {names}.", names=names)
    if met is not None and present:
        return msg("Last met {names} {day}.", names=names, day=day_words(met.on or met.at.date(), turn.today))
    return msg("People there: {names}", names=names)


def _promised(turn: Turn, step: Step | None) -> Iterator[Message]:
    """What both sides said they would do, but for the meeting itself."""
    running = [one for one in turn.running() if step is None or one.id != step.id]
    if ours := [_by_when(one.ours, one) for one in running if one.ours]:
        yield msg("We said: {things}.", things=Listed(tuple(ours)))
    if theirs := [_by_when(one.theirs, one) for one in running if one.theirs and one.theirs != one.ours]:
        yield msg("They said: {things}.", things=Listed(tuple(theirs)))


def _by_when(what: str, step: Step) -> Value:
    return msg("{step}, {due}", step=what, due=step.due) if step.due else what


def _ending(turn: Turn) -> Iterator[Block | Words | None]:
    """What we may ask for, and the one question, for whoever may tell what came of it."""
    deal, work = turn.deal, turn.work
    takes = _takes(turn)
    if takes:
        yield msg("We may ask for {things}.", things=Listed(tuple(take.text for take in takes)))
    if not changes(turn.person, deal, work, turn.at):
        yield buttons(Choice(msg("The deal"), "deal.show", deal.id))
        return
    asked = question_to_take(work, deal, turn.today)
    if asked is not None:
        yield from question_blocks(work, deal, asked, turn.today)
    ask = Choice(msg("How to ask for it"), "take.words", deal.id, takes[0].key) if takes else None
    yield buttons(ask, Choice(msg("The deal"), "deal.show", deal.id))


def question_to_take(work: Work, deal: Deal, day: date) -> Knowledge | None:
    """The one question to take along to a meeting on that day.

    What was put to us and waits for this meeting is one; what they left unanswered just now is not.
    """
    asked = open_questions(work, deal, day)
    return next((one for one in asked if one.known is not Known.NO_ANSWER or may_put(one, day)), None)


def _takes(turn: Turn) -> list[Take]:
    """What the stage asks of them and what comes before something they want, as far as it is not granted."""
    stage = turn.process.stage(turn.deal.stage) if turn.process else None
    exchanges = turn.work.facts.exchanges(turn.deal.id)
    wanted = (turn.work.settings.give(one.what) for one in balance(exchanges, Direction.GIVE, ExchangeState.ASKED))
    keys = [one.take for one in stage.takes] if stage else []
    keys += [key for give in wanted if give for key in missing(give, exchanges)]
    granted = ExchangeState.GRANTED
    left = [key for key in dict.fromkeys(keys) if exchange_state(exchanges, Direction.TAKE, key) is not granted]
    return [take for take in map(turn.work.settings.take, left) if take]
