"""What went on although something was missing: where to, without what, who let it and why."""

from __future__ import annotations

from collections.abc import Iterator

from domain.exchanges import was_given_anyway
from domain.facts import Waiver
from domain.gates import WON
from domain.person import Person
from domain.ports import Work
from domain.words import Day, Listed, Message, Value, msg
from handlers.balance import GIVE, thing
from handlers.deals import owners_for
from handlers.gate import name_of
from handlers.speaker import today

_LATELY = 5
_NAMED = 3


def passed_lately(person: Person, work: Work) -> Iterator[Message]:
    """For whoever leads: the latest passages of all the deals they look after."""
    found = work.facts.waived_lately([owner.id for owner in owners_for(person, work)], _LATELY)
    if found:
        yield msg("**Went on lately although something was missing:**")
    for waiver in found:
        deal = work.deals.get(waiver.deal)
        if deal is not None:
            yield msg("{deal} {passed}", deal=deal.title, passed=_line(waiver, work, person))


def _line(waiver: Waiver, work: Work, reader: Person) -> Message:
    who, process = work.persons.get(waiver.by), work.settings.process(waiver.process)
    stage = process.stage(waiver.to) if process else None
    to: Value = stage.name if stage else waiver.to
    told: dict[str, Value] = {
        "stage": msg("won") if waiver.to == WON else to,
        "day": Day(today(waiver.at, reader)),
        "missing": Listed(tuple(name_of(work, key) for key in waiver.missing[:_NAMED])),
        "reason": waiver.reason,
    }
    give = was_given_anyway(waiver)
    if give is not None:
        told |= {"thing": thing(work, GIVE, give), "who": who.first_name if who else waiver.by}
        return msg("got {thing} on {day}. {who}: “{reason}” Without: {missing}", **told)
    if who is None:
        return msg("to {stage} on {day}. Reason: {reason} Without: {missing}", **told)
    return msg("to {stage} on {day}. {who}: “{reason}” Without: {missing}", who=who.first_name, **told)
