"""One change to many deals: which deals are meant, what each would become, and what stands in its way."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain.deal import Deal
from domain.due import Due
from domain.facts import Agreed, StepEnd
from domain.journal import Pending
from domain.moving import look, move
from domain.person import Person
from domain.ports import Work
from domain.rights import has_left, looks_after, may_hand_over
from domain.words import Day, Listed, Words, msg
from domain.worktime import is_working_day
from handlers.gate import name_of
from handlers.turn import Turn

ORDER = "bulk"
AT_MOST = 500
HAND_OVER, LEAVING, CLOSE_DATES, STEPS, PAUSE, STAGE = "hand_over", "leaving", "close_dates", "steps", "pause", "stage"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with many deals. `where` is a process, or "process/stage"; empty filters take all.

    `deals` are the deals it was shown for, each with the version that was seen.
    """

    kind: str
    owner: str = ""
    where: str = ""
    to: str = ""
    days: int = 0
    until: str = ""
    reason: str = ""
    deals: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """What one deal would become, or why it is left as it is."""

    deal: Deal
    shown: Words = ""
    why_not: Words | None = None
    apply: Callable[[], Deal] | None = None


def keep_order(work: Work, order: Order, person: Person, turn_at: Pending) -> None:
    """Keep it until it is pressed."""
    work.pending.add(replace(turn_at, person=person.id, kind=ORDER, data=json.dumps(asdict(order), ensure_ascii=False)))


def kept_order(work: Work, pending_id: str) -> tuple[Order, Pending] | None:
    """The order of that id, with who gave it and whether it was carried out; None when it is none."""
    pending = work.pending.get(pending_id)
    if pending is None or pending.kind != ORDER:
        return None
    data = json.loads(pending.data)
    data["deals"] = tuple((deal, version) for deal, version in data["deals"])
    return Order(**data), pending


def owners(work: Work, person: Person) -> list[Person]:
    """Whose deals the person may change many of; those who left among them, for their deals need somebody."""
    return [one for one in work.persons.all() if looks_after(person, one, work.settings)]


def meant(work: Work, person: Person, order: Order) -> list[Deal]:
    """The deals it is about, of those the person looks after; prospects too when somebody else takes over."""
    mine = [one.id for one in owners(work, person) if order.owner in ("", one.id)]
    found = list(work.deals.owned_by(mine))
    if order.kind in (HAND_OVER, LEAVING):
        found += [deal for one in mine for deal in work.deals.prospects_of(one)]
    process, _, stage = order.where.partition("/")
    return [deal for deal in found if process in ("", deal.process) and stage in ("", deal.stage)]


def may_still(work: Work, person: Person, deal: Deal) -> bool:
    """Whether the person looks after it now."""
    return may_hand_over(person, deal, work.persons.get(deal.owner), work.settings)


def plan(turn: Turn, order: Order) -> Planned:
    """What the order makes of one deal."""
    return _PLANS[order.kind](turn, order)


def _hand_over(turn: Turn, order: Order) -> Planned:
    to = turn.work.persons.get(order.to)
    if to is None or has_left(to, turn.work.settings):
        return Planned(turn.deal, why_not=msg("nobody is there to take it"))
    if to.id == turn.deal.owner:
        return Planned(turn.deal, why_not=msg("{who} has it already", who=to.first_name))
    after = replace(turn.deal, owner=to.id)
    return Planned(turn.deal, to.name, apply=lambda: turn.save("hand over", after))


def _close_date(turn: Turn, order: Order) -> Planned:
    was = turn.deal.close_date
    if was is None:
        return Planned(turn.deal, why_not=msg("it has no close date"))
    now = was + timedelta(days=order.days)
    after = replace(turn.deal, close_date=now)
    shown = msg("{day}, it was {was}", day=Day(now), was=Day(was))
    return Planned(turn.deal, shown, apply=lambda: turn.save("close date", after))


def _step(turn: Turn, order: Order) -> Planned:
    step = next((one for one in turn.running() if one.id == turn.deal.step), None)
    if step is None or step.due is None:
        return Planned(turn.deal, why_not=msg("it has no next step with a day"))
    due = _moved(turn, step.due, order.days)
    new = replace(
        step, id=turn.work.new_id(), act=turn.act, by=turn.person.id, at=turn.at, due=due, agreed=Agreed.NONE,
        replaces=step.id,
    )  # fmt: skip
    shown = msg("{step}, {due}", step=step.words, due=due)
    ended = turn.ending(step, StepEnd.MOVED)
    return Planned(turn.deal, shown, apply=lambda: turn.save("step moved by us", turn.deal, ended, new))


def _moved(turn: Turn, due: Due, days: int) -> Due:
    """That many days later, at the same time on the owner's clock; a day off becomes the working day after it."""
    owner = turn.work.persons.get(turn.deal.owner) or turn.person
    day = due.day + timedelta(days=days)
    while not is_working_day(day, owner, turn.work.calendar):
        day += timedelta(days=1)
    clock = due.at.astimezone(ZoneInfo(owner.zone)).time() if due.at else None
    return Due.on(day, clock, owner.zone)


def _pause(turn: Turn, order: Order) -> Planned:
    until = date.fromisoformat(order.until)
    if turn.deal.paused_until == until:
        return Planned(turn.deal, why_not=msg("it waits until then already"))
    after = replace(turn.deal, paused_until=until, pause_reason=order.reason)
    return Planned(turn.deal, msg("waits until {day}", day=Day(until)), apply=lambda: turn.save("pause", after))


def _stage(turn: Turn, order: Order) -> Planned:
    key, _, to = order.to.partition("/")
    process, deal = turn.process, turn.deal
    stage = process.stage(to) if process else None
    if process is None or process.key != key or stage is None:
        return Planned(deal, why_not=msg("it is in another process"))
    if deal.stage == to:
        return Planned(deal, why_not=msg("it is in {stage} already", stage=stage.name))
    seen = look(turn.work, deal, process, to, turn.at)
    missing = Listed(tuple(name_of(turn.work, gap.key) for gap in seen.hard or seen.gaps))
    if seen.hard:
        return Planned(deal, why_not=msg("required: {missing}", missing=missing))
    if seen.is_shut:
        return Planned(deal, why_not=msg("its process goes on one stage at a time"))
    if seen.gaps and not order.reason:
        return Planned(deal, why_not=msg("missing: {missing}", missing=missing))
    after = replace(deal, stage=to)
    shown = msg("{stage}, without {missing}", stage=stage.name, missing=missing) if seen.gaps else stage.name
    return Planned(deal, shown, apply=lambda: move(turn.work, turn.doing("move"), deal, after, reason=order.reason))


_PLANS: Mapping[str, Callable[[Turn, Order], Planned]] = {
    HAND_OVER: _hand_over,
    LEAVING: _hand_over,
    CLOSE_DATES: _close_date,
    STEPS: _step,
    PAUSE: _pause,
    STAGE: _stage,
}
