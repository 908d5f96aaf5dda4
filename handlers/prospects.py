"""Prospects: customers we would like, before they are deals. Nothing is said about them unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from domain.acting import Doing, record
from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Reply, Table
from domain.deal import Deal, DealState
from domain.errors import Conflict
from domain.fit import held
from domain.moving import drop as drop_prospect
from domain.person import Person
from domain.ports import Work
from domain.process import Process
from domain.words import Day, Message, Words, msg, msgs
from handlers.creating import NAME_AT_MOST, process_of
from handlers.deals import owners_for
from handlers.fitting import fit_button, fit_words, prospect_blocks, start_button
from handlers.parse import Filled
from handlers.replies import buttons, say, undo_button
from handlers.saving import capitalised
from handlers.speaker import speaker, today
from handlers.turn import Turn, form_of, id_of, looking_after, rest_of

_SHOWN = 12
_SAME_NAME = 90.0


def list_or_show(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the list; with a name, that prospect, who is put on the list if nobody has yet."""
    return add_named(incoming, work) if rest_of(incoming) else _list(speaker(incoming, work), incoming, work)


def list_prospects(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the list."""
    return _list(speaker(incoming, work), incoming, work)


def _list(person: Person, incoming: Incoming, work: Work) -> list[Reply]:
    """Whoever waited longest first, each with its fit at a glance."""
    owners = owners_for(person, work)
    found = [deal for owner in owners for deal in work.deals.prospects_of(owner.id)]
    found.sort(key=lambda deal: (deal.opened_at, deal.id))
    new = Choice(msg("New prospect"), "prospect.new")
    if not found:
        return [say(msg("There is no prospect on the list yet."), buttons(new))]
    names = {owner.id: owner.first_name for owner in owners} if len(owners) > 1 else {}
    rest = len(found) - _SHOWN
    more = msgs("And {n} more.", "And {n} more.", rest) if rest > 0 else None
    head = msgs("**{n} prospect**", "**{n} prospects**, the oldest first", len(found))
    first = (Choice(deal.account, "deal.show", deal.id) for deal in found[:2])
    return [say(head, _table(found[:_SHOWN], names, work, person), more, buttons(*first, new))]


def _table(found: Sequence[Deal], names: dict[str, str], work: Work, person: Person) -> Table:
    answers = work.facts.answers_of([deal.id for deal in found])
    columns: tuple[Words, ...] = (msg("Prospect"), msg("Fit"), msg("Since"))
    rows: list[tuple[Words, ...]] = []
    for deal in found:
        fit = held(work.settings.process(deal.process), answers[deal.id])
        since = _since(deal, today(deal.opened_at, person))
        rows.append((deal.title, fit_words(fit), since))
    if not names:
        return Table(columns, tuple(rows))
    owned = [(*row, names.get(deal.owner, deal.owner)) for row, deal in zip(rows, found, strict=True)]
    return Table((*columns, msg("Who")), tuple(owned))


def _since(deal: Deal, day: date) -> Message:
    if deal.paused_until is not None:
        return msg("Ask again {day}", day=Day(deal.paused_until))
    return msg("{day}", day=Day(day))


def add_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command with a name puts it on the list at once; without one it opens the form."""
    person, account = speaker(incoming, work), capitalised(" ".join(rest_of(incoming).split()))
    if not account:
        return _form("")
    if len(account) > NAME_AT_MOST:
        return [say(msg("That is too long for a deal's name. Write the customer's name after the command."))]
    there = _known(work.deals.prospects_of(person.id), account, work)
    if there is not None:
        return [say(*prospect_blocks(looking_after(there.id, incoming, work)))]
    is_open = _known(work.deals.open_of(person.id), account, work)
    if is_open is not None:
        known = msg("You have a deal there already: {deal}.", deal=is_open.title)
        more = Choice(msg("A prospect there too"), "prospect.new", is_open.account)
        return [say(known, buttons(Choice(msg("The deal"), "deal.show", is_open.id), more))]
    return _put(incoming, work, _new(work, incoming.at, person.id, process_of(person, work), account, ""))


def _known(deals: Sequence[Deal], account: str, work: Work) -> Deal | None:
    return next((deal for deal in deals if work.similar(account, deal.account) >= _SAME_NAME), None)


def ask_new(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the form. Its id is the name of a customer, if one is known."""
    speaker(incoming, work)
    return _form(id_of(incoming))


def _form(account: str) -> list[Reply]:
    fields = (
        Field("account", msg("Customer"), value=account[:NAME_AT_MOST], required=True),
        Field("name", msg("What is it about?"), hint=msg("A few words, such as fleet renewal.")),
    )
    return [Ask("prospect.save", msg("New prospect"), fields, send=msg("Save"))]


def save_new(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form puts it on the list."""
    person = speaker(incoming, work)
    filled = Filled(form_of(incoming), person, incoming.at)
    account = filled.line("account", msg("Which customer is it?"), most=NAME_AT_MOST)
    name = filled.line("name", most=NAME_AT_MOST)
    if filled.errors:
        return filled.refusal()
    return _put(incoming, work, _new(work, incoming.at, person.id, process_of(person, work), account, name))


def _new(work: Work, at: datetime, owner: str, process: Process | None, account: str, name: str) -> Deal:
    """A prospect that would start in this process. Raises Conflict when there is none."""
    if process is None or not process.stages:
        raise Conflict(msg("There is no process in app.yaml yet. Ask an admin."))
    return Deal(
        id=work.new_id(), account=account, name=name, owner=owner, process=process.key,
        stage=process.stages[0].key, opened_at=at, stage_since=at, idle_since=at, state=DealState.PROSPECT,
        currency=work.settings.company.currency,
    )  # fmt: skip


def _put(incoming: Incoming, work: Work, prospect: Deal) -> list[Reply]:
    """It is on the list, if it was not before."""
    there = next((one for one in work.deals.prospects_of(prospect.owner) if one.title == prospect.title), None)
    if there is not None:
        return [say(*prospect_blocks(looking_after(there.id, incoming, work)))]
    act, process = work.new_id(), work.settings.process(prospect.process)
    saved = record(work, Doing(act, incoming.person, incoming.at, "prospect"), None, prospect)
    said = msg("**{deal}** is on the prospect list now.", deal=saved.title)
    if saved.paused_until is not None:
        again = Day(saved.paused_until)
        said = msg("**{deal}** is on the prospect list, to ask again on {day}.", deal=saved.title, day=again)
    return [say(said, buttons(fit_button(saved, process), start_button(saved), undo_button(act)))]


def drop(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: not for us. A prospect goes off the list; it is no deal that was lost."""
    turn = prospect_turn(id_of(incoming), incoming, work)
    deal = drop_prospect(work, turn.doing("drop"), turn.deal)
    rest = Choice(msg("Prospects"), "prospect.list")
    return [say(msg("**{deal}** is off the prospect list.", deal=deal.title), buttons(undo_button(turn.act), rest))]


def prospect_turn(deal_id: str, incoming: Incoming, work: Work) -> Turn:
    """A turn on a prospect. Raises as `looking_after`, and Conflict when it is none any more."""
    turn = looking_after(deal_id, incoming, work)
    if turn.deal.state is not DealState.PROSPECT:
        raise Conflict(msg("{deal} is on the prospect list no more. Nothing was changed.", deal=turn.deal.title))
    return turn


def ask_again(incoming: Incoming, work: Work) -> list[Reply]:
    """After a deal was let go: when they may be asked again."""
    turn = _let_go(incoming, work)
    fields = (
        Field("day", msg("From when?"), FieldKind.DAY, required=True),
        Field("reason", msg("Why not before?"), value=next(iter(turn.deal.close_note.splitlines()), "")),
    )
    return [Ask("prospect.again", msg("Ask again: {deal}", deal=turn.deal.account), fields, turn.deal.id, msg("Save"))]


def save_again(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: the customer is a prospect, with the day and the reason."""
    turn = _let_go(incoming, work)
    filled = Filled(form_of(incoming), turn.person, turn.at)
    day, reason = filled.day_ahead("day", msg("From when may we ask them again?")), filled.line("reason")
    if filled.errors or day is None:
        return filled.refusal()
    gone = turn.deal
    again = _new(work, turn.at, gone.owner, turn.process, gone.account, gone.name)
    return _put(incoming, work, replace(again, paused_until=day, pause_reason=reason))


def _let_go(incoming: Incoming, work: Work) -> Turn:
    turn = looking_after(id_of(incoming), incoming, work)
    if not turn.deal.has_ended:
        raise Conflict(msg("{deal} has not ended. Nothing was changed.", deal=turn.deal.title))
    return turn
