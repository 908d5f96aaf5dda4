"""How much of the pipeline leans on something nobody has asked the customer: one's own, the team's, or all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.chat import Block, Chart, ChartKind, Choice, Incoming, Reply, Series, Table
from domain.deal import Deal
from domain.knowledge import Known
from domain.leaning import LEANS, Pipeline, Weighed, largest_on, leans_on, open_deals, pipelines
from domain.person import Role
from domain.ports import Work
from domain.settings import Settings
from domain.words import Amount, Message, Rounded, Value, Words, msg, msgs
from handlers.deals import owners_for
from handlers.replies import buttons, say
from handlers.speaker import speaker, today
from handlers.turn import id_of, pick_of

_QUESTIONS = 6
_BARS = 5
_PRESSED = 3
_DEALS = 10
_OPENED = 3


@dataclass(frozen=True, slots=True)
class _Scope:
    """Whose deals are looked at, and when; `owners` None for everybody's."""

    work: Work
    day: date
    owners: tuple[str, ...] | None
    is_own: bool

    def deals(self) -> Iterator[Weighed]:
        return open_deals(self.work, self.day, self.owners)


def _scope(incoming: Incoming, work: Work) -> _Scope:
    """A rep's own deals, the deals of the teams that a manager leads, everybody's for an admin."""
    person = speaker(incoming, work)
    owners = None if person.role is Role.ADMIN else tuple(one.id for one in owners_for(person, work))
    return _Scope(work, today(incoming.at, person), owners, owners == (person.id,))


def show_assumptions(incoming: Incoming, work: Work) -> list[Reply]:
    """The command, and the button for another currency."""
    scope = _scope(incoming, work)
    found = pipelines(scope.deals(), id_of(incoming) or work.settings.company.currency)
    if not found:
        return [say(msg("There is no open deal yet."), buttons(Choice(msg("New deal"), "deal.new")))]
    first, *others = found
    whose = msg("**Your open deals.**") if scope.is_own else msg("**The open deals.**")
    return [
        say(
            msg("{whose} {sentence}", whose=whose, sentence=sentence(first, work.settings)),
            *details(first, work.settings),
            *(msg("In {currency}: {sentence}", currency=one.currency, sentence=share_words(one)) for one in others),
            buttons(*_questions_to_press(first, work.settings)),
            buttons(*(Choice(one.currency, "assumptions.show", one.currency) for one in others)),
        )
    ]


def sentence(pipeline: Pipeline, settings: Settings) -> Message:
    """The honest sentence, and on what most of it rests."""
    questions = pipeline.questions()
    if not questions or not pipeline.on(questions[0]).amount:
        return share_words(pipeline)
    most, amount = _name(questions[0], settings), _money(pipeline, pipeline.on(questions[0]).amount)
    return msg("{share} Most on: {question} ({amount}).", share=share_words(pipeline), question=most, amount=amount)


def share_words(pipeline: Pipeline) -> Message:
    """ "SEK 2.9m of SEK 4.2m rests on something nobody has asked." """
    if not pipeline.total.amount:
        return msgs(
            "{leaning} of {n} deal rests on something nobody has asked.",
            "{leaning} of {n} deals rest on something nobody has asked.",
            pipeline.total.deals,
            leaning=pipeline.leaning.deals,
        )
    part, whole = _money(pipeline, pipeline.leaning.amount), _money(pipeline, pipeline.total.amount)
    return msg("{part} of {whole} rests on something nobody has asked.", part=part, whole=whole)


