"""What was said about a standup in the chat is kept, said back with its days, and can be taken back."""

from __future__ import annotations

import json
from datetime import datetime

from domain.chat import Block, Choice, Incoming, Reply
from domain.codec import from_json, to_json
from domain.journal import Pending
from domain.ports import Work
from domain.settings import Team
from domain.standup import Arrangement, Phase
from domain.standup_plans import Planned, planned
from domain.standup_times import next_opening
from domain.words import Clock, Message, Moment, Words, msg
from handlers.replies import buttons, say
from handlers.speaker import speaker
from handlers.standup.named import Chair, latest, teams_of
from handlers.standup.replanning import replan
from handlers.turn import id_of

ARRANGED = "standup.arranged"


def arrange(chair: Chair, after: Arrangement, *said: Block | Words) -> list[Reply]:
    """Kept, and the clock goes by it. What stands like that already is not stored twice."""
    work, before = chair.work, chair.one.said
    if after == before:
        stands = msg("It stands like that already. Nothing was changed.")
        return [say(stands, when_next(work, chair.one, chair.at), private=True)]
    now = _keep(work, chair.one.team, after, chair.at)
    kept = json.dumps({"before": to_json(before), "after": to_json(after)}, ensure_ascii=False)
    pending = Pending(work.new_id(), chair.person.id, ARRANGED, kept, chair.at)
    work.pending.add(pending)
    back = Choice(msg("Undo"), "standup.undo", pending.id)
    return [say(*said, when_next(work, now, chair.at) if now else None, buttons(back), private=True)]


def _keep(work: Work, team: Team, after: Arrangement, at: datetime) -> Planned | None:
    """The standup as it is planned now; None for one that there is no more."""
    work.standups.arrange(after)
    replan(work, team, at)
    return next((one for one in planned(work, team) if one.plan.key == after.key), None)


def undo(incoming: Incoming, work: Work) -> list[Reply]:
    """The button: it stands as before, unless somebody has said something else meanwhile."""
    pending = work.pending.get(id_of(incoming))
    if pending is None or pending.kind != ARRANGED or pending.person != incoming.person:
        return [say(msg("There is nothing to take back."), private=True)]
    kept = json.loads(pending.data)
    before, after = from_json(kept["before"]), from_json(kept["after"])
    team = next((one for one in teams_of(work, speaker(incoming, work)) if one.key == after.team), None)
    stands = next((one for one in work.standups.arrangements(after.team) if one.key == after.key), None)
    if team is None or stands != after:
        return [say(msg("It was changed again since. Nothing was changed."), private=True)]
    now = _keep(work, team, before, incoming.at)
    told = when_next(work, now, incoming.at) if now else None
    return [say(msg("Taken back: it stands as before."), told, private=True)]


def when_next(work: Work, one: Planned, at: datetime) -> Message:
    """When the next one is: that for which people are being asked already, also when its hour has just been moved."""
    ahead = next((known for known in latest(work, one) if known.phase is Phase.AHEAD), None)
    coming = ahead or next_opening(one, at, work)
    if coming is not None:
        opens, until = Moment(coming.opens_at), Clock(coming.closes_at)
        return msg("The next one is {opens}, open until {until}.", opens=opens, until=until)
    if one.said.paused and one.said.paused_until is None:
        return msg("It is paused until somebody lets it go on.")
    return msg("No next one is in sight.")
