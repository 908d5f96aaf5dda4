"""A meeting told in a form: to log one, or to change what a note has saved."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Act, Ask, Choice, Command, Incoming, Option, Reply, Text
from domain.deal import Deal
from domain.errors import NotFound
from domain.facts import Grounds
from domain.person import Person
from domain.ports import Work
from domain.reading.understood import AnswerRead, Intent, Understood
from domain.words import msg
from handlers.drafts import Draft, draft_of, draft_read, fields_of, understood_in
from handlers.echo import noted
from handlers.note import hear_note
from handlers.open_questions import NoteForm, Told, keep_form, note_form, told_by
from handlers.parse import Filled
from handlers.reading import READ_AT_MOST, read
from handlers.replies import buttons, say
from handlers.retelling import retell
from handlers.speaker import speaker, today
from handlers.taking_back import check_may
from handlers.telling import answered_already, deal_of, telling_of
from handlers.turn import changing, form_of, id_of, rest_of
from handlers.which import which_deal

_DEALS_OFFERED = 100
_PREFILLED = 2500
"""Characters of a note that a text field can take from the start; the rest of a longer one is kept all the same."""


def ask_log(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: the form, with the deal chosen when one is named."""
    rest = rest_of(incoming)
    if not rest:
        return _log(incoming, work, "")
    if _tells(incoming, work, rest):
        return hear_note(replace(incoming, act=Text(_whole(incoming.act))), work)
    found = which_deal(rest, incoming, work, "note.log")
    return _log(incoming, work, found.id) if isinstance(found, Deal) else found


def _tells(incoming: Incoming, work: Work, rest: str) -> bool:
    """Whether more than a name follows: "möte Nordfrakt fredag" is a note."""
    understood = read(work, speaker(incoming, work), rest, incoming.at)
    return bool(understood.next_step or understood.answers or understood.contacts)


def _whole(act: Act) -> str:
    return f"{act.name} {act.rest}" if isinstance(act, Command) else ""


def log(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the form, about a deal or any. Raises as `changing` does."""
    return _log(incoming, work, id_of(incoming))


def _log(incoming: Incoming, work: Work, deal_id: str) -> list[Reply]:
    deal = changing(deal_id, incoming, work).deal if deal_id else None
    draft = Draft(on=today(incoming.at, speaker(incoming, work)))
    return _form(incoming, work, NoteForm(work.new_id(), deal_id), draft, deal)


def ask_change(incoming: Incoming, work: Work) -> list[Reply]:
    """The form with what the note has saved; after an undo, with what it said."""
    person = speaker(incoming, work)
    entry, told = work.journal.get(id_of(incoming)), told_by(work, id_of(incoming))
    if entry is None or told is None:
        raise NotFound(msg("I don't find that note any more. Nothing was changed."))
    check_may(work, entry, person, incoming.at)
    deal = changing(told.deal, incoming, work).deal
    return _form(incoming, work, NoteForm(work.new_id(), deal.id, told.id), _draft(work, person, told, deal), deal)


def _draft(work: Work, person: Person, told: Told, deal: Deal) -> Draft:
    if work.journal.undone_by(told.id) is None:
        return draft_of(work, noted(work, told.id, deal), told.text[:_PREFILLED])
    return draft_read(read(work, person, told.text, told.at, about=deal), told.text[:_PREFILLED])


def _form(incoming: Incoming, work: Work, form: NoteForm, draft: Draft, deal: Deal | None) -> list[Reply]:
    person = speaker(incoming, work)
    mine = [one for one in work.deals.open_of(person.id) if deal is None or one.id != deal.id]
    deals = ([deal] if deal else []) + mine[:_DEALS_OFFERED]
    if not deals:
        return [say(msg("You have no open deal."), buttons(Choice(msg("New deal"), "deal.new")))]
    keep_form(work, form, person.id, incoming.at)
    options = [Option(one.id, one.title) for one in deals]
    title = msg("Change the note") if form.corrects else msg("Log a meeting")
    fields = fields_of(draft, options, deals[0].id if len(deals) == 1 or deal else "", person)
    return [Ask("note.meeting", title, fields, id=form.id, send=msg("Save"))]


def save_meeting(incoming: Incoming, work: Work) -> list[Reply]:
    """The form comes back: saved as a note is, or in place of the one it corrects. Raises as `changing` does."""
    person = speaker(incoming, work)
    form = note_form(work, id_of(incoming), person.id)
    if form is None:
        return answered_already()
    filled = Filled(form_of(incoming), person, incoming.at)
    deal = work.deals.get(filled.form.get("deal"))
    if deal is None:
        filled.wrong("deal", msg("Choose a deal."))
        return filled.refusal()
    changing(deal.id, incoming, work)
    corrected = told_by(work, form.corrects) if form.corrects else None
    text = _text(filled, corrected)
    told_at = corrected.at if corrected else incoming.at
    understood = read(work, person, text, told_at, about=deal) if text else Understood(Intent.NOTE)
    understood = understood_in(filled, understood, work.contacts.of(deal.account))
    if filled.errors:
        return filled.refusal()
    work.pending.use(form.id)
    met = tuple(one.name for one in understood.contacts)
    telling = telling_of(work, person, told_at, text, _with_sources(work, understood, corrected), met)
    return retell(incoming, work, form.corrects, telling, deal)


def _text(filled: Filled, corrected: Told | None) -> str:
    """What was said; the whole of a long note whose beginning was left as it stood."""
    text = filled.text("said", most=READ_AT_MOST)
    if corrected is not None and text == corrected.text[:_PREFILLED].strip():
        return corrected.text
    return text


def _with_sources(work: Work, understood: Understood, corrected: Told | None) -> Understood:
    """Who said what was asked and answered under the note that is corrected; that need not be asked again."""
    if corrected is None:
        return understood
    told = noted(work, corrected.id, deal_of(work, corrected.deal))
    known = {(one.question, one.value): one.said_by for one in told.answers if one.said_by}
    return replace(understood, answers=tuple(_sourced(one, known) for one in understood.answers))


def _sourced(answer: AnswerRead, known: dict[tuple[str, str], str]) -> AnswerRead:
    said_by = known.get((answer.question, answer.value))
    return replace(answer, grounds=Grounds.CUSTOMER_SAID, said_by=said_by) if said_by else answer
