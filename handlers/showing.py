"""One deal: where it stands, what is agreed, and what is known, assumed and unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.chat import Block, Choice, Incoming, Reply
from domain.deal import Contact, Deal, DealState
from domain.facts import Outcome
from domain.ports import Work
from domain.words import Day, Listed, Message, Value, Words, msg, msgs
from handlers.balance import balance_lines
from handlers.fitting import deal_fit_line, prospect_blocks
from handlers.grounds import day_words
from handlers.known import known_in_short, waiver_lines
from handlers.lost_stage import is_lost, where_now
from handlers.meets import meets
from handlers.promising import only_ours, signal, their_promises
from handlers.qualified import qualification_line
from handlers.replies import buttons, say
from handlers.reviewed import rests_on_us, told_lines
from handlers.speaker import changes, today
from handlers.steps import step_said
from handlers.turn import Turn, id_of, looking_at, rest_of
from handlers.which import which_deal

_CONTACTS_SHOWN = 6


def show_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the deal that is named."""
    found = which_deal(rest_of(incoming), incoming, work, "deal.show")
    return _shown(looking_at(found.id, incoming, work)) if isinstance(found, Deal) else found


def show(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same."""
    return _shown(looking_at(id_of(incoming), incoming, work))


def _shown(turn: Turn) -> list[Reply]:
    if turn.deal.state is DealState.PROSPECT:
        return [say(*prospect_blocks(turn))]
    asked = (
        where_now(turn)
        if is_lost(turn) and changes(turn.person, turn.deal, turn.work, turn.at)
        else (_what_to_do(turn),)
    )
    return [
        say(
            *_head(turn),
            *_next_step(turn),
            qualification_line(turn),
            *known_in_short(turn),
            *waiver_lines(turn)[-1:],
            *balance_lines(turn),
            *_people(turn),
            *their_promises(turn.work, turn.deal),
            *_signal(turn),
            *asked,
        )
    ]


def _signal(turn: Turn) -> tuple[Block, ...]:
    """What tells of trouble, for whoever can do something about it."""
    may = changes(turn.person, turn.deal, turn.work, turn.at)
    return signal(turn.work, turn.deal, turn.today) if may else ()


def _head(turn: Turn) -> Iterator[Message]:
    deal = turn.deal
    if deal.worth is None:
        yield msg("**{deal}**", deal=deal.title)
    else:
        yield msg("**{deal}**, {amount}", deal=deal.title, amount=deal.worth)
    if deal.owner != turn.person.id:
        owner = turn.work.persons.get(deal.owner)
        yield msg("{owner} looks after it.", owner=owner.name if owner else deal.owner)
    yield stage_line(turn) if deal.is_open else _ended(turn)
    yield from deal_fit_line(turn)
    yield from told_lines(turn)
    if deal.is_open and deal.paused_until and deal.waits_on(turn.today):
        yield msg("It waits until {day}. They said: {reason}", day=Day(deal.paused_until), reason=deal.pause_reason)


def stage_line(turn: Turn) -> Message:
    """The stage, and how long the deal has been there of what is expected."""
    stage = turn.process.stage(turn.deal.stage) if turn.process else None
    days = (turn.today - today(turn.deal.stage_since, turn.person)).days
    name: Value = stage.name if stage else turn.deal.stage
    if days <= 0:
        return msg("In {stage} since today.", stage=name)
    if stage is None or stage.days <= 0:
        return msgs("In {stage} for {n} day.", "In {stage} for {n} days.", days, stage=name)
    return msgs(
        "In {stage} for {n} day; we expect {expected}.",
        "In {stage} for {n} days; we expect {expected}.",
        days,
        stage=name,
        expected=stage.days,
    )


def _ended(turn: Turn) -> Message:
    deal = turn.deal
    day = Day(today(deal.closed_at or deal.stage_since, turn.person))
    if deal.state is DealState.WON:
        return msg("Won on {day}.", day=day)
    reason = turn.process.lost_reason(deal.close_reason) if turn.process else None
    if reason is not None:
        return msg("Closed as lost on {day}: {reason}.", day=day, reason=reason.text)
    return msg("Closed as lost on {day}.", day=day)


def _next_step(turn: Turn) -> Iterator[Message]:
    if not turn.deal.is_open:
        return
    steps = sorted(turn.running(), key=lambda step: step.id != turn.deal.step)
    if not steps and turn.deal.paused_until and _has_waited(turn):
        until = Day(turn.deal.paused_until)
        yield msg("It waited until {day}. They said: {reason}", day=until, reason=turn.deal.pause_reason)
        yield msg("What happens next?")
    elif not steps:
        yield msg("No next step yet.")
    for place, step in enumerate(steps):
        said = step_said(step, turn.deal)
        yield msg("Also: {step}.", step=said) if place else msg("Next step: {step}.", step=said)
        alone = None if place else only_ours(turn.work, turn.deal, step, turn.today)
        if alone is not None:
            yield alone


def _has_waited(turn: Turn) -> bool:
    """Whether the deal has no next step because of a pause that is over."""
    until, since = turn.deal.paused_until, today(turn.deal.idle_since, turn.person)
    return until is not None and since <= until <= turn.today


def _people(turn: Turn) -> Iterator[Message]:
    """Who is there, and when we met last."""
    contacts = turn.work.contacts.of(turn.deal.account)[:_CONTACTS_SHOWN]
    if contacts:
        yield msg("People there: {names}", names=Listed(tuple(contact_words(one, turn.work) for one in contacts)))
    met = next((one for one in turn.work.facts.meetings(turn.deal.id) if one.outcome is Outcome.HELD), None)
    if met is not None:
        yield msg("Last met {day}.", day=day_words(met.on or today(met.at, turn.person), turn.today))


def contact_words(contact: Contact, work: Work) -> Value:
    """Somebody with their role: "Anna Berg (champion)"."""
    role = next((text for key, text, _ in work.settings.contact_roles if key == contact.role), None)
    return msg("{name} ({role})", name=contact.name, role=role) if role else contact.name


def _what_to_do(turn: Turn) -> Block | None:
    """At most three buttons; everything else is behind the last."""
    deal = turn.deal
    mine = Choice(msg("My deals"), "deal.list")
    if not changes(turn.person, deal, turn.work, turn.at):
        return buttons(mine)
    if not deal.is_open:
        told = Choice(msg("They told me"), "review.tell", deal.id) if rests_on_us(turn) else None
        lately = Choice(msg("Done lately"), "deal.recent", deal.id)
        return buttons(told, Choice(msg("Open it again"), "deal.reopen", deal.id), lately, None if told else mine)
    first = Choice(msg("Set the next step"), "step.set", deal.id)
    if deal.waits_on(turn.today):
        first = Choice(msg("Go on now"), "pause.end", deal.id)
    elif meets(deal, turn.today):
        first = Choice(msg("Brief me"), "deal.brief", deal.id)
    elif deal.step is not None:
        first = Choice(msg("The step is done"), "step.kept", deal.step)
    return buttons(
        first,
        Choice(msg("Log a meeting"), "note.log", deal.id),
        Choice(msg("More"), "deal.more", deal.id),
    )


def more(incoming: Incoming, work: Work) -> list[Reply]:
    """Everything else that can be done with a deal."""
    turn = looking_at(id_of(incoming), incoming, work)
    deal = turn.deal
    if not deal.is_open or not changes(turn.person, deal, work, turn.at):
        return _shown(turn)
    return [
        say(
            msg("**{deal}.** What would you like to do?", deal=deal.title),
            *_with_the_step(deal, turn.today),
            msg("The deal:"),
            buttons(
                Choice(msg("What we know"), "question.show", deal.id),
                Choice(msg("Brief me"), "deal.brief", deal.id),
                Choice(msg("Another stage"), "stage.choose", deal.id),
            ),
            buttons(
                Choice(msg("Won"), "deal.win", deal.id),
                Choice(msg("Lost or let go"), "deal.lose", deal.id),
                Choice(msg("They asked us to wait"), "deal.pause", deal.id),
            ),
            msg("To put right:"),
            buttons(
                Choice(msg("Done lately"), "deal.recent", deal.id),
                Choice(msg("Edit the deal"), "deal.edit", deal.id),
                Choice(msg("Another process"), "process.choose", deal.id),
            ),
            msg("My reminders:"),
            buttons(
                Choice(msg("Quiet for a while"), "snooze.choose", deal.id),
                Choice(msg("Why these reminders?"), "why.deal", deal.id),
            ),
        )
    ]


def _with_the_step(deal: Deal, day: date) -> tuple[Block | Words | None, ...]:
    if deal.step is None:
        return ()
    return (
        msg("The next step:"),
        buttons(
            Choice(msg("The step is done"), "step.kept", deal.step) if meets(deal, day) else None,
            Choice(msg("The plan"), "deal.plan", deal.id),
        ),
        buttons(
            Choice(msg("The step was moved"), "step.move", deal.step),
            Choice(msg("It came to nothing"), "step.missed", deal.step),
            Choice(msg("Set another"), "step.set", deal.id),
        ),
    )
