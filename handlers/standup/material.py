"""What a standup is written from: the deals of many people, and what was told of them since the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from domain.concerns import EXPLAINS, HINTS, concerns
from domain.deal import Contact, Deal
from domain.facts import Meeting, Review, Step, StepEnding, Visit
from domain.leaning import PAGE
from domain.nudges import Concern
from domain.person import Person
from domain.ports import Work
from domain.standup import Standup
from handlers.standup.short import fragment
from handlers.week import has_moved

T = TypeVar("T")

_NAME = 40


@dataclass(frozen=True, slots=True)
class Material:
    """Everything about the deals of some people at `now`, by their ids and by those of their deals.

    `troubles` are the concerns of each open deal that are true now and may be said, the worst first; `people` are by
    account. Only deals that moved have visits here, and only those that ended have reviews.
    """

    work: Work
    standup: Standup
    now: datetime
    open: Mapping[str, Sequence[Deal]]
    ended: Mapping[str, Sequence[Deal]]
    steps: Mapping[str, Sequence[tuple[Step, StepEnding | None]]]
    meetings: Mapping[str, Sequence[Meeting]]
    visits: Mapping[str, Sequence[Visit]]
    reviews: Mapping[str, Sequence[Review]]
    people: Mapping[str, Sequence[Contact]]
    troubles: Mapping[str, Sequence[Concern]]

    @property
    def day(self) -> date:
        """The day of the standup."""
        return self.standup.day

    def running(self, deal: Deal) -> list[Step]:
        """The steps of a deal that have not ended."""
        return [step for step, end in self.steps[deal.id] if end is None]

    def called(self, deal: Deal) -> str:
        """The account; the deal's whole name where its owner has several there."""
        mine = (*self.open[deal.owner], *self.ended[deal.owner])
        is_alone = sum(one.account == deal.account for one in mine) == 1
        return fragment(deal.account if is_alone else deal.title, _NAME)


def gathered(work: Work, standup: Standup, persons: Sequence[Person], now: datetime) -> Material:
    """All of it, in a few questions to the database, however many deals there are."""
    owners = {person.id: person for person in persons}
    deals, ended = work.deals.owned_by(list(owners)), work.deals.ended_since(list(owners), standup.since)
    ids = [deal.id for deal in deals]
    moved = [deal.id for deal in deals if has_moved(deal, standup.since)]
    meetings = _paged(ids, lambda page: work.facts.meetings_of(page, standup.since))
    return Material(
        work,
        standup,
        now,
        _of_owners(owners, deals),
        _of_owners(owners, ended),
        _paged(ids, lambda page: work.facts.steps_of(page, standup.since)),
        meetings,
        _paged(moved, work.facts.visits_of),
        _paged([deal.id for deal in ended], work.facts.reviews_of),
        _paged({deal.account for deal in deals if meetings[deal.id]}, work.contacts.of_all),
        _troubles(work, owners, deals, now),
    )


def _of_owners(owners: Iterable[str], deals: Sequence[Deal]) -> dict[str, list[Deal]]:
    """Every owner is a key."""
    found: dict[str, list[Deal]] = {owner: [] for owner in owners}
    for deal in deals:
        found[deal.owner].append(deal)
    return found


def _paged(keys: Iterable[str], read: Callable[[Sequence[str]], Mapping[str, T]]) -> dict[str, T]:
    return {key: found for page in _pages(sorted(keys)) for key, found in read(page).items()}


def _pages(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + PAGE] for start in range(0, len(keys), PAGE))


def _troubles(
    work: Work, owners: Mapping[str, Person], deals: Sequence[Deal], now: datetime
) -> dict[str, list[Concern]]:
    """A hint is no trouble, a symptom is not said beside its cause, and what is held back is not said here either."""
    found = {deal.id: _true_of(work, deal, owners[deal.owner], now) for deal in deals}
    troubled = [deal for deal, true in found.items() if true]
    running = (episode for page in _pages(troubled) for episode in work.nudging.episodes(page))
    held_back = {(one.deal, one.concern) for one in running if one.held_back}
    return {deal: [one for one in true if (deal, one) not in held_back] for deal, true in found.items()}


def troubles_of(work: Work, deal: Deal, owner: Person, now: datetime) -> Sequence[Concern]:
    """The same of one deal."""
    return _troubles(work, {owner.id: owner}, [deal], now)[deal.id]


def _true_of(work: Work, deal: Deal, owner: Person, now: datetime) -> list[Concern]:
    standing = concerns(deal, owner, work.settings, work.calendar)
    true = {one.concern for one in standing if one.begins_at <= now}
    return [one for one in Concern if one in true - HINTS and true.isdisjoint(EXPLAINS.get(one, ()))]
