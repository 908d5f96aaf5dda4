"""The morning of team north's standup: Maja and Tom are asked, and the channel has the one message."""

from __future__ import annotations

from dataclasses import replace

from bot.plain import plain
from bot.words import Speech
from domain.chat import Divider, Para, Say
from domain.codec import from_json, to_json
from domain.nudges import OutboxItem
from domain.standup import Draft, Part, Standup
from domain.words import msg
from handlers.standup.ask import ask_blocks
from tests.handlers.room import TUESDAY, channel, opened
from tests.support.builders import ZONE, at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

ASKED = at("2026-11-24 08:30")
DRAFT = Draft((msg("{line}", line="Nordfrakt: demo held"),), (msg("{line}", line="Solberg Bygg: quote Wed"),))
NUDGE = (Divider("episode"), Para(msg("{line}", line="Kraftverket has no next step.")))


def asked(fjord: FakeCompany, *persons: str, standup: Standup = TUESDAY) -> Standup:
    """They were asked, each in one message together with a nudge."""
    opened(fjord, {}, standup)
    with fjord.work() as work:
        for person in persons:
            part = Part(standup.id, person, draft=DRAFT, asks_at=ASKED, asked_in=f"asked-{person}")
            work.standups.add_part(part)
            said = to_json(Say((*ask_blocks(work, standup, part, ASKED), *NUDGE)))
            item = OutboxItem(part.asked_in, f"ask:{person}", person, said, (), ASKED, ASKED)
            assert work.nudging.put(replace(item, sent_at=ASKED))
        work.commit()
    return standup


def part_of(fjord: FakeCompany, person: str, standup: str = "s1") -> Part:
    """Somebody's part as it is."""
    part = fjord.work().standups.part(standup, person)
    assert part is not None
    return part


def own_message(fjord: FakeCompany, person: str) -> list[str]:
    """How the message that asked them reads now, in English."""
    with fjord.work() as work:
        said: Say = from_json(work.nudging.letter(f"asked-{person}")[-1].reply)
    return plain(said, Speech("en", ZONE, ASKED)).splitlines()


def line_of(fjord: FakeCompany, name: str, language: str = "en") -> str:
    """What the channel reads about somebody."""
    return next(line for line in channel(fjord, language).splitlines() if line.startswith(name))


def at_nine(fjord: FakeCompany, person: str, *, direct: bool = True) -> Coach:
    """Somebody while the standup is open."""
    return Coach(fjord.work, person, at("2026-11-24 09:20"), direct=direct)
