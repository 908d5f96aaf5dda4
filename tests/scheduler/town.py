"""A company at work: its clock walks, people act, and what reached whom is written down, a line each."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.adapters import Postman
from bot.channels import Closed, not_in
from bot.coach import Answer, Coach
from bot.lanes import Limits
from bot.plain import plain
from bot.words import Speech, text_of
from domain.chat import Act, Ask, Choice, Choices, Divider, Place, Press, Reply, Say, Submit, Text
from domain.nudges import OutboxItem
from domain.person import Person
from domain.ports import Works
from domain.settings import Team
from scheduler.deliver import deliver
from scheduler.sending import Outcome, Sent
from scheduler.tick import tick
from tests.support.builders import ZONE

STRIDE = timedelta(minutes=5)


@dataclass(frozen=True, order=True)
class Line:
    """What happened: the how manieth act it followed, where it was read, what it was."""

    after: int
    where: str
    what: str
    at: datetime


class Town:
    """Everybody reads the coach on one platform. `archived`: the channel of the team is."""

    platform = "test"
    limits = Limits()

    def __init__(self, works: Works, now: datetime) -> None:
        self.now = now
        self.archived = False
        self._works = works
        self._acts = 0
        self._lines: list[Line] = []
        self._screens: dict[str, Say] = {}
        self._reads: dict[str, dict[str, str]] = {}
        self._threads: dict[str, str] = {}
        self._replies: tuple[Reply, ...] = ()
        self._changed = ""
        self._postman = Postman(works, {"test": self}, lambda: self.now)
        with works() as work:
            self._coach = Coach(works, work.settings)
            self._names = {person.first_name for person in work.persons.all()}

    # ---- what a test does ----

    def walk(self, until: datetime, acts: Mapping[datetime, Callable[[], None]]) -> None:
        """A tick every five minutes, and what is due is delivered; people act after the tick of their instant."""
        while self.now < until:
            self._tick()
            for at, act in acts.items():
                if self.now == at:
                    act()
            self.now += STRIDE

    def presses(self, who: str, label: str, channel: str = "") -> None:
        """Somebody presses the button that reads so in the latest message to them, or in a channel."""
        seen, speech = self._screens[channel or who], Speech("en", ZONE, self.now)
        shown = next(one for one in _choices(seen) if text_of(one.label, speech) == label)
        there = f" in {channel}" if channel else ""
        self._act(who, channel, Press(shown.action, shown.id, shown.pick), f"presses “{label}”{there}")

    def fills(self, who: str, channel: str = "", **answers: str) -> None:
        """Somebody sends the form that they were just put."""
        (form,) = (reply for reply in self._replies if isinstance(reply, Ask))
        filled = {field.key: answers.get(field.key, field.value) for field in form.fields}
        what = ", ".join(f"“{answer}”" for answer in answers.values())
        self._act(who, channel, Submit(form.form, form.id, tuple(filled.items())), f"fills the form with {what}")

    def writes(self, who: str, text: str, channel: str = "") -> None:
        """Somebody writes to the coach, or calls it in the thread of its latest message in a channel."""
        there = " in the thread" if channel else ""
        self._act(who, channel, Text(text), f"writes “{text}”{there}")

    def happens(self, what: str) -> None:
        """Something that nobody tells the coach."""
        self._acts += 1
        self._lines.append(Line(self._acts, "", what, self.now))

    @property
    def story(self) -> list[str]:
        """What happened, in order: by the clock in Stockholm, to whom, what."""
        told = []
        for (at, _, what), some in groupby(sorted(self._lines), key=lambda line: (line.at, line.after, line.what)):
            whom = ", ".join(line.where for line in some)
            told.append(f"{at.astimezone(ZoneInfo(ZONE)):%a %H:%M} {whom}{': ' if whom else ''}{what}")
        return told

    def _tick(self) -> None:
        self._acts += 1
        report = tick(self._works, self.now)
        assert not report.failed
        asyncio.run(deliver(self._works, self._send, lambda: self.now))

    def _act(self, who: str, channel: str, act: Act, what: str) -> None:
        self.happens(f"{who} {what}")
        thread = self._threads[channel] if channel and isinstance(act, Text) else ""
        place = Place("test", "", channel or who, thread, direct=not channel)
        with self._works() as work:
            person = next(one for one in work.persons.all() if one.first_name == who)
        self._replies = self._coach.hear(f"{self._acts}", self.now, person, place, act).replies
        self._tick()

    # ---- what a platform does ----

    async def say(self, place: Place, reply: Say, speech: Speech) -> Outcome:
        reference = f"{place.conversation}/{place.thread}/{len(self._reads)}"
        self._reads[reference] = parts = self._parts(plain(reply, speech))
        self._shows(place, reply, parts)
        self._threads[place.conversation] = place.thread or reference
        return Sent(reference, thread=reference)

    async def amend(self, place: Place, reference: str, reply: Say, speech: Speech) -> Outcome:
        before, parts = self._reads[reference], self._parts(plain(reply, speech))
        self._reads[reference] = parts
        self._shows(place, reply, {who: line for who, line in parts.items() if before.get(who) != line})
        return Sent(reference)

    async def channel(self, team: Team) -> Place | Closed | None:
        return not_in(team) if self.archived else Place("test", "", team.channel, direct=False)

    async def find(self, person: Person) -> Place | None:
        return Place("test", "", person.first_name)

    async def tell(self, place: Place, answer: Answer) -> None:
        raise AssertionError("nothing is late here")

    def _parts(self, text: str) -> dict[str, str]:
        """The line of each person in the one message, and first whether the standup is open."""
        lines = {name: line for name in sorted(self._names) for line in text.splitlines() if _is_about(name, line)}
        return {"": "open" if "open until" in text else "ended"} | lines

    def _shows(self, place: Place, reply: Say, parts: Mapping[str, str]) -> None:
        if not place.thread:
            self._screens[place.conversation] = reply
        self._changed = ", ".join(f"{who} {_mark(line)}".strip() for who, line in parts.items())

    async def _send(self, item: OutboxItem, say: Say) -> Outcome:
        outcome = await self._postman.send(item, say)
        if isinstance(outcome, Sent):
            place = outcome.place
            assert place is not None
            where = f"{place.conversation}, thread" if place.thread else place.conversation
            self._lines.append(Line(self._acts, where, self._gist(item, say), self.now))
        return outcome

    def _gist(self, item: OutboxItem, say: Say) -> str:
        kind = item.key.partition(":")[0]
        if kind == "nudge":
            about = {block.about for block in say.blocks if isinstance(block, Divider) and block.about}
            return " and ".join(_morning(about, set(item.episodes)))
        if kind == "edit":
            return f"now reads {self._changed}" if item.channel and self._changed else "the message is edited"
        return f"the standup, {self._changed}" if kind == "standup" else _KINDS[kind]


_KINDS = {"summary": "the summary", "participation": "who took part", "reminder": "reminded", "ask": "asked"}


def _morning(about: set[str], episodes: set[str]) -> Iterator[str]:
    """What one message of the day is about."""
    if about - episodes:
        yield "asked"
    if about & episodes:
        yield "told of a deal"
    if not about:
        yield "told of the day"


def _choices(say: Say) -> list[Choice]:
    return [choice for block in say.blocks if isinstance(block, Choices) for choice in block.options]


def _is_about(name: str, line: str) -> bool:
    """Whether it is somebody's own line, or one that names those who have nothing more to say."""
    together = line.startswith(("✓ Nothing new:", "Not today:"))
    return name == line.split()[0] or (together and name in re.findall(r"\w+", line))


def _mark(line: str) -> str:
    """What a reader sees of it at a glance."""
    if line in {"open", "ended"} or "✓" in line:
        return line if line in {"open", "ended"} else "✓"
    return "?" if "not yet confirmed" in line else "away"
