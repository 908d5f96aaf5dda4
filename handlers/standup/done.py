"""What happened to somebody's deals since the last standup, a line a deal, and what comes next in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.deal import Deal, DealState
from domain.facts import Meeting, Outcome, Step, StepEnd, StepEnding
from domain.words import Listed, Message, Value, Words, msg, msgs
from handlers.echo import by_phone, note_of
from handlers.happened import lost, stage_name, went_back, won
from handlers.standup.material import Material
from handlers.standup.short import cleaned, fragment, with_commas
from handlers.week import days_lived, has_moved, let_go_early

STEP = 70
_NAMED = 3
_NAME = 40
_PERSON = 30


def endings(found: Material, deals: Sequence[Deal]) -> Iterator[Words]:
    """The deals that ended: won, let go early with thanks, lost."""
    winnings = [deal for deal in deals if deal.state is DealState.WON]
    early = [deal for deal in deals if let_go_early(found.work, deal)]
    losses = [deal for deal in deals if deal.state is DealState.LOST and deal not in early]
    reviews = {deal.id: next(iter(found.reviews[deal.id]), None) for deal in deals}
    if winnings:
        yield msg("Won: {deals}.", deals=_few([cleaned(won(deal, reviews[deal.id]), _NAME) for deal in winnings]))
    if early:
        yield _let_go(found, early)
    if losses:
        told = [cleaned(lost(found.work, deal, reviews[deal.id]), _NAME) for deal in losses]
        yield msg("Lost: {deals}.", deals=_few(told))


def _few(named: Sequence[Value]) -> Listed:
    rest = len(named) - _NAMED
    return Listed((*named[:_NAMED], *((msg("{n} more", n=rest),) if rest > 0 else ())))


def _let_go(found: Material, deals: Sequence[Deal]) -> Message:
    named = [
        msgs("{deal} after {n} day", "{deal} after {n} days", days_lived(deal), deal=found.called(deal))
        for deal in deals
    ]
    return msg("Let go early: {deals}. Thank you for the time that saves.", deals=_few(named))


def story(found: Material, deal: Deal) -> Words | None:
    """What happened to an open deal, and its next step; None when nothing did."""
    told = list(_happened(found, deal))
    if not told:
        return None
    values: dict[str, Value] = {"deal": found.called(deal), "what": with_commas(told)}
    coming = next((step for step in found.running(deal) if step.id == deal.step), None)
    if coming is None and not deal.waits_on(found.day):
        return msg("{deal}: {what}. No next step yet.", **values)
    if coming is None or coming.replaces in _moved_to(found, deal) or _has_passed(found, coming):
        return msg("{deal}: {what}.", **values)
    return msg("{deal}: {what}. Next: {step}.", **values, step=_by_day(coming))


def _by_day(step: Step) -> Value:
    words = fragment(step.words, STEP)
    return msg("{step}, {due}", step=words, due=step.due) if step.due else words


def _has_passed(found: Material, step: Step) -> bool:
    return step.due is not None and step.due.day < found.day


def _happened(found: Material, deal: Deal) -> Iterator[Words]:
    ended = [(step, end) for step, end in found.steps[deal.id] if end is not None]
    if deal.opened_at >= found.standup.since:
        yield msg("new")
    yield from _kept([step for step, end in ended if end.end is StepEnd.KEPT])
    yield from _met(found, deal, {note_of(end.act) for _, end in ended})
    yield from _slipped(found, deal, ended)
    if has_moved(deal, found.standup.since):
        is_back = went_back(found.work, deal, found.visits[deal.id])
        stage = stage_name(found.work, deal)
        yield msg("back to {stage}", stage=stage) if is_back else msg("to {stage}", stage=stage)


def _kept(steps: Sequence[Step]) -> Iterator[Words]:
    if len(steps) > 1:
        yield msg("{n} steps done", n=len(steps))
    elif steps:
        yield msg("“{step}” done", step=fragment(steps[0].words, STEP))


def _met(found: Material, deal: Deal, told: set[str]) -> Iterator[Words]:
    """The meetings, but for those that were a step: its end has told of them. `told` are the acts of such ends."""
    meetings = [one for one in found.meetings[deal.id][::-1] if note_of(one.act) not in told]
    held = [one for one in meetings if one.outcome is Outcome.HELD]
    if held:
        who = _names(found, deal, held)
        is_call = all(by_phone(one.note) for one in held)
        yield msg("talked to {who}", who=who) if is_call else msg("met {who}", who=who)
    elif any(one.outcome is Outcome.NO_SHOW for one in meetings):
        yield msg("a meeting did not happen")
    elif meetings:
        yield msg("a meeting was called off")


def _names(found: Material, deal: Deal, meetings: Sequence[Meeting]) -> Value:
    there = {one.id: one.name for one in found.people[deal.account]}
    named = [there[one] for meeting in meetings for one in meeting.contacts if one in there]
    names: list[Value] = [fragment(name, _PERSON) for name in dict.fromkeys(named)]
    return _few(names) if names else msg("them")


def _slipped(found: Material, deal: Deal, ended: Sequence[tuple[Step, StepEnding]]) -> Iterator[Words]:
    """What came otherwise than planned."""
    moved = _moved_to(found, deal)
    for step, end in ended:
        words = fragment(step.words, STEP)
        if end.end is StepEnd.MOVED and step.id in moved:
            yield _moved(moved[step.id])
        elif end.end is StepEnd.MISSED:
            yield msg("“{step}” did not happen", step=words)
        elif end.end is StepEnd.CANCELLED:
            yield msg("“{step}” called off", step=words)


def _moved_to(found: Material, deal: Deal) -> dict[str, Step]:
    """The steps that were moved, each with the one that runs in its place. What was moved again is not news."""
    moved = {step.id for step, end in found.steps[deal.id] if end is not None and end.end is StepEnd.MOVED}
    return {step.replaces: step for step in found.running(deal) if step.replaces in moved}


def _moved(step: Step) -> Message:
    words = fragment(step.words, STEP)
    if step.due is None:
        return msg("“{step}” moved, no day yet", step=words)
    return msg("“{step}” moved to {due}", step=words, due=step.due)
