"""A meeting in the room: a standup of team north that is open, and the one message as it reads at any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from bot.plain import plain
from bot.words import Speech
from domain.chat import Place, Say
from domain.codec import from_json, to_json
from domain.nudges import OutboxItem
from domain.settings import StandupPlan, StandupQuestion
from domain.standup import Draft, How, Part, Phase, Standup
from handlers.standup.message import channel_message
from tests.support.builders import ZONE, at, texts
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

OPENS = at("2026-11-24 09:15")
PLAN = StandupPlan(
    "pipeline", "", (1, 3), time(9, 15), time(10), ZONE, "en",
    (StandupQuestion("help", texts("Where do you need help?", "Var behöver du hjälp?")),),
)  # fmt: skip
TUESDAY = Standup(
    "s1", "north:pipeline:2026-11-24", "north", "pipeline", date(2026, 11, 24), at("2026-11-19 09:15"),
    date(2026, 11, 26), OPENS, at("2026-11-24 10:00"), "en", ZONE, Phase.OPEN, facilitator="karin", opened_at=OPENS,
    message="letter",
)  # fmt: skip


def opened(fjord: FakeCompany, deals: Mapping[str, tuple[str, ...]], standup: Standup = TUESDAY) -> Standup:
    """Opens the standup; `deals` are those of each person that need talk."""
    planned_in(fjord, PLAN)
    with fjord.work() as work:
        assert work.standups.add(standup)
        for person, theirs in deals.items():
            work.standups.add_part(Part(standup.id, person, How.WAITING, Draft(deals=theirs), asks_at=OPENS))
        said = to_json(channel_message(work, standup))
        item = OutboxItem(standup.message, f"open:{standup.id}", "karin", said, (), OPENS, OPENS, channel="north")
        assert work.nudging.put(replace(item, sent_at=OPENS, language=standup.language, zone=standup.zone))
        work.commit()
    return standup


def now(fjord: FakeCompany, standup: str = "s1") -> Standup:
    """The standup as it is."""
    found = fjord.work().standups.get(standup)
    assert found is not None
    return found


def channel(fjord: FakeCompany, language: str = "en", standup: str = "s1") -> str:
    """The one message, as the channel reads it now or soon."""
    letter = now(fjord, standup).message
    latest = [one for one in fjord.state.outbox.values() if letter in (one.id, one.amends)][-1]
    said: Say = from_json(latest.reply)
    return plain(said, Speech(language, ZONE, OPENS))


def head(fjord: FakeCompany, standup: str = "s1") -> str:
    """What the one message says first under its heading: the deal that is talked about."""
    return channel(fjord, standup=standup).splitlines()[1]


def edits(fjord: FakeCompany, standup: str = "s1") -> int:
    """How many edits of the one message wait or were sent."""
    return sum(one.amends == now(fjord, standup).message for one in fjord.state.outbox.values())


def planned_in(fjord: FakeCompany, *plans: StandupPlan) -> None:
    """What app.yaml plans for team north."""
    north, *others = fjord.settings.teams
    fjord.settings = replace(fjord.settings, teams=(replace(north, standups=plans), *others))


class InTheRoom(Coach):
    """Somebody at the channel's message, on another phone than the one on which they write to the coach alone."""

    def __init__(self, fjord: FakeCompany, person: str, at_: datetime, thread: str = "") -> None:
        super().__init__(fjord.work, person, at_, direct=False)
        self._place = Place("room", "", "C-north", thread, direct=False)
