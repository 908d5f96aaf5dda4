"""Give and take: what we may ask of a customer, with words to send, and what we give only after that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.chat import Choice, Choices, Incoming, Reply
from domain.deal import Deal
from domain.errors import NotFound
from domain.exchanges import balance, missing
from domain.facts import Direction, Exchange, ExchangeState
from domain.gates import exchange_state
from domain.ports import Work
from domain.process import Give, Take
from domain.words import Day, Listed, Message, Texts, Value, msg
from handlers.balance import GIVE, TAKE, known_thing, refusal, thing, told_on
from handlers.counterpart import counterpart
from handlers.endings import names_meeting
from handlers.replies import buttons, say, undo_button
from handlers.steps import step_form
from handlers.things import leading_deal, named, things
from handlers.turn import Turn, changing, id_of, pick_of, rest_of
from handlers.which import which_deal

ASKED, GRANTED, REFUSED = ExchangeState.ASKED, ExchangeState.GRANTED, ExchangeState.REFUSED
_IN_A_ROW = 3


def take_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: "Nordfrakt meeting with the decision maker"; without the thing, what there is to ask for."""
    return _named(incoming, work, TAKE, "take.words")


def give_named(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: "Nordfrakt quote"; without the thing, what customers ask of us."""
    return _named(incoming, work, GIVE, "give.now")


def _named(incoming: Incoming, work: Work, direction: Direction, action: str) -> list[Reply]:
    meant = named(rest_of(incoming), incoming, work, direction)
    if meant is None:
        name = leading_deal(rest_of(incoming), incoming, work) or rest_of(incoming)
        found = which_deal(name, incoming, work, f"{direction.value}.choose")
        return _offered(changing(found.id, incoming, work), direction) if isinstance(found, Deal) else found
    found = which_deal(meant.deal, incoming, work, action, meant.what)
    if not isinstance(found, Deal):
        return found
    turn = changing(found.id, incoming, work)
    return _words(turn, meant.what) if direction is TAKE else _given_now(turn, meant.what)


def choose_take(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: what we may ask for."""
    return _offered(changing(id_of(incoming), incoming, work), TAKE)


def choose_give(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: what customers ask of us."""
    return _offered(changing(id_of(incoming), incoming, work), GIVE)


def _offered(turn: Turn, direction: Direction) -> list[Reply]:
    action = "take.words" if direction is TAKE else "give.now"
    question = msg("**{deal}.** What do we ask of them?", deal=turn.deal.title)
    if direction is GIVE:
        question = msg("**{deal}.** What do they want of us?", deal=turn.deal.title)
    options = [Choice(_label(one, direction), action, turn.deal.id, one.key) for one in things(turn.work, direction)]
    asked = balance(turn.work.facts.exchanges(turn.deal.id), direction, ASKED)
    options += [_own(turn, one) for one in asked if known_thing(turn.work, direction, one.what) is None]
    options.append(Choice(msg("Something else"), f"{direction.value}.state", turn.deal.id))
    return [say(question, *_rows(options))]


def _label(one: Take | Give, direction: Direction) -> Message:
    return msg("Ask for {thing}", thing=one.text) if direction is TAKE else msg("Give {thing}", thing=one.text)


def _own(turn: Turn, asked: Exchange) -> Choice:
    """Something that was asked for in somebody's own words, and waits for its answer."""
    return Choice(
        msg("{thing}: the answer", thing=asked.what), f"{asked.direction.value}.state", turn.deal.id, asked.what
    )


def _rows(options: Sequence[Choice]) -> Iterator[Choices]:
    for place in range(0, len(options), _IN_A_ROW):
        yield Choices(tuple(options[place : place + _IN_A_ROW]))


def show_words(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: how to ask for it, ready to send."""
    return _words(changing(id_of(incoming), incoming, work), pick_of(incoming))


def _words(turn: Turn, what: str) -> list[Reply]:
    take = take_called(turn, what)
    deal = turn.deal
    return [
        say(
            msg("**{deal}.** We ask for {thing}. You could write:", deal=deal.title, thing=take.text),
            wording(turn, take),
            *(stands(turn, one) for one in _spoken_of(turn, take.key)),
            buttons(
                Choice(msg("I have asked"), "take.asked", deal.id, take.key),
                Choice(msg("Book it as next step"), "take.book", deal.id, take.key),
                Choice(msg("They answered"), "take.state", deal.id, take.key),
            ),
        )
    ]


def wording(turn: Turn, take: Take) -> Texts:
    """How to ask for it, with the names in it."""
    return take.said_to(counterpart(turn.work, turn.deal) or turn.deal.account, turn.deal.account)


def _spoken_of(turn: Turn, take: str) -> list[Exchange]:
    """The latest that was told of it, if anything was."""
    return [one for one in turn.work.facts.exchanges(turn.deal.id) if (one.direction, one.what) == (TAKE, take)][:1]


def stands(turn: Turn, exchange: Exchange) -> Message:
    """How far something we asked for has come."""
    day, what = Day(told_on(exchange, turn)), thing(turn.work, exchange.direction, exchange.what)
    match exchange.state:
        case ExchangeState.ASKED:
            return msg("We asked for {thing} on {day}, and have no answer yet.", thing=what, day=day)
        case ExchangeState.GRANTED:
            return msg("They said yes to {thing} on {day}.", thing=what, day=day)
        case ExchangeState.REFUSED:
            return refusal(turn, exchange)


def asked_them(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it is asked. Nobody asks twice while the answer is open, or after a yes."""
    turn = changing(id_of(incoming), incoming, work)
    take = take_called(turn, pick_of(incoming))
    if exchange_state(work.facts.exchanges(turn.deal.id), TAKE, take.key) in (ASKED, GRANTED):
        [latest] = _spoken_of(turn, take.key)
        return [say(stands(turn, latest), msg("Nothing was stored twice."), private=True)]
    told = Exchange(
        work.new_id(), turn.deal.id, turn.act, turn.person.id, turn.at, TAKE, take.key, ASKED, on=turn.today
    )
    deal = turn.save("take asked", turn.deal, told)
    return [
        say(
            msg("**{deal}.** We have asked for {thing}. When will you know?", deal=deal.title, thing=take.text),
            buttons(
                Choice(msg("Book it as next step"), "take.book", deal.id, take.key),
                Choice(msg("They answered"), "take.state", deal.id, take.key),
                undo_button(turn.act),
            ),
        )
    ]


def book(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the form for a next step, with the take as what they do; a meeting is for both."""
    turn = changing(id_of(incoming), incoming, work)
    what = take_called(turn, pick_of(incoming)).text.of(turn.person.language)
    return step_form(turn, ours=what if names_meeting(what) else "", theirs=what)


def give_now(incoming: Incoming, work: Work) -> list[Reply]:
    """The button of one thing: we give it, unless something comes before it."""
    return _given_now(changing(id_of(incoming), incoming, work), pick_of(incoming))


def _given_now(turn: Turn, what: str) -> list[Reply]:
    give = give_called(turn, what)
    exchanges = turn.work.facts.exchanges(turn.deal.id)
    if exchange_state(exchanges, GIVE, give.key) is GRANTED:
        said = msg("{deal}: we gave {thing} already. Nothing was stored twice.", deal=turn.deal.title, thing=give.text)
        return [say(said, buttons(Choice(msg("Give it again"), "give.state", turn.deal.id, give.key)), private=True)]
    first = missing(give, exchanges)
    if first:
        return [the_rule(turn, give, first)]
    told = Exchange(
        turn.work.new_id(), turn.deal.id, turn.act, turn.person.id, turn.at, GIVE, give.key, GRANTED, on=turn.today
    )
    deal = turn.save("give granted", turn.deal, told)
    return [given(turn, deal, give.text)]


def given(turn: Turn, deal: Deal, what: Value) -> Reply:
    """We gave it: what comes back?"""
    return say(
        msg("**{deal}.** We gave: {thing}. What do they give?", deal=deal.title, thing=what),
        buttons(
            Choice(msg("Ask for something"), "take.choose", deal.id),
            Choice(msg("The deal"), "deal.show", deal.id),
            undo_button(turn.act),
        ),
    )


def the_rule(turn: Turn, give: Give, first: Sequence[str]) -> Reply:
    """What comes before it, how far that is, and how to ask for it; and the way past."""
    deal, work = turn.deal, turn.work
    takes = [take for take in map(work.settings.take, first) if take]
    told = [one for take in takes for one in _spoken_of(turn, take.key)]
    return say(
        msg(
            "**{deal}.** Before {give} we ask for {takes}.",
            deal=deal.title,
            give=give.text,
            takes=Listed(tuple(take.text for take in takes)),
        ),
        *(stands(turn, one) for one in told),
        msg("You could write:"),
        wording(turn, takes[0]),
        buttons(
            Choice(msg("I have asked"), "take.asked", deal.id, takes[0].key),
            Choice(msg("Book it as next step"), "take.book", deal.id, takes[0].key),
            Choice(msg("Go on anyway"), "give.anyway", deal.id, give.key),
        ),
    )


def take_called(turn: Turn, key: str) -> Take:
    """The take by its key. Raises NotFound when app.yaml has it no more."""
    take = turn.work.settings.take(key)
    if take is None:
        raise NotFound(_GONE)
    return take


def give_called(turn: Turn, key: str) -> Give:
    """The same for what we give."""
    give = turn.work.settings.give(key)
    if give is None:
        raise NotFound(_GONE)
    return give


_GONE = msg("Our process does not speak of that any more. Nothing was changed.")
