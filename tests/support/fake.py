"""A company in memory, for tests of everything that is given a unit of work. The contract suite keeps it honest.

It behaves as a database does: what a work has not committed is seen by that work alone and gone after a rollback, and
one work at a time may write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from threading import Lock
from types import TracebackType
from typing import Self, TypeVar

from domain import ports, stores
from domain.chat import Place
from domain.deal import Contact, Deal, DealSketch, DealState
from domain.deal_facts import DealFacts
from domain.errors import Conflict
from domain.facts import Answer, Exchange, Fact, Meeting, Review, Step, StepEnding, Visit, Waiver
from domain.journal import JournalEntry, Pending
from domain.nudges import Episode, OutboxItem, VerdictEntry
from domain.person import Person
from domain.process import AppliedProcess
from domain.rounds import Round, Rounds
from domain.settings import Settings
from domain.standup import Arrangement, Decision, How, Parked, Part, Standup
from domain.standup_store import Standups
from domain.trial import Lifetime
from domain.words import msg
from storage import names

F = TypeVar("F", Meeting, Step, StepEnding, Answer, Visit, Waiver, Exchange, Review)


class NoHolidays:
    """A calendar with no public holidays, or with those it is given."""

    def __init__(self, *days: date) -> None:
        self.days = frozenset(days)

    def is_holiday(self, country: str, day: date) -> bool:
        return day in self.days


@dataclass
class State:
    """Everything one company has."""

    persons: dict[str, Person] = field(default_factory=dict)
    identities: dict[tuple[str, str, str], str] = field(default_factory=dict)
    addresses: dict[tuple[str, str, str], str] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[datetime, Place]] = field(default_factory=dict)
    deals: dict[str, Deal] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    journal: list[JournalEntry] = field(default_factory=list)
    pending: dict[str, Pending] = field(default_factory=dict)
    episodes: dict[str, Episode] = field(default_factory=dict)
    verdicts: list[VerdictEntry] = field(default_factory=list)
    outbox: dict[str, OutboxItem] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    deliveries: dict[str, datetime] = field(default_factory=dict)
    processes: dict[str, AppliedProcess] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    standups: dict[str, Standup] = field(default_factory=dict)
    parts: dict[tuple[str, str], Part] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    parked: dict[str, Parked] = field(default_factory=dict)
    arrangements: dict[tuple[str, str], Arrangement] = field(default_factory=dict)

    def copied(self) -> State:
        """The same values in collections of their own."""
        return State(**{name: copy(value) for name, value in vars(self).items()})


class FakeCompany:
    """A company whose works share one state. `commits` counts what was committed."""

    def __init__(self, settings: Settings, calendar: ports.Calendar | None = None) -> None:
        self.settings = settings
        self.calendar: ports.Calendar = calendar or NoHolidays()
        self.state = State()
        self.commits = 0
        self.writing = Lock()
        self._ids = 0

    def work(self) -> FakeWork:
        """Opens a unit of work."""
        return FakeWork(self)

    def new_id(self) -> str:
        """a1, a2, a3 and so on."""
        self._ids += 1
        return f"a{self._ids}"


class FakeWork:
    """A unit of work in memory."""

    def __init__(self, company: FakeCompany) -> None:
        self.company = company
        self.settings = company.settings
        self.calendar = company.calendar
        self.similar: Callable[[str, str], float] = names.similar
        self._mine: State | None = None
        self.persons: ports.Persons = FakePersons(self)
        self.deals: stores.Deals = FakeDeals(self)
        self.contacts: stores.Contacts = FakeContacts(self)
        self.facts: stores.Facts = FakeFacts(self)
        self.journal: ports.Journal = FakeJournal(self)
        self.pending: ports.PendingQuestions = FakePending(self)
        self.nudging: ports.Nudging = FakeNudging(self)
        self.deliveries: ports.Deliveries = FakeDeliveries(self)
        self.processes: stores.Processes = FakeProcesses(self)
        self.rounds: Rounds = FakeRounds(self)
        self.standups: Standups = FakeStandups(self)

    @property
    def seen(self) -> State:
        """What this work reads."""
        return self._mine or self.company.state

    @property
    def own(self) -> State:
        """What this work writes; the first write waits for other writers."""
        if self._mine is None:
            if not self.company.writing.acquire(timeout=5):
                raise TimeoutError("another work has written and neither committed nor rolled back")
            self._mine = self.company.state.copied()
        return self._mine

    def new_id(self) -> str:
        return self.company.new_id()

    def commit(self) -> None:
        self.company.commits += 1
        if self._mine is not None:
            self.company.state = self._mine
        self.rollback()

    def rollback(self) -> None:
        if self._mine is not None:
            self._mine = None
            self.company.writing.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.rollback()

    def undone(self, act: str) -> bool:
        """Whether a later act took this one back."""
        return any(entry.undoes == act for entry in self.seen.journal)


class FakePersons:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def get(self, person: str) -> Person | None:
        return self.work.seen.persons.get(person)

    def some(self, persons: Sequence[str]) -> Sequence[Person]:
        return [found for found in map(self.get, persons) if found is not None]

    def by_email(self, email: str) -> Person | None:
        return _only(p for p in self.all() if p.email and p.email.casefold() == email.strip().casefold())

    def by_name(self, name: str) -> Person | None:
        wanted = " ".join(name.split()).casefold()
        return _only(p for p in self.all() if p.name.casefold() == wanted)

    def all(self) -> Sequence[Person]:
        return sorted(self.work.seen.persons.values(), key=lambda p: (p.name.casefold(), p.id))

    def save(self, person: Person) -> None:
        self.work.own.persons[person.id] = person

    def behind(self, platform: str, workspace: str, user: str) -> Person | None:
        return self.work.seen.persons.get(self.work.seen.identities.get((platform, workspace, user), ""))

    def introduce(self, platform: str, workspace: str, user: str, person: str) -> None:
        self.work.own.identities[platform, workspace, user] = person

    def places(self, person: str) -> Sequence[Place]:
        mine = [value for (owner, _), value in self.work.seen.places.items() if owner == person]
        return [place for _, place in sorted(mine, key=lambda value: value[0], reverse=True)]

    def stopped(self) -> Sequence[Person]:
        found = [person for person in self.work.seen.persons.values() if person.stopped]
        return sorted(found, key=lambda person: (person.stopped_at, person.id))

    def only_on(self, platform: str) -> Sequence[Person]:
        places = self.work.seen.places
        elsewhere = {person for person, other in places if other != platform}
        here = sorted(person for person, there in places if there == platform and person not in elsewhere)
        return [self.work.seen.persons[person] for person in here]

    def seen_at(self, person: str, place: Place, at: datetime) -> None:
        self.work.own.places[person, place.platform] = (at, place)

    def keep_address(self, place: Place, address: str) -> None:
        self.work.own.addresses[place.platform, place.workspace, place.conversation] = address

    def address(self, place: Place) -> str | None:
        return self.work.seen.addresses.get((place.platform, place.workspace, place.conversation))


class FakeDeals:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def get(self, deal: str) -> Deal | None:
        return self.work.seen.deals.get(deal)

    def by_external_ids(self, externals: Sequence[str]) -> Mapping[str, Deal]:
        deals = self.work.seen.deals.values()
        return {
            deal.external_id: deal for deal in deals if deal.external_id is not None and deal.external_id in externals
        }

    def add(self, deal: Deal) -> None:
        taken = deal.external_id is not None and deal.external_id in self.by_external_ids([deal.external_id])
        if deal.id in self.work.seen.deals or taken:
            raise Conflict(msg("Somebody saved that already, so I saved nothing twice."))
        self.work.own.deals[deal.id] = deal

    def save(self, deal: Deal) -> Deal:
        stored = self.work.own.deals.get(deal.id)
        if stored is None or stored.version != deal.version:
            raise Conflict(
                msg("Somebody else changed {deal} just now, so I saved nothing. Look again.", deal=deal.title)
            )
        saved = replace(deal, version=deal.version + 1)
        self.work.own.deals[deal.id] = saved
        return saved

    def look_again(self, deal: str, at: datetime | None) -> None:
        stored = self.work.seen.deals.get(deal)
        if stored is not None:
            self.work.own.deals[deal] = replace(stored, attention_at=at)

    def sense(self, deal: Deal) -> None:
        stored = self.work.seen.deals.get(deal.id)
        if stored is not None and stored.version == deal.version:
            self.work.own.deals[deal.id] = replace(stored, signs=deal.signs)

    def open_of(self, owner: str) -> Sequence[Deal]:
        return self.owned_by([owner])

    def owned_by(self, owners: Sequence[str]) -> Sequence[Deal]:
        found = [deal for deal in self.work.seen.deals.values() if deal.is_open and deal.owner in owners]
        return sorted(found, key=_next_step_first)

    def due_owners(self, now: datetime) -> Mapping[str, int]:
        return Counter(deal.owner for deal in self._due(self.work.seen, now))

    def due_of(self, owners: Sequence[str], now: datetime) -> Sequence[Deal]:
        return [deal for deal in self._due(self.work.own, now) if deal.owner in owners]

    def due_ids(self, owners: Sequence[str], now: datetime) -> Sequence[str]:
        return [deal.id for deal in self.due_of(owners, now)]

    def _due(self, state: State, now: datetime) -> list[Deal]:
        dated = ((d.attention_at, d.id, d) for d in state.deals.values() if d.attention_at is not None)
        found = [one for one in dated if one[0] <= now]
        return [deal for _, _, deal in sorted(found, key=lambda one: one[:2])]

    def stepping_by(self, owner: str, day: date) -> Sequence[Deal]:
        due = [(one.step_due.day, one.id, one) for one in self.open_of(owner) if one.step_due]
        return [deal for due_day, _, deal in sorted(due, key=lambda one: one[:2]) if due_day <= day]

    def ended_since(self, owners: Sequence[str], at: datetime) -> Sequence[Deal]:
        theirs = [one for one in self.work.seen.deals.values() if one.has_ended and one.owner in owners]
        ended = [(one.closed_at, one) for one in sorted(theirs, key=lambda one: one.id) if one.closed_at]
        return [deal for closed, deal in sorted(ended, key=lambda one: one[0], reverse=True) if closed >= at]

    def mentioned(self, text: str, person: str) -> Sequence[DealSketch]:
        said = names.spoken(text)
        alive = [deal for deal in self.work.seen.deals.values() if deal.state is not DealState.WITHDRAWN]
        mine = [deal for deal in alive if deal.owner == person and deal.is_open]
        rest = [deal for deal in alive if deal not in mine and self._resembles(deal, said)]
        return [self._sketch(deal) for deal in (*mine, *rest)]

    def count(self) -> int:
        return len(self.work.seen.deals)

    def prospects_of(self, owner: str) -> Sequence[Deal]:
        found = [d for d in self.work.seen.deals.values() if d.state is DealState.PROSPECT and d.owner == owner]
        return sorted(found, key=lambda deal: (deal.opened_at, deal.id))

    def open_in(self, process: str, stage: str) -> Sequence[Deal]:
        found = [deal for deal in self._alive() if (deal.process, deal.stage) == (process, stage)]
        return sorted(found, key=lambda deal: (names.key(deal.account), deal.id))

    def stages_in_use(self) -> Mapping[tuple[str, str], int]:
        return Counter((deal.process, deal.stage) for deal in self._alive())

    def each_open(self, after: str, most: int) -> Sequence[Deal]:
        found = [deal for deal in self.work.seen.deals.values() if deal.is_open and deal.id > after]
        return sorted(found, key=lambda deal: deal.id)[:most]

    def each(self, after: str, most: int) -> Sequence[Deal]:
        return sorted((d for d in self.work.seen.deals.values() if d.id > after), key=lambda deal: deal.id)[:most]

    def days_to_end(self, process: str, state: DealState, most: int) -> Sequence[int]:
        ended = [d for d in self.work.seen.deals.values() if (d.process, d.state) == (process, state)]
        spans = [(d.closed_at, d.id, (d.closed_at - d.opened_at).days) for d in ended if d.closed_at is not None]
        return [days for _, _, days in sorted(spans, key=lambda one: (-one[0].timestamp(), one[1]))[:most]]

    def _alive(self) -> list[Deal]:
        states = (DealState.OPEN, DealState.PROSPECT)
        return [deal for deal in self.work.seen.deals.values() if deal.state in states]

    def _resembles(self, deal: Deal, said: names.Spoken) -> bool:
        contacts = self.work.contacts.of(deal.account)
        words = names.handles(deal.account).union(
            names.handles(deal.name), *(names.person_handles(contact.name) for contact in contacts)
        )
        return any(said.likeness(word) for word in words)

    def _sketch(self, deal: Deal) -> DealSketch:
        contacts = tuple(self.work.contacts.of(deal.account))
        whose = (deal.owner, deal.process, deal.stage, deal.state, deal.currency)
        return DealSketch(deal.id, deal.account, deal.name, deal.area, *whose, contacts)


class FakeContacts:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def of(self, account: str) -> Sequence[Contact]:
        wanted = names.key(account)
        found = [contact for contact in self.work.seen.contacts.values() if names.key(contact.account) == wanted]
        return [contact for contact in found if not self.work.undone(contact.act)]

    def of_all(self, accounts: Sequence[str]) -> Mapping[str, Sequence[Contact]]:
        return {account: self.of(account) for account in accounts}

    def get(self, contact: str) -> Contact | None:
        found = self.work.seen.contacts.get(contact)
        return None if found is None or self.work.undone(found.act) else found

    def add(self, contact: Contact) -> None:
        self.work.own.contacts[contact.id] = contact


class FakeFacts:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def add(self, *facts: Fact) -> None:
        self.work.own.facts.extend(facts)

    def meetings(self, deal: str) -> Sequence[Meeting]:
        return _latest_first(self._of(deal, Meeting))

    def meetings_of(self, deals: Sequence[str], since: datetime) -> Mapping[str, Sequence[Meeting]]:
        return {deal: [one for one in self.meetings(deal) if one.at >= since] for deal in deals}

    def step(self, step: str) -> Step | None:
        found = _only(fact for fact in self.work.seen.facts if isinstance(fact, Step) and fact.id == step)
        return None if found is None or self.work.undone(found.act) else found

    def steps(self, deal: str) -> Sequence[tuple[Step, StepEnding | None]]:
        ends = {ending.step: ending for ending in sorted(self._of(deal, StepEnding), key=lambda fact: fact.at)}
        return [(step, ends.get(step.id)) for step in sorted(self._of(deal, Step), key=lambda fact: fact.at)]

    def steps_of(self, deals: Sequence[str], since: datetime) -> Mapping[str, Sequence[tuple[Step, StepEnding | None]]]:
        return {deal: [one for one in self.steps(deal) if one[1] is None or one[1].at >= since] for deal in deals}

    def answers(self, deal: str) -> Sequence[Answer]:
        return _latest_first(self._of(deal, Answer))

    def visits(self, deal: str) -> Sequence[Visit]:
        return sorted(self._of(deal, Visit), key=lambda fact: fact.at)

    def visits_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Visit]]:
        return {deal: self.visits(deal) for deal in deals}

    def answers_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Answer]]:
        return {deal: self.answers(deal) for deal in deals}

    def standing_of(self, deals: Sequence[str]) -> Mapping[str, DealFacts]:
        return {deal: self._together(deal) for deal in deals}

    def _together(self, deal: str) -> DealFacts:
        meetings = self.meetings(deal)
        met = {one: self.work.contacts.get(one) for meeting in meetings for one in meeting.contacts}
        people = {id: contact for id, contact in met.items() if contact is not None}
        return DealFacts(meetings, self.steps(deal), self.answers(deal), self.exchanges(deal), people)

    def waivers(self, deal: str) -> Sequence[Waiver]:
        return sorted(self._of(deal, Waiver), key=lambda fact: fact.at)

    def waived_lately(self, owners: Sequence[str], most: int) -> Sequence[Waiver]:
        seen = self.work.seen
        mine = [deal.id for deal in seen.deals.values() if deal.owner in owners]
        found = [waiver for deal in mine for waiver in self.waivers(deal) if waiver.by in seen.persons]
        order = {fact.id: place for place, fact in enumerate(seen.facts)}
        return sorted(found, key=lambda one: (one.at, order[one.id]), reverse=True)[:most]

    def exchanges(self, deal: str) -> Sequence[Exchange]:
        return _latest_first(self._of(deal, Exchange))

    def reviews(self, deal: str) -> Sequence[Review]:
        return _latest_first(self._of(deal, Review))

    def reviews_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Review]]:
        return {deal: self.reviews(deal) for deal in deals}

    def of_deals(self, deals: Sequence[str]) -> Mapping[str, Sequence[Fact]]:
        kinds = (Meeting, Step, StepEnding, Answer, Visit, Waiver, Exchange, Review)
        told = sorted(self.work.seen.facts, key=lambda fact: (kinds.index(type(fact)), fact.at))
        return {deal: [fact for fact in told if fact.deal == deal] for deal in deals}

    def wrong_assumptions(self, process: str, most: int) -> Mapping[str, int]:
        told = (self.reviews(deal) for deal in self.work.seen.deals)
        latest = {reviews[0].id for reviews in told if reviews}
        stored = [fact for fact in self.work.seen.facts if isinstance(fact, Review) and fact.id in latest]
        wrong = [one.wrong for one in stored if one.wrong and one.process == process]
        return Counter(wrong[::-1][:most])

    def _of(self, deal: str, kind: type[F]) -> list[F]:
        found = [fact for fact in self.work.seen.facts if isinstance(fact, kind) and fact.deal == deal]
        return [fact for fact in found if not self.work.undone(fact.act)]


class FakeJournal:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def add(self, entry: JournalEntry) -> None:
        if entry.undoes is not None and self.work.undone(entry.undoes):
            raise Conflict(msg("That is undone already."))
        self.work.own.journal.append(entry)

    def get(self, act: str) -> JournalEntry | None:
        return _only(entry for entry in self.work.seen.journal if entry.id == act)

    def undone_by(self, act: str) -> JournalEntry | None:
        return _only(entry for entry in self.work.seen.journal if entry.undoes == act)

    def last_of(self, person: str) -> JournalEntry | None:
        mine = [entry for entry in self.work.seen.journal if entry.person == person and entry.undoes is None]
        return next((entry for entry in reversed(mine) if not self.work.undone(entry.id)), None)

    def of_deal(self, deal: str) -> Sequence[JournalEntry]:
        return [entry for entry in reversed(self.work.seen.journal) if entry.deal == deal]

    def of_deals(self, deals: Sequence[str]) -> Mapping[str, Sequence[JournalEntry]]:
        return {deal: self.of_deal(deal) for deal in deals}

    def since(self, person: str, at: datetime) -> Sequence[JournalEntry]:
        mine = [entry for entry in self.work.seen.journal if entry.person == person]
        return [entry for entry in reversed(mine) if entry.at >= at]


class FakeProcesses:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def applied(self) -> Sequence[AppliedProcess]:
        return sorted(self.work.seen.processes.values(), key=lambda process: process.key)

    def apply(self, process: AppliedProcess) -> None:
        self.work.own.processes[process.key] = process


class FakePending:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def add(self, pending: Pending) -> None:
        self.work.own.pending[pending.id] = pending

    def get(self, pending: str) -> Pending | None:
        return self.work.seen.pending.get(pending)

    def use(self, pending: str) -> bool:
        found = self.work.own.pending.get(pending)
        if found is None or found.used:
            return False
        self.work.own.pending[pending] = replace(found, used=True)
        return True


class FakeNudging:
    def __init__(self, work: FakeWork) -> None:
        self.edited = False
        self.work = work

    def episodes(self, deals: Sequence[str]) -> Sequence[Episode]:
        found = [e for e in self.work.seen.episodes.values() if e.ended_at is None and e.deal in deals]
        return sorted(found, key=lambda episode: (episode.began_at, episode.id))

    def lifetimes(self) -> Sequence[Lifetime]:
        episodes = self.work.seen.episodes.values()
        tried = [one.began_at for one in episodes if one.held_back]
        alike = Counter(
            (one.concern, one.held_back, _quarter(one.began_at), _quarter(one.ended_at) if one.ended_at else None)
            for one in episodes
            if tried and min(tried) <= one.began_at <= max(tried)
        )
        return [Lifetime(*key, many) for key, many in alike.items()]

    def save_episode(self, episode: Episode) -> None:
        runs = [e for e in self.episodes([episode.deal]) if e.concern is episode.concern and e.id != episode.id]
        if runs and episode.ended_at is None:
            raise Conflict(msg("Somebody saved that already, so I saved nothing twice."))
        self.work.own.episodes[episode.id] = episode

    def rules(self) -> str:
        return self.work.seen.rules.get("attention", "")

    def now_by(self, rules: str) -> None:
        self.work.own.rules["attention"] = rules

    def episode(self, episode: str) -> Episode | None:
        return self.work.seen.episodes.get(episode)

    def keep(self, *verdicts: VerdictEntry) -> None:
        self.work.own.verdicts.extend(verdicts)

    def forget(self, before: datetime, most: int) -> int:
        own = self.work.own
        old = [entry for entry in own.verdicts[:most] if entry.at < before]
        settled = (item for item in own.outbox.values() if item.sent_at is not None or item.gave_up)
        items = [item.id for item in settled if item.created_at < before][:most]
        own.verdicts[:] = [entry for entry in own.verdicts if entry not in old]
        for item in items:
            del own.outbox[item]
        return len(old) + len(items)

    def verdicts(self, deal: str, most: int) -> Sequence[VerdictEntry]:
        return _latest_first([entry for entry in self.work.seen.verdicts if entry.deal == deal])[:most]

    def put(self, *items: OutboxItem) -> bool:
        self.edited |= any(item.amends for item in items)
        known = self.known([item.key for item in items])
        self.work.own.outbox.update({item.id: item for item in items if item.key not in known})
        return not known

    def known(self, keys: Sequence[str]) -> AbstractSet[str]:
        return {item.key for item in self.work.seen.outbox.values()}.intersection(keys)

    def next_at(self, now: datetime) -> datetime | None:
        waiting = (item for item in self.work.seen.outbox.values() if item.sent_at is None and not item.gave_up)
        return min((item.not_before for item in waiting if item.not_before > now), default=None)

    def claim(self, now: datetime, until: datetime, most: int) -> Sequence[OutboxItem]:
        outbox = self.work.own.outbox
        free = [item for item in outbox.values() if _is_claimable(item, now)]
        chosen = sorted(free, key=lambda item: (item.not_before, item.id))[:most]
        claimed = [replace(item, claimed_until=until) for item in chosen]
        outbox.update({item.id: item for item in claimed})
        return claimed

    def settle(self, item: OutboxItem, claim: datetime | None) -> bool:
        self.edited |= bool(item.amends)
        stored = self.work.own.outbox.get(item.id)
        if stored is None or stored.sent_at is not None or stored.claimed_until != claim:
            return False
        self.work.own.outbox[item.id] = item
        return True

    def given_up(self, most: int) -> Sequence[OutboxItem]:
        given_up = [item for item in self.work.seen.outbox.values() if item.gave_up]
        return sorted(sorted(given_up, key=lambda item: item.id), key=lambda item: item.created_at, reverse=True)[:most]

    def letter(self, item: str) -> Sequence[OutboxItem]:
        outbox = self.work.own.outbox
        edits = sorted(
            (one for one in outbox.values() if one.amends == item), key=lambda edit: (len(edit.key), edit.key)
        )
        return [outbox[item], *edits] if item in outbox else []

    def ended(self, deal: str, at: datetime) -> Sequence[Episode]:
        return [one for one in self.work.seen.episodes.values() if (one.deal, one.ended_at) == (deal, at)]

    def item(self, item: str) -> OutboxItem | None:
        return self.work.seen.outbox.get(item)


class FakeRounds:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def due(self, kind: str, now: datetime) -> Sequence[Round]:
        mine = [one for one in self.work.seen.rounds.values() if one.key.startswith(f"{kind}:") and one.at <= now]
        return sorted(mine, key=lambda one: (one.at, one.key))

    def get(self, key: str) -> Round | None:
        return self.work.seen.rounds.get(key)

    def set(self, round_: Round) -> None:
        self.work.own.rounds[round_.key] = round_

    def drop(self, key: str) -> None:
        self.work.own.rounds.pop(key, None)


class FakeStandups:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def add(self, standup: Standup) -> bool:
        if any(one.key == standup.key for one in self.work.own.standups.values()):
            return False
        self.work.own.standups[standup.id] = standup
        return True

    def get(self, standup: str) -> Standup | None:
        return self.work.seen.standups.get(standup)

    def alone(self, standup: str) -> Standup | None:
        return self.work.own.standups.get(standup)

    def save(self, standup: Standup) -> Standup:
        stored = self.work.own.standups.get(standup.id)
        if stored is None or stored.version != standup.version:
            raise _changed()
        saved = replace(standup, version=standup.version + 1)
        self.work.own.standups[standup.id] = saved
        return saved

    def running(self) -> Sequence[Standup]:
        running = [one for one in self.work.seen.standups.values() if one.is_running]
        return sorted(running, key=lambda one: (one.opens_at, one.id))

    def lately(self, team: str, most: int) -> Sequence[Standup]:
        mine = sorted((one for one in self.work.seen.standups.values() if one.team == team), key=lambda one: one.id)
        return sorted(mine, key=lambda one: one.opens_at, reverse=True)[:most]

    def parts(self, standup: str) -> Sequence[Part]:
        return [part for (id, _), part in sorted(self.work.seen.parts.items()) if id == standup]

    def part(self, standup: str, person: str) -> Part | None:
        return self.work.seen.parts.get((standup, person))

    def add_part(self, part: Part) -> None:
        self.work.own.parts[part.standup, part.person] = part

    def save_part(self, part: Part) -> Part:
        stored = self.work.own.parts.get((part.standup, part.person))
        if stored is None or stored.version != part.version:
            raise _changed()
        saved = replace(part, version=part.version + 1)
        self.work.own.parts[part.standup, part.person] = saved
        return saved

    def parts_of(self, person: str, most: int) -> Sequence[tuple[Standup, Part]]:
        standups = self.work.seen.standups
        mine = [(standups[id], part) for (id, who), part in sorted(self.work.seen.parts.items()) if who == person]
        return sorted(mine, key=lambda one: one[0].opens_at, reverse=True)[:most]

    def unasked(self, now: datetime) -> Sequence[tuple[Standup, Part]]:
        standups = self.work.seen.standups
        waiting = [one for one in self.work.seen.parts.values() if one.how is How.WAITING and not one.asked_in]
        due = [(one.asks_at, one.standup, one.person, one) for one in waiting if one.asks_at and one.asks_at <= now]
        return [(standups[id], part) for _, id, _, part in sorted(due)]

    def decide(self, decision: Decision) -> None:
        self.work.own.decisions[decision.id] = decision

    def decision(self, decision: str) -> Decision | None:
        found = self.work.seen.decisions.get(decision)
        return None if found is None or self.work.undone(found.act) else found

    def decisions(self, standup: str) -> Sequence[Decision]:
        made = [one for one in self.work.seen.decisions.values() if one.standup == standup]
        return sorted((one for one in made if not self.work.undone(one.act)), key=lambda one: (one.at, one.id))

    def undecide(self, decision: str) -> None:
        self.work.own.decisions.pop(decision, None)

    def park(self, parked: Parked) -> None:
        self.work.own.parked[parked.id] = parked

    def unpark(self, parked: str) -> None:
        self.work.own.parked.pop(parked, None)

    def parked(self, standup: str) -> Sequence[Parked]:
        mine = (one for one in self.work.seen.parked.values() if one.standup == standup)
        return sorted(mine, key=lambda one: (one.at, one.id))

    def arrangements(self, team: str) -> Sequence[Arrangement]:
        return [one for (of, _), one in sorted(self.work.seen.arrangements.items()) if of == team]

    def arrange(self, arrangement: Arrangement) -> None:
        self.work.own.arrangements[arrangement.team, arrangement.key] = arrangement


def _changed() -> Conflict:
    return Conflict(msg("Somebody else changed that just now, so I saved nothing. Look again."))


class FakeDeliveries:
    def __init__(self, work: FakeWork) -> None:
        self.work = work

    def first_time(self, delivery: str, at: datetime) -> bool:
        if delivery in self.work.own.deliveries:
            return False
        self.work.own.deliveries[delivery] = at
        return True

    def forget(self, before: datetime, most: int) -> int:
        old = [delivery for delivery, at in self.work.own.deliveries.items() if at < before][:most]
        for delivery in old:
            del self.work.own.deliveries[delivery]
        return len(old)


T = TypeVar("T")
Dated = TypeVar("Dated", Meeting, Answer, Exchange, Review, VerdictEntry)


def _only(found: Iterable[T]) -> T | None:
    """The one there is; None when there is none or more than one fits."""
    kept = list(found)
    return kept[0] if len(kept) == 1 else None


def _latest_first(facts: list[Dated]) -> list[Dated]:
    """By instant, and told later before told earlier."""
    return sorted(facts, key=lambda fact: fact.at)[::-1]


def _next_step_first(deal: Deal) -> tuple[object, ...]:
    due = deal.step_due
    return deal.step is not None, due is not None, due.order() if due else (), deal.opened_at, deal.id


def _quarter(at: datetime) -> datetime:
    return at - timedelta(seconds=at.timestamp() % 900)


def _is_claimable(item: OutboxItem, now: datetime) -> bool:
    waiting = item.sent_at is None and not item.gave_up and item.not_before <= now
    return waiting and (item.claimed_until is None or item.claimed_until <= now)
