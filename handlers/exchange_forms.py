"""What became of something that was asked for: who answered what, and when; and why something is given all the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Option, Reply
from domain.deal import Deal
from domain.errors import Conflict, NotFound
from domain.exchanges import given_anyway, missing, standing
from domain.facts import Direction, Exchange, ExchangeState, Fact, Waiver
from domain.journal import Pending
from domain.ports import Work
from domain.words import Listed, Value, Words, msg
from handlers.balance import GIVE, TAKE, known_thing, thing
from handlers.exchanges import ASKED, GRANTED, REFUSED, given, stands, the_rule
from handlers.gate import onwards
from handlers.parse import Filled
from handlers.replies import buttons, say, undo_button
from handlers.saving import capitalised
from handlers.speaker import speaker
from handlers.things import key_of
from handlers.turn import Turn, changing, form_of, id_of, pick_of

_FORM = "exchange.save"
_STATES: dict[Direction, tuple[tuple[ExchangeState, Words], ...]] = {
    TAKE: (
        (ASKED, msg("We have asked")),
        (GRANTED, msg("They said yes")),
        (REFUSED, msg("They said no")),
    ),
    GIVE: (
        (ASKED, msg("They want it")),
        (GRANTED, msg("We give it")),
        (REFUSED, msg("We said no")),
    ),
}
_NOBODY = ""


@dataclass(frozen=True, slots=True)
class _About:
    """What a form is about. `what` is empty until somebody's own words say it; `first` are the takes it goes past."""

    turn: Turn
    direction: Direction
    what: str
    first: tuple[str, ...] = ()


