"""Which handler answers what: explicit tables, and the one way from what a person did to its answer."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from domain.chat import Choice, Command, Incoming, Press, Reply, Submit, Text
from domain.ports import Work
from domain.words import msg
from handlers import (
    answering,
    assumptions,
    away,
    brief,
    bulk,
    closing,
    covering,
    creating,
    deals,
    digest,
    earlier,
    editing,
    exchange_forms,
    exchanges,
    fitting,
    follow_ups,
    gate,
    helping,
    joining,
    known,
    leave,
    meeting,
    pausing,
    placing,
    plan,
    processes,
    prospects,
    questions,
    recent,
    reopening,
    reviewed,
    reviewing,
    settings,
    showing,
    snooze,
    stages,
    starting,
    step_moves,
    steps,
    switching,
    today,
    undo,
    why,
    worth_a_word,
)
from handlers.commands import command_in, give_help, route_of, sentence_in
from handlers.note import hear_note
from handlers.replies import buttons, say
from handlers.routes import Handler
from handlers.standup import routing as standup
from handlers.standup import thread

PRESSES: dict[str, Handler] = {
    "assumptions.deals": assumptions.show_deals,
    "assumptions.show": assumptions.show_assumptions,
    "deal.brief": brief.brief,
    "bulk.choose": bulk.choose,
    "bulk.do": bulk.do,
    "bulk.undo": bulk.undo,
    "deal.edit": editing.ask_edit,
    "deal.list": deals.list_deals,
    "deal.show": showing.show,
    "deal.more": showing.more,
    "deal.new": creating.ask_new,
    "deal.win": closing.ask_won,
    "deal.lose": reviewing.ask_lost,
    "deal.plan": plan.show,
    "deal.pause": pausing.ask_wait,
    "deal.recent": recent.recent,
    "deal.reopen": reopening.reopen,
    "digest.ask": worth_a_word.ask,
    "digest.deals": digest.show_deals,
    "digest.show": digest.show_digest,
    "edit.mine": editing.save_mine,
    "edit.theirs": editing.keep_theirs,
    "gate.all": gate.show_all,
    "fit.anyway": starting.ask_anyway,
    "fit.ask": fitting.ask_fit,
    "give.anyway": exchange_forms.ask_anyway,
    "give.choose": exchanges.choose_give,
    "give.now": exchanges.give_now,
    "give.state": exchange_forms.ask_give,
    "help.all": give_help,
    "help.ask": helping.ask,
    "help.talk": helping.talk,
    "joining.add": joining.add,
    "joining.no": joining.refuse,
    "leave.ask": leave.ask_leave,
    "leave.back": leave.back,
    "leave.change": leave.ask_change,
    "leave.decline": covering.decline,
    "leave.drop": leave.drop,
    "leave.show": away.show,
    "note.agreed": follow_ups.choose_agreed,
    "note.change": meeting.ask_change,
    "note.contact": follow_ups.choose_contact,
    "note.date": follow_ups.choose_day,
    "note.deal": placing.choose_deal,
    "note.drop": follow_ups.drop,
    "note.log": meeting.log,
    "note.name": follow_ups.ask_name,
    "note.other": placing.other_deal,
    "note.other_day": follow_ups.ask_day,
    "note.who": follow_ups.choose_who,
    "pause.end": pausing.go_on,
    "process.choose": switching.choose,
    "process.place": processes.place_all,
    "process.stage": switching.choose_stage,
    "process.to": switching.to_process,
    "prospect.drop": prospects.drop,
    "prospect.later": prospects.ask_again,
    "prospect.list": prospects.list_prospects,
    "prospect.new": prospects.ask_new,
    "prospect.start": starting.start,
    "question.answer": answering.ask_answer,
    "question.ask": questions.will_ask,
    "question.history": earlier.show_earlier,
    "question.later": questions.later,
    "question.show": known.show_known,
    "review.ask": reviewed.will_ask,
    "review.leave": reviewed.leave_it,
    "review.tell": reviewing.ask_told,
    "settings.open": settings.open_settings,
    "snooze.choose": snooze.choose,
    "snooze.day": snooze.ask_day,
    "snooze.today": snooze.choose_today,
    "snooze.until": snooze.snooze,
    "stage.anyway": stages.ask_reason,
    "stage.choose": stages.choose,
    "stage.move": stages.move,
    "step.agreed": steps.agree,
    "step.better": steps.ask_better,
    "step.kept": steps.keep,
    "step.missed": steps.miss,
    "step.move": step_moves.ask_move,
    "step.set": steps.ask_step,
    "take.asked": exchanges.asked_them,
    "take.book": exchanges.book,
    "take.choose": exchanges.choose_take,
    "take.state": exchange_forms.ask_take,
    "take.words": exchanges.show_words,
    "today.show": today.show_today,
    "undo.act": undo.undo_act,
    "why.deal": why.why_deal,
    "why.today": why.why_today,
    **standup.PRESSES,
}

FORMS: dict[str, Handler] = {
    "bulk.show": bulk.show,
    "deal.create": creating.create,
    "deal.edited": editing.save_edit,
    "deal.lost": reviewing.lose,
    "deal.wait": pausing.wait,
    "deal.won": closing.win,
    "exchange.save": exchange_forms.save,
    "fit.kept": starting.go_on_anyway,
    "fit.save": fitting.save_fit,
    "leave.save": leave.save_leave,
    "note.day": follow_ups.save_day,
    "note.meeting": meeting.save_meeting,
    "note.person": follow_ups.save_name,
    "note.which": placing.chosen_deal,
    "prospect.again": prospects.save_again,
    "prospect.save": prospects.save_new,
    "question.save": answering.save_answer,
    "review.save": reviewing.save_told,
    "settings.save": settings.save_settings,
    "snooze.save": snooze.save_day,
    "stage.reason": stages.move_anyway,
    "step.bettered": steps.save_better,
    "step.moved": step_moves.move,
    "step.save": steps.save_step,
    **standup.FORMS,
}


def route(incoming: Incoming, work: Work) -> list[Reply]:
    """The answer to one act. Raises AskfirstError with the sentence when something known stands in the way."""
    act = incoming.act
    match act:
        case Text(text):
            return _text(text, incoming, work)
        case Command(name, rest):
            return _command(name, rest, incoming, work)
        case Press(action):
            return PRESSES.get(action, _old)(incoming, work)
        case Submit(form):
            return FORMS.get(form, _old)(incoming, work)
        case _:
            assert_never(act)


def _text(text: str, incoming: Incoming, work: Work) -> list[Reply]:
    command = command_in(text) or sentence_in(text, incoming, work)
    if command is None:
        heard = thread.hear(incoming, work)
        return hear_note(incoming, work) if heard is None else heard
    return _command(command.name, command.rest, incoming, work)


def _command(name: str, rest: str, incoming: Incoming, work: Work) -> list[Reply]:
    """A name that is no command is the first word of a note."""
    known_route = route_of(name)
    if known_route is None or (known_route.alone and rest):
        return hear_note(replace(incoming, act=Text(f"{name} {rest}".strip())), work)
    return known_route.handler(replace(incoming, act=Command(name.casefold(), rest.strip())), work)


def _old(incoming: Incoming, work: Work) -> list[Reply]:
    """A button or form of an older version."""
    return [
        say(
            msg("That button is from an older message and does nothing any more. Nothing was changed."),
            buttons(Choice(msg("My deals"), "deal.list"), Choice(msg("Help"), "help.all")),
            private=True,
        )
    ]
