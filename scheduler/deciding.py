"""What one tick does about the deals that one person hears of.

It judges every concern, chooses what is said, and begins and ends episodes.

Pure, so that a tick can be tried without happening.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache, partial

from domain.concerns import EXPLAINS, HINTS, concerns
from domain.deal import Deal
from domain.escalating import rule_for
from domain.judging import Case, judge, spoken
from domain.nudges import Concern, Episode, Reason, Standing, Verdict
from domain.person import Person
from domain.ports import Calendar
from domain.reach import Reach
from domain.settings import Rule, Settings
from domain.trial import begun

BESIDES_THE_DAY = 2
SLIPPED = frozenset({Concern.MEETING_NOT_LOGGED, Concern.OUR_STEP_OVERDUE, Concern.THEIR_STEP_OVERDUE})

Rules = Callable[[Deal, Person, Settings, Calendar], Sequence[Standing]]
"""What is true of a deal or will be, as `domain.concerns.concerns` tells it."""

_IN_ORDER = tuple(Concern)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every decision of a round rests on. `reaches` are by the owners of its deals, None for one who is gone.

    `told`: whoever hears of the deals has got today's message already. `item` is the id of the message in the outbox,
    `today` are the deals of which something is planned for today, as the message says already, and `asked` those that
    it tells of for a standup; `begins`: it begins with that.
    """

    reaches: Mapping[str, Reach | None]
    settings: Settings
    calendar: Calendar
    now: datetime
    told: bool
    new_id: Callable[[], str]
    item: str
    today: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One concern of one deal and what was decided; `episode` is as it is afterwards, None for one still to come."""

    deal: Deal
    concern: Concern
    case: Case
    verdict: Verdict
    episode: Episode | None


def decide(ground: Ground, deals: Sequence[Deal], episodes: Sequence[Episode], rules: Rules = concerns) -> list[Line]:
    """A line for every concern of the deals; those that are said come first, in the order in which they are said.

    `rules` is for whoever looks at the same deals many times, and remembers what the rules said of them.
    """
    running: dict[str, dict[Concern, Episode]] = {deal.id: {} for deal in deals}
    for episode in episodes:
        running[episode.deal][episode.concern] = episode
    rule_of = cache(partial(_rule, ground))
    lines = [line for deal in deals for line in _lines(ground, deal, running[deal.id], rules, rule_of)]
    speaking = sorted((line for line in lines if line.verdict.speaks), key=_rank)
    quiet = [line for line in lines if not line.verdict.speaks]
    chosen: list[Line] = []
    waiting: list[Line] = []
    for line in speaking:
        if len(chosen) < _most(ground) and _fits(ground, line, chosen):
            chosen.append(line)
        else:
            waiting.append(_left(ground, line))
    return [_settled(ground, line) for line in (*chosen, *waiting, *quiet)]


def _most(ground: Ground) -> int:
    """A day that is planned, or a standup, leaves room for two exceptions."""
    most = ground.settings.nudges.at_most
    return min(BESIDES_THE_DAY, most) if ground.begins else most


def _fits(ground: Ground, line: Line, chosen: Sequence[Line]) -> bool:
    """A message says one thing of a deal, gives one hint, and of a deal that is on for today tells what has slipped.

    What a standup tells is told already.
    """
    if line.deal.id in ground.asked or (line.deal.id in ground.today and line.concern not in SLIPPED):
        return False
    if line.concern in HINTS and any(other.concern in HINTS for other in chosen):
        return False
    return all(other.deal.id != line.deal.id for other in chosen)


def _lines(
    ground: Ground,
    deal: Deal,
    running: Mapping[Concern, Episode],
    rules: Rules,
    rule_of: Callable[[Concern, str, str], Rule],
) -> Iterator[Line]:
    """What is true, what will be, and what was when an episode began but is no more."""
    reach = ground.reaches.get(deal.owner)
    standing = rules(deal, reach.owner, ground.settings, ground.calendar) if reach else ()
    begins = {one.concern: one.begins_at for one in standing}
    true_now = {concern for concern, at in begins.items() if at <= ground.now}
    for concern in _IN_ORDER:
        if concern in begins or concern in running:
            explained = not true_now.isdisjoint(EXPLAINS.get(concern, ()))
            rule = rule_of(concern, deal.process, deal.owner)
            begins_at, running_now = begins.get(concern), running.get(concern)
            episode = running_now or _begun(ground, deal, concern, begins_at)
            held_back = episode is not None and episode.held_back
            case = Case(begins_at, running_now, rule, reach, explained, not ground.told, held_back)
            yield Line(deal, concern, case, judge(case, ground.now, ground.calendar), episode)


def _begun(ground: Ground, deal: Deal, concern: Concern, begins_at: datetime | None) -> Episode | None:
    """The episode of a concern that is true and has none yet. A few are held back from the start."""
    if begins_at is None or begins_at > ground.now:
        return None
    return begun(ground.new_id(), deal.id, concern, begins_at, ground.settings.nudges.held_back)


def _rule(ground: Ground, concern: Concern, process: str, owner: str) -> Rule:
    reach = ground.reaches.get(owner)
    if reach is None:
        return ground.settings.nudges.rule(concern.value, process)
    return rule_for(ground.settings, concern, process, reach.owner)


def _left(ground: Ground, line: Line) -> Line:
    """The same, when today's message cannot take it."""
    case = replace(line.case, room=False)
    return replace(line, case=case, verdict=judge(case, ground.now, ground.calendar))


def _rank(line: Line) -> tuple[bool, bool, Decimal, int, str]:
    """Hints come last, what is new before what was said already, and then the most valuable deal first.

    Without the second, a few great deals that nobody mends would keep all others from ever being spoken of.
    """
    return (
        line.concern in HINTS,
        line.verdict.reason is Reason.AGAIN,
        -(line.deal.amount or Decimal(0)),
        _IN_ORDER.index(line.concern),
        line.deal.id,
    )


def _settled(ground: Ground, line: Line) -> Line:
    """The line with its episode begun, said or ended as the verdict has it."""
    episode, now = line.episode, ground.now
    if line.verdict.reason is Reason.RESOLVED:
        over = episode is not None and episode.is_over(line.case.begins_at, now)
        return replace(line, episode=replace(episode, ended_at=now) if episode and over else None)
    if episode is not None and line.case.reach is not None and line.verdict.speaks:
        episode = replace(
            spoken(episode, line.case.rule, line.case.reach.owner, now, ground.calendar),
            said_in=(*episode.said_in, ground.item),
        )
    return line if episode is line.episode else replace(line, episode=episode)
