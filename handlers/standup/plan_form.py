"""A standup's plan as a form: changed, or added to a team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from domain.chat import Ask, Choice, Facts, Field, FieldKind, Incoming, Option, Reply
from domain.errors import NotAllowed, NotFound
from domain.ports import Work
from domain.settings import StandupPlan, Team
from domain.standup import Arrangement
from domain.standup_plans import Planned, facilitator_of, planned
from domain.words import Message, msg
from handlers.parse import Filled
from handlers.replies import buttons, say
from handlers.settings import LANGUAGES
from handlers.speaker import speaker
from handlers.standup.arranged import arrange
from handlers.standup.handing import could_lead
from handlers.standup.named import Chair, chair_of, may_set_up, name_of, one_of, teams_of, the_one
from handlers.standup.plan_fields import filled_plan, questions_as_lines
from handlers.standup.plans import facts_of, in_file
from handlers.turn import form_of, id_of
from handlers.weekdays import say_days

NEW = frozenset({"new", "add", "ny", "lägg till"})
"""What follows the command to add a standup."""
_OFFERED = 5


def ask_plan(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: the form, with what holds now."""
    chair = chair_of(the_one(incoming, work), incoming, work)
    return [_form(chair, chair.name)]


def choose_team(incoming: Incoming, work: Work) -> list[Reply]:
    """The command: for which team?"""
    person = speaker(incoming, work)
    teams = [team for team in teams_of(work, person) if may_set_up(work, person, team)]
    if not teams:
        raise NotAllowed(msg("The team's manager arranges that. Nothing was changed."))
    if len(teams) == 1:
        return _ask_new(teams[0], incoming, work)
    options = (Choice(team.name, "standup.new", f"{team.key}:") for team in teams[:_OFFERED])
    return [say(msg("For which team?"), buttons(*options), private=True)]


def ask_new(incoming: Incoming, work: Work) -> list[Reply]:
    """The button of a team: the form, for one more standup."""
    return _ask_new(_team(id_of(incoming), incoming, work), incoming, work)


def _team(id: str, incoming: Incoming, work: Work) -> Team:
    person, key = speaker(incoming, work), id.partition(":")[0]
    team = next((one for one in teams_of(work, person) if one.key == key), None)
    if team is None:
        raise NotFound(msg("I don't find that team any more. Nothing was changed."))
    if not may_set_up(work, person, team):
        raise NotAllowed(msg("The team's manager arranges that. Nothing was changed."))
    return team


def _ask_new(team: Team, incoming: Incoming, work: Work) -> list[Reply]:
    if not team.channel:
        raise NotFound(msg("{team} has no channel in app.yaml, and a standup is in the channel.", team=team.name))
    new = _new(team, work.new_id(), work)
    return [_form(Chair(work, speaker(incoming, work), incoming.at, new), msg("A new standup"))]


def _new(team: Team, key: str, work: Work) -> Planned:
    """One that is not there yet: like the team's first one, else on Mondays at nine."""
    company, first = work.settings.company, next(iter(planned(work, team)), None)
    plain = StandupPlan(key, "", (0,), time(9), time(10), company.zone, company.languages[0], ())
    like = replace(first.plan, key=key, name="") if first else plain
    return Planned(team, like, Arrangement(team.key, key, removed=True))


def _form(chair: Chair, title: Message) -> Ask:
    return Ask("standup.planned", title, tuple(_fields(chair)), chair.id, msg("Save"))


def _fields(chair: Chair) -> Iterator[Field]:
    plan, work, language = chair.one.plan, chair.work, chair.person.language
    languages = tuple(Option(key, LANGUAGES.get(key, key)) for key in work.settings.company.languages)
    people = tuple(Option(one.id, one.name) for one in could_lead(work, chair.one.team))
    leads = facilitator_of(work, chair.one)
    lines, each = msg("One on each line; empty asks nothing."), msg("Such as mon-fri, or mon wed thu.")
    yield Field("name", msg("Name"), value=plan.name, hint=msg("To tell it from others; it may be empty."))
    yield Field("days", msg("Days"), value=say_days(plan.days, language), required=True, hint=each)
    yield Field("start", msg("Opens at"), FieldKind.CLOCK, f"{plan.at:%H:%M}", required=True)
    yield Field("end", msg("Ends at"), FieldKind.CLOCK, f"{plan.until:%H:%M}", required=True)
    yield Field("zone", msg("Time zone"), value=plan.zone, required=True, hint=msg("Such as Europe/Stockholm."))
    yield Field("language", msg("The channel's language"), FieldKind.CHOICE, plan.language, languages, required=True)
    yield Field("questions", msg("Questions"), FieldKind.TEXT, questions_as_lines(plan, language), hint=lines)
    yield Field("to", msg("Who leads it?"), FieldKind.CHOICE, leads.id if leads else "", people)
    yield Field("remind", msg("Reminder, minutes before the end"), value=str(plan.remind), hint=msg("0 for none."))
    yield Field("talk", msg("Minutes for each deal"), value=str(plan.talk))


def save_plan(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form: the plan is changed, or there is one more."""
    form, person = form_of(incoming), speaker(incoming, work)
    known = one_of(work, form.id)
    chair = chair_of(the_one(incoming, work), incoming, work) if known else _adding(form.id, incoming, work)
    filled = Filled(form, person, incoming.at)
    plan = filled_plan(filled, chair.one, work)
    if filled.errors:
        return filled.refusal()
    # Who leads stands in the form, so that what was handed over before is settled with it.
    holds = None if plan == in_file(chair.one.team, plan.key) else plan
    after = replace(chair.one.said, plan=holds, facilitator="", removed=False)
    now = replace(chair.one, plan=plan, said=after)
    said = msg("**{standup}** is planned like this:", standup=name_of(now))
    return arrange(chair, after, said, Facts(tuple(facts_of(now, work, person.language))))


def _adding(id: str, incoming: Incoming, work: Work) -> Chair:
    """One more standup, under the key that its form was opened with, so that it is added once."""
    team, (_, _, key) = _team(id, incoming, work), id.partition(":")
    if not key:
        raise NotFound(msg("There was no form with that. Nothing was changed."))
    return Chair(work, speaker(incoming, work), incoming.at, _new(team, key, work))
