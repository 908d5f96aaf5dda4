"""A new deal, from a form; a note about a company that nobody knew goes on from here."""

from __future__ import annotations

from domain.acting import Doing, record
from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Option, Reply
from domain.deal import Contact, Deal
from domain.facts import Visit
from domain.person import Person
from domain.ports import Work
from domain.process import Process
from domain.words import Message, msg
from handlers.fitting import fit_button
from handlers.open_questions import unplaced
from handlers.parse import Filled
from handlers.placing import resume
from handlers.replies import buttons, say, undo_button
from handlers.saving import capitalised
from handlers.speaker import speaker
from handlers.turn import form_of, id_of, rest_of

NAME_AT_MOST = 100


def ask_new(incoming: Incoming, work: Work) -> list[Reply]:
    """The form. The button's id is a note that waits for its deal, or the name of a customer."""
    person = speaker(incoming, work)
    note = unplaced(work, id_of(incoming))
    account = note.company if note else rest_of(incoming) or id_of(incoming)
    own = process_of(person, work)
    processes = tuple(Option(process.key, process.name) for process in work.settings.processes)
    fields = (
        Field("account", msg("Customer"), value=account[:NAME_AT_MOST], required=True),
        Field("name", msg("What is it about?"), hint=msg("A few words, such as fleet renewal.")),
        Field("process", msg("Process"), FieldKind.CHOICE, own.key if own else "", processes),
        Field("amount", msg("What is it worth, if you know?"), hint=msg("Such as 400 000 or 400k.")),
        Field("area", msg("Product area")),
        Field("contact", msg("Whom do you know there?"), hint=msg("First name and surname, if you know it")),
    )
    return [Ask("deal.create", msg("New deal"), fields, note.id if note else "", msg("Save"))]


def process_of(person: Person, work: Work) -> Process | None:
    """The team's own process, else the first there is."""
    team = work.settings.team(person.team)
    own = work.settings.process(team.process) if team else None
    return own or next(iter(work.settings.processes), None)


def create(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form becomes a deal in the first stage of its process."""
    person = speaker(incoming, work)
    filled = Filled(form_of(incoming), person, incoming.at)
    deal = _deal(filled, work)
    contact = capitalised(filled.line("contact", most=NAME_AT_MOST))
    if filled.errors or deal is None:
        return filled.refusal()
    there = next((one for one in work.deals.open_of(person.id) if _same(one, deal)), None)
    if there is not None:
        known = msg("You have {deal} already. Nothing was stored twice.", deal=there.title)
        return [say(known, buttons(Choice(msg("The deal"), "deal.show", there.id)))]
    act = work.new_id()
    if contact and contact.casefold() not in {one.name.casefold() for one in work.contacts.of(deal.account)}:
        work.contacts.add(Contact(work.new_id(), deal.account, contact, "", act))
    visit = Visit(work.new_id(), deal.id, act, person.id, incoming.at, deal.process, deal.stage)
    saved = record(work, Doing(act, person.id, incoming.at, "new deal"), None, deal, visit)
    return _created(incoming, work, saved, act)


def _deal(filled: Filled, work: Work) -> Deal | None:
    """The deal that the form describes; None when there is no process for it."""
    account = filled.line("account", msg("Which customer is it?"), most=NAME_AT_MOST)
    money = filled.money("amount")
    own = process_of(filled.person, work)
    process = work.settings.process(filled.form.get("process")) or own
    if process is None or not process.stages:
        filled.wrong("process", msg("There is no process in app.yaml yet. Ask an admin."))
        return None
    return Deal(
        id=work.new_id(),
        account=account,
        name=filled.line("name", most=NAME_AT_MOST),
        owner=filled.person.id,
        process=process.key,
        stage=process.stages[0].key,
        opened_at=filled.at,
        stage_since=filled.at,
        idle_since=filled.at,
        amount=money.value if money else None,
        currency=(money.currency if money else None) or work.settings.company.currency,
        area=filled.line("area", most=NAME_AT_MOST),
    )


def _same(one: Deal, other: Deal) -> bool:
    """Whether it is the same deal told twice, as by a form that was sent twice."""
    return one.title.casefold() == other.title.casefold()


def _created(incoming: Incoming, work: Work, deal: Deal, act: str) -> list[Reply]:
    """The deal said back, and the note that waited for it; else what comes first, a next step."""
    process = work.settings.process(deal.process)
    stage = process.stage(deal.stage) if process else None
    head = msg("**{deal}** is in {stage} now.", deal=deal.title, stage=stage.name if stage else deal.stage)
    if unplaced(work, id_of(incoming)) is not None:
        return [say(head, buttons(fit_button(deal, process))), *resume(incoming, work, id_of(incoming), deal)]
    set_one = Choice(msg("Set the next step"), "step.set", deal.id)
    fits = fit_button(deal, process)
    return [say(head, _worth(deal), msg("What happens next?"), buttons(set_one, fits, undo_button(act)))]


def _worth(deal: Deal) -> Message | None:
    return msg("Worth {amount}.", amount=deal.worth) if deal.worth else None
