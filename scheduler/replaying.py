"""What the coach would have said: the engine itself, walked over deals as they were. Nothing is stored or sent.

The judgement is `scheduler/deciding.py`, as at every tick; the episodes are kept in memory. The clock stops only where
something can change: where a deal changed, and where `attention_at` or a verdict says that it is worth a look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from domain.attention import attention_at
from domain.concerns import concerns
from domain.course import Became
from domain.deal import Deal, DealState
from domain.nudges import Concern, Episode, Reason, Standing
from domain.person import Person
from domain.ports import Calendar
from domain.reach import reach_of
from domain.settings import Rule, Settings
from scheduler.deciding import Ground, Line, decide
from scheduler.hearing import Hearing, hearings_of

_BEAT = timedelta(minutes=1)
"""How often the coach looks at the clock (scheduler/clock.py)."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is replayed: the course of every deal, and the company as it is now. Nothing is looked at from `end` on."""

    courses: Sequence[Sequence[Became]]
    people: Mapping[str, Person]
    settings: Settings
    calendar: Calendar
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Word:
    """One message: when, to whom, and what about, in the order in which it is said."""

    at: datetime
    person: Person
    day: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class End:
    """A deal that was won or lost, and when the coach first spoke of it, None for never."""

    deal: str
    won: bool
    at: datetime
    said_at: datetime | None


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of it. `silent` counts the concerns that were never said, by what was true of them last.

    `blind` are the rules about which the history tells nothing of any deal.
    """

    words: tuple[Word, ...]
    silent: Mapping[tuple[Concern, Reason], int]
    ends: tuple[End, ...]
    blind: tuple[Concern, ...]


def replay(past: Past) -> Replay:
    """Walk from `start` to `end`, as if the coach had been switched on at the start."""
    walk = _Walk(past)
    words = tuple(sorted(walk.words(), key=lambda word: (word.at, word.person.name)))
    silent: defaultdict[tuple[Concern, Reason], int] = defaultdict(int)
    for concern, reason in walk.quiet.values():
        silent[concern, reason] += 1
    return Replay(words, silent, tuple(_ends(past, words)), blind(past))


def blind(past: Past) -> tuple[Concern, ...]:
    """The rules that would speak of every deal, because nothing that ends their concern is told of any deal."""
    deals = [one.deal for course in past.courses for one in course]
    untold = {
        Concern.NO_NEXT_STEP: all(deal.step is None for deal in deals),
        Concern.STALLED: all(deal.signs.heard_on is None for deal in deals),
        Concern.SINGLE_THREADED: all(deal.signs.met == 0 for deal in deals),
        Concern.NO_DECISION_MAKER: all(deal.signs.met == 0 and not deal.signs.told for deal in deals),
        Concern.QUESTION_OPEN: all(not deal.signs.told for deal in deals),
    }
    nudges = past.settings.nudges
    on = {rule.concern for rules in (nudges.rules, *(own for _, own in nudges.of_process)) for rule in rules if rule.on}
    return tuple(concern for concern, nothing in untold.items() if nothing and deals and concern.value in on)


def without(past: Past, concerns: Collection[Concern]) -> Past:
    """The same past under app.yaml with these rules off."""
    keys = {concern.value for concern in concerns}

    def left(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(replace(rule, on=rule.on and rule.concern not in keys) for rule in rules)

    nudges = past.settings.nudges
    own = tuple((process, left(rules)) for process, rules in nudges.of_process)
    nudges = replace(nudges, rules=left(nudges.rules), of_process=own)
    return replace(past, settings=replace(past.settings, nudges=nudges))


def _ends(past: Past, words: Iterable[Word]) -> Iterator[End]:
    """The deals that ended in the time, as they stood at its end."""
    said: dict[str, datetime] = {}
    for word in words:
        for line in word.lines:
            said.setdefault(line.deal.id, word.at)
    for course in past.courses:
        last = next((one.deal for one in reversed(course) if one.at < past.end), None)
        if last is not None and last.has_ended and last.closed_at and past.start <= last.closed_at < past.end:
            yield End(last.id, last.state is DealState.WON, last.closed_at, said.get(last.id))


class _Walk:
    """One replay under way. `quiet` tells of each episode that was not said yet what was decided last."""

    def __init__(self, past: Past) -> None:
        self.quiet: dict[str, tuple[Concern, Reason]] = {}
        self._past = past
        self._deals: dict[str, Deal] = {}
        self._running: defaultdict[str, tuple[Episode, ...]] = defaultdict(tuple)
        self._looks: list[tuple[datetime, str, str]] = []
        self._next: dict[str, datetime | None] = {}
        self._told: dict[str, date] = {}
        self._now = past.start
        self._standing: dict[str, Sequence[Standing]] = {}
        self._ids = count(1)

    def words(self) -> Iterator[Word]:
        """All messages in order."""
        for became in _changes(self._past.courses, self._past.end):
            yield from self._until(became.at)
            self._now = max(self._now, became.at)
            self._become(became)
        yield from self._until(self._past.end)

    def get(self, person: str) -> Person | None:
        """Whoever it is, as they were: somebody who left later was still here."""
        found = self._past.people.get(person)
        stays = found is not None and found.left_at is not None and found.left_at > self._now
        return replace(found, left_at=None) if found and stays else found

    def _until(self, at: datetime) -> Iterator[Word]:
        """Look at everything that is due before `at`."""
        while self._looks and self._beat(self._looks[0][0]) < at:
            self._now = self._beat(self._looks[0][0])
            due = self._due()
            hearings, _ = hearings_of(self, self._past.settings, due, self._now)
            for one in hearings:
                yield from self._round(one, [deal for owner in one.reaches for deal in due[owner]])

    def _beat(self, at: datetime) -> datetime:
        """The first beat of the clock from then on; what was due before now is due now."""
        at = max(at, self._now)
        return at if at.second == at.microsecond == 0 else at.replace(second=0, microsecond=0) + _BEAT

    def _become(self, became: Became) -> None:
        """A deal changed: what is not true of it any more has ended, and it is worth a look at another instant."""
        past, deal = self._past, became.deal
        reach = reach_of(self, deal.owner, past.settings)
        standing = concerns(deal, reach.owner, past.settings, past.calendar) if reach else ()
        begins = {one.concern: one.begins_at for one in standing}
        running = [one for one in self._running[deal.id] if not one.is_over(begins.get(one.concern), became.at)]
        self._deals[deal.id] = deal
        self._standing[deal.id] = standing
        self._running[deal.id] = tuple(running)
        self._look_at(deal.id, attention_at(deal, reach, running, past.settings, past.calendar))

    def _look_at(self, deal: str, at: datetime | None) -> None:
        self._next[deal] = at
        if at is not None and at < self._past.end:
            heappush(self._looks, (at, self._deals[deal].owner, deal))

    def _due(self) -> Mapping[str, list[Deal]]:
        """The deals that are due, by owner; whoever has waited longest comes first."""
        found: defaultdict[str, list[Deal]] = defaultdict(list)
        while self._looks and self._looks[0][0] <= self._now:
            at, owner, id = heappop(self._looks)
            if self._next[id] == at and self._deals[id].owner == owner:
                self._next[id] = None
                found[owner].append(self._deals[id])
        return found

    def _round(self, one: Hearing, deals: Sequence[Deal]) -> Iterator[Word]:
        """The due deals that one person hears of, as scheduler/tick.py looks at them."""
        past, now, today = self._past, self._now, one.today(self._now)
        told = today is not None and self._told.get(one.name) == today
        ground = Ground(one.reaches, past.settings, past.calendar, now, told, self._new_id, self._new_id())
        lines = decide(ground, deals, [episode for deal in deals for episode in self._running[deal.id]], self._rules)
        self._keep(lines)
        spoken = tuple(line for line in lines if line.verdict.speaks)
        if one.person is not None and today is not None and spoken:
            self._told[one.name] = today
            yield Word(now, one.person, today, spoken)

    def _keep(self, lines: Iterable[Line]) -> None:
        """The episodes as they are now, and when each deal comes up again."""
        looks: dict[str, datetime] = {}
        for line in lines:
            if line.episode is not None:
                self._settle(line, line.episode)
            if line.verdict.until is not None:
                looks[line.deal.id] = min(line.verdict.until, looks.get(line.deal.id, line.verdict.until))
        for deal, at in looks.items():
            self._look_at(deal, at)

    def _settle(self, line: Line, episode: Episode) -> None:
        if episode is not line.case.episode:
            others = [one for one in self._running[line.deal.id] if one.id != episode.id]
            self._running[line.deal.id] = (*others, episode) if episode.ended_at is None else tuple(others)
        if episode.times_said > 0:
            self.quiet.pop(episode.id, None)
        elif line.verdict.reason is not Reason.RESOLVED:
            self.quiet[episode.id] = line.concern, line.verdict.reason

    def _rules(self, deal: Deal, owner: Person, settings: Settings, calendar: Calendar) -> Sequence[Standing]:
        if deal.id not in self._standing:
            self._standing[deal.id] = concerns(deal, owner, settings, calendar)
        return self._standing[deal.id]

    def _new_id(self) -> str:
        return str(next(self._ids))


def _changes(courses: Iterable[Sequence[Became]], end: datetime) -> list[Became]:
    """All of them in order; those of one deal at one instant in the order in which they happened."""
    return sorted((one for course in courses for one in course if one.at < end), key=lambda one: one.at)
