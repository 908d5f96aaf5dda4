"""The deals that an empty database starts with."""

from __future__ import annotations

from bot.settings.nodes import Beside, Section, Spot
from bot.settings.values import amount, clock, currency, days_ago, key, one_of, relative_day, text
from domain.facts import Agreed, Grounds
from domain.process import Process
from domain.settings import (
    SampleAnswer,
    SampleContact,
    SampleDeal,
    SampleEnd,
    SampleMeeting,
    SampleStep,
    Settings,
)

_GROUNDS = tuple(grounds.value for grounds in Grounds)
_AGREED = tuple(agreed.value for agreed in Agreed)


def sample_deals_from(top: Section, settings: Settings, beside: Beside) -> tuple[SampleDeal, ...]:
    """All of them, in the order of the file, which may be one of their own."""
    spot = top.get("sample_deals")
    if spot is not None and spot.is_text:
        spot = beside(spot)
    return () if spot is None else tuple(_deal(name, below, settings) for name, below in spot.entries())


def _deal(name: str, spot: Spot, settings: Settings) -> SampleDeal:
    section = spot.section()
    owner = section.need("owner", one_of((member.email for member in settings.people), "person"), "")
    process = _process(section, owner, settings)
    contacts = _contacts(section, settings)
    names = tuple(contact.name for contact in contacts)
    opened = section.need("opened", days_ago, 0)
    entered = section.take("stage_since", days_ago, opened)
    if entered > opened:
        spot.wrong("it cannot have been in its stage for longer than it has been open.")
    return SampleDeal(
        key=spot.key_as(key, name),
        account=section.need("account", text, ""),
        name=section.take("name", text, ""),
        owner=owner,
        process=process.key if process else "",
        stage=section.need("stage", one_of(_stages(process), "stage in this process"), ""),
        amount=section.take("amount", amount, None),
        currency=section.take("currency", currency, settings.company.currency),
        area=section.take("product_area", text, ""),
        opened_days_ago=opened,
        stage_days_ago=entered,
        contacts=contacts,
        step=_step(section),
        answers=tuple(_answer(below.section(), names, settings) for below in section.items("known")),
        meetings=tuple(_meeting(below.section(), names) for below in section.items("meetings")),
        end=_end(section, process),
    )


def _process(section: Section, owner: str, settings: Settings) -> Process | None:
    """The deal's process, else its owner's team's."""
    member = next((member for member in settings.people if member.email == owner), None)
    team = settings.team(member.team) if member else None
    known = one_of((process.key for process in settings.processes), "process")
    return settings.process(section.take("process", known, team.process if team else ""))


def _stages(process: Process | None) -> tuple[str, ...]:
    return tuple(stage.key for stage in process.stages) if process else ()


def _contacts(section: Section, settings: Settings) -> tuple[SampleContact, ...]:
    """Names with their roles, or a list of names alone."""
    spot = section.get("contacts")
    if spot is None:
        return ()
    if spot.is_list:
        return tuple(SampleContact(item.read(text, ""), "") for item in spot.items())
    roles = one_of((role for role, _, _ in settings.contact_roles), "contact role")
    return tuple(SampleContact(name, below.read(roles, "")) for name, below in spot.entries())


def _step(section: Section) -> SampleStep | None:
    spot = section.get("next_step")
    if spot is None:
        return None
    step = spot.section()
    ours, theirs = step.take("ours", text, ""), step.take("theirs", text, "")
    if not ours and not theirs:
        spot.wrong("a next step has ours, theirs or both.")
    return SampleStep(
        ours=ours,
        theirs=theirs,
        in_days=step.need("due", relative_day, 0),
        agreed=step.take("agreed", one_of(_AGREED, "way of agreeing"), Agreed.NONE.value),
        at=step.take("at", clock, None),
    )


def _answer(section: Section, contacts: tuple[str, ...], settings: Settings) -> SampleAnswer:
    grounds = section.need("grounds", one_of(_GROUNDS, "kind of grounds"), "")
    said_by = section.take("by", one_of(contacts, "contact of this deal"), "")
    if grounds == Grounds.CUSTOMER_SAID.value and not said_by:
        section.spot.wrong("what a customer said has somebody who said it (by).")
    return SampleAnswer(
        question=section.need("question", one_of((one.key for one in settings.questions), "question"), ""),
        value=section.take("answer", text, ""),
        grounds=grounds,
        said_by=said_by,
        days_ago=section.need("when", days_ago, 0),
    )


def _meeting(section: Section, contacts: tuple[str, ...]) -> SampleMeeting:
    met = tuple(item.read(one_of(contacts, "contact of this deal"), "") for item in section.items("with"))
    return SampleMeeting(section.need("when", days_ago, 0), met, section.take("note", text, ""))


def _end(section: Section, process: Process | None) -> SampleEnd | None:
    spot = section.get("ended")
    if spot is None:
        return None
    end = spot.section()
    won = end.need("as", one_of(("won", "lost"), "end"), "lost") == "won"
    reasons = tuple(reason.key for reason in process.lost_reasons) if process else ()
    known = one_of(reasons, "reason in this process")
    return SampleEnd(
        won=won,
        days_ago=end.need("when", days_ago, 0),
        reason="" if won else end.need("reason", known, ""),
        note=end.take("note", text, ""),
    )
