"""A team's standups, as app.yaml gives them."""

from __future__ import annotations

from datetime import time

from bot.settings.nodes import Section, Spot
from bot.settings.texts import texts_at
from bot.settings.values import WEEKDAYS, clock, email, key, one_of, text, whole, zone
from domain.settings import Company, StandupPlan, StandupQuestion
from domain.words import Texts

HELP = StandupQuestion("help", Texts((("en", "Where do you need help?"), ("sv", "Var behöver du hjälp?"))))
"""What is asked where app.yaml names no question."""
_REMIND = 20
_TALK = 3


def standups_from(team: Section, company: Company) -> tuple[StandupPlan, ...]:
    """One standup, or a list of them, each with a key of its own."""
    given = team.get("standup")
    if given is None:
        return ()
    spots = given.items() if given.is_list else (given,)
    if team.get("channel") is None:
        given.wrong("a standup is in the team's channel, and the team names none.")
    plans: list[StandupPlan] = []
    for number, spot in enumerate(spots, 1):
        plan = _plan(spot, company, number)
        if any(plan.key == one.key for one in plans):
            spot.wrong(f"there is a standup {plan.key} in the team already; give this one a key of its own.")
        plans.append(plan)
    return tuple(plans)


def _plan(spot: Spot, company: Company, number: int) -> StandupPlan:
    section = spot.section()
    name = "pipeline" if number == 1 else f"pipeline_{number}"
    given = section.items("days")
    if not section.missing and not given:
        spot.wrong("days belongs here, as in days: [mon, wed].")
    days = {WEEKDAYS.index(item.read(one_of(WEEKDAYS, "weekday"), "mon")) for item in given}
    opens = section.need("at", clock, time(9))
    until = section.need("answers_until", clock, time(10))
    if until <= opens and not section.missing:
        spot.wrong(f"answers_until is {until:%H:%M}, which is not after {opens:%H:%M}.")
    return StandupPlan(
        key=section.take("key", key, name),
        name=section.take("name", text, ""),
        days=tuple(sorted(days)),
        at=opens,
        until=until,
        zone=section.take("zone", zone, company.zone),
        language=section.take("language", one_of(company.languages, "language of the company"), company.languages[0]),
        questions=_questions(section, company),
        facilitator=section.take("facilitator", email, ""),
        remind=section.take("remind_before", whole(0, 240), _REMIND),
        talk=section.take("minutes_per_deal", whole(1, 30), _TALK),
    )


def _questions(section: Section, company: Company) -> tuple[StandupQuestion, ...]:
    """An empty list asks nothing."""
    if section.get("questions") is None:
        return (HELP,)
    return tuple(
        StandupQuestion(below.key_as(key, name), texts_at(below, company))
        for name, below in section.entries("questions")
    )
