"""A note that looks for its deal: whose it is, whether it is open, and which one when several fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Option, Refuse, Reply
from domain.deal import Deal, DealSketch, DealState
from domain.person import Person
from domain.ports import Work
from domain.reading.understood import Understood
from domain.words import Listed, Message, Words, msg
from handlers.echo import note_of
from handlers.fitting import start_button
from handlers.open_questions import Unplaced, keep_unplaced, told_by, unplaced
from handlers.reading import read, sketch
from handlers.replies import buttons, say
from handlers.saving import first_name
from handlers.speaker import changes, speaker
from handlers.telling import answered_already, deal_of, tell, telling_of
from handlers.turn import form_of, id_of, pick_of

_CANDIDATES = 3
_OPTIONS = 100
_SENT_TWICE = timedelta(hours=1)


def place(
    incoming: Incoming, work: Work, note: Unplaced, deal: Deal, understood: Understood, *, instead: bool = False
) -> list[Reply]:
    """Save the note on the deal if its writer may change it and it is open; else keep the note and say what to do."""
    person = speaker(incoming, work)
    if not changes(person, deal, work, incoming.at):
        return _with_note(work, note, _not_yours(deal, work), _another(note), instead=instead)
    if deal.state is DealState.PROSPECT:
        words = msg("{deal} is on the prospect list. Start it as a deal? Your note is kept.", deal=deal.title)
        note = replace(note, deals=(deal.id,))
        return _with_note(work, note, words, start_button(deal, note.id), _another(note), instead=instead)
    if not deal.is_open:
        note = replace(note, company=deal.account)
        again = Choice(msg("Open it again"), "deal.reopen", deal.id, note.id)
        return _with_note(work, note, _ended(deal), again, _new(note), _another(note), instead=instead)
    work.pending.use(note.id)
    if told_already(work, note, deal):
        return [say(msg("You told me that already, so nothing was stored twice."), private=True, instead=instead)]
    return tell(incoming, work, telling_of(work, person, note.at, note.text, understood), deal, instead=instead)


def told_already(work: Work, note: Unplaced, deal: Deal) -> bool:
    """Whether this is word for word what the person told last, as when a message is sent twice."""
    last = work.journal.last_of(note.person)
    told = told_by(work, note_of(last.id)) if last else None
    return told is not None and (told.deal, told.text) == (deal.id, note.text) and note.at - told.at < _SENT_TWICE


def resume(incoming: Incoming, work: Work, pending: str, deal: Deal, *, instead: bool = False) -> list[Reply]:
    """A note that was kept until its deal was known goes to `deal`. Read as of when it was told.

    Says so kindly when the note found a deal before.
    """
    person = speaker(incoming, work)
    note = unplaced(work, pending)
    if note is None or note.person != person.id:
        return answered_already()
    return place(incoming, work, note, deal, read(work, person, note.text, note.at, about=deal), instead=instead)


def ask_which(incoming: Incoming, work: Work, note: Unplaced, understood: Understood) -> list[Reply]:
    """Keep the note and ask for its deal: one of the candidates, one of the writer's own, or a new one."""
    person = speaker(incoming, work)
    found = [deal for deal in map(work.deals.get, (c.id for c in understood.deal_candidates)) if deal]
    mine = sorted((deal for deal in found if changes(person, deal, work, incoming.at)), key=lambda deal: deal.title)[
        :_CANDIDATES
    ]
    if mine:
        note = replace(note, deals=tuple(deal.id for deal in mine))
        sketches = [sketch(work, deal) for deal in mine]
        return _with_note(work, note, _between(sketches, note.text), *_candidates(sketches, note), _someone_else(note))
    if found:
        return _with_note(work, note, _not_yours(found[0], work), _another(note))
    if understood.unknown_company:
        note = replace(note, company=understood.unknown_company)
        words = msg("I know no deal at {company}. Your note is kept.", company=note.company)
        return _with_note(work, note, words, _new(note), _another(note))
    note = replace(note, deals=tuple(deal.id for deal in _likely(work, person, incoming.at)))
    sketches = [sketch(work, deal) for deal in map(work.deals.get, note.deals) if deal]
    words = msg("Which deal is that about? Your note is kept.")
    return _with_note(work, note, words, *_candidates(sketches, note), _another(note), _new(note))


