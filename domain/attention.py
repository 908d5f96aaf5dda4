"""When a deal is next worth a look: the one pure function behind `attention_at`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.concerns import concerns
from domain.deal import Deal
from domain.escalating import rule_for
from domain.judging import is_snooze_newer, quiet_until
from domain.nudges import Episode, Standing
from domain.ports import Calendar, Work
from domain.reach import Reach, heard_by, reach_of
from domain.settings import Rule, Settings


def attention_at(
    deal: Deal, reach: Reach | None, episodes: Sequence[Episode], settings: Settings, calendar: Calendar
) -> datetime | None:
    """The first instant (UTC) at which the engine could say something about the deal to its owner, or to who covers for
    them; None for never.

    Neither what another concern explains nor what is enough for a day is looked at here: a tick that finds one of those
    puts the deal off itself.
    """
    if reach is None:
        return None
    running = {episode.concern: episode for episode in episodes if episode.ended_at is None}
    instants = (
        _said_from(
            standing,
            running.get(standing.concern),
            rule_for(settings, standing.concern, deal.process, reach.owner),
            reach,
            calendar,
        )
        for standing in concerns(deal, reach.owner, settings, calendar)
    )
    return min((at for at in instants if at is not None), default=None)


def reconsider(work: Work, deals: Sequence[Deal]) -> None:
    """Work out anew when these deals are worth a look: somebody's hours or zone, the rules or a snooze have changed.

    The deals keep their version. Does not commit.
    """
    episodes = work.nudging.episodes([deal.id for deal in deals])
    reaches = {owner: reach_of(work.persons, owner, work.settings) for owner in {deal.owner for deal in deals}}
    running: dict[str, list[Episode]] = {deal.id: [] for deal in deals}
    for episode in episodes:
        running[episode.deal].append(episode)
    for deal in deals:
        at = attention_at(deal, reaches[deal.owner], running[deal.id], work.settings, work.calendar)
        if at != deal.attention_at:
            work.deals.look_again(deal.id, at)


def reconsider_of(work: Work, person: str) -> None:
    """The same for all deals that the person may hear of: their own, and those of whom they cover for."""
    for owner in heard_by(work.persons, person):
        reconsider(work, work.deals.open_of(owner))


def _said_from(
    standing: Standing, episode: Episode | None, rule: Rule, reach: Reach, calendar: Calendar
) -> datetime | None:
    """From when somebody may hear of the concern."""
    heard_from: datetime | None = standing.begins_at
    if episode is not None and episode.held_back:
        return None
    if episode is not None and is_snooze_newer(episode):
        heard_from = episode.snoozed_until
    elif episode is not None and episode.said_at is not None:
        heard_from = quiet_until(episode, rule, reach.owner, calendar)
    if heard_from is None:
        return None
    return reach.opens(max(standing.begins_at, heard_from), calendar)
