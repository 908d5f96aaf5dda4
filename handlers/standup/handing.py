"""Who leads a standup: handed over to somebody of the team, or to its manager."""

from __future__ import annotations

from dataclasses import replace

from domain.chat import Ask, Choice, Field, FieldKind, Incoming, Option, Reply
from domain.errors import NotFound
from domain.person import Person
from domain.ports import Work
from domain.rights import has_left
from domain.settings import Team
from domain.standup_plans import facilitator_of
from domain.words import msg
from handlers.parse import Filled
from handlers.replies import buttons, say
from handlers.standup.arranged import arrange
from handlers.standup.mine import belongs
from handlers.standup.named import Chair, chair_of, teams_of, the_one
from handlers.turn import form_of, pick_of
from handlers.unasked import leave_word

_NOBODY = msg("Only somebody of the team, or its manager, can lead it. Nothing was changed.")


def could_lead(work: Work, team: Team) -> list[Person]:
    """The team's people and whoever leads it, by their names."""
    known = (one for one in work.persons.all() if one.email and not has_left(one, work.settings))
    return sorted((one for one in known if belongs(one, team.key, work)), key=lambda one: one.name)


def called(work: Work, person: Person, name: str) -> str:
    """Whom a name means among those who could lead a standup of the person's: their id, else the name as it is."""
    known = {one.id: one for team in teams_of(work, person) for one in could_lead(work, team)}
    fits = [one.id for one in known.values() if name.casefold() in (one.name.casefold(), one.first_name.casefold())]
    return fits[0] if len(fits) == 1 else name


def hand_over(incoming: Incoming, work: Work) -> list[Reply]:
    """The button; its pick is who leads it from now on. Without one, the form asks."""
    chair = chair_of(the_one(incoming, work), incoming, work)
    if not pick_of(incoming):
        return _ask(chair)
    who = next((one for one in could_lead(work, chair.one.team) if one.id == pick_of(incoming)), None)
    if who is None:
        raise NotFound(_NOBODY)
    return _handed(chair, who)


def _ask(chair: Chair) -> list[Reply]:
    now = facilitator_of(chair.work, chair.one)
    options = tuple(Option(who.id, who.name) for who in could_lead(chair.work, chair.one.team))
    to = Field("to", msg("Who leads it?"), FieldKind.CHOICE, now.id if now else "", options, required=True)
    return [Ask("standup.handed", chair.name, (to,), chair.id, msg("Hand over"))]


def save_whom(incoming: Incoming, work: Work) -> list[Reply]:
    """The sent form."""
    chair = chair_of(the_one(incoming, work), incoming, work)
    filled = Filled(form_of(incoming), chair.person, chair.at)
    who = next((one for one in could_lead(work, chair.one.team) if one.id == filled.form.get("to")), None)
    if who is None:
        filled.wrong("to", _NOBODY)
        return filled.refusal()
    return _handed(chair, who)


def _handed(chair: Chair, who: Person) -> list[Reply]:
    after = replace(chair.one.said, facilitator=who.id)
    if after != chair.one.said and who.id != chair.person.id:
        word = msg("{who} has handed **{standup}** over to you.", who=chair.person.name, standup=chair.name)
        show = Choice(msg("Show it"), "standup.look", chair.id)
        leave_word(chair.work, who, f"standup-handed:{chair.work.new_id()}", chair.at, say(word, buttons(show)))
    return arrange(chair, after, msg("{who} leads **{standup}** from now on.", who=who.name, standup=chair.name))
