"""The command "standup": how it stands, and a standup started, ended, left out, paused and handed over in the chat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.codec import from_json
from domain.person import Role
from domain.rounds import standup_key
from domain.standup import Arrangement, Phase
from tests.handlers.morning import ASKED, asked, part_of
from tests.handlers.room import PLAN, TUESDAY, now, opened, planned_in
from tests.support.builders import KARIN, MAJA, at, person
from tests.support.coach import Coach
from tests.support.fake import FakeCompany

MONDAY = at("2026-11-23 09:00")
NEXT = "The next one is Tue 24 Nov, 09:15, open until 10:00."
AFTER = "The next one is Thu 26 Nov, 09:15, open until 10:00."
FORECAST = replace(PLAN, key="forecast", name="Forecast", days=(4,))


@pytest.fixture
def north(fjord: FakeCompany) -> FakeCompany:
    """Team north has a standup on Tuesdays and Thursdays, and Karin leads it."""
    planned_in(fjord, PLAN)
    with fjord.work() as work:
        work.persons.save(replace(KARIN, language="en"))
        work.commit()
    return fjord


def on_monday(fjord: FakeCompany, person: str) -> Coach:
    return Coach(fjord.work, person, MONDAY)


def said_of(fjord: FakeCompany, key: str = "pipeline") -> Arrangement:
    """What was arranged in the chat."""
    kept = fjord.work().standups.arrangements("north")
    return next((one for one in kept if one.key == key), Arrangement("north", key))


def test_bare_it_says_when_the_next_one_is_and_what_can_be_done_by_whoever_leads(north: FakeCompany) -> None:
    maja, karin = on_monday(north, "maja"), on_monday(north, "karin")
    maja.hears("standup")
    karin.hears("avstämning")

    assert maja.said == [f"Pipeline standup, North. {NEXT}"]
    assert karin.said[0].splitlines()[0] == f"Pipeline standup, North. {NEXT}"
    assert karin.buttons == ["Start now", "Leave the next one out", "Settings"]
    last = "You can also write standup pause until 7 jan or standup hand over to Maja."
    assert karin.said[0].splitlines()[-1] == last


def test_bare_it_shows_the_one_that_is_open(north: FakeCompany) -> None:
    opened(north, {"maja": ()})
    maja, karin = on_monday(north, "maja"), on_monday(north, "karin")
    maja.hears("standup")
    karin.hears("standup")

    assert maja.said[0].splitlines()[0] == "Pipeline standup, North · open until 10:00"
    assert maja.buttons == ["My update", "Start the walk-through"]
    assert karin.buttons == ["My update", "Start the walk-through", "End it", "Settings", "Who took part"]


def test_before_it_opens_it_shows_ones_own_part(north: FakeCompany) -> None:
    asked(north, "maja", standup=replace(TUESDAY, phase=Phase.AHEAD))
    maja = Coach(north.work, "maja", ASKED)
    maja.hears("standup")

    assert "– Nordfrakt: demo held" in maja.said[0]
    assert maja.said[0].splitlines()[-1] == "Pipeline standup, North opens in the channel Tue 24 Nov, 09:15."
    maja.hears("standup calling Ida")
    maja.hears("standup")
    assert maja.said[0].splitlines()[0] == "Pipeline standup, North ✓ 08:30"


def test_a_team_without_one_says_so_and_its_manager_can_add_one(fjord: FakeCompany) -> None:
    maja, karin = on_monday(fjord, "maja"), on_monday(fjord, "karin")
    maja.hears("standup")
    karin.hears("avstämning")

    assert maja.said == ["Your team has no standup."]
    assert karin.buttons == ["Lägg till en för North", "Lägg till en för South"]


def test_started_now_it_opens_in_the_channel_once(north: FakeCompany) -> None:
    karin = on_monday(north, "karin")
    karin.hears("standup start")

    assert karin.said[0].splitlines()[0] == "Pipeline standup, North is open until 10:00."
    first = [one for one in north.state.outbox.values() if one.channel == "north"]
    karin.hears("standup start")
    assert karin.said[0].splitlines()[0] == "Pipeline standup, North is open until 10:00."
    assert [one for one in north.state.outbox.values() if one.channel == "north"] == first


def test_it_is_ended_by_whoever_leads_it_or_its_walk(north: FakeCompany) -> None:
    opened(north, {"maja": ("nordfrakt",)})
    tom, maja = on_monday(north, "tom"), on_monday(north, "maja")
    tom.hears("standup end")
    assert tom.said == ["The team's manager arranges that. Nothing was changed."]
    assert now(north).phase is Phase.OPEN

    maja.hears("standup walk")
    maja.hears("standup end")
    assert maja.said[0].splitlines()[0].startswith("Pipeline standup, North has ended.")
    assert now(north).phase is Phase.ENDED

    maja.hears("standup end")
    assert maja.said[0].splitlines()[0] == "Pipeline standup, North is not open."


def test_the_next_one_is_left_out_once_and_put_back(north: FakeCompany) -> None:
    karin = on_monday(north, "karin")
    karin.hears("standup skip")

    assert karin.said == [f"The one on Tue 24 Nov is left out.\n{AFTER}\n[1] Undo"]
    planned_for = north.work().rounds.get(standup_key("north", "pipeline"))
    assert planned_for is not None
    assert planned_for.at > at("2026-11-25 00:00")

    karin.hears("standup hoppa över")
    assert karin.said == [f"It stands like that already. Nothing was changed.\n{AFTER}"]
    karin.hears("standup")
    assert "The one on Tue 24 Nov is left out." in karin.said[0]
    karin.presses("Go on as planned")
    assert karin.said[0].splitlines()[1] == NEXT
    assert said_of(north) == Arrangement("north", "pipeline")


def test_the_one_that_people_are_asked_for_is_called_off_when_it_is_left_out(north: FakeCompany) -> None:
    asked(north, "maja", standup=replace(TUESDAY, phase=Phase.AHEAD))
    karin = Coach(north.work, "karin", ASKED)
    karin.hears("standup skip")
    maja = Coach(north.work, "maja", ASKED)
    maja.presses_of("standup.confirm", "s1")

    assert now(north).phase is Phase.CALLED_OFF
    assert maja.said == ["The standup of Tue 24 Nov was called off. Nothing was changed."]


def test_whoever_may_not_leave_one_out_may_have_meant_their_own_part(north: FakeCompany) -> None:
    asked(north, "maja")
    maja = Coach(north.work, "maja", ASKED)
    maja.hears("standup skip")

    assert maja.said[0].splitlines()[0] == "Whoever leads it leaves one out. Shall it go on without you today?"
    maja.presses("Not today")
    assert maja.said[0].splitlines()[0] == "The standup goes on without you today."
    assert said_of(north) == Arrangement("north", "pipeline")


def test_paused_until_a_day_and_undone(north: FakeCompany) -> None:
    karin = on_monday(north, "karin")
    karin.hears("standup pause until 7 jan")

    assert karin.said[0].splitlines() == [
        "Pipeline standup, North is paused until Thu 7 Jan 2027.",
        "The next one is Thu 7 Jan 2027, 09:15, open until 10:00.",
        "[1] Undo",
    ]
    karin.presses("Undo")
    assert karin.said == [f"Taken back: it stands as before.\n{NEXT}"]
    karin.presses_again()
    assert karin.said == ["It was changed again since. Nothing was changed."]
    assert said_of(north) == Arrangement("north", "pipeline")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("standup pause until 2026-11-20", "Fri 20 Nov is not ahead of us. Nothing was changed."),
        ("standup pause until 2029-01-01", "That is more than a year ahead. Nothing was changed."),
        ("standup pause until next friday", "Until Fri 27 Nov or Fri 4 Dec?\n[1] Fri 27 Nov  [2] Fri 4 Dec"),
    ],
)
def test_a_day_that_cannot_be_is_said_so_and_of_two_it_asks(north: FakeCompany, line: str, said: str) -> None:
    karin = on_monday(north, "karin")
    karin.hears(line)

    assert karin.said == [said]
    assert said_of(north) == Arrangement("north", "pipeline")


def test_a_pause_without_a_day_lasts_until_somebody_lets_it_go_on(north: FakeCompany) -> None:
    with north.work() as work:
        work.persons.save(KARIN)
        work.commit()
    karin = on_monday(north, "karin")
    karin.hears("avstämning pausa")
    assert karin.said[0].splitlines()[:2] == [
        "Pipelineavstämning, North är pausad.",
        "Den är pausad tills någon låter den fortsätta.",
    ]
    karin.hears("avstämning fortsätt")
    assert karin.said[0].splitlines()[0] == "Pipelineavstämning, North fortsätter som planerat."
    karin.hears("avstämning pausa till 7 jan")
    assert karin.said[0].splitlines()[0] == "Pipelineavstämning, North är pausad till tors 7 jan 2027."


def test_handed_over_it_is_led_by_somebody_of_the_team_who_hears_of_it(north: FakeCompany) -> None:
    karin, tom = on_monday(north, "karin"), on_monday(north, "tom")
    karin.hears("standup hand over to Tom")

    assert karin.said[0].splitlines()[0] == "Tom Reed leads Pipeline standup, North from now on."
    words = [item for item in north.state.outbox.values() if item.person == "tom"]
    assert len(words) == 1
    assert "handed" in str(from_json(words[0].reply))

    tom.hears("standup pause until 7 jan")
    assert said_of(north).paused
    tom.hears("standup remove")
    assert tom.said == ["The team's manager arranges that. Nothing was changed."]

    karin.hears("standup lämna över till Karin")
    assert said_of(north).facilitator == "karin"
    assert not [item for item in north.state.outbox.values() if item.person == "karin"]
    tom.hears("standup resume")
    assert tom.said == ["The team's manager arranges that. Nothing was changed."]


def test_without_a_name_a_form_asks_and_a_stranger_cannot_lead(north: FakeCompany) -> None:
    karin = on_monday(north, "karin")
    karin.hears("standup hand over")
    karin.submits(to="erik")
    assert karin.said == ["Only somebody of the team, or its manager, can lead it. Nothing was changed."]
    karin.submits(to="maja")
    assert karin.said[0].splitlines()[0] == "Maja Lind leads Pipeline standup, North from now on."
    karin.hears("standup hand over to Erik")
    assert said_of(north).facilitator == "maja"


def test_what_only_looks_like_one_of_these_is_ones_own_part(north: FakeCompany) -> None:
    asked(north, "karin")
    karin = Coach(north.work, "karin", ASKED)
    lines = (
        "start over with Kraftverket",
        "pause the fair until friday",
        "hand over to the customer on Friday",
        "end of quarter",
    )
    for line in lines:
        karin.hears(f"standup {line}")

    assert part_of(north, "karin").words == "\n".join(lines)
    assert said_of(north) == Arrangement("north", "pipeline")


def test_of_several_it_asks_which(north: FakeCompany) -> None:
    planned_in(north, PLAN, FORECAST)
    karin = on_monday(north, "karin")
    karin.hears("standup")
    assert karin.said[0].splitlines()[:2] == [
        f"Pipeline standup, North. {NEXT}",
        "Forecast, North. The next one is Fri 27 Nov, 09:15, open until 10:00.",
    ]
    karin.presses("Forecast, North")
    assert karin.said[0].startswith("Forecast, North.")

    karin.hears("standup pause until 7 jan")
    assert karin.said == ["Which standup?\n[1] Pipeline standup, North  [2] Forecast, North"]
    karin.presses("Forecast, North")
    assert (said_of(north).paused, said_of(north, "forecast").paused) == (False, True)

    karin.hears("standup resume")
    assert karin.said[0].splitlines()[0] == "Forecast, North goes on as planned."


def test_of_several_the_one_that_is_open_is_shown(north: FakeCompany) -> None:
    opened(north, {"maja": ()})
    planned_in(north, PLAN, FORECAST)
    maja = on_monday(north, "maja")
    maja.hears("standup")

    assert maja.said[0].splitlines()[0] == "Pipeline standup, North · open until 10:00"


def test_a_manager_of_several_teams_is_asked_too(north: FakeCompany) -> None:
    teams = tuple(replace(team, standups=(PLAN,)) for team in north.settings.teams)
    north.settings = replace(north.settings, teams=teams)
    karin = on_monday(north, "karin")
    karin.hears("standup start")

    assert karin.buttons == ["Pipeline standup, North", "Pipeline standup, South"]
    karin.presses("Pipeline standup, South")
    assert karin.said[0].splitlines()[0] == "Pipeline standup, South is open until 10:00."
    karin.hears("standup end")
    assert karin.said[0].splitlines()[0].startswith("Pipeline standup, South has ended.")


def test_somebody_of_another_team_arranges_nothing(north: FakeCompany) -> None:
    erik = on_monday(north, "erik")
    for action in ("standup.pause", "standup.skip", "standup.start", "standup.end", "standup.settings", "standup.look"):
        erik.presses_of(action, "north:pipeline")
        assert erik.said == ["Jag hittar inte den avstämningen längre. Inget ändrades."], action


ADA = person("ada", "Ada Holm", role=Role.ADMIN, team="", language="en", added_by="karin")
LARS = person("lars", "Lars Dahl", role=Role.MANAGER, team="south", language="en", added_by="karin")
MAY = {"maja": "nothing", "tom": "arrange", "karin": "all", "ada": "all", "lars": "nothing", "erik": "nothing"}


@pytest.mark.parametrize("who", MAY)
def test_who_may_arrange_and_who_may_remove(north: FakeCompany, who: str) -> None:
    planned_in(north, replace(PLAN, facilitator="tom@example.com"))
    with north.work() as work:
        work.persons.save(ADA)
        work.persons.save(LARS)
        work.commit()
    somebody = on_monday(north, who)
    somebody.presses_of("standup.skip", "north:pipeline")
    arranged = said_of(north).skips is not None
    somebody.presses_of("standup.removed", "north:pipeline")

    assert (arranged, said_of(north).removed) == (MAY[who] != "nothing", MAY[who] == "all")


def test_a_rep_hears_who_arranges_it(north: FakeCompany) -> None:
    maja = on_monday(north, "maja")
    for line in ("standup start", "standup pause", "standup settings", "standup new", "standup hand over to Tom"):
        maja.hears(line)
        assert maja.said == ["The team's manager arranges that. Nothing was changed."], line
    with north.work() as work:
        work.persons.save(MAJA)
        work.standups.arrange(Arrangement("north", "pipeline", facilitator="tom"))
        work.commit()
    maja.hears("avstämning pausa")
    assert maja.said == ["Det ordnar Tom Reed eller den som leder teamet. Inget ändrades."]
