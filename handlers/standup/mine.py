"""Somebody's own part of a standup: whether they have one, whether it may still be answered, and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.chat import Incoming
from domain.errors import Conflict, NotAllowed, NotFound
from domain.person import Person
from domain.ports import Work
from domain.rights import leads
from domain.standup import How, Part, Phase, Standup
from domain.words import Day, msg
from handlers.speaker import speaker
from handlers.standup.draft import drafts_of
from handlers.standup.redraw import redraw
from handlers.standup.retold import retell_ask

LATELY = 12
"""How many of a team's standups are looked at for the one that is meant."""


@dataclass(frozen=True, slots=True)
class Mine:
    """A person before their own part of a standup at an instant. `part` is kept once they have answered."""

    work: Work
    person: Person
    at: datetime
    standup: Standup
    part: Part

    def answered(self, part: Part) -> Mine:
        """The part as they want it now, kept and shown wherever it is read; the same once more changes nothing.

        Raises Conflict when it was changed since it was read. Does not commit.
        """
        if part == self.part and part.is_answered:
            return self
        return self._kept(replace(part, answered_at=part.answered_at or self.at, changed_at=self.at))

    def back_to(self, before: Part) -> Mine:
        """The part as it was before they said something, unanswered or not. Does not commit."""
        return self._kept(replace(before, version=self.part.version))

    def _kept(self, told: Part) -> Mine:
        """Whoever changes a standup has it alone first, so that nobody waits crosswise. Meanwhile it may have opened,
        or the person was asked; they may not have answered.
        """
        standup = self.work.standups.alone(told.standup)
        if standup is not None:
            _takes_answers(standup, self.work)
        fresh = self.work.standups.part(told.standup, told.person)
        if fresh is None:
            self.work.standups.add_part(told)
            kept = told
        else:
            if fresh.changed_at != self.part.changed_at:
                raise Conflict(msg("Your part was changed just now, so I saved nothing. Look again."))
            asked = replace(told, asks_at=fresh.asks_at, asked_in=fresh.asked_in, reminded=fresh.reminded)
            kept = self.work.standups.save_part(replace(asked, version=fresh.version))
        retell_ask(self.work, self.standup, kept, self.at)
        redraw(self.work, self.standup.id, self.at)
        return replace(self, part=kept)


def mine_of(standup: str, incoming: Incoming, work: Work) -> Mine:
    """The speaker before their part. Raises NotFound, NotAllowed or Conflict with the sentence that says why not."""
    found = work.standups.get(standup)
    if found is None:
        raise NotFound(msg("I don't find that standup any more. Nothing was changed."))
    person = speaker(incoming, work)
    known = work.standups.part(found.id, person.id)
    if known is None and not belongs(person, found.team, work):
        raise NotAllowed(msg("That is another team's standup. Nothing was changed."))
    _takes_answers(found, work)
    part = _drafted(known or Part(found.id, person.id), person, found, work, incoming.at)
    return Mine(work, person, incoming.at, found, part)


def _takes_answers(standup: Standup, work: Work) -> None:
    if standup.phase is Phase.CALLED_OFF:
        raise Conflict(msg("The standup of {day} was called off. Nothing was changed.", day=Day(standup.day)))
    if is_over(standup, work):
        raise Conflict(msg("The next standup has opened, so that of {day} stays as it is.", day=Day(standup.day)))


def belongs(person: Person, team: str, work: Work) -> bool:
    """Whose standup it is: the team's people and whoever leads them."""
    return person.team == team or leads(person, team, work.settings)


def is_over(standup: Standup, work: Work) -> bool:
    """Whether it ended and the next one by its plan has opened."""
    later = (one for one in work.standups.lately(standup.team, LATELY) if one.plan == standup.plan)
    opened = (one for one in later if one.phase in (Phase.OPEN, Phase.ENDED) and one.opens_at > standup.opens_at)
    return standup.phase is Phase.ENDED and any(opened)


def _drafted(part: Part, person: Person, standup: Standup, work: Work, at: datetime) -> Part:
    """Nothing was written for somebody who was away, or has come to the team meanwhile."""
    if not part.draft.is_empty or part.is_answered or (part.how is How.WAITING and part.asks_at is not None):
        return part
    return replace(part, draft=drafts_of(work, standup, [person], at).get(person.id, part.draft))
