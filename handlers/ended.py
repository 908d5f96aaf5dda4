"""What winning and losing a deal have in common: how long it took, who told us, and what is called off."""

from __future__ import annotations

from domain.chat import Choice, Field, FieldKind, Option
from domain.facts import StepEnd, StepEnding
from domain.words import Message, msg
from handlers.echo import note_of
from handlers.open_questions import told_by
from handlers.parse import TEXT_AT_MOST
from handlers.reading import read
from handlers.speaker import today
from handlers.turn import Turn

SOMEBODY = "somebody"


def who_field(turn: Turn, label: Message, *first: Option) -> Field:
    """Who at the customer said something: the contacts or somebody we have no name for; `first` comes before them."""
    people = turn.work.contacts.of(turn.deal.account)
    options = (
        *first,
        *(Option(contact.id, contact.name) for contact in people),
        Option(SOMEBODY, msg("Somebody else at {account}", account=turn.deal.account)),
    )
    return Field("said", label, FieldKind.CHOICE, first[0].value if first else "", options)


def who_said(turn: Turn, chosen: str) -> str:
    """The name behind what was chosen there; the customer's own for somebody without a name, empty for nobody."""
    if chosen == SOMEBODY:
        return turn.deal.account
    contact = turn.work.contacts.get(chosen)
    return contact.name if contact else ""


def cancelled(turn: Turn) -> list[StepEnding]:
    """What was still to be done comes to its end with the deal."""
    return [turn.ending(step, StepEnd.CANCELLED) for step in turn.running()]


def days_lived(turn: Turn) -> int:
    """Days since the deal was opened, by the person's calendar."""
    return (turn.today - today(turn.deal.opened_at, turn.person)).days


def words_told(turn: Turn, *statuses: str) -> str:
    """The person's note, when that is what brought us here: the last thing they told, and it says one of these."""
    last = turn.work.journal.last_of(turn.person.id)
    told = told_by(turn.work, note_of(last.id)) if last else None
    if told is None or told.deal != turn.deal.id:
        return ""
    understood = read(turn.work, turn.person, told.text, told.at, about=turn.deal)
    return told.text[:TEXT_AT_MOST] if understood.deal_status in statuses else ""


def my_deals() -> Choice:
    """Where one goes on from here."""
    return Choice(msg("My deals"), "deal.list")
