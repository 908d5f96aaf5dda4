"""What is kept about deals, as the inside asks for it; a part of `domain.ports.Work`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.deal import Contact, Deal, DealSketch, DealState
from domain.deal_facts import DealFacts
from domain.facts import Answer, Exchange, Fact, Meeting, Review, Step, StepEnding, Visit, Waiver
from domain.process import AppliedProcess


class Deals(Protocol):
    """Deals as they are now."""

    def get(self, deal: str) -> Deal | None: ...
    def by_external_ids(self, externals: Sequence[str]) -> Mapping[str, Deal]:
        """Those that came with an import under these ids."""
        ...

    def add(self, deal: Deal) -> None: ...
    def save(self, deal: Deal) -> Deal:
        """Replace, if the stored version is still `deal.version`; what is returned carries the next version.

        Raises Conflict when somebody changed the deal in between.
        """
        ...

    def look_again(self, deal: str, at: datetime | None) -> None:
        """Set attention_at alone. No change of the deal: its version stays."""
        ...

    def sense(self, deal: Deal) -> None:
        """Set the signs alone, unless somebody changed the deal since it was read. Its version stays."""
        ...

    def open_of(self, owner: str) -> Sequence[Deal]:
        """Open deals of a person, earliest next step first, those without one before."""
        ...

    def owned_by(self, owners: Sequence[str]) -> Sequence[Deal]:
        """Open deals of several people."""
        ...

    def due_owners(self, now: datetime) -> Mapping[str, int]:
        """How many deals with attention_at <= now each owner has, who has waited longest first; found by the index."""
        ...

    def due_of(self, owners: Sequence[str], now: datetime) -> Sequence[Deal]:
        """Their deals with attention_at <= now, the one that waited longest first; found by the index.

        They are this work's own until it ends: nobody else changes them, and another process's due_of leaves them out.
        """
        ...

    def stepping_by(self, owner: str, day: date) -> Sequence[Deal]:
        """The owner's open deals whose next step is due on `day` or before, the earliest first; found by the index."""
        ...

    def due_ids(self, owners: Sequence[str], now: datetime) -> Sequence[str]:
        """The ids of the same deals, which are this work's own too. Nothing else of them is read, so a broken one is
        among them."""

    def ended_since(self, owners: Sequence[str], at: datetime) -> Sequence[Deal]:
        """Won and lost deals of several people that ended at `at` or later, the latest first; found by the index."""
        ...

    def mentioned(self, text: str, person: str) -> Sequence[DealSketch]:
        """Deals a text may speak of: all open ones of the person, the person's ended ones and everybody else's whose
        account, name or contact resembles something in the text."""
        ...

    def count(self) -> int:
        """How many deals there are, ended ones included."""
        ...

    def prospects_of(self, owner: str) -> Sequence[Deal]:
        """A person's prospects, the one that waited longest first."""
        ...

    def open_in(self, process: str, stage: str) -> Sequence[Deal]:
        """Open deals and prospects in a stage, by account."""
        ...

    def stages_in_use(self) -> Mapping[tuple[str, str], int]:
        """How many open deals and prospects are in each (process, stage)."""
        ...

    def each_open(self, after: str, most: int) -> Sequence[Deal]:
        """Open deals in the order of their ids, those with an id greater than `after`: for going through them all."""
        ...

    def each(self, after: str, most: int) -> Sequence[Deal]:
        """The same for all deals, whatever their state."""
        ...

    def days_to_end(self, process: str, state: DealState, most: int) -> Sequence[int]:
        """Whole days from opening to the end of the deals of a process that ended so, the latest ended first."""
        ...


class Contacts(Protocol):
    """People at the customers."""

    def of(self, account: str) -> Sequence[Contact]: ...
    def of_all(self, accounts: Sequence[str]) -> Mapping[str, Sequence[Contact]]:
        """The same for many accounts at once; every account is a key, written as it was asked for."""
        ...

    def get(self, contact: str) -> Contact | None: ...
    def add(self, contact: Contact) -> None: ...


class Facts(Protocol):
    """Everything append-only about deals. What belongs to an undone act is never returned."""

    def add(self, *facts: Fact) -> None: ...
    def meetings(self, deal: str) -> Sequence[Meeting]:
        """The latest first."""

    def meetings_of(self, deals: Sequence[str], since: datetime) -> Mapping[str, Sequence[Meeting]]:
        """Those of many deals that were told since then, the latest first; every deal is a key."""

    def step(self, step: str) -> Step | None: ...
    def steps(self, deal: str) -> Sequence[tuple[Step, StepEnding | None]]:
        """In the order they were set, each with its end."""

    def steps_of(self, deals: Sequence[str], since: datetime) -> Mapping[str, Sequence[tuple[Step, StepEnding | None]]]:
        """The same for many deals at once, without those that ended before then; every deal is a key."""

    def answers(self, deal: str) -> Sequence[Answer]:
        """The latest first, all of them."""

    def answers_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Answer]]:
        """The same for many deals at once; every deal is a key."""

    def standing_of(self, deals: Sequence[str]) -> Mapping[str, DealFacts]:
        """What the signs of many deals are worked out of, together; every deal is a key."""

    def visits(self, deal: str) -> Sequence[Visit]:
        """In the order they happened."""

    def visits_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Visit]]:
        """The same for many deals at once; every deal is a key."""

    def waivers(self, deal: str) -> Sequence[Waiver]:
        """In the order they happened."""

    def waived_lately(self, owners: Sequence[str], most: int) -> Sequence[Waiver]:
        """What people passed on the deals of these owners, the latest first. What came with an import is none of it."""

    def exchanges(self, deal: str) -> Sequence[Exchange]:
        """The latest first, all of them."""

    def reviews(self, deal: str) -> Sequence[Review]:
        """The latest first: a deal that was opened again may end again."""

    def reviews_of(self, deals: Sequence[str]) -> Mapping[str, Sequence[Review]]:
        """The same for many deals at once; every deal is a key."""

    def of_deals(self, deals: Sequence[str]) -> Mapping[str, Sequence[Fact]]:
        """Everything that was ever told of many deals, also what was taken back; of each kind in the order it happened.

        Every deal is a key.
        """

    def wrong_assumptions(self, process: str, most: int) -> Mapping[str, int]:
        """How often an assumed answer to each question turned out wrong, in the latest losses of this process that
        told of one.

        What was told last about a deal counts: a review that was corrected does not, nor does a loss that a win came
        after.
        """


class Processes(Protocol):
    """The processes as the deals know them."""

    def applied(self) -> Sequence[AppliedProcess]: ...
    def apply(self, process: AppliedProcess) -> None:
        """Remember; in place of the version before."""
        ...
