"""A standup's plan in the chat: shown beside what app.yaml says, changed in a form, added, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from domain.chat import Block, Choice, Facts, Incoming, Reply, Style
from domain.errors import NotAllowed, NotFound
from domain.ports import Work
from domain.settings import StandupPlan, Team
from domain.standup import Arrangement
from domain.standup_plans import Planned, facilitator_of
from domain.words import Listed, Message, Words, msg, msgs
from handlers.replies import buttons, say
from handlers.settings import LANGUAGES
from handlers.speaker import speaker
from handlers.standup.arranged import arrange, when_next
from handlers.standup.named import Chair, chair_of, may_set_up, the_one
from handlers.weekdays import say_days


def show(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: how it is planned, and where that is not what app.yaml says."""
    chair = chair_of(the_one(incoming, work), incoming, work)
    return [say(*_shown(chair), _ways(chair), private=True)]


def _shown(chair: Chair) -> Iterator[Words | Facts]:
    one, work = chair.one, chair.work
    yield msg("**{standup}.** {when}", standup=chair.name, when=when_next(work, one, chair.at))
    yield Facts(tuple(facts_of(one, work, chair.person.language)))
    file = in_file(one.team, one.plan.key)
    if file is None:
        yield msg("It was added here in the chat; app.yaml has nothing of it.")
    elif one.said.plan is not None or one.said.facilitator:
        yield msg("It was changed here in the chat. In app.yaml it says:")
        there = Planned(one.team, file, Arrangement(one.team.key, file.key))
        here = set(facts_of(one, work, chair.person.language))
        yield Facts(tuple(fact for fact in facts_of(there, work, chair.person.language) if fact not in here))


def in_file(team: Team, key: str) -> StandupPlan | None:
    """The plan as app.yaml has it; None when it was added in the chat."""
    return next((plan for plan in team.standups if plan.key == key), None)


def facts_of(one: Planned, work: Work, language: str) -> Iterator[tuple[Words, Words]]:
    """A plan, a name and a value a line."""
    plan, leads = one.plan, facilitator_of(work, one)
    if plan.name:
        yield msg("Name"), plan.name
    yield msg("Days"), say_days(plan.days, language)
    yield msg("Time"), f"{plan.at:%H:%M}–{plan.until:%H:%M}"
    yield msg("Time zone"), plan.zone
    yield msg("The channel's language"), LANGUAGES.get(plan.language, plan.language)
    questions = Listed(tuple(question.text for question in plan.questions))
    yield msg("Questions"), msg("{questions}", questions=questions) if plan.questions else msg("None")
    yield msg("Led by"), leads.name if leads else msg("nobody")
    yield msg("Reminder"), _minutes_before(plan.remind)
    yield msg("For each deal"), msgs("{n} minute", "{n} minutes", plan.talk)


def _minutes_before(minutes: int) -> Message:
    if not minutes:
        return msg("None")
    return msgs("{n} minute before the end", "{n} minutes before the end", minutes)


def _ways(chair: Chair) -> Block | None:
    one, id = chair.one, chair.id
    sets_up = may_set_up(chair.work, chair.person, one.team)
    file = in_file(one.team, one.plan.key)
    changed = file is not None and (one.said.plan is not None or one.said.facilitator)
    return buttons(
        Choice(msg("Change"), "standup.plan", id),
        Choice(msg("As in app.yaml"), "standup.file", id) if changed else None,
        Choice(msg("Another standup"), "standup.new", f"{one.team.key}:") if sets_up else None,
        Choice(msg("Remove it"), "standup.remove", id) if sets_up else None,
    )


def as_in_file(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: what was changed in the chat holds no more; a pause stays."""
    chair = chair_of(the_one(incoming, work), incoming, work)
    if in_file(chair.one.team, chair.one.plan.key) is None:
        raise NotFound(msg("app.yaml has nothing of that standup. Nothing was changed."))
    after = replace(chair.one.said, plan=None, facilitator="")
    return arrange(chair, after, msg("**{standup}** is as in app.yaml again.", standup=chair.name))


def ask_remove(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: really?"""
    chair = _setting_up(incoming, work)
    yes = Choice(msg("Remove it"), "standup.removed", chair.id, style=Style.DANGER)
    asked = msg("Remove **{standup}**? What was said in it stays; a pause would do for a while.", standup=chair.name)
    return [say(asked, buttons(yes, Choice(msg("Pause"), "standup.pause", chair.id)), private=True)]


def remove(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: there is no such standup any more."""
    chair = _setting_up(incoming, work)
    return arrange(chair, replace(chair.one.said, removed=True), msg("**{standup}** is removed.", standup=chair.name))


def _setting_up(incoming: Incoming, work: Work) -> Chair:
    one = the_one(incoming, work)
    if not may_set_up(work, speaker(incoming, work), one.team):
        raise NotAllowed(msg("The team's manager arranges that. Nothing was changed."))
    return chair_of(one, incoming, work)
