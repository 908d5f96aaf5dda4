"""A whole meeting in the room, and what the next one begins with."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.standup_plans import planned
from handlers.standup.opening import open_now
from tests.handlers.room import OPENS, PLAN, InTheRoom, channel, now, planned_in
from tests.support.builders import at
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

MINUTE = timedelta(minutes=1)


def opened_for_real(fjord: FakeCompany, at_: datetime) -> str:
    """Team north's next standup opens, with everybody's part as their deals tell it."""
    planned_in(fjord, PLAN)
    with fjord.work() as work:
        team, karin = work.settings.team("north"), work.persons.get("karin")
        assert team is not None and karin is not None
        standup = open_now(work, planned(work, team)[0], at_, karin)
        work.commit()
    return standup.id


def screen(fjord: FakeCompany, standup: str) -> list[str]:
    """The one message, without its buttons and without the parts of those who were only asked."""
    lines = channel(fjord, standup=standup).splitlines()
    return [line for line in lines if not line.startswith("[") and "not yet confirmed" not in line]


def test_a_meeting_in_the_room_and_what_became_of_it(fjord: FakeCompany, karin: Coach, maja: Coach, tom: Coach) -> None:
    tuesday = opened_for_real(fjord, OPENS)
    room = InTheRoom(fjord, "karin", OPENS + MINUTE)

    # Karin starts; Tom's deal is worth most.
    room.presses_of("standup.walk", tuesday)
    assert room.said == []
    assert screen(fjord, tuesday) == [
        "Pipeline standup, North · deal by deal",
        "1 of 4: Hudson Freight, fleet renewal, Tom, USD 400,000",
        "No next step yet.",
        "Weakest: What is the problem, and what does it cost them? (not asked).",
        "Tom speaks, until 09:19. Then Maja: Kraftverket.",
    ]

    # A decision, in a line; and one that waits for a day.
    karin.clock = OPENS + 2 * MINUTE
    karin.hears("@tom calls the CFO by Thursday")
    karin.hears("Tom bokar en demo")
    assert karin.said == ["Tom bokar en demo. By when?\n[1] Wed 25 Nov  [2] Tue 1 Dec  [3] Another day"]
    karin.presses("Tue 1 Dec")

    # Maja is not ready: her first deal comes last. The next one is hers too, and she writes it down in a form.
    room.clock = OPENS + 3 * MINUTE
    room.presses_of("standup.next", tuesday, "hudson")
    room.presses_of("standup.later", tuesday, "kraftverket")
    assert screen(fjord, tuesday)[1] == "2 of 4: Nordfrakt, fordonsparken, Maja, SEK 400,000"
    maja.clock = OPENS + 5 * MINUTE
    maja.presses_of("standup.decide", tuesday)
    maja.submits(what="ask Johan who signs", day="2026-11-25")
    assert maja.said == ["Decided: Maja: ask Johan who signs by Wed 25 Nov (Nordfrakt).\n[1] Undo  [2] Change"]

    # Something else comes up, and goes to the parking lot. Somebody asks for the deal before; then on.
    karin.clock = OPENS + 6 * MINUTE
    karin.hears("park: the price list")
    room.presses_of("standup.back", tuesday, "nordfrakt")
    assert screen(fjord, tuesday)[1] == "1 of 4: Hudson Freight, fleet renewal, Tom, USD 400,000"
    room.presses_of("standup.next", tuesday, "hudson")
    room.presses_of("standup.next", tuesday, "nordfrakt")
    assert screen(fjord, tuesday)[1] == "3 of 4: Solberg Bygg, larm, Maja"
    karin.clock = OPENS + 8 * MINUTE
    karin.hears("låt Maja besöka dem nästa onsdag")
    karin.presses("Wed 2 Dec")
    room.presses_of("standup.next", tuesday, "solberg")
    assert screen(fjord, tuesday)[1] == "4 of 4: Kraftverket, laddstolpar, Maja, SEK 400,000"
    room.presses_of("standup.later", tuesday, "kraftverket")
    assert screen(fjord, tuesday)[1] == "That was the last deal."

    # It ends.
    room.clock = OPENS + 10 * MINUTE
    room.presses_of("standup.end", tuesday)
    assert now(fjord, tuesday).turn is None
    assert screen(fjord, tuesday)[:6] == [
        "Pipeline standup, North · Tue 24 Nov",
        "Decided:",
        "– Tom calls the CFO by Thu 26 Nov (Hudson Freight)",
        "– Tom bokar en demo by Tue 1 Dec (Hudson Freight)",
        "– Maja: ask Johan who signs by Wed 25 Nov (Nordfrakt)",
        "– Maja: besöka dem by Wed 2 Dec (Solberg Bygg)",
    ]
    assert screen(fjord, tuesday)[6] == "Parked: the price list"

    # What they did until Thursday.
    steps = {one.ours: one.id for one, _ in fjord.work().facts.steps("hudson")}
    tom.clock = at("2026-11-25 16:00")
    tom.presses_of("step.kept", steps["call the CFO"])
    tom.presses_of("step.move", steps["boka en demo"])
    tom.submits(day="2026-12-04", by="us")
    maja.clock = at("2026-11-25 16:00")
    maja.presses_of("deal.lose", "solberg")
    maja.presses("It did not")
    maja.submits(reason="price")

    thursday = opened_for_real(fjord, at("2026-11-26 09:15"))
    assert screen(fjord, thursday)[:6] == [
        "Pipeline standup, North · open until 10:00",
        "Decided Tue 24 Nov:",
        "– ✓ Tom calls the CFO (Hudson Freight): done.",
        "– Tom bokar en demo (Hudson Freight): moved to Fri 4 Dec.",
        "– Maja: ask Johan who signs (Nordfrakt): was due Wed 25 Nov.",
        "– Maja: besöka dem (Solberg Bygg): not needed any more.",
    ]

    # What was not kept is talked about first.
    room.clock = at("2026-11-26 09:20")
    room.presses_of("standup.walk", thursday)
    assert screen(fjord, thursday) == [
        "Pipeline standup, North · deal by deal",
        "1 of 3: Nordfrakt, fordonsparken, Maja, SEK 400,000",
        "Next step: ask Johan who signs, Wed 25 Nov.",
        "Why here: Our step has passed its day.",
        "Last time: Maja: ask Johan who signs (Nordfrakt): was due Wed 25 Nov.",
        "Weakest: What is the problem, and what does it cost them? (not asked).",
        "Maja speaks, until 09:23. Then Tom: Hudson Freight.",
    ]