def details(pipeline: Pipeline, settings: Settings) -> Iterator[Block | Words]:
    """What waits for an answer, the table by question, its chart, and what has no amount."""
    if pipeline.waiting.deals:
        amount = _money(pipeline, pipeline.waiting.amount)
        yield msgs(
            "{n} more deal ({amount}) waits for an answer of theirs, or is told in two ways.",
            "{n} more deals ({amount}) wait for an answer of theirs, or are told in two ways.",
            pipeline.waiting.deals,
            amount=amount,
        )
    if pipeline.questions():
        yield _table(pipeline, settings)
    if pipeline.leaning.amount:
        yield chart(pipeline, settings)
    if pipeline.total.unpriced:
        yield msgs(
            "{n} deal has no amount and counts as 0.",
            "{n} deals have no amount and count as 0.",
            pipeline.total.unpriced,
        )


def _table(pipeline: Pipeline, settings: Settings) -> Table:
    """A row a question. The rows add up to more than the whole, because a deal can lean on several."""
    columns = (msg("Question"), msg("Rests on it"), msg("Deals"), msg("Not asked"), msg("Assumed"), msg("Old"))
    return Table(columns, tuple(_row(pipeline, key, settings) for key in pipeline.questions()[:_QUESTIONS]))


def _row(pipeline: Pipeline, key: str, settings: Settings) -> tuple[Words, ...]:
    share = pipeline.on(key)
    counts = (pipeline.on(key, (known,)).deals for known in LEANS)
    amount = msg("{amount}", amount=Amount(share.amount, pipeline.currency))
    return (_name(key, settings), amount, str(share.deals), *(str(count) if count else "" for count in counts))


def chart(pipeline: Pipeline, settings: Settings) -> Chart:
    """The largest amounts of the table: what nobody has asked, and what is assumed or old."""
    keys = pipeline.questions()[:_BARS]
    kinds: tuple[tuple[Words, Sequence[Known]], ...] = (
        (msg("Not asked"), (Known.NOT_ASKED,)),
        (msg("Assumed or old"), (Known.ASSUMED, Known.OLD)),
    )
    series = (Series(name, tuple(pipeline.on(key, known).amount for key in keys)) for name, known in kinds)
    title = msg("What the pipeline rests on, {currency}", currency=pipeline.currency)
    return Chart(ChartKind.BAR, title, tuple(_name(key, settings) for key in keys), tuple(series))


def _name(key: str, settings: Settings) -> Words:
    question = settings.question(key)
    return (question.label or question.text) if question else key


def _money(pipeline: Pipeline, amount: Decimal) -> Value:
    return Rounded(amount, pipeline.currency)


def _questions_to_press(pipeline: Pipeline, settings: Settings) -> Iterator[Choice]:
    for key in pipeline.questions()[:_PRESSED]:
        yield Choice(_name(key, settings), "assumptions.deals", pipeline.currency, key)


def show_deals(incoming: Incoming, work: Work) -> list[Reply]:
    """The deals behind a number, the largest first."""
    scope = _scope(incoming, work)
    key, currency = pick_of(incoming), id_of(incoming)
    question = work.settings.question(key)
    found = largest_on(scope.deals(), key, currency, _DEALS + 1)
    back = Choice(msg("All questions"), "assumptions.show", currency)
    if question is None or not found:
        return [say(msg("Nothing rests on that any more."), buttons(back))]
    shown = found[:_DEALS]
    rows = tuple((one.deal.title, _worth(one.deal), _HOW.get(leans_on(one, key), "")) for one in shown)
    more = msg("These are the largest; there are more.") if len(found) > _DEALS else None
    opened = (Choice(one.deal.account, "deal.show", one.deal.id) for one in shown[:_OPENED])
    head = msg("**{question}** These deals rest on it, although nobody has asked:", question=question.text)
    columns = (msg("Deal"), msg("Amount"), msg("How"))
    return [say(head, Table(columns, rows), more, buttons(*opened), buttons(back))]


_HOW: dict[Known | None, Words] = {
    Known.NOT_ASKED: msg("not asked"),
    Known.ASSUMED: msg("assumed"),
    Known.OLD: msg("old by now"),
}


def _worth(deal: Deal) -> Words:
    return msg("{amount}", amount=deal.worth) if deal.worth else ""
