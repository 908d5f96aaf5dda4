"""The customer asked us to wait until a day. Until then the coach says nothing about the deal unasked."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Reply
from domain.deal import Deal
from domain.nudges import Concern
from domain.ports import Work
from domain.words import Day, Message, msg, msgs
from handlers.parse import Filled
from handlers.replies import buttons, say, undo_button
from handlers.steps import what_next
from handlers.turn import Turn, changing, form_of, id_of, rest_of
from handlers.which import which_deal

GO_ON = "go on"
"""The kind of act that ends a pause before its day."""


def ask_wait_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the deal that is named waits."""
    found = which_deal(rest_of(incoming), incoming, work, "deal.pause")
    return _form(changing(found.id, incoming, work)) if isinstance(found, Deal) else found


def ask_wait(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same."""
    return _form(changing(id_of(incoming), incoming, work))


def _form(turn: Turn) -> list[Reply]:
    deal = turn.deal
    until = deal.paused_until.isoformat() if deal.paused_until and deal.waits_on(turn.today) else ""
    fields = (
        Field("until", msg("Until which day?"), FieldKind.DAY, until, required=True),
        Field("reason", msg("What did they say?"), value=deal.pause_reason if until else "", required=True),
    )
    return [Ask("deal.wait", msg("Pause: {deal}", deal=deal.title), fields, deal.id, msg("Pause"))]


def wait(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: the deal is paused, for the customer's reason."""
    turn = changing(id_of(incoming), incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    until = filled.day_ahead("until", msg("Until which day did they ask us to wait?"))
    reason = filled.line("reason", msg("Write in a few words why they want to wait."))
    if until == turn.today:
        filled.wrong("until", msg("That is today. Until which day did they ask us to wait?"))
    if filled.errors:
        return filled.refusal()
    if (turn.deal.paused_until, turn.deal.pause_reason) == (until, reason):
        return [say(msg("It is paused like that already. Nothing was stored twice."), private=True)]
    deal = turn.save("pause", replace(turn.deal, paused_until=until, pause_reason=reason))
    return [
        say(
            msg("**{deal}** waits until {day}.", deal=deal.title, day=Day(until or turn.today)),
            msg("They said: {reason}", reason=reason),
            _quiet(turn, deal),
            buttons(undo_button(turn.act), Choice(msg("My deals"), "deal.list")),
        )
    ]


def _quiet(turn: Turn, deal: Deal) -> Message:
    """Until when nothing is said about it: until shortly before its day, if that rule is on."""
    rule = turn.work.settings.nudges.in_force(deal.process).get(Concern.PAUSE_ENDING.value)
    if rule is None or rule.level == 0:
        return msg("I say nothing about it before then.")
    return msgs(
        "I say nothing about it until {n} working day before.",
        "I say nothing about it until {n} working days before.",
        rule.level,
    )


def go_on(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the deal goes on before its day. What they said stays."""
    turn = changing(id_of(incoming), incoming, work)
    if not turn.deal.waits_on(turn.today):
        return [say(msg("{deal} is not paused. Nothing was changed.", deal=turn.deal.title), private=True)]
    deal = turn.save(GO_ON, replace(turn.deal, paused_until=turn.today))
    return [say(msg("**{deal}** goes on from today.", deal=deal.title), *what_next(turn, deal))]
