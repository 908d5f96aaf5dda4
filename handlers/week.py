"""What became of a team's deals since a day: what moved, what stopped, what ended, and what nobody has told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.concerns import concerns
from domain.deal import Deal, DealState
from domain.ending import is_early
from domain.leaning import Pipeline, Weighed, open_deals, pipelines
from domain.nudges import Concern
from domain.person import Person
from domain.ports import Work
from domain.settings import Team
from domain.stopping import stopped_by
from domain.worktime import local_day


@dataclass(frozen=True, slots=True)
class Week:
    """A team's deals at `now`, and what happened from `since` on. All lists begin with the largest amount.

    `standing` are the concerns that are true of each open deal; `owners` are the people of the team by id.
    """

    work: Work
    team: Team
    since: datetime
    now: datetime
    day: date
    owners: Mapping[str, Person]
    pipelines: tuple[Pipeline, ...]
    open: tuple[Deal, ...]
    standing: Mapping[str, frozenset[Concern]]
    ended: tuple[Deal, ...]

    @property
    def moved(self) -> list[Deal]:
        """Open deals that came to another stage."""
        return [deal for deal in self.open if has_moved(deal, self.since)]

    @property
    def new(self) -> int:
        """How many deals were opened."""
        return sum(deal.opened_at >= self.since for deal in self.open)

    @property
    def stopped(self) -> list[tuple[Deal, Concern]]:
        """Open deals that go on no more, and why."""
        found = ((deal, stopped_by(self.standing[deal.id])) for deal in self.open)
        return [(deal, concern) for deal, concern in found if concern is not None]

    @property
    def won(self) -> list[Deal]:
        """Deals that were won."""
        return [deal for deal in self.ended if deal.state is DealState.WON]

    @property
    def let_go(self) -> list[Deal]:
        """Deals that were lost early, which is a good end."""
        return [deal for deal in self.ended if self._early(deal)]

    @property
    def lost(self) -> list[Deal]:
        """Deals that were lost, but for those that were let go early."""
        return [deal for deal in self.ended if deal.state is DealState.LOST and not self._early(deal)]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell of what happened."""
        return not (self.moved or self.new or self.stopped or self.ended)

    def _early(self, deal: Deal) -> bool:
        return let_go_early(self.work, deal)


def has_moved(deal: Deal, since: datetime) -> bool:
    """Whether an open deal came to another stage since then."""
    return deal.stage_since >= since and deal.stage_since > deal.opened_at


def let_go_early(work: Work, deal: Deal) -> bool:
    """Whether an ended deal was lost early, which is a good end."""
    process = work.settings.process(deal.process)
    return deal.state is DealState.LOST and is_early(process, deal.stage, days_lived(deal))


def days_lived(deal: Deal) -> int:
    """Whole days from the opening of an ended deal to its end."""
    return (deal.closed_at - deal.opened_at).days if deal.closed_at else 0


def week_of(work: Work, team: Team, reader: Person, since: datetime, now: datetime) -> Week:
    """Everything that a digest tells, read once; days are the reader's."""
    owners = {person.id: person for person in work.persons.all() if person.team == team.key}
    day = local_day(now, reader.zone)
    weighed: list[Weighed] = list(open_deals(work, day, list(owners)))
    deals = _largest([one.deal for one in weighed])
    return Week(
        work,
        team,
        since,
        now,
        day,
        owners,
        pipelines(weighed, work.settings.company.currency),
        deals,
        {deal.id: _standing(work, deal, owners[deal.owner], now) for deal in deals},
        _largest(work.deals.ended_since(list(owners), since)),
    )


def _standing(work: Work, deal: Deal, owner: Person, now: datetime) -> frozenset[Concern]:
    found = concerns(deal, owner, work.settings, work.calendar)
    return frozenset(one.concern for one in found if one.begins_at <= now)


def _largest(deals: Sequence[Deal]) -> tuple[Deal, ...]:
    return tuple(sorted(deals, key=lambda deal: (-(deal.amount or 0), deal.id)))
