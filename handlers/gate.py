"""The gate, said: what is missing before a deal goes on, a button for each thing, and the way past it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.chat import Block, Choice, Incoming, Para, Reply
from domain.deal import Deal
from domain.facts import ExchangeState, Grounds
from domain.gates import WON, Gap, GapKind
from domain.knowledge import Known
from domain.moving import Look, Names, look, refusal
from domain.ports import Work
from domain.process import Process
from domain.process_change import between, stages_of
from domain.statements import told_on
from domain.words import Day, Listed, Message, Value, Words, msg, msgs
from handlers.replies import buttons, laid_out, say
from handlers.turn import Turn, changing, id_of, pick_of

ANYWAY = "anyway"
"""The pick of a button that closes a deal although something is missing."""

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A deal that is to go somewhere: `to` is a stage of `process` or "won"; `seen` is what stands in the way.

    `mapped` is what its stages are called in another process.
    """

    turn: Turn
    process: Process
    to: str
    seen: Look
    mapped: Names = ()

    @property
    def is_free(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.seen.gaps and not self.seen.is_shut

    @property
    def pick(self) -> str:
        """How a button names where the deal is to go; `passage_to` reads it."""
        return self.to if self.process.key == self.turn.deal.process else f"{self.process.key}.{self.to}"


def passage(turn: Turn, process: Process, to: str) -> Passage:
    """The deal on its way to a stage of the process, or to "won"."""
    work, deal = turn.work, turn.deal
    mapped = between(stages_of(work, deal.process), process) if process.key != deal.process else ()
    return Passage(turn, process, to, look(work, deal, process, to, turn.at, mapped=mapped), mapped)


def passage_to(turn: Turn, pick: str) -> Passage | None:
    """Where a button lets the deal go; None when app.yaml has no such place any more."""
    named, _, to = pick.rpartition(".")
    process = turn.work.settings.process(named or turn.deal.process)
    if process is None or (to != WON and process.place(to) is None):
        return None
    return passage(turn, process, to)


def at_the_gate(there: Passage, *, everything: bool = False) -> list[Reply]:
    """What is missing, as a list with a button for each gap, and the way past; `everything`: all of the list."""
    return [say(*_blocks(there, everything=everything))]


def held_at_the_gate(turn: Turn, to: str) -> tuple[Block, ...]:
    """The same as a part of another message; nothing when the way to that stage is free."""
    there = passage_to(turn, to)
    return laid_out(*_blocks(there)) if there and not there.is_free else ()


def _blocks(there: Passage, *, everything: bool = False) -> Iterator[Block | Words | None]:
    seen, turn = there.seen, there.turn
    if seen.goes_back or seen.skips:
        yield refusal(turn.deal, there.process, seen)
        yield buttons(*_next_allowed(there), _the_deal(turn.deal))
        return
    gaps = sorted(seen.gaps, key=lambda gap: (not gap.hard, gap.kind is not GapKind.TAKE))
    shown = gaps if everything else gaps[:_SHOWN]
    yield _head(there)
    for gap in shown:
        yield gap_line(gap, turn)
        yield buttons(*_answers(gap, turn.deal))
    if seen.hard:
        yield Para(_rule(there), quiet=True)
    rest = len(gaps) - len(shown)
    more = Choice(msgs("And {n} more", "And {n} more", rest), "gate.all", turn.deal.id, there.pick) if rest else None
    yield buttons(more, way_past(there), _the_deal(turn.deal))


def show_all(incoming: Incoming, work: Work) -> list[Reply]:
    """The button under the first gaps: all of them."""
    turn = changing(id_of(incoming), incoming, work)
    there = passage_to(turn, pick_of(incoming))
    if there is None or there.is_free:
        return [say(msg("Nothing is missing there any more."), buttons(_the_deal(turn.deal)))]
    return at_the_gate(there, everything=True)


def way_past(there: Passage) -> Choice | None:
    """The button that moves the deal anyway, with a reason; None when no reason gets past."""
    if there.seen.is_shut:
        return None
    if there.to == WON:
        return Choice(msg("Close anyway, with a reason"), "deal.win", there.turn.deal.id, ANYWAY)
    return Choice(msg("Move anyway, with a reason"), "stage.anyway", there.turn.deal.id, there.pick)


def onwards(turn: Turn, deal: Deal, answered: str = "") -> Choice | None:
    """After something was told: the button to the next stage, once nothing stands before it any more.

    `answered` is a question; one that the stage does not ask leads nowhere.
    """
    process = turn.process
    place = process.place(deal.stage) if process and deal.is_open else None
    if process is None or place is None or place + 1 >= len(process.stages):
        return None
    stage, following = process.stages[place], process.stages[place + 1]
    asked = {event.question for event in stage.leaves_when} | {need.question for need in stage.needs}
    asks_it = answered in asked if answered else bool(asked or stage.takes)
    if not asks_it or look(turn.work, deal, process, following.key, turn.at).gaps:
        return None
    return Choice(msg("On to {stage}", stage=following.name), "stage.move", deal.id, following.key)


def _head(there: Passage) -> Message:
    count, account = len(there.seen.gaps), there.turn.deal.account
    if there.to == WON:
        return msgs(
            "Before it is won, our process asks for one thing from {account}:",
            "Before it is won, our process asks for {n} things from {account}:",
            count,
            account=account,
        )
    stage = there.process.stage(there.to)
    return msgs(
        "Before {stage}, our process asks for one thing from {account}:",
        "Before {stage}, our process asks for {n} things from {account}:",
        count,
        account=account,
        stage=stage.name if stage else there.to,
    )


def _rule(there: Passage) -> Message:
    """Which rule holds it, for whoever wants it changed."""
    stages = dict.fromkeys(gap.stage for gap in there.seen.hard)
    named = Listed(tuple(stage.name for key in stages if (stage := there.process.stage(key))))
    return msg(
        "No reason gets past what is required: so says {process}, version {version}, of {stages}.",
        process=there.process.name,
        version=there.process.version,
        stages=named,
    )


def gap_line(gap: Gap, turn: Turn) -> Message:
    """ "– Who decides? (not asked)"; what no reason gets past is marked."""
    what, how = name_of(turn.work, gap.key), _standing(gap)
    if gap.hard:
        return msg("– {what} ({how}) **Required.**", what=what, how=how)
    return msg("– {what} ({how})", what=what, how=how)


def name_of(work: Work, key: str) -> Value:
    """A criterion, question or take by its key, without the stop at its end; one that is gone is called by its key."""
    found = work.settings.question(key) or work.settings.take(key)
    return found.text.without_stop() if found else key


def _standing(gap: Gap) -> Value:
    """How far it has come."""
    if gap.kind is GapKind.TAKE:
        return _TAKES[gap.state]
    answer, is_event = gap.answer, gap.kind is GapKind.CRITERION
    if answer is None:
        return msg("not yet") if is_event else msg("not asked")
    match gap.known:
        case Known.ASSUMED:
            return msg("we assume so") if is_event else msg("we assume: {value}", value=answer.value)
        case Known.NO_ANSWER:
            return msg("asked, no answer yet")
        case Known.DISPUTED:
            return msg("they say different things")
        case Known.OLD:
            return msg("{value}, told on {day}, old by now", value=answer.value, day=Day(told_on(answer)))
        case _ if is_event and answer.grounds in gap.grounds:
            return msg("not yet")
        case _:
            return msg("{value}; counts when {grounds}", value=answer.value, grounds=_counting(gap.grounds))


def _counting(grounds: Sequence[Grounds]) -> Value:
    return Listed(tuple(_GROUNDS[one] for one in grounds if one in _GROUNDS), either=True)


_GROUNDS: dict[Grounds, Message] = {
    Grounds.CUSTOMER_SAID: msg("they said so"),
    Grounds.DOCUMENT: msg("it is in writing"),
    Grounds.OBSERVED: msg("we saw it"),
}
_TAKES: dict[ExchangeState | None, Message] = {
    None: msg("not asked for"),
    ExchangeState.ASKED: msg("asked for, no answer yet"),
    ExchangeState.REFUSED: msg("they said no"),
}


def _answers(gap: Gap, deal: Deal) -> Iterator[Choice]:
    """What closes the gap."""
    match gap.kind:
        case GapKind.CRITERION:
            yield Choice(msg("They did it"), "question.answer", deal.id, gap.key)
        case GapKind.QUESTION:
            yield Choice(msg("I know"), "question.answer", deal.id, gap.key)
        case GapKind.FIT:
            yield Choice(msg("Does it fit?"), "fit.ask", deal.id)
        case GapKind.TAKE:
            asked = gap.state is ExchangeState.ASKED
            yield Choice(msg("They answered") if asked else msg("We asked"), "take.state", deal.id, gap.key)
            yield Choice(msg("Copy the text"), "take.words", deal.id, gap.key)
            yield Choice(msg("Book it as next step"), "take.book", deal.id, gap.key)


def _next_allowed(there: Passage) -> Iterator[Choice]:
    """The stage that comes first where none may be passed over."""
    if there.seen.skips:
        first = there.seen.way.skipped[0]
        yield Choice(first.name, "stage.move", there.turn.deal.id, replace(there, to=first.key).pick)


def _the_deal(deal: Deal) -> Choice:
    return Choice(msg("The deal"), "deal.show", deal.id)
