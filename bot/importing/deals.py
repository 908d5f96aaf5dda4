"""What a row does to the deal it speaks of. What people changed in the coach stands, unless the row itself changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from bot.importing.rows import NotTaken, Told
from domain.acting import Doing, record
from domain.deal import Deal, DealState
from domain.errors import Barred
from domain.facts import StepEnd, StepEnding, Visit
from domain.moving import arrive, close, move, reopen
from domain.person import OFFICE_HOURS, Person, Role
from domain.ports import Work
from domain.settings import ImportMap

IMPORT = "import"
"""The kind of the act, and who did it: no person, so that nobody's "undo" takes an import back."""

_NOON = time(12)


class Outcome(Enum):
    """What became of a row that was taken."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


class Keeper:
    """Keeps what rows say, in one unit of work. `has` tells which fields the file has at all, `file` what it is called.

    What the process asks for and the file does not know is passed with the file as the reason; what is required is not.
    """

    def __init__(self, work: Work, mapping: ImportMap, has: Callable[[str], bool], now: datetime, file: str) -> None:
        self.new_people: list[str] = []
        self._work = work
        self._mapping = mapping
        self._has = has
        self._now = now
        self._reason = f"{IMPORT} {file}"
        self._people: defaultdict[str, list[Person]] = defaultdict(list)
        for person in work.persons.all():
            for name in {person.name.casefold(), (person.email or person.name).casefold()}:
                self._people[name].append(person)

    def keep(self, told: Told, known: Deal | None) -> Outcome:
        """Add the deal, or change the `known` one where the row has changed.

        Raises NotTaken when its owner may be two people.
        """
        owner = self._owner(told.owner)
        if known is None:
            self._add(told, owner)
            return Outcome.ADDED
        says = self._says(told, owner)
        if not _differing(says, known):
            return Outcome.SAME
        changes = _differing(says, self._as_imported(known))
        if not changes:
            return Outcome.SAME
        self._change(known, changes)
        return Outcome.CHANGED

    def _owner(self, name: str) -> str:
        """Whoever app.yaml or an earlier row knows by this name or address; else a new person without an address."""
        found = self._people[" ".join(name.split()).casefold()]
        if len(found) > 1:
            raise NotTaken(f"more than one person is called {name}; write their address instead")
        if not found:
            company = self._work.settings.company
            language = company.languages[0]
            person = Person(
                self._work.new_id(), " ".join(name.split()), None, Role.REP, "", language, company.zone,
                company.country, OFFICE_HOURS,
            )  # fmt: skip
            self._work.persons.save(person)
            self.new_people.append(person.name)
            found.append(person)
        return found[0].id

    def _add(self, told: Told, owner: str) -> None:
        opened = self._noon(told.opened) or self._now
        deal = Deal(
            id=self._work.new_id(),
            account=told.account,
            name=told.name,
            owner=owner,
            process=self._mapping.process,
            stage=told.stage,
            opened_at=opened,
            stage_since=opened,
            # Whether a next step was agreed, the file does not say; it has been open without one as far as we know.
            idle_since=opened,
            currency=told.currency,
            external_id=told.external_id,
        )
        deal = replace(deal, **self._says(told, owner))
        doing = self._doing()
        visits = [self._visit(doing, deal, deal.stage, opened)]
        if deal.closed_at is not None:
            visits.append(self._visit(doing, deal, deal.state.value, deal.closed_at))
        try:
            arrive(self._work, doing, deal, *visits, reason=self._reason)
        except Barred as barred:
            raise NotTaken(self._why_barred(barred)) from None

    def _says(self, told: Told, owner: str) -> dict[str, Any]:
        """The deal's fields that the file speaks of. Of an ended deal it does not tell the stage before the end."""
        ended = told.state is not DealState.OPEN
        fields: dict[str, Any] = {
            "owner": owner,
            "state": told.state,
            "closed_at": self._noon(told.close_date) if ended else None,
        }
        if not ended:
            fields["stage"] = told.stage
        if self._has("account"):
            fields["account"] = told.account
        if self._has("name") or self._has("product_area"):
            fields |= {"name": told.name, "area": told.area}
        if self._has("amount"):
            fields |= {"amount": told.amount, "currency": told.currency}
        if self._has("close_date"):
            fields["close_date"] = told.close_date
        if told.opened is not None:
            fields["opened_at"] = self._noon(told.opened)
        return fields

    def _as_imported(self, deal: Deal) -> Deal:
        """The deal as the last import left it: the image that the next act, if there is one, took of it."""
        following = None
        for entry in self._work.journal.of_deal(deal.id):
            if entry.kind == IMPORT:
                return (following.before if following else None) or deal
            following = entry
        return deal

    def _change(self, known: Deal, changes: dict[str, Any]) -> None:
        """Change what changed in the file. When it happened, the file does not say, so it is from now on."""
        doing, after = self._doing(), replace(known, **changes)
        try:
            if after.state is not known.state and not after.is_open:
                close(self._work, doing, known, after, *self._cancelled_steps(doing, after), reason=self._reason)
            elif after.state is not known.state:
                reopen(self._work, doing, known, after)
            elif after.stage != known.stage:
                move(self._work, doing, known, after, reason=self._reason)
            else:
                record(self._work, doing, known, after)
        except Barred as barred:
            raise NotTaken(self._why_barred(barred)) from None

    def _why_barred(self, barred: Barred) -> str:
        """By which rule the deal cannot be there, as a part of one line."""
        settings = self._work.settings
        hard = [settings.question(gap.key) or settings.take(gap.key) for gap in barred.gaps if gap.hard]
        if not hard:
            return "its process goes one stage at a time, or never back; move it in the coach"
        named = ", ".join(f"“{found.text.without_stop().of('en')}”" for found in hard if found)
        return f"its process lets no deal there before {named} is known; import it in an earlier stage"

    def _cancelled_steps(self, doing: Doing, deal: Deal) -> Iterator[StepEnding]:
        for step, end in self._work.facts.steps(deal.id):
            if end is None:
                id = self._work.new_id()
                yield StepEnding(id, step.id, deal.id, doing.act, deal.owner, doing.at, StepEnd.CANCELLED)

    def _visit(self, doing: Doing, deal: Deal, stage: str, at: datetime) -> Visit:
        return Visit(self._work.new_id(), deal.id, doing.act, deal.owner, at, deal.process, stage)

    def _doing(self) -> Doing:
        return Doing(self._work.new_id(), IMPORT, self._now, IMPORT)

    def _noon(self, day: date | None) -> datetime | None:
        """Noon of that day at the company, as UTC: no zone moves it to another day."""
        if day is None:
            return None
        return datetime.combine(day, _NOON, ZoneInfo(self._work.settings.company.zone)).astimezone(UTC)


def _differing(says: dict[str, Any], deal: Deal) -> dict[str, Any]:
    return {name: value for name, value in says.items() if getattr(deal, name) != value}
