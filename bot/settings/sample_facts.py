"""What happened on a sample deal: its steps, answers, meetings, exchanges and its end."""

from __future__ import annotations

from collections.abc import Callable

from bot.settings.nodes import Section, Spot
from bot.settings.values import clock, days_ago, one_of, relative_day, text
from domain.facts import Agreed, Direction, ExchangeState, Grounds, Outcome, Side, StepEnd
from domain.process import Process
from domain.samples import SampleAnswer, SampleEnd, SampleExchange, SampleMeeting, SampleStep
from domain.settings import Settings

Named = Callable[[str], str]
"""Reads the name of a contact."""

_GROUNDS = one_of((grounds.value for grounds in Grounds), "kind of grounds")
_AGREED = one_of((agreed.value for agreed in Agreed), "way of agreeing")
_ENDS = one_of((end.value for end in StepEnd), "way for a step to end")
_OUTCOMES = one_of((outcome.value for outcome in Outcome), "way for a meeting to come out")
_SIDES = one_of((side.value for side in Side if side.value), "side")
_EVIDENCE = one_of(("signed", "written", "said"), "kind of evidence")


def step_from(spot: Spot) -> SampleStep:
    """A step; without an end it still runs."""
    step = spot.section()
    ours, theirs = step.take("ours", text, ""), step.take("theirs", text, "")
    if not ours and not theirs:
        spot.wrong("a next step has ours, theirs or both.")
    end = step.take("was", _ENDS, "")
    return SampleStep(
        ours=ours,
        theirs=theirs,
        in_days=step.need("due", relative_day, 0),
        agreed=step.take("agreed", _AGREED, Agreed.NONE.value),
        at=step.take("at", clock, None),
        set_days_ago=step.take("when", days_ago, None),
        end=end,
        end_days_ago=step.need("ended", days_ago, 0) if end else 0,
        moved_by=step.take("moved_by", _SIDES, ""),
    )


def answer_from(section: Section, met: Named, settings: Settings) -> SampleAnswer:
    """What is known: what a contact said is the customer's word, anything else needs its grounds or is assumed."""
    said_by = section.take("by", met, "")
    usual = Grounds.CUSTOMER_SAID if said_by else Grounds.ASSUMED
    grounds = section.take("grounds", _GROUNDS, usual.value)
    if grounds == Grounds.CUSTOMER_SAID.value and not said_by:
        section.spot.wrong("what a customer said has somebody who said it (by).")
    return SampleAnswer(
        question=section.need("question", one_of((one.key for one in settings.questions), "question"), ""),
        value=section.take("answer", text, ""),
        grounds=grounds,
        said_by=said_by,
        days_ago=section.need("when", days_ago, 0),
    )


def meeting_from(section: Section, met: Named) -> SampleMeeting:
    """A meeting, held when nothing else is said."""
    return SampleMeeting(
        days_ago=section.need("when", days_ago, 0),
        contacts=tuple(item.read(met, "") for item in section.items("with")),
        note=section.take("note", text, ""),
        outcome=section.take("was", _OUTCOMES, Outcome.HELD.value),
    )


def exchange_from(spot: Spot, met: Named) -> tuple[SampleExchange, ...]:
    """What was asked of us (give) or of them (take), from the day it was asked to the day it was answered."""
    section = spot.section()
    directions = [one.value for one in Direction if one.value in section]
    if len(directions) != 1:
        spot.wrong("either a give or a take belongs here.")
        return ()
    what, who = section.need(directions[0], text, ""), section.take("who", met, "")
    words = section.take("words", text, "")
    states = [state.value for state in ExchangeState if state.value in section]
    if not states:
        spot.wrong("it was asked, granted or refused on some day, as in asked: 9 days ago.")
    return tuple(
        SampleExchange(
            directions[0], what, state, who, section.need(state, days_ago, 0), words if state == states[-1] else ""
        )
        for state in states
    )


def end_from(
    section: Section, process: Process | None, met: Named, answers: tuple[SampleAnswer, ...]
) -> SampleEnd | None:
    """How it ended; None while it has not."""
    spot = section.get("ended")
    if spot is None:
        return None
    end = spot.section()
    won = end.need("as", one_of(("won", "lost"), "end"), "lost") == "won"
    reasons = one_of((reason.key for reason in process.lost_reasons) if process else (), "reason in this process")
    guesses = one_of((one.question for one in answers if one.grounds == Grounds.ASSUMED.value), "assumption here")
    return SampleEnd(
        won=won,
        days_ago=end.need("when", days_ago, 0),
        reason="" if won else end.need("reason", reasons, ""),
        note=end.take("note", text, ""),
        said_by=end.take("by", met, ""),
        wrong=end.take("wrong", guesses, ""),
        competitor=end.take("competitor", text, ""),
        evidence=end.take("evidence", _EVIDENCE, ""),
        reopened_days_ago=end.take("reopened", days_ago, None),
    )
