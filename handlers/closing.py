"""A deal ends: won, lost with a reason, or let go early with thanks. Its running steps are cancelled."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Option, Reply
from domain.deal import Deal, DealState
from domain.facts import Answer, Grounds, StepEnd
from domain.moving import close
from domain.ports import Work
from domain.words import Message, Texts, msg, msgs
from handlers.parse import Filled
from handlers.replies import buttons, say, undo_button
from handlers.speaker import today
from handlers.turn import Turn, changing, form_of, id_of, rest_of
from handlers.which import which_deal

LOST_REASON = "lost_reason"
"""The answer that keeps on whose word a deal was lost for its reason."""

_ASSUMED = "assumed"
_SOMEBODY = "somebody"


def ask_won_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the deal that is named was won."""
    found = which_deal(rest_of(incoming), incoming, work, "deal.win")
    return _won_form(changing(found.id, incoming, work)) if isinstance(found, Deal) else found


def ask_won(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same."""
    return _won_form(changing(id_of(incoming), incoming, work))


def _won_form(turn: Turn) -> list[Reply]:
    why = Field("note", msg("What made them choose us?"), FieldKind.TEXT, hint=msg("In their words, if they said so."))
    return [Ask("deal.won", msg("Won: {deal}", deal=turn.deal.title), (why,), turn.deal.id, msg("Close as won"))]


def win(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: the deal is won."""
    turn = changing(id_of(incoming), incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    note = filled.text("note")
    if filled.errors:
        return filled.refusal()
    deal = _end(turn, DealState.WON, "", note)
    days = _days(turn)
    won = msgs("**{deal} is won**, after {n} day.", "**{deal} is won**, after {n} days.", days, deal=deal.title)
    worth = msg("Worth {amount}.", amount=deal.worth) if deal.worth else None
    return [say(won, worth, buttons(undo_button(turn.act), _my_deals()))]


def ask_lost_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the deal that is named was lost."""
    found = which_deal(rest_of(incoming), incoming, work, "deal.lose")
    return _lost_form(changing(found.id, incoming, work)) if isinstance(found, Deal) else found


def ask_lost(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same."""
    return _lost_form(changing(id_of(incoming), incoming, work))


def _lost_form(turn: Turn) -> list[Reply]:
    said = (
        Option(_ASSUMED, msg("Nobody, we assume so")),
        *(Option(contact.id, contact.name) for contact in turn.work.contacts.of(turn.deal.account)),
        Option(_SOMEBODY, msg("Somebody else at {account}", account=turn.deal.account)),
    )
    reasons = tuple(Option(key, text) for key, text in _reasons(turn).items())
    fields = (
        Field("reason", msg("Why?"), FieldKind.CHOICE, options=reasons, required=True),
        Field("said", msg("Who told you?"), FieldKind.CHOICE, _ASSUMED, said),
        Field("note", msg("In their words"), FieldKind.TEXT),
    )
    return [Ask("deal.lost", msg("Close: {deal}", deal=turn.deal.title), fields, turn.deal.id, msg("Close the deal"))]


def _reasons(turn: Turn) -> dict[str, Texts]:
    return {one.key: one.text for one in turn.process.lost_reasons} if turn.process else {}


def lose(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: the deal is lost, for a reason that they gave or that we assume."""
    turn = changing(id_of(incoming), incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    reasons = _reasons(turn)
    reason, note = filled.form.get("reason"), filled.text("note")
    if reasons and reason not in reasons:
        filled.wrong("reason", msg("Choose the reason that comes closest."))
    if filled.errors:
        return filled.refusal()
    source = _source(turn, filled.form.get("said"))
    deal = _end(turn, DealState.LOST, reason, note, _on_whose_word(turn, reason, source))
    because = _reason_words(reasons[reason], source) if reason in reasons else None
    return [say(_lost_words(turn, deal), because, buttons(undo_button(turn.act), _my_deals()))]


def _source(turn: Turn, chosen: str) -> str:
    """Who at the customer gave the reason; empty when nobody did."""
    if chosen == _SOMEBODY:
        return turn.deal.account
    contact = turn.work.contacts.get(chosen)
    return contact.name if contact else ""


def _on_whose_word(turn: Turn, reason: str, source: str) -> Answer:
    grounds = Grounds.CUSTOMER_SAID if source else Grounds.ASSUMED
    return Answer(
        turn.work.new_id(), turn.deal.id, turn.act, turn.person.id, turn.at, LOST_REASON, reason, grounds, source,
        turn.today,
    )  # fmt: skip


def _reason_words(reason: Texts, source: str) -> Message:
    if source:
        return msg("✓ Reason: {reason}, said by {who}", reason=reason, who=source)
    return msg("~ Reason: {reason}, our assumption. Could you ask them what decided it?", reason=reason)


def _lost_words(turn: Turn, deal: Deal) -> Message:
    """How long it took; thanks when it was let go while that still saves time."""
    days = _days(turn)
    if _is_early(turn, days):
        return msgs(
            "**{deal} is let go**, after {n} day. Thank you: that time goes to a deal that can be won.",
            "**{deal} is let go**, after {n} days. Thank you: that time goes to a deal that can be won.",
            days,
            deal=deal.title,
        )
    return msgs(
        "**{deal} is closed as lost**, after {n} day.",
        "**{deal} is closed as lost**, after {n} days.",
        days,
        deal=deal.title,
    )


def _is_early(turn: Turn, days: int) -> bool:
    """In the first half of the stages, and no later than the process expects the deal to get there."""
    stages = turn.process.stages if turn.process else ()
    keys = [stage.key for stage in stages]
    place = keys.index(turn.deal.stage) if turn.deal.stage in keys else len(keys)
    return place < len(keys) / 2 and days <= sum(stage.days for stage in stages[: place + 1])


def _days(turn: Turn) -> int:
    """Days the deal has lived, by the person's calendar."""
    return (turn.today - today(turn.deal.opened_at, turn.person)).days


def _end(turn: Turn, state: DealState, reason: str, note: str, *facts: Answer) -> Deal:
    """The deal ends by this act; what was still to be done is cancelled."""
    deal = turn.deal
    after = replace(deal, state=state, closed_at=turn.at, close_reason=reason, close_note=note)
    cancelled = [turn.ending(step, StepEnd.CANCELLED) for step in turn.running()]
    return close(turn.work, turn.doing(state.value), deal, after, *cancelled, *facts, reason="-")


def _my_deals() -> Choice:
    return Choice(msg("My deals"), "deal.list")
