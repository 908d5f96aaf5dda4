"""What happened in a team's week, a line each: moved, won, lost, let go early, stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from domain.deal import Deal
from domain.ending import is_told
from domain.facts import Review, Visit
from domain.nudges import Concern
from domain.ports import Work
from domain.words import Listed, Message, Value, msg, msgs
from handlers.reviewed import SAID, reason_of
from handlers.week import Week, days_lived

_NAMED = 3
_AT_STAKE = 2


def happened(week: Week, *, names: bool) -> Iterator[Message]:
    """Only what there is. Without `names` deals are counted."""
    yield from _line(week, week.moved, _MOVED, names=names)
    if week.new:
        yield msgs("New: {n} deal.", "New: {n} deals.", week.new)
    yield from _line(week, week.won, _WON, names=names)
    yield from _line(week, week.lost, _LOST, names=names)
    if early := week.let_go:
        days = round(median(days_lived(deal) for deal in early))
        yield msgs(
            "Let go early: {n}, after {days} days. Thank you for the time that saves.",
            "Let go early: {n}, after {days} days in the median. Thank you for the time that saves.",
            len(early),
            days=days,
        )
    if week.stopped:
        yield _stopped(week, names=names)


def _line(week: Week, deals: Sequence[Deal], kind: str, *, names: bool) -> Iterator[Message]:
    if not deals:
        return
    if not names:
        yield _COUNTED[kind](len(deals))
        return
    named: list[Value] = [_NAMES[kind](week.work, deal) for deal in deals[:_NAMED]]
    rest = len(deals) - _NAMED
    if rest > 0:
        named.append(msg("{n} more", n=rest))
    yield _SAID[kind](Listed(tuple(named)))


def _moved(work: Work, deal: Deal) -> Message:
    name = stage_name(work, deal)
    if went_back(work, deal, work.facts.visits(deal.id)):
        return msg("{deal} back to {stage}", deal=deal.account, stage=name)
    return msg("{deal} to {stage}", deal=deal.account, stage=name)


def stage_name(work: Work, deal: Deal) -> Value:
    """What the stage of a deal is called."""
    process = work.settings.process(deal.process)
    stage = process.stage(deal.stage) if process else None
    return stage.name if stage else deal.stage


def went_back(work: Work, deal: Deal, visits: Sequence[Visit]) -> bool:
    """Whether a deal came from a later stage to the one it is in; `visits` are its, in the order they happened."""
    process = work.settings.process(deal.process)
    before = process.place(visits[-2].stage) if process and len(visits) > 1 else None
    now = process.place(deal.stage) if process else None
    return before is not None and now is not None and now < before


def _won(work: Work, deal: Deal) -> Message:
    return won(deal, next(iter(work.facts.reviews(deal.id)), None))


def won(deal: Deal, review: Review | None) -> Message:
    """A won deal with what shows it."""
    if review is not None and review.evidence == SAID:
        return msg("{deal} ({who} said yes)", deal=deal.account, who=review.said_by)
    shown = _EVIDENCE.get(review.evidence if review else "", msg("nothing shows it yet"))
    return msg("{deal} ({shown})", deal=deal.account, shown=shown)


_EVIDENCE = {"signed": msg("signed order"), "written": msg("yes in writing")}


def _lost(work: Work, deal: Deal) -> Message:
    return lost(work, deal, next(iter(work.facts.reviews(deal.id)), None))


def lost(work: Work, deal: Deal, review: Review | None) -> Message:
    """A lost deal with the reason, and whether anybody there has given it."""
    reason = reason_of(work, review) if review else None
    if review is None or reason is None:
        return msg("{deal} (no reason told)", deal=deal.account)
    if is_told(review):
        return msg("{deal} ({reason}, said by {who})", deal=deal.account, reason=reason.text, who=review.said_by)
    return msg("{deal} ({reason}, our assumption)", deal=deal.account, reason=reason.text)


_MOVED, _WON, _LOST = "moved", "won", "lost"
_NAMES = {_MOVED: _moved, _WON: _won, _LOST: _lost}
_SAID = {
    _MOVED: lambda deals: msg("Moved: {deals}.", deals=deals),
    _WON: lambda deals: msg("Won: {deals}.", deals=deals),
    _LOST: lambda deals: msg("Lost: {deals}.", deals=deals),
}
_COUNTED = {
    _MOVED: lambda n: msgs("Moved: {n} deal.", "Moved: {n} deals.", n),
    _WON: lambda n: msgs("Won: {n} deal.", "Won: {n} deals.", n),
    _LOST: lambda n: msgs("Lost: {n} deal.", "Lost: {n} deals.", n),
}


def _stopped(week: Week, *, names: bool) -> Message:
    stopped = week.stopped
    kinds = [concern for _, concern in stopped]
    counts = Listed(tuple(_HOW[kind](kinds.count(kind)) for kind in _HOW if kind in kinds))
    if not names:
        return msg("Stopped: {counts}.", counts=counts)
    at_stake = Listed(tuple(_worth(deal) for deal, _ in stopped[:_AT_STAKE]))
    return msg("Stopped: {counts}. Most is at stake in {deals}.", counts=counts, deals=at_stake)


def _worth(deal: Deal) -> Value:
    return msg("{deal} ({amount})", deal=deal.account, amount=deal.worth) if deal.worth else deal.account


_HOW = {
    Concern.OUR_STEP_OVERDUE: lambda n: msgs("{n} with an overdue step", "{n} with an overdue step", n),
    Concern.NO_NEXT_STEP: lambda n: msgs("{n} without a next step", "{n} without a next step", n),
    Concern.STALLED: lambda n: msgs("{n} without a word from the customer", "{n} without a word from the customer", n),
}
