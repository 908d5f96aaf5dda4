"""app.yaml, read once: one frozen object without holes. Lists are tuples in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from domain.person import Hours, Role
from domain.process import Give, Process, Question, Take
from domain.samples import SampleDeal
from domain.words import Texts


@dataclass(frozen=True, slots=True)
class Company:
    """The tenant."""

    key: str
    name: str
    zone: str
    country: str
    currency: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A person as app.yaml gives them, defaults filled in."""

    email: str
    name: str
    role: Role
    team: str
    language: str
    zone: str
    country: str
    hours: Hours


@dataclass(frozen=True, slots=True)
class Digest:
    """What a team's manager gets: on these weekdays (Monday is 0) at a time of day where the manager is.

    `to` is "manager" or "channel".
    """

    days: tuple[int, ...]
    at: time
    to: str


@dataclass(frozen=True, slots=True)
class StandupQuestion:
    """What everybody is asked in a standup besides what their deals tell."""

    key: str
    text: Texts


@dataclass(frozen=True, slots=True)
class StandupPlan:
    """When a team's standup is, and how: on these weekdays (Monday is 0) from `at` to `until`, by the clocks of `zone`.

    `key` tells a team's standups apart; one without a `name` goes by what it is. `language` is the channel's.
    `facilitator` is the address of who leads it, empty for the manager. Who has not answered is reminded `remind`
    minutes before the end, 0 for never; a deal gets `talk` minutes when deals are walked.
    """

    key: str
    name: str
    days: tuple[int, ...]
    at: time
    until: time
    zone: str
    language: str
    questions: tuple[StandupQuestion, ...]
    facilitator: str = ""
    remind: int = 20
    talk: int = 3


@dataclass(frozen=True, slots=True)
class Team:
    """Persons with a manager, a channel and a default process.

    `sees` is whose deals a rep may look at (own, team or company), `edits` whose they may change (own or team).
    """

    key: str
    name: str
    manager: str
    channel: str
    process: str
    sees: str
    edits: str = "own"
    digests: tuple[Digest, ...] = ()
    standups: tuple[StandupPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A nudge rule: said `after` working days, repeated every `again` working days; 0 and `on=False` switch it off.

    `level` is the number that a rule counts to: the percent of a stage's days of `stage_advice`, the times of
    `close_date_pushed`, the working days before its end of `pause_ending`. `escalate` is after how many unanswered
    working days the manager is asked to help, 0 for never.
    """

    concern: str
    on: bool
    after: int
    again: int
    level: int = 0
    escalate: int = 0


@dataclass(frozen=True, slots=True)
class Nudges:
    """How much the coach may say unasked.

    `of_process` are the rules that differ in a process. `held_back` is the share of episodes (percent) that are never
    said, to learn whether saying helps. `brief`: the morning's message begins with the day's meetings and steps.
    """

    at_most: int
    rules: tuple[Rule, ...]
    of_process: tuple[tuple[str, tuple[Rule, ...]], ...] = ()
    held_back: int = 0
    brief: bool = True

    def rule(self, concern: str, process: str = "") -> Rule:
        """The rule for a concern in a process; one that app.yaml does not name is off."""
        own = next((rules for key, rules in self.of_process if key == process), ())
        named = (rule for rule in (*own, *self.rules) if rule.concern == concern)
        return next(named, Rule(concern, False, 0, 0))

    def in_force(self, process: str) -> dict[str, Rule]:
        """The rules that are on in a process, by their concern."""
        rules = {rule.concern: rule for rule in self.rules if rule.on}
        own = next((rules for key, rules in self.of_process if key == process), ())
        for rule in own:
            rules.pop(rule.concern, None)
            if rule.on:
                rules[rule.concern] = rule
        return rules


@dataclass(frozen=True, slots=True)
class ImportMap:
    """How a file is read. `columns` are our field -> its column, `stages` its word -> our stage, "won" or "lost".

    `opens_in` is the stage in which a deal was on the day it was opened. `currency` stands for rows that name none.
    `day_first` and `decimal` ("," or ".") settle what 1/2/2018 and 1,234 mean; None and "" leave it to the file.
    """

    file: str
    columns: tuple[tuple[str, str], ...]
    stages: tuple[tuple[str, str], ...]
    process: str
    opens_in: str = ""
    currency: str = ""
    day_first: bool | None = None
    decimal: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it. `moved_twice` is the question to ask once a customer has moved a step twice in a row, or empty."""

    company: Company
    teams: tuple[Team, ...]
    people: tuple[Member, ...]
    questions: tuple[Question, ...]
    processes: tuple[Process, ...]
    nudges: Nudges
    contact_roles: tuple[tuple[str, Texts, tuple[str, ...]], ...]
    imports: tuple[ImportMap, ...] = ()
    sample_deals: tuple[SampleDeal, ...] = ()
    gives: tuple[Give, ...] = ()
    takes: tuple[Take, ...] = ()
    moved_twice: str = ""

    def team(self, key: str) -> Team | None:
        """The team by its key, or None."""
        return next((team for team in self.teams if team.key == key), None)

    def process(self, key: str) -> Process | None:
        """The process by its key, or None."""
        return next((process for process in self.processes if process.key == key), None)

    def home(self, process: str, stage: str) -> tuple[Process, str] | None:
        """Where the deals of a stage belong: there, or where a `was` says; None when app.yaml does not say."""
        found = self.process(process) or next((one for one in self.processes if process in one.was), None)
        if found is None:
            return None
        now = stage if found.stage(stage) else dict(found.renamed).get(stage)
        return (found, now) if now is not None else None

    def question(self, key: str) -> Question | None:
        """The question by its key, or None. Exit criteria and the lines of prospecting templates are questions too."""
        found = next((question for question in self.questions if question.key == key), None)
        return found or next((one for one in self._answered_alike() if one.key == key), None)

    def _answered_alike(self) -> Iterator[Question]:
        for process in self.processes:
            for stage in process.stages:
                for criterion in stage.leaves_when:
                    yield Question(criterion.question, criterion.text, stage.purpose, criterion.text, 0)
            for line in process.fit:
                yield Question(line.question, line.text, line.text, line.text, 0)

    def give(self, key: str) -> Give | None:
        """Something customers ask of us, by its key, or None."""
        return next((give for give in self.gives if give.key == key), None)

    def take(self, key: str) -> Take | None:
        """Something we may ask of the customer, by its key, or None."""
        return next((take for take in self.takes if take.key == key), None)
