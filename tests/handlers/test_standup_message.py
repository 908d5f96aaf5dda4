"""What the channel reads of a standup, from its opening to its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.plain import plain
from bot.words import Speech
from domain.chat import Say
from domain.settings import StandupPlan, StandupQuestion
from domain.standup import Decision, Draft, How, Part, Phase, Standup
from domain.words import Words, msg
from handlers.standup.message import channel_message
from tests.support.builders import KARIN, ZONE, at, due_on, person, texts
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

NINE = at("2026-11-24 09:15")
HELP = StandupQuestion("help", texts("Where do you need help?", "Var behöver du hjälp?"))
PLAN = StandupPlan("pipeline", "", (1, 3), time(9, 15), time(10), ZONE, "en", (HELP,))
TUESDAY = Standup(
    "tue", "north:pipeline:2026-11-24", "north", "pipeline", date(2026, 11, 24), at("2026-11-19 09:15"),
    date(2026, 11, 26), NINE, at("2026-11-24 10:00"), "en", ZONE, Phase.OPEN, opened_at=NINE,
)  # fmt: skip
ENDED = replace(TUESDAY, phase=Phase.ENDED, ended_at=at("2026-11-24 10:00"))


def line(text: str) -> Words:
    return msg("{step}", step=text)


DRAFT = Draft((line("Nordfrakt: demo held."),), (line("Today: Åkerlunds, call."),), (line("Solberg: no next step."),))
WRITTEN = "Nordfrakt: demo held. Today: Åkerlunds, call. Solberg: no next step."


@pytest.fixture
def north(fjord: FakeCompany) -> FakeCompany:
    """Team North with a standup on Tuesdays and Thursdays, which everybody may look into."""
    fjord.settings = replace(fjord.settings, teams=(replace(fjord.settings.teams[0], standups=(PLAN,)),))
    with fjord.work() as work:
        assert work.standups.add(TUESDAY)
        work.commit()
    return fjord


def part(person: str, how: How = How.WAITING, **changes: Any) -> Part:
    answered = None if how in (How.WAITING, How.AWAY) else at("2026-11-24 08:40")
    return replace(Part("tue", person, how, answered_at=answered, changed_at=answered), **changes)


def told(company: FakeCompany, *parts: Part) -> None:
    with company.work() as work:
        for one in parts:
            work.standups.add_part(one)
        work.commit()


def reads(company: FakeCompany, standup: Standup = TUESDAY, language: str = "en") -> list[str]:
    with company.work() as work:
        said = channel_message(work, standup)
    return plain(said, Speech(language, ZONE, NINE)).splitlines()


def test_it_opens_with_everybodys_part_mostly_written(north: FakeCompany) -> None:
    told(north, part("maja", draft=DRAFT), part("tom"), part("karin", How.AWAY, back=date(2026, 12, 2)))

    assert reads(north) == [
        "Pipeline standup, North · open until 10:00",
        f"Maja (from their deals, not yet confirmed) {WRITTEN}",
        "Not today: Karin (back Wed 2 Dec).",
        "[1] My update  [2] Start the walk-through",
    ]


def test_nobody_who_has_not_answered_is_named_for_it(north: FakeCompany) -> None:
    told(north, part("maja"), part("tom"))

    assert reads(north) == [
        "Pipeline standup, North · open until 10:00",
        "What everybody has to tell comes here.",
        "[1] My update  [2] Start the walk-through",
    ]


def test_answers_come_first_and_say_what_was_confirmed_and_what_was_written(north: FakeCompany) -> None:
    help_ = (("help", "who knows the CFO\nat Kraftverket?"),)
    told(
        north,
        part("erik", draft=DRAFT),
        part("karin", How.NOTHING_NEW),
        part("maja", How.CONFIRMED, draft=DRAFT, words="Calling Ida\nthen Per", told=help_),
        part("tom", How.OWN, draft=DRAFT, words="Hudson sign on Friday"),
    )

    assert reads(north)[1:-1] == [
        f"Maja ✓ {WRITTEN} Calling Ida. then Per. Needs help: who knows the CFO at Kraftverket?",
        "Tom ✓ Hudson sign on Friday",
        f"Erik (from their deals, not yet confirmed) {WRITTEN}",
        "✓ Nothing new: Karin.",
    ]


def test_the_channel_reads_it_in_its_own_language(north: FakeCompany) -> None:
    told(
        north, part("karin", How.PASSED), part("maja", draft=DRAFT), part("tom", How.NOTHING_NEW, told=(("help", "x"),))
    )

    assert reads(north, language="sv") == [
        "Pipelineavstämning, North · öppen till kl 10.00",
        "Tom ✓ Inget nytt. Behöver hjälp: x",
        f"Maja (ur affärerna, inte bekräftat än) {WRITTEN}",
        "Inte med i dag: Karin.",
        "[1] Min del  [2] Gå igenom affärerna",
    ]


def test_a_question_of_the_teams_own_stands_before_its_answer(north: FakeCompany) -> None:
    asked = replace(PLAN, questions=(StandupQuestion("week", texts("What is new?", "Vad är nytt?")),))
    north.settings = replace(north.settings, teams=(replace(north.settings.teams[0], standups=(asked,)),))
    told(north, part("maja", How.OWN, told=(("week", "A new list"), ("help", "not asked any more"))))

    assert reads(north)[1] == "Maja ✓ What is new? A new list"


def test_where_a_rep_sees_their_own_deals_alone_none_is_named_that_nobody_confirmed(north: FakeCompany) -> None:
    north.settings = replace(north.settings, teams=(replace(north.settings.teams[0], sees="own"),))
    told(north, part("maja", draft=replace(DRAFT, left_out=(2, 0))), part("tom", How.CONFIRMED, draft=DRAFT))

    assert reads(north)[1:-1] == [
        f"Tom ✓ {WRITTEN}",
        "Maja (from their deals, not yet confirmed) 3 pieces of news, 1 next step, 1 deal to talk about.",
    ]


def test_two_of_one_first_name_are_told_apart(north: FakeCompany) -> None:
    with north.work() as work:
        work.persons.save(person("maja2", "Maja Öst"))
        work.commit()
    told(north, part("maja", How.NOTHING_NEW), part("maja2", How.NOTHING_NEW), part("tom", How.NOTHING_NEW))

    assert reads(north)[1] == "✓ Nothing new: Maja Lind, Maja Öst and Tom."


# ---- before and after -----------------------------------------------------------------------------------------------


def test_it_begins_with_what_became_of_the_decisions_of_the_time_before(north: FakeCompany) -> None:
    before = replace(ENDED, id="b", key="b", day=date(2026, 11, 19), opens_at=at("2026-11-19 09:15"))
    with north.work() as work:
        assert work.standups.add(before)
        for n in range(7):
            one = Decision(
                f"d{n}", "b", "", "maja", f"call\ncustomer {n}", due_on("2026-11-25"), "karin", before.opens_at
            )
            work.standups.decide(one)
        work.commit()

    said = reads(north)

    assert said[1:3] == ["Decided Thu 19 Nov:", "– Maja: call customer 0: open until Wed 25 Nov."]
    assert said[7:9] == ["And 2 more.", "What everybody has to tell comes here."]


def test_late_answers_come_with_their_time(north: FakeCompany) -> None:
    told(
        north,
        part("maja", How.OWN, words="In time, then more", changed_at=at("2026-11-24 13:40")),
        part("tom", How.CONFIRMED, draft=DRAFT, answered_at=at("2026-11-25 08:40"), changed_at=at("2026-11-25 08:40")),
        part("karin", How.NOTHING_NEW),
        part("erik", How.OWN, words="In time"),
    )

    assert reads(north, ENDED) == [
        "Pipeline standup, North · Tue 24 Nov",
        "Erik ✓ In time",
        "Maja ✓ (13:40) In time, then more",
        f"Tom ✓ (Wed 25 Nov, 08:40) {WRITTEN}",
        "✓ Nothing new: Karin.",
        "[1] My update",
    ]


def test_one_that_is_called_off_says_when_the_next_one_is(north: FakeCompany) -> None:
    told(north, part("maja", draft=DRAFT))

    assert reads(north, replace(TUESDAY, phase=Phase.CALLED_OFF)) == [
        "Pipeline standup, North · called off, Tue 24 Nov",
        "The next one is on Thu 26 Nov.",
    ]


def test_before_its_hour_it_says_when_it_opens(north: FakeCompany) -> None:
    assert reads(north, replace(TUESDAY, phase=Phase.AHEAD))[0] == "Pipeline standup, North · opens at 09:15"


def test_a_plan_with_a_name_goes_by_it(north: FakeCompany) -> None:
    named = replace(PLAN, name="Friday round")
    north.settings = replace(north.settings, teams=(replace(north.settings.teams[0], standups=(named,)),))

    assert reads(north)[0] == "Friday round · open until 10:00"


# ---- short ----------------------------------------------------------------------------------------------------------


def many(company: FakeCompany, n: int, how: How, draft: Draft = DRAFT, **changes: Any) -> None:
    """So many people with a part each: P00, P01 and so on."""
    with company.work() as work:
        for place in range(n):
            work.persons.save(person(f"p{place:02}", f"P{place:02} Lind"))
        work.commit()
    told(company, *(part(f"p{place:02}", how, draft=draft, **changes) for place in range(n)))


LONG = Draft(tuple(line(f"{n} {'ab ' * 20}ab.") for n in range(9)), left_out=(4, 0))


def test_of_a_long_part_in_the_room_it_has_all_the_rest_is_counted(north: FakeCompany) -> None:
    many(north, 8, How.CONFIRMED, LONG)

    first = reads(north)[1]

    assert (first[:8], first[-15:]) == ("P00 ✓ 0 ", "ab. And 6 more.")
    assert reads(north)[-1] == "[1] My update  [2] Start the walk-through  [3] All of it"


def test_what_somebody_typed_is_cut_before_it_drives_out_what_their_deals_tell(north: FakeCompany) -> None:
    many(north, 20, How.CONFIRMED, DRAFT, words="word " * 100)

    (first, *_) = reads(north)[1:]
    assert first == "P00 ✓ Nordfrakt: demo held. Solberg: no next step. And 1 more. " + "word " * 22 + "wo…"


def test_many_who_have_not_answered_stand_below_one_heading_several_in_a_paragraph(north: FakeCompany) -> None:
    many(north, 60, How.WAITING, LONG)

    said = reads(north)

    assert said[1:4] == [
        "From their deals, not yet confirmed:",
        "P00 13 pieces of news.",
        "P01 13 pieces of news.",
    ]
    assert len(said) == 1 + 1 + 60 + 1
    assert len(blocks(north)) == 1 + 1 + 20 + 1


def blocks(company: FakeCompany) -> Sequence[object]:
    with company.work() as work:
        said: Say = channel_message(work, TUESDAY)
    return said.blocks


def test_all_of_it_is_one_press_away_for_whoever_presses_alone(north: FakeCompany, maja: Coach) -> None:
    many(north, 30, How.CONFIRMED, LONG)

    maja.presses_of("standup.all", "tue")

    (said,) = maja.said
    assert said.splitlines()[0] == "Pipeline standup, North, all of it:"
    assert said.splitlines()[1].endswith(f"8 {'ab ' * 20}ab. And 4 more.")
    assert maja.buttons == ["More"]

    shown = len(said.splitlines()) - 2
    assert shown == 5
    maja.presses("More")

    assert maja.said[0].splitlines()[1].startswith(f"P{shown:02} ✓")


def test_somebody_of_another_team_is_shown_nothing(north: FakeCompany, erik: Coach) -> None:
    erik.presses_of("standup.all", "tue")

    assert erik.said == ["I don't find that standup any more. Nothing was changed."]


def test_what_people_typed_is_no_markup(north: FakeCompany) -> None:
    with north.work() as work:
        work.persons.save(replace(KARIN, name="**Karin** Ek"))
        work.commit()
    told(north, part("karin", How.OWN, words="**loud** {name}\n> quote"))

    assert reads(north)[1] == "**Karin** ✓ **loud** {name}. > quote"