def _with_note(work: Work, note: Unplaced, words: Message, *options: Choice, instead: bool = False) -> list[Reply]:
    if work.pending.get(note.id) is None:
        keep_unplaced(work, note)
    return [say(words, buttons(*options), instead=instead)]


def _likely(work: Work, person: Person, at: datetime) -> list[Deal]:
    """The deal the person spoke of last, then those that need a word first."""
    last = work.journal.last_of(person.id)
    lately = work.deals.get(last.deal) if last and last.deal else None
    first = [lately] if lately and lately.is_open and changes(person, lately, work, at) else []
    return (first + [deal for deal in work.deals.open_of(person.id) if deal not in first])[:_CANDIDATES]


def _between(candidates: list[DealSketch], text: str) -> Message:
    """ "Anna at Nordfrakt or Anna at Kraftverket?" when a person of that name is at each; else by the deals' names."""
    people = [_spoken_of(candidate, text) for candidate in candidates]
    if all(people):
        spoken = [
            msg("{name} at {account}", name=(who or "").split()[0], account=candidate.account)
            for who, candidate in zip(people, candidates, strict=True)
        ]
        return msg("{choices}?", choices=Listed(tuple(spoken), either=True))
    return msg("{choices}?", choices=Listed(tuple(candidate.title for candidate in candidates), either=True))


def _candidates(candidates: list[DealSketch], note: Unplaced) -> list[Choice]:
    return [Choice(_label(one, note.text), "note.deal", note.id, str(n)) for n, one in enumerate(candidates)]


def _label(candidate: DealSketch, text: str) -> Words:
    who = _spoken_of(candidate, text)
    return f"{candidate.account}, {who}" if who else candidate.title


def _spoken_of(candidate: DealSketch, text: str) -> str | None:
    """The one contact of the deal whose first name is in the text."""
    said = {word.strip(".,:;!?'\"") for word in text.casefold().split()}
    named = [contact.name for contact in candidate.contacts if first_name(contact.name) in said]
    return named[0] if len(named) == 1 else None


def _someone_else(note: Unplaced) -> Choice:
    return Choice(msg("Someone else"), "note.other", note.id)


def _another(note: Unplaced) -> Choice:
    return Choice(msg("Another deal"), "note.other", note.id)


def _new(note: Unplaced) -> Choice:
    return Choice(msg("A new deal"), "deal.new", note.id)


def _not_yours(deal: Deal, work: Work) -> Message:
    owner = work.persons.get(deal.owner)
    return msg(
        "{owner} looks after {deal}, and only {owner} or the team's manager may change it, so nothing is saved. "
        "Pass it on to {owner}, or tell me which deal you meant.",
        deal=deal.title,
        owner=owner.first_name if owner else deal.owner,
    )


def _ended(deal: Deal) -> Message:
    words = msg("{deal} is closed as lost. Is this the start of something new?", deal=deal.title)
    if deal.state is DealState.WON:
        words = msg("{deal} is won and closed. Is this the start of something new?", deal=deal.title)
    return words


def choose_deal(incoming: Incoming, work: Work) -> list[Reply]:
    """One of the offered deals was pressed."""
    note, pick = unplaced(work, id_of(incoming)), pick_of(incoming)
    if note is None or not pick.isdigit() or int(pick) >= len(note.deals):
        return answered_already()
    return resume(incoming, work, note.id, deal_of(work, note.deals[int(pick)]), instead=True)


def other_deal(incoming: Incoming, work: Work) -> list[Reply]:
    """None of them: all of the person's open deals, as a form."""
    note = unplaced(work, id_of(incoming))
    if note is None:
        return answered_already()
    deals = work.deals.open_of(incoming.person)
    if not deals:
        return [say(msg("You have no open deal yet. Your note is kept."), buttons(_new(note)))]
    options = tuple(Option(deal.id, deal.title) for deal in deals[:_OPTIONS])
    field = Field("deal", msg("Deal"), FieldKind.CHOICE, options=options, required=True)
    return [Ask("note.which", msg("Which deal is it about?"), (field,), id=note.id, send=msg("Save"))]


def chosen_deal(incoming: Incoming, work: Work) -> list[Reply]:
    """The form came back with a deal."""
    form = form_of(incoming)
    deal = work.deals.get(form.get("deal"))
    if deal is None:
        return [Refuse((("deal", msg("Choose a deal.")),))]
    return resume(incoming, work, form.id, deal)
