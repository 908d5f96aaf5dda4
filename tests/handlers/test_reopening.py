"""An ended deal is opened again, and nothing of its history is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.chat import Act, Command, Press, Submit
from domain.deal import Deal, DealState
from tests.handlers.conftest import NOW
from tests.support.builders import NEW_BUSINESS, company, settings
from tests.support.coach import Coach
from tests.support.fake import FakeCompany


def nordfrakt(fjord: FakeCompany) -> Deal:
    found = fjord.work().deals.get("nordfrakt")
    assert found is not None
    return found


def lose(coach: Coach) -> None:
    coach.hears("lost Nordfrakt")
    coach.presses("None of them")
    coach.submits(reason="price")
    coach.clock += timedelta(days=3)


def test_a_deal_that_was_lost_goes_on_where_it_ended(maja: Coach, fjord: FakeCompany) -> None:
    lose(maja)
    maja.hears("reopen Nordfrakt")

    assert maja.said == [
        ("Nordfrakt, fordonsparken is open again, in Needs.\nWhat happens next?\n[1] Set the next step  [2] Undo")
    ]
    again = nordfrakt(fjord)
    assert (again.state, again.stage, again.stage_since, again.close_reason) == (
        DealState.OPEN,
        "needs",
        maja.clock,
        "",
    )
    assert [visit.stage for visit in fjord.work().facts.visits("nordfrakt")] == ["needs", "lost", "needs"]


def test_a_deal_is_opened_in_swedish_from_its_own_view(swedish_maja: Coach, fjord: FakeCompany) -> None:
    swedish_maja.hears("förlorade nordfrakt")
    swedish_maja.presses("Ingen av dem")
    swedish_maja.submits(reason="price")
    swedish_maja.hears("affär nordfrakt")
    swedish_maja.presses("Öppna igen")

    assert swedish_maja.said == [
        (
            "Nordfrakt, fordonsparken är öppen igen, i fasen Behov.\n"
            "Vad händer härnäst?\n"
            "[1] Bestäm nästa steg  [2] Ångra"
        )
    ]


def test_it_goes_on_in_the_process_that_became_of_its_own(maja: Coach, fjord: FakeCompany) -> None:
    lose(maja)
    fjord.settings = settings(processes=(replace(NEW_BUSINESS, key="sales", was=("new_business",)),))
    maja.hears("reopen Nordfrakt")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken is open again, in Needs."
    assert nordfrakt(fjord).process == "sales"


def test_a_double_press_opens_once(maja: Coach, fjord: FakeCompany) -> None:
    lose(maja)
    maja.hears("deal Nordfrakt")
    maja.presses("Open it again")
    maja.presses_again()

    assert maja.said == ["Nordfrakt, fordonsparken has not ended. Nothing was changed.\n[1] The deal"]
    assert len(fjord.work().facts.visits("nordfrakt")) == 3


def test_the_command_means_the_ended_one_of_two_deals_with_a_customer(maja: Coach, fjord: FakeCompany) -> None:
    lose(maja)
    maja.hears("new Nordfrakt")
    maja.submits(account="Nordfrakt", name="däck")
    maja.hears("reopen Nordfrakt")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken is open again, in Needs."


def test_those_that_ended_lately_are_offered(maja: Coach) -> None:
    lose(maja)
    maja.hears("reopen")

    assert maja.said == ["Which deal? Write its name after the command, or choose:\n[1] Nordfrakt, fordonsparken"]

    maja.presses("Nordfrakt, fordonsparken")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken is open again, in Needs."


def test_nothing_is_offered_when_nothing_ended(maja: Coach) -> None:
    maja.hears("reopen")

    assert maja.said == ["Which deal? Write its name after the command."]


def test_opening_can_be_undone(maja: Coach, fjord: FakeCompany) -> None:
    lose(maja)
    before = nordfrakt(fjord)
    maja.hears("reopen Nordfrakt")
    maja.presses("Undo")

    again = nordfrakt(fjord)
    assert (again.state, again.closed_at, again.close_reason) == (DealState.LOST, before.closed_at, "price")
    assert [visit.stage for visit in fjord.work().facts.visits("nordfrakt")] == ["needs", "lost"]


def test_a_note_about_an_ended_deal_goes_on_into_it_when_it_is_opened(maja: Coach, fjord: FakeCompany) -> None:
    lose(maja)
    maja.hears("met Anna Berg at Nordfrakt, demo Friday 10:00, she said yes")

    assert maja.said == [
        (
            "Nordfrakt, fordonsparken is closed as lost. Is this the start of something new?\n"
            "[1] Open it again  [2] A new deal  [3] Another deal"
        )
    ]

    maja.presses("Open it again")

    assert maja.said[0].splitlines()[0] == "Nordfrakt, fordonsparken is open again, in Needs."
    assert maja.said[1].splitlines()[0] == "Nordfrakt, fordonsparken. Saved."
    assert nordfrakt(fjord).step_ours == "demo"


def test_a_colleague_cannot_open_it(maja: Coach, tom: Coach, fjord: FakeCompany) -> None:
    lose(maja)
    tom.hears("reopen Nordfrakt")

    assert tom.said == [
        "Maja Lind looks after Nordfrakt, fordonsparken, so I changed nothing. Ask Maja, or the manager of the team."
    ]
    assert nordfrakt(fjord).state is DealState.LOST


def form(name: str, **answers: str) -> Submit:
    return Submit(name, "nordfrakt", tuple(answers.items()))


ACTS: dict[str, Act] = {
    "lose": form("deal.lost", reason="price", wrong="pain"),
    "win": form("deal.won", evidence="signed", reason="they were in a hurry"),
    "reopen": Press("deal.reopen", "nordfrakt"),
    "correct": form("review.save", reason="no_budget", said="anna"),
    "wait": form("deal.wait", until="2026-12-24", reason="busy"),
    "go on": Press("pause.end", "nordfrakt"),
    "undo": Command("undo"),
}


@given(st.lists(st.sampled_from(list(ACTS)), max_size=9))
def test_however_it_ends_and_opens_what_is_told_agrees_with_how_it_stands(acts: list[str]) -> None:
    fjord = company()
    maja = Coach(fjord.work, "maja", NOW)
    for act in acts:
        maja.does(ACTS[act])
        maja.clock += timedelta(hours=1)

        assert not any("7KQ2" in said for said in maja.said)
        agrees(fjord)


def agrees(fjord: FakeCompany) -> None:
    """The deal is where its visits say; it tells of an end only while it has ended, and every end was reviewed."""
    deal, facts = nordfrakt(fjord), fjord.work().facts
    visits, reviews = facts.visits("nordfrakt"), facts.reviews("nordfrakt")
    ends = [visit.stage for visit in visits if visit.stage in ("won", "lost")]
    told = {review.end for review in reviews}

    assert visits[-1].stage == (deal.state.value if deal.has_ended else deal.stage)
    assert (deal.closed_at is not None) is deal.has_ended
    assert set(ends) == told and len(reviews) >= len(ends)
    if deal.state is DealState.LOST:
        assert (reviews[0].end, reviews[0].reason) == ("lost", deal.close_reason)
    else:
        assert deal.close_reason == ""