def ask_take(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: how something we ask for stands."""
    return _form(_about(changing(id_of(incoming), incoming, work), TAKE, pick_of(incoming)))


def ask_give(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: how something that they want stands. What comes before it is said first."""
    about = _about(changing(id_of(incoming), incoming, work), GIVE, pick_of(incoming))
    give = work.settings.give(about.what)
    return [the_rule(about.turn, give, about.first)] if give and about.first else _form(about)


def ask_anyway(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the same, past what comes before it."""
    return _form(_about(changing(id_of(incoming), incoming, work), GIVE, pick_of(incoming)))


def _about(turn: Turn, direction: Direction, what: str) -> _About:
    """Raises NotFound for a thing that app.yaml has no more and of which this deal knows nothing."""
    exchanges = turn.work.facts.exchanges(turn.deal.id)
    known = known_thing(turn.work, direction, what)
    if what and known is None and not any((one.direction, one.what) == (direction, what) for one in exchanges):
        raise NotFound(msg("Our process does not speak of that any more. Nothing was changed."))
    give = turn.work.settings.give(what) if direction is GIVE else None
    return _About(turn, direction, what, missing(give, exchanges) if give else ())


def _form(about: _About) -> list[Reply]:
    return [Ask(_FORM, about.turn.deal.title, tuple(_fields(about)), _keep(about), msg("Save"))]


def _fields(about: _About) -> Iterator[Field]:
    turn, named = about.turn, thing(about.turn.work, about.direction, about.what)
    if not about.what:
        yield Field("what", msg("What is it?"), required=True, hint=msg("In a few words: a site visit"))
    states = tuple(Option(state.value, label) for state, label in _STATES[about.direction])
    label = msg("How does it stand: {thing}?", thing=named) if about.what else msg("How does it stand?")
    yield Field("state", label, FieldKind.CHOICE, _likely(about).value, states, required=True)
    people = tuple(Option(contact.name, contact.name) for contact in turn.work.contacts.of(turn.deal.account))
    who = msg("Who at {account}?", account=turn.deal.account)
    if people:
        yield Field("who", who, FieldKind.CHOICE, _NOBODY, (Option(_NOBODY, msg("Nobody in particular")), *people))
    else:
        yield Field("who", who)
    yield Field("day", msg("When was that?"), FieldKind.DAY, turn.today.isoformat())
    yield Field("words", msg("What did they say?"))
    if about.first:
        yield Field("reason", _why(about, named), hint=msg("Needed only if we give it."))


def _why(about: _About, named: Value) -> Words:
    takes = Listed(tuple(thing(about.turn.work, TAKE, take) for take in about.first))
    return msg("Why {thing} before {takes}?", thing=named, takes=takes)


def _likely(about: _About) -> ExchangeState:
    """What there is to tell next: an answer to what was asked, else that it was asked; a give is given."""
    if about.direction is GIVE:
        return ASKED if about.first or not about.what else GRANTED
    return GRANTED if _latest(about) in (ASKED, REFUSED) else ASKED


def _latest(about: _About) -> ExchangeState | None:
    exchanges = about.turn.work.facts.exchanges(about.turn.deal.id)
    mine = [one for one in standing(exchanges) if (one.direction, one.what) == (about.direction, about.what)]
    return mine[0].state if mine else None


def _keep(about: _About) -> str:
    """What the form is about is kept, so that the form itself carries an id alone."""
    turn = about.turn
    data = {"deal": turn.deal.id, "direction": about.direction.value, "what": about.what}
    pending = Pending(turn.work.new_id(), turn.person.id, _FORM, json.dumps(data, ensure_ascii=False), turn.at)
    turn.work.pending.add(pending)
    return pending.id


def save(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form becomes an exchange; what is given past the rule is kept with its reason."""
    pending, about = _kept(incoming, work)
    filled = Filled(form_of(incoming), about.turn.person, about.turn.at)
    told = _told(filled, about)
    if not about.what and told.state is GRANTED and (rule := _rule_of(told, about.turn)):
        return [rule]
    waived = _waived(filled, about, told)
    if filled.errors:
        return filled.refusal()
    work.pending.use(pending.id)
    kind = f"{told.direction.value} {told.state.value}"
    deal = about.turn.save(kind, about.turn.deal, told, *waived)
    return [_said(about.turn, deal, told)]


def _kept(incoming: Incoming, work: Work) -> tuple[Pending, _About]:
    """What the form was about. Raises NotFound when it is none of this person's, Conflict when it was sent already."""
    pending = work.pending.get(form_of(incoming).id)
    if pending is None or pending.kind != _FORM or pending.person != speaker(incoming, work).id:
        raise NotFound(msg("I don't know any more what that form was about. Nothing was changed."))
    if pending.used:
        raise Conflict(msg("That is saved already. Nothing was stored twice."))
    data = json.loads(pending.data)
    return pending, _about(changing(data["deal"], incoming, work), Direction(data["direction"]), data["what"])


def _told(filled: Filled, about: _About) -> Exchange:
    turn, states = about.turn, dict(_STATES[about.direction])
    typed = filled.line("what", msg("What is it? A few words are enough."), most=80) if not about.what else ""
    what = about.what or key_of(typed, turn.work, about.direction) or typed
    state = filled.chosen("state", {state.value: state for state in states}, ASKED)
    who = capitalised(filled.line("who", most=80))
    day, words = filled.day_gone("day"), filled.line("words")
    ids = (turn.work.new_id(), turn.deal.id, turn.act, turn.person.id, turn.at)
    return Exchange(*ids, about.direction, what, state, who, day or turn.today, words)


def _rule_of(told: Exchange, turn: Turn) -> Reply | None:
    """What comes before something that is given, also when it was called by somebody's own words."""
    give = turn.work.settings.give(told.what) if told.direction is GIVE else None
    first = missing(give, turn.work.facts.exchanges(turn.deal.id)) if give else ()
    return the_rule(turn, give, first) if give and first else None


def _waived(filled: Filled, about: _About, told: Exchange) -> Sequence[Fact]:
    """Given before what comes first: why, kept as a gate that was passed keeps it."""
    if not about.first or told.state is not GRANTED:
        return ()
    reason = filled.line("reason", msg("Why now? A few words are enough."))
    turn, deal = about.turn, about.turn.deal
    ids = (turn.work.new_id(), deal.id, turn.act, turn.person.id, turn.at)
    return (Waiver(*ids, deal.process, deal.stage, given_anyway(told.what), about.first, reason),)


def _said(turn: Turn, deal: Deal, told: Exchange) -> Reply:
    what = thing(turn.work, told.direction, told.what)
    if (told.direction, told.state) == (GIVE, GRANTED):
        return given(turn, deal, what)
    row = (undo_button(turn.act), Choice(msg("The deal"), "deal.show", deal.id))
    if told.direction is GIVE:
        words = msg("**{deal}.** They want: {thing}.", deal=deal.title, thing=what)
        if told.state is REFUSED:
            words = msg("**{deal}.** We said no to {thing}.", deal=deal.title, thing=what)
        return say(words, buttons(*row))
    freed = _freed(turn, told) if told.state is GRANTED else None
    on = Choice(msg("We give it"), "give.now", deal.id, freed) if freed else onwards(turn, deal)
    return say(
        msg("**{deal}.** Saved.", deal=deal.title),
        stands(turn, told),
        msg("What stands in the way for them? That is worth knowing before we give more.")
        if told.state is REFUSED
        else None,
        msg("Now nothing stands before {give}.", give=thing(turn.work, GIVE, freed)) if freed else None,
        buttons(on if told.state is GRANTED else None, *row),
    )


def _freed(turn: Turn, told: Exchange) -> str | None:
    """Something that waited for this take alone, and was not given yet."""
    exchanges = turn.work.facts.exchanges(turn.deal.id)
    done = {one.what for one in standing(exchanges) if one.direction is GIVE and one.state is GRANTED}
    waiting = (one for one in turn.work.settings.gives if told.what in one.needs and one.key not in done)
    return next((one.key for one in waiting if not missing(one, exchanges)), None)
