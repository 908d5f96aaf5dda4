"""How much of the pipeline leans on assumptions: by question and by amount, never by person.

The definitions are published in docs/ledger.md. Currencies are never added up with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from heapq import nlargest

from domain.deal import Deal
from domain.facts import Answer
from domain.knowledge import Known
from domain.ports import Work
from domain.qualification import qualification
from domain.settings import Settings
from domain.statements import Similar

LEANS = (Known.NOT_ASKED, Known.ASSUMED, Known.OLD)
"""Nobody has asked the customer, or not for so long that the answer holds no more."""
WAITS = (Known.NO_ANSWER, Known.DISPUTED)
"""The customer was asked, and there is no one answer."""
PAGE = 500


@dataclass(frozen=True, slots=True)
class Weighed:
    """An open deal and what it needs by now that is not known: (question, how well it is known)."""

    deal: Deal
    unsure: tuple[tuple[str, Known], ...]

    @property
    def leans(self) -> bool:
        """Whether something in it was never asked, or is taken for granted."""
        return any(known in LEANS for _, known in self.unsure)


@dataclass(frozen=True, slots=True)
class Share:
    """So many deals with so much altogether; `unpriced` of them have no amount."""

    deals: int = 0
    amount: Decimal = Decimal(0)
    unpriced: int = 0

    def plus(self, deal: Deal) -> Share:
        """The same with one deal more."""
        is_unpriced = deal.amount is None
        return Share(self.deals + 1, self.amount + (deal.amount or 0), self.unpriced + is_unpriced)


@dataclass(slots=True)
class Pipeline:
    """All open deals of one currency. Each counts once in `total`, and in `leaning` or `waiting`; and once for each
    question that it is not sure of, by how well that is known.
    """

    currency: str
    total: Share = Share()
    leaning: Share = Share()
    waiting: Share = Share()
    by_question: dict[str, dict[Known, Share]] = field(default_factory=dict)

    def add(self, one: Weighed) -> None:
        """Count a deal."""
        self.total = self.total.plus(one.deal)
        if one.leans:
            self.leaning = self.leaning.plus(one.deal)
        elif one.unsure:
            self.waiting = self.waiting.plus(one.deal)
        for question, known in one.unsure:
            shares = self.by_question.setdefault(question, {})
            shares[known] = shares.get(known, Share()).plus(one.deal)

    def on(self, question: str, kinds: Sequence[Known] = LEANS) -> Share:
        """What leans on one question, or is not sure of it in one of these ways."""
        shares = [share for known, share in self.by_question.get(question, {}).items() if known in kinds]
        return Share(
            sum(share.deals for share in shares),
            sum((share.amount for share in shares), Decimal(0)),
            sum(share.unpriced for share in shares),
        )

    def questions(self) -> tuple[str, ...]:
        """The questions that something leans on, the largest amount first."""
        found = [key for key in self.by_question if self.on(key).deals]
        return tuple(sorted(found, key=lambda key: (-self.on(key).amount, -self.on(key).deals, key)))


def weighed(settings: Settings, deal: Deal, answers: Sequence[Answer], today: date, similar: Similar) -> Weighed:
    """What an open deal leans on, of what the stages so far need."""
    elements = qualification(settings, deal, answers, today, similar).elements
    return Weighed(deal, tuple((one.question.key, one.known) for one in elements if one.known is not Known.KNOWN))


def pipelines(deals: Iterable[Weighed], first: str = "") -> tuple[Pipeline, ...]:
    """One for each currency: `first` if it occurs, then those with most deals. Each deal is looked at once."""
    found: dict[str, Pipeline] = {}
    for one in deals:
        found.setdefault(one.deal.currency, Pipeline(one.deal.currency)).add(one)
    order = sorted(found.values(), key=lambda one: (one.currency != first, -one.total.deals, one.currency))
    return tuple(order)


def largest_on(deals: Iterable[Weighed], question: str, currency: str, most: int) -> list[Weighed]:
    """The largest deals of a currency that lean on a question, those without an amount last."""
    mine = (one for one in deals if one.deal.currency == currency and leans_on(one, question) is not None)
    return nlargest(most, mine, key=lambda one: (one.deal.amount is not None, one.deal.amount or 0, one.deal.id))


def leans_on(one: Weighed, question: str) -> Known | None:
    """How well a deal knows a question that it leans on; None when it does not."""
    return next((known for key, known in one.unsure if key == question and known in LEANS), None)


def open_deals(work: Work, today: date, owners: Sequence[str] | None = None) -> Iterator[Weighed]:
    """Every open deal, or those of some people, weighed page by page: what is kept in mind is one page."""
    for page in _pages(work, owners):
        answers: Mapping[str, Sequence[Answer]] = work.facts.answers_of([deal.id for deal in page])
        for deal in page:
            yield weighed(work.settings, deal, answers[deal.id], today, work.similar)


def _pages(work: Work, owners: Sequence[str] | None) -> Iterator[Sequence[Deal]]:
    if owners is not None:
        mine = work.deals.owned_by(owners)
        yield from (mine[start : start + PAGE] for start in range(0, len(mine), PAGE))
        return
    page = work.deals.each_open("", PAGE)
    while page:
        yield page
        page = work.deals.each_open(page[-1].id, PAGE)
