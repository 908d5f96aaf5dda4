"""The deals that an empty database starts with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.settings.nodes import Beside, Section, Spot
from bot.settings.sample_facts import answer_from, end_from, exchange_from, meeting_from, step_from
from bot.settings.values import amount, currency, days_ago, key, one_of, relative_day, text
from domain.process import Process
from domain.samples import SampleClose, SampleContact, SampleDeal, SampleHandover, SamplePause, SampleVisit
from domain.settings import Settings


def sample_deals_from(top: Section, settings: Settings, beside: Beside) -> tuple[SampleDeal, ...]:
    """All of them, in the order of the file, which may be one of their own."""
    spot = top.get("sample_deals")
    if spot is not None and spot.is_text:
        spot = beside(spot)
    return () if spot is None else tuple(_Reading(below, settings).deal(name) for name, below in spot.entries())


@dataclass(frozen=True, slots=True)
class _Reading:
    """One deal, being read."""

    spot: Spot
    settings: Settings

    def deal(self, name: str) -> SampleDeal:
        section = self.spot.section()
        owner = section.need("owner", one_of((member.email for member in self.settings.people), "person"), "")
        process = self._process(section, self._usual_process(owner))
        contacts = self._contacts(section)
        met = one_of((contact.name for contact in contacts), "contact of this deal")
        visits = self._visits(section, process)
        answers = tuple(answer_from(below.section(), met, self.settings) for below in section.items("known"))
        return SampleDeal(
            key=self.spot.key_as(key, name),
            account=section.need("account", text, ""),
            name=section.take("name", text, ""),
            owner=owner,
            process=process.key if process else "",
            opened_days_ago=_opened(section, visits),
            visits=visits,
            amount=section.take("amount", amount, None),
            currency=section.take("currency", currency, self.settings.company.currency),
            area=section.take("product_area", text, ""),
            contacts=contacts,
            steps=tuple(step_from(below) for below in section.items("steps")),
            answers=answers,
            meetings=tuple(meeting_from(below.section(), met) for below in section.items("meetings")),
            exchanges=tuple(one for below in section.items("exchanges") for one in exchange_from(below, met)),
            waived=_waived(section, process),
            fit=_fit(section, process),
            end=end_from(section, process, met, answers),
            pause=_pause(section),
            closes=tuple(_close(below.section()) for below in section.items("closes")),
            handed_over=_handed_over(section),
        )

    def _process(self, section: Section, usual: str) -> Process | None:
        known = one_of((process.key for process in self.settings.processes), "process")
        return self.settings.process(section.take("process", known, usual))

    def _usual_process(self, owner: str) -> str:
        """The one of the owner's team."""
        member = next((member for member in self.settings.people if member.email == owner), None)
        team = self.settings.team(member.team) if member else None
        return team.process if team else ""

    def _contacts(self, section: Section) -> tuple[SampleContact, ...]:
        """Names with their roles, or a list of names alone."""
        spot = section.get("contacts")
        if spot is None:
            return ()
        if spot.is_list:
            return tuple(SampleContact(item.read(text, ""), "") for item in spot.items())
        roles = one_of((role for role, _, _ in self.settings.contact_roles), "contact role")
        return tuple(SampleContact(name, below.read(roles, "")) for name, below in spot.entries())

    def _visits(self, section: Section, process: Process | None) -> tuple[SampleVisit, ...]:
        """The stages it came to, those of the process it was in before first."""
        now, spot = _stages(section, process), section.get("came_from")
        if spot is None or not now:
            return now
        before = spot.section()
        other = self._process(before, "")
        if other is None:
            before.required("process")
        names = tuple((old, new.read(_stage_of(process), "")) for old, new in before.entries("as"))
        return (*_stages(before, other), replace(now[0], mapped=names), *now[1:])


def _stages(section: Section, process: Process | None) -> tuple[SampleVisit, ...]:
    spot = section.get("stages")
    if spot is None or process is None:
        return ()
    known = _stage_of(process)
    visits = [SampleVisit(process.key, at.key_as(known, stage), at.read(days_ago, 0)) for stage, at in spot.entries()]
    days = [visit.days_ago for visit in visits]
    if days != sorted(days, reverse=True):
        spot.wrong("a deal comes to one stage after the other, so the days go from the longest ago to the latest.")
    return tuple(visits)


def _opened(section: Section, visits: tuple[SampleVisit, ...]) -> int:
    """Since when there is the deal; a prospect has no stage that tells."""
    if not visits:
        return section.need("opened", days_ago, 0)
    opened = section.take("opened", days_ago, visits[0].days_ago)
    if opened < visits[0].days_ago:
        section.spot.wrong("it cannot have been in its stages for longer than it has been open.")
    return opened


def _stage_of(process: Process | None) -> Callable[[str], str]:
    return one_of((stage.key for stage in process.stages) if process else (), "stage in this process")


def _waived(section: Section, process: Process | None) -> tuple[tuple[str, str], ...]:
    spot = section.get("waived")
    known = _stage_of(process)
    return tuple((why.key_as(known, stage), why.read(text, "")) for stage, why in spot.entries()) if spot else ()


def _fit(section: Section, process: Process | None) -> tuple[tuple[str, bool], ...]:
    spot = section.get("fit")
    known = one_of((line.key for line in process.fit) if process else (), "line in this template")
    yes = one_of(("yes", "no"), "answer")
    return (
        tuple((said.key_as(known, line), said.read(yes, "") == "yes") for line, said in spot.entries()) if spot else ()
    )


def _pause(section: Section) -> SamplePause | None:
    spot = section.get("paused")
    if spot is None:
        return None
    pause = spot.section()
    until = pause.need("until", relative_day, 0)
    return SamplePause(pause.need("when", days_ago, 0), until, pause.need("because", text, ""))


def _close(section: Section) -> SampleClose:
    return SampleClose(section.need("when", days_ago, 0), section.need("on", relative_day, 0))


def _handed_over(section: Section) -> SampleHandover | None:
    spot = section.get("handed_over")
    if spot is None:
        return None
    over = spot.section()
    return SampleHandover(over.need("from", text, ""), over.need("when", days_ago, 0))
